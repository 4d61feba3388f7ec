"""Who holds the ball, in words: one line, the furthest first, working days and marks."""

from datetime import UTC, datetime, timedelta

import pytest

from app.reports.holding import MARKS, Held, gathered, mark_passed, told

LISBON = "Europe/Lisbon"
THURSDAY = datetime(2026, 11, 26, 10, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)


def held(kind, name, since=TUESDAY, until=None, candidacy_id=1):
    return Held(kind, 1, candidacy_id, None, name, since, until)


def line(*some, zone=LISBON, at=THURSDAY):
    return told(gathered(some)[0], zone, at).line


def test_a_card_is_waited_for_by_name_since_a_day_in_working_days():
    assert line(held("card", "Ana")) == "Waits for Ana’s card since Tuesday, 2 working days"


def test_several_cards_are_waited_for_since_the_first_was_asked_for():
    said = line(held("card", "Ana", THURSDAY), held("card", "Bo"))
    assert said == "Waits for Ana’s and Bo’s cards since Tuesday, 2 working days"


def test_one_person_with_several_cards_is_named_once():
    said = line(held("card", "Ana"), held("card", "Ana", candidacy_id=2))
    assert said == "Waits for 2 cards of Ana since Tuesday, 2 working days"


def test_of_many_only_a_few_are_named():
    said = line(*(held("card", name) for name in ("Ana", "Bo", "Cy", "Di", "Eve")))
    assert said.startswith("Waits for the cards of Ana, Bo and 3 others since Tuesday")


def test_what_is_furthest_says_what_is_waited_for():
    kinds = [one.kind for one in gathered([held("card", "Ana"), held("answer", "Zoë")])]
    assert kinds == ["answer", "card"]


def test_the_same_day_is_less_than_a_working_day_and_a_weekend_none():
    assert line(held("card", "Ana", THURSDAY)).endswith("since today, less than a working day")
    friday, monday = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=4)
    assert line(held("card", "Ana", friday), at=monday).endswith("since Friday, 1 working day")
    sunday = THURSDAY + timedelta(days=3)
    assert line(held("card", "Ana", friday), at=sunday).endswith("less than a working day")


def test_a_day_longer_than_a_week_ago_is_written_with_its_date():
    long_ago = THURSDAY - timedelta(days=20)
    assert "since Friday 6 November, 14 working days" in line(held("card", "Ana", long_ago))


def test_the_day_is_that_of_the_requisitions_own_zone():
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert "since yesterday, 1 working day" in line(held("card", "Ana", late), zone="Europe/Kyiv")
    assert "since Tuesday, 2 working days" in line(held("card", "Ana", late))


def test_the_earliest_date_is_until_when():
    wait = gathered([held("card", "Ana", until=THURSDAY), held("card", "Bo", until=TUESDAY)])[0]
    assert wait.until == TUESDAY


@pytest.mark.parametrize(
    ("hours", "mark"),
    [
        (23, None),
        (24, "24 h"),
        (47, "24 h"),
        (48, "48 h"),
        (24 * 14, "2 weeks"),
        (24 * 28, "4 weeks"),
        (24 * 42, "6 weeks"),
        (24 * 400, "6 weeks"),
    ],
)
def test_a_length_of_time_is_held_against_the_marks(hours, mark):
    assert mark_passed(timedelta(hours=hours)) == mark


def test_the_marks_are_five_and_grow():
    lengths = [length for _, length in MARKS]
    assert len(lengths) == 5
    assert lengths == sorted(lengths)

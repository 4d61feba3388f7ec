"""Facts in plain words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core import wording

NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)


def test_a_moment_names_weekday_date_hour_and_place() -> None:
    at = datetime(2026, 11, 26, 18, 30, tzinfo=UTC)
    assert wording.moment(at, "Europe/Lisbon", NOW) == "Thu 26 Nov, 18:30 Lisbon"
    assert wording.moment(at, "Europe/Madrid", NOW) == "Thu 26 Nov, 19:30 Madrid"
    assert wording.long_moment(at, "Europe/Lisbon", NOW) == "Thursday 26 November, 18:30 Lisbon"


def test_a_moment_names_the_year_when_it_is_not_this_one_or_nothing_says_which_this_is() -> None:
    at = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
    assert wording.moment(at, "Europe/Lisbon", NOW) == "Mon 11 Jan 2027, 09:00 Lisbon"
    assert wording.moment(NOW, "Europe/Lisbon") == "Thu 26 Nov 2026, 10:12 Lisbon"


def test_the_year_of_now_is_that_of_the_zone() -> None:
    silvester = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    at = datetime(2027, 1, 1, 12, 0, tzinfo=UTC)
    assert wording.moment(at, "Europe/Paris", silvester) == "Fri 1 Jan, 13:00 Paris"
    assert wording.moment(at, "Europe/Lisbon", silvester) == "Fri 1 Jan 2027, 12:00 Lisbon"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (8, "today 18:12"),
        (24, "tomorrow 10:12"),
        (-24, "yesterday 10:12"),
        (24 * 4, "Mon 10:12"),
        (24 * 7, "Thu 3 Dec, 10:12"),
    ],
)
def test_near_moments_are_said_as_people_say_them(hours: int, said: str) -> None:
    assert wording.when(NOW + timedelta(hours=hours), "Europe/Lisbon", NOW) == said


def test_a_deadline_within_six_days_needs_no_date() -> None:
    assert wording.short_moment(NOW, "Europe/Lisbon", NOW) == "Thu 10:12 Lisbon"
    week_later = NOW + timedelta(days=7)
    assert wording.short_moment(week_later, "Europe/Lisbon", NOW) == "Thu 3 Dec, 10:12 Lisbon"


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("Europe/Lisbon", "Lisbon"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        (UTC, "UTC"),
    ],
)
def test_a_zone_is_named_by_its_place(zone: wording.Zone, place: str) -> None:
    assert wording.city(zone) == place


@pytest.mark.parametrize(
    ("length", "short", "long"),
    [
        (timedelta(hours=8, minutes=18), "8 h 18 min", "8 hours 18 minutes"),
        (timedelta(hours=1), "1 h", "1 hour"),
        (timedelta(minutes=1, seconds=59), "1 min", "1 minute"),
        (timedelta(seconds=59), "less than a minute", "less than a minute"),
        (timedelta(days=1, hours=7, minutes=59), "1 day 7 h", "1 day 7 hours"),
        (timedelta(days=4), "4 days", "4 days"),
        (timedelta(days=4, minutes=30), "4 days", "4 days"),
    ],
)
def test_a_span_has_its_two_largest_units(length: timedelta, short: str, long: str) -> None:
    assert wording.span(length) == short
    assert wording.long_span(length) == long


def test_the_end_itself_is_late() -> None:
    assert wording.left(NOW + timedelta(seconds=1), NOW) == "Less than a minute"
    assert wording.left(NOW, NOW) == "Late by less than a minute"
    assert wording.left(NOW - timedelta(hours=16), NOW) == "Late by 16 h"
    assert wording.long_left(NOW + timedelta(hours=2), NOW) == "2 hours left"
    assert wording.long_left(NOW, NOW) == "Ended"
    assert wording.urgency(NOW, NOW) == "late"
    assert wording.urgency(NOW + timedelta(hours=12), NOW) == "attn"
    assert wording.urgency(NOW + timedelta(hours=12, seconds=1), NOW) == ""


def test_days_are_written_short_and_long() -> None:
    assert wording.day(date(2027, 1, 11), 2027) == "Mon 11 Jan"
    assert wording.long_day(date(2027, 1, 11), 2026) == "Monday 11 January 2027"


@pytest.mark.parametrize(
    ("value", "text"), [(4.266, "4.27"), (-0.26, "\u22120.26"), (None, "–"), (3, "3.00")]
)
def test_numbers_have_fixed_places_and_a_true_minus(value: float | None, text: str) -> None:
    assert wording.number(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.96, "96%"), (0.0, "0%"), (0.004, "<1%"), (0.999, ">99%"), (1.0, "100%"), (None, "–")],
)
def test_a_percentage_claims_no_certainty_it_lacks(share: float | None, text: str) -> None:
    assert wording.percent(share) == text


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (6_800_000, "EUR", "€\u00a068,000"),
        (6_800_050, "EUR", "€\u00a068,000.50"),
        (9_000_000, "JPY", "¥\u00a09,000,000"),
        (1_234_567, "KWD", "KWD\u00a01,234.567"),
        (-300_000, "CHF", "\u2212CHF\u00a03,000"),
        (None, "EUR", "–"),
    ],
)
def test_money_is_written_from_minor_units(minor: int | None, currency: str, text: str) -> None:
    assert wording.money(minor, currency) == text


def test_counts_lists_and_positions_read_as_english() -> None:
    assert wording.plural(1, "candidate") == "1 candidate"
    assert wording.plural(1200, "candidate") == "1,200 candidates"
    assert wording.plural(2, "person", "people") == "2 people"
    assert wording.listed([]) == ""
    assert wording.listed(["Ana"]) == "Ana"
    assert wording.listed(["Ana", "Châu", "Zoë"]) == "Ana, Châu and Zoë"
    assert wording.listed(iter(["Ana", "Châu"]), "or") == "Ana or Châu"
    positions = [1, 2, 3, 4, 11, 12, 13, 21, 112]
    ends = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]
    assert [wording.ordinal(position) for position in positions] == ends


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Beatriz Nogueira", "BN"),
        ("Nguyễn Minh Châu", "NC"),
        ("Oluwaseun Adébáyò", "OA"),
        ("Élodie d’Ávila", "ÉD"),
        ("Đorđe Petrović", "ĐP"),
        ("Eleni Παπαδοπούλου", "EΠ"),
        ("王小明", "王"),
        ("محمد عبد الله", "م"),
        ("สมชาย ใจดี", "ส"),
        ("Bono", "B"),
        ("R2 4ever", "RE"),
        ("N\u0303 A\u0301", "ÑÁ"),
        ("  ", ""),
        ("4 2", ""),
    ],
)
def test_initials_come_from_any_script(name: str, letters: str) -> None:
    assert wording.initials(name) == letters


@pytest.mark.parametrize(
    ("value", "step", "shown"),
    [
        (1, 1, "1"),
        (1.5, 1, "1.5"),
        (3.5, 3, "3.5"),
        (3.54, 3, "3.5"),
        (3.56, 4, "3.6"),
        (4.0, 4, "4.0"),
        (5, 5, "5"),
    ],
)
def test_a_mean_takes_the_word_of_the_nearest_mark_and_a_half_stays_down(
    value: float, step: int, shown: str
) -> None:
    assert wording.mark_step(value) == step
    assert wording.mark_number(value) == shown


def test_half_a_hundredth_goes_up_as_it_does_by_hand():
    assert wording.number(4.675) == "4.68"
    assert wording.number(-1.005) == "\u22121.01"
    assert wording.number(2.5, 0) == "3"

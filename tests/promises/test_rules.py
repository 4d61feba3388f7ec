"""What may happen to a promise, when it is due, and what a rate may claim."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.workdays import is_working_day
from app.promises import rules
from app.promises.dates import escalates_at, in_days, on_day, word_due
from app.promises.rules import PromiseFacts, Tally

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday


def test_it_is_late_from_its_very_moment_on():
    facts = PromiseFacts(AT)
    assert rules.state(facts, AT - timedelta(microseconds=1)) == "due"
    assert rules.state(facts, AT) == "late"
    assert rules.state(PromiseFacts(AT, kept_at=AT), AT + timedelta(days=9)) == "kept"
    assert rules.state(PromiseFacts(AT, void_at=AT), AT + timedelta(days=9)) == "void"


def test_a_promise_lies_ahead_within_a_year_and_says_something():
    assert rules.may_make("You will hear", AT + timedelta(days=1), AT, in_play=True)
    refused = rules.may_make(" ", AT, AT, in_play=False)
    assert len(refused.reasons) == 3
    assert not rules.may_make("x", AT + timedelta(days=400), AT, in_play=True)


def test_a_new_date_is_another_one_and_only_for_what_is_still_to_be_kept():
    later = AT + timedelta(days=3)
    assert rules.may_move(PromiseFacts(AT + timedelta(days=1)), later, AT)
    assert rules.may_move(PromiseFacts(AT - timedelta(days=1)), later, AT)
    assert "have already" in rules.may_move(PromiseFacts(later), later, AT).why
    assert "kept" in rules.may_move(PromiseFacts(AT, kept_at=AT), later, AT).why


def test_days_are_counted_where_the_candidate_is():
    friday = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert in_days(1, "Europe/Lisbon", friday) == datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
    # 1 December is a holiday in Portugal, and none in Spain.
    assert in_days(2, "Europe/Lisbon", friday) == datetime(2026, 12, 2, 18, 0, tzinfo=UTC)
    assert in_days(2, "Europe/Madrid", friday) == datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
    assert on_day(date(2026, 12, 1), "Asia/Tokyo") == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert escalates_at(friday, "Europe/Lisbon") == datetime(2026, 11, 30, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize("days", [1, 3, 7, 14])
@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Asia/Tokyo"])
def test_a_word_is_due_on_a_working_day_within_its_days_and_never_born_late(days, zone):
    for began in range(30):
        last = AT + timedelta(days=began)
        due_at = word_due(last, days, zone, last)
        assert due_at > last
        assert due_at <= max(last + timedelta(days=days + 1), in_days(1, zone, last))
    assert word_due(AT - timedelta(days=90), days, zone, AT) == in_days(1, zone, AT)


def test_the_day_of_a_word_is_the_last_working_day_in_time():
    monday = date(2026, 11, 23)
    work = lambda on: is_working_day(on, "Europe/Lisbon")  # noqa: E731
    assert rules.word_due_on(monday, 7, work) == date(2026, 11, 30)
    assert rules.word_due_on(monday, 6, work) == date(2026, 11, 27)
    assert rules.word_due_on(monday, 8, work) == date(2026, 11, 30)


def test_few_promises_are_a_count_and_many_a_share_with_its_doubt():
    assert Tally(9, 9).share is None
    assert Tally(9, 9).likely is None
    many = Tally(10, 9)
    assert many.share == pytest.approx(0.9)
    # Wilson's interval for 9 of 10, by hand.
    assert many.likely == pytest.approx((0.5958, 0.9821), abs=1e-4)
    low, high = Tally(10, 10).likely
    assert low == pytest.approx(0.7225, abs=1e-4)
    assert high == pytest.approx(1.0)

"""What the limits of a yes cover (law L4): the version named, or one inside every limit stated."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.signoffs.limits import Limits, Terms, may_state, outside

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
SIGNED = Terms(6_800_000, "EUR", "year", date(2027, 1, 11), 1, None, (("title", "Designer"),))
UP_TO_72 = Limits(amount=7_200_000, currency="EUR", period="year")

days = st.dates(date(2026, 12, 1), date(2027, 12, 31))
terms = st.builds(
    Terms,
    amount=st.integers(1, 20),
    currency=st.sampled_from(["EUR", "USD"]),
    period=st.sampled_from(["year", "month"]),
    start_on=days,
    finalist=st.integers(1, 4),
    out_of_turn=st.sampled_from([None, "Equal.", "Asked to be last."]),
    rest=st.sampled_from([(("title", "A"),), (("title", "B"),)]),
)
moments = st.sampled_from([AT - timedelta(hours=1), AT, AT + timedelta(hours=1)])


@st.composite
def any_limits(draw):
    amount = draw(st.none() | st.integers(1, 20))
    return Limits(
        amount=amount,
        currency=amount and draw(st.sampled_from(["EUR", "USD"])),
        period=amount and draw(st.sampled_from(["year", "month"])),
        latest_start_on=draw(st.none() | days),
        finalists=draw(st.none() | st.sampled_from(["1", "2,3", "1,2,3,4"])),
        order=draw(st.sampled_from([None, "any"])),
        until=draw(st.none() | moments),
    )


@given(terms, terms)
def test_a_yes_without_limits_covers_no_other_version_at_all(signed, asked):
    assert outside(Limits(), signed, asked, AT)
    assert outside(Limits(), signed, signed, AT)


@given(any_limits(), terms, terms, moments)
def test_what_is_covered_breaks_no_limit_and_changes_nothing_that_has_none(
    limits, signed, asked, at
):
    if outside(limits, signed, asked, at):
        return
    assert limits.until is None or at < limits.until
    assert asked.rest == signed.rest
    if limits.amount is None:
        assert (asked.amount, asked.currency, asked.period) == (
            signed.amount,
            signed.currency,
            signed.period,
        )
    else:
        assert asked.amount <= limits.amount
        assert (asked.currency, asked.period) == (limits.currency, limits.period)
    assert asked.start_on <= (limits.latest_start_on or signed.start_on)
    assert limits.latest_start_on or asked.start_on == signed.start_on
    assert asked.finalist == signed.finalist or str(asked.finalist) in (limits.finalists or "")
    if limits.order != "any" and asked.out_of_turn is not None:
        assert (asked.finalist, asked.out_of_turn) == (signed.finalist, signed.out_of_turn)


@given(any_limits(), terms, terms, moments, st.integers(0, 9))
def test_wider_limits_cover_all_that_narrower_ones_did(limits, signed, asked, at, more):
    if outside(limits, signed, asked, at):
        return
    wider = replace(
        limits,
        amount=limits.amount and limits.amount + more,
        latest_start_on=limits.latest_start_on and limits.latest_start_on + timedelta(days=more),
        order="any",
        finalists="1,2,3,4",
        until=None,
    )
    assert outside(wider, signed, asked, at) == ()


@given(terms, st.sampled_from(["amount", "currency", "period", "start_on", "finalist", "rest"]))
def test_one_touched_field_without_a_limit_is_named_alone(signed, field):
    other = {
        "amount": signed.amount + 1,
        "currency": "GBP",
        "period": "day",
        "start_on": signed.start_on + timedelta(days=1),
        "finalist": 9,
        "rest": (("title", "Z"),),
    }[field]
    names = {"start_on": "first day", "finalist": "candidate", "rest": "title"}
    asked = replace(signed, out_of_turn=None, **{field: other})
    limits = Limits(until=AT + timedelta(days=1))
    assert outside(limits, signed, asked, AT) == (names.get(field, "pay"),)


@pytest.mark.parametrize("unit", [{"currency": "USD"}, {"period": "month"}])
def test_another_currency_or_period_is_outside_whatever_the_amount(unit):
    assert outside(UP_TO_72, SIGNED, replace(SIGNED, amount=1, **unit), AT) == ("pay",)


def test_limits_end_at_their_moment():
    limits = replace(UP_TO_72, until=AT)
    assert outside(limits, SIGNED, SIGNED, AT - timedelta(seconds=1)) == ()
    assert outside(limits, SIGNED, SIGNED, AT) == ("the moment",)


def test_limits_that_exclude_what_is_signed_are_refused_in_words():
    narrow = Limits(
        amount=1, currency="EUR", period="year", latest_start_on=date(2026, 12, 1), until=AT
    )
    assert len(may_state(narrow, SIGNED, AT).reasons) == 3
    assert may_state(UP_TO_72, SIGNED, AT)

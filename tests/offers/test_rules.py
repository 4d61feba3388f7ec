"""What may happen to an offer, walked state by state and verb by verb."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.blanks import blanks
from app.core.decision import Refused
from app.offers import rules
from app.offers.pay import currency_code, in_words, major, minor_units, typed
from app.offers.rules import MOVES, OfferFacts, SendingFacts

SENT = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
CLOSES = SENT + timedelta(hours=24)
LATER = SENT + timedelta(hours=3)

DISPATCHED = OfferFacts(dispatched_at=SENT)
ON_THE_CLOCK = replace(DISPATCHED, sending_at=SENT, closes_at=CLOSES)
OPEN = replace(ON_THE_CLOCK, sent_at=SENT)
SAMPLES = {
    "draft": OfferFacts(signoffs="none"),
    "awaiting sign-off": OfferFacts(signoffs="awaiting"),
    "ready": OfferFacts(signoffs="approved"),
    "on its way": ON_THE_CLOCK,
    "not delivered": replace(DISPATCHED, not_delivered_at=SENT),
    "open": OPEN,
    "accepted": replace(OPEN, accepted_at=LATER),
    "declined": replace(OPEN, declined_at=LATER),
    "withdrawn": replace(OPEN, withdrawn_at=LATER),
    "lapsed": replace(OPEN, lapsed_at=CLOSES),
    "replaced": replace(OPEN, replaced_at=LATER),
    "reneged": replace(OPEN, accepted_at=LATER, reneged_at=LATER),
}


def test_every_state_has_a_sample_that_is_in_it():
    assert {state: rules.status(facts, LATER) for state, facts in SAMPLES.items()} == {
        state: state for state in rules.STATES
    }


@pytest.mark.parametrize("verb", MOVES.table)
@pytest.mark.parametrize("state", rules.STATES)
def test_a_verb_happens_from_its_states_only(verb, state):
    decision = rules.may(verb, SAMPLES[state], LATER)
    assert bool(decision) is (state in MOVES.table[verb].start)
    assert bool(decision) or state in decision.why


def test_every_state_an_offer_may_reach_is_one_of_the_named():
    assert {move.end for move in MOVES.table.values()} <= set(rules.STATES)


@pytest.mark.parametrize(
    "verb", ["accept", "decline", "ask for more time", "lapse", "say it arrived"]
)
def test_nothing_that_needs_the_clock_happens_before_it_runs(verb):
    assert "clock is not running" in rules.may(verb, DISPATCHED, LATER).why


@pytest.mark.parametrize("signoffs", ["none", "sent back", "lapsed"])
def test_an_offer_whose_sign_offs_do_not_stand_is_a_draft(signoffs):
    assert rules.status(OfferFacts(signoffs=signoffs), LATER) == "draft"


def test_without_sign_offs_in_the_policy_an_offer_is_ready_at_once():
    assert rules.status(OfferFacts(signoffs="not required"), LATER) == "ready"


@pytest.mark.parametrize(("seconds", "state"), [(-1, "open"), (0, "lapsed"), (1, "lapsed")])
def test_an_offer_lapses_at_exactly_24_hours(seconds, state):
    at = CLOSES + timedelta(seconds=seconds)
    assert rules.status(OPEN, at) == state
    assert bool(rules.may("accept", OPEN, at)) is (state == "open")


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(moments, moments)
def test_the_law_is_half_open_whatever_the_moment(closes_at, at):
    facts = replace(OPEN, closes_at=closes_at)
    assert (rules.status(facts, at) == "open") is (at < closes_at)


@given(
    st.sampled_from(["accepted_at", "declined_at", "withdrawn_at", "replaced_at"]), moments, moments
)
def test_an_end_written_down_stands_whatever_the_clock_says_later(end, ended_at, at):
    facts = replace(OPEN, **{end: ended_at})
    assert rules.status(facts, at) == end.removesuffix("_at")


@given(moments, st.integers(1, 240))
def test_reminders_lie_between_sending_and_the_end(sent_at, hours):
    closes_at = sent_at + timedelta(hours=hours)
    assert all(sent_at < one < closes_at for one in rules.reminders(sent_at, closes_at))


def test_24_hours_have_reminders_with_six_hours_and_with_one_left():
    assert rules.reminders(SENT, CLOSES) == (
        CLOSES - timedelta(hours=6),
        CLOSES - timedelta(hours=1),
    )


GOOD = SendingFacts(
    name="Ana",
    stage="open",
    in_play=True,
    is_up=True,
    up_name="Ana",
    out_of_order_reason=None,
    live_version=None,
    last_ended=None,
    references_needed=2,
    references_received=2,
    references_complete=True,
    references_missing=(),
    after_acceptance=False,
    signoffs="approved",
    outside=(),
    any_order=False,
    places=1,
    free_places=1,
    letter="Dear Ana, we would like you to join us.",
)
WRONG = {
    "Released by HR": ({"hr_speaks": True}, "HR speaks here and has not released this version"),
    "Requisition open": ({"stage": "closed"}, "The requisition is closed. Open it first."),
    "Their turn": (
        {"is_up": False, "up_name": "Châu"},
        "Ana is not up in the signed order. Châu is. Write a reason to go out of turn.",
    ),
    "No other offer open": (
        {"live_version": 1},
        "Ana already holds version 1 of the offer. Withdraw it or wait for its end.",
    ),
    "References": (
        {
            "references_complete": False,
            "references_received": 1,
            "references_missing": ("a manager's reference",),
        },
        "1 of 2 references are in. Missing: a manager's reference.",
    ),
    "Sign-offs": ({"signoffs": "awaiting"}, "Sign-offs of this version are still out."),
    "Place free": ({"free_places": 0}, "No place is free: the only one is filled or held"),
    "Letter": ({"letter": "Dear Ana, {pay} and ____"}, "has 2 blanks to fill: {pay} and ____."),
}


def test_when_all_conditions_hold_the_offer_may_go_out():
    assert rules.may_send(GOOD)


def test_the_conditions_stand_in_the_order_of_the_law():
    assert [one.name for one in rules.conditions(GOOD)] == [
        "Requisition open",
        "Their turn",
        "No other offer open",
        "References",
        "Other checks",
        "Sign-offs",
        "Place free",
        "Released by HR",
        "Letter",
    ]


def test_what_has_no_feature_yet_says_so_in_its_place():
    texts = {one.name: one.text for one in rules.conditions(GOOD)}
    assert texts["Other checks"] == "Other checks are not required by policy."
    assert texts["Released by HR"] == "A release by HR is not required by policy."


@pytest.mark.parametrize("name", WRONG)
def test_each_condition_alone_stops_the_offer_with_its_own_sentence(name):
    change, sentence = WRONG[name]
    facts = replace(GOOD, **change)
    assert [one.name for one in rules.conditions(facts) if not one.holds] == [name]
    assert sentence in rules.may_send(facts).why
    assert len(rules.may_send(facts).reasons) == 1


@given(st.sets(st.sampled_from(sorted(WRONG))))
def test_the_refusal_names_every_condition_that_fails_and_no_other(names):
    change = {}
    for name in names:
        change |= WRONG[name][0]
    facts = replace(GOOD, **change)
    assert {one.name for one in rules.conditions(facts) if not one.holds} == names
    assert len(rules.may_send(facts).reasons) == len(names)


def test_a_written_reason_lets_an_offer_out_of_turn():
    facts = replace(GOOD, is_up=False, up_name="Châu", out_of_order_reason="Châu asked to be last.")
    assert rules.may_send(facts)


def test_no_reason_lets_an_offer_out_to_one_who_left():
    facts = replace(GOOD, in_play=False, out_of_order_reason="We hope.")
    assert "no longer in play" in rules.may_send(facts).why


def test_a_blank_reason_is_no_reason():
    facts = replace(GOOD, is_up=False, out_of_order_reason="  \n ")
    assert not rules.may_send(facts)


def test_references_after_acceptance_must_stand_in_the_letter():
    facts = replace(GOOD, after_acceptance=True)
    assert "subject to references" in rules.may_send(facts).why
    said = replace(facts, letter="This offer is subject to two references.")
    assert rules.may_send(said)


@pytest.mark.parametrize("signoffs", ["none", "awaiting", "sent back", "lapsed"])
def test_no_offer_goes_out_without_the_sign_offs_of_its_version(signoffs):
    assert not rules.may_send(replace(GOOD, signoffs=signoffs))


def test_no_sign_offs_asked_by_policy_is_said_and_holds():
    texts = [one.text for one in rules.conditions(replace(GOOD, signoffs="not required"))]
    assert "Sign-offs are not required by policy." in texts


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        ("Dear Ana", ()),
        ("Dear {name}, {name}", ("{name}",)),
        ("Pay: ____", ("____",)),
        ("Pay: ______ and { }", ("______", "{ }")),
        ("   \n", ("the whole text",)),
        ("a_b and __init", ()),
    ],
)
def test_blanks_of_a_letter_are_found(letter, found):
    assert blanks(letter) == found


def test_more_time_is_asked_until_after_the_end_and_within_30_days():
    def may(until):
        return bool(rules.may_ask_until(until, CLOSES, SENT))

    assert not may(CLOSES)
    assert may(CLOSES + timedelta(minutes=1))
    assert may(SENT + timedelta(days=30))
    assert not may(SENT + timedelta(days=30, seconds=1))


def test_work_starts_in_the_future():
    today = date(2026, 11, 22)
    assert not rules.may_start(today, today)
    assert rules.may_start(today + timedelta(days=1), today)
    assert not rules.may_start(date(2062, 1, 1), today)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ((), "in play"),
        (("finalist",), "finalist"),
        (("finalist", "offered"), "offered"),
        (("finalist", "declined"), "declined"),
        (("finalist", "hired"), "hired"),
        (("finalist", "declined", "set_aside"), "set aside"),
        (("finalist", "offered", "withdrawn"), "withdrawn"),
    ],
)
def test_a_candidacy_shows_what_ended_it_or_how_far_it_came(facts, status):
    names = ("withdrawn", "set_aside", "hired", "offered", "declined", "finalist")
    assert rules.candidacy_status(**{name: name in facts for name in names}) == status


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("68000", "EUR", 6_800_000),
        ("68,000", "EUR", 6_800_000),
        ("68.000", "EUR", 6_800_000),
        ("68 000,50", "EUR", 6_800_050),
        ("1.234.567,89", "EUR", 123_456_789),
        ("1,234,567.8", "USD", 123_456_780),
        ("5’000’000", "JPY", 5_000_000),
        ("12.345", "KWD", 12_345),
        ("12,345", "KWD", 12_345_000),
        ("12345.678", "KWD", 12_345_678),
        ("12.5", "JPY", None),
        ("1,23,456", "EUR", None),
        ("68,000,00", "EUR", None),
        ("sixty", "EUR", None),
        ("1e5", "EUR", None),
        ("-5", "EUR", None),
        ("0", "EUR", None),
        ("9" * 20, "EUR", None),
        ("", "EUR", None),
    ],
)
def test_an_amount_is_read_as_people_write_it_or_refused_in_words(text, currency, minor):
    if minor is None:
        with pytest.raises(Refused) as refused:
            minor_units(text, currency)
        assert refused.value.reasons[0].endswith(".")
    else:
        assert minor_units(text, currency) == minor


@given(st.integers(1, 10**15), st.sampled_from(["EUR", "JPY", "KWD", "USD"]))
def test_an_amount_typed_out_is_read_back_the_same(minor, currency):
    assert minor_units(typed(minor, currency), currency) == minor


def test_pay_is_shown_with_its_period_and_kept_whole():
    assert in_words(6_800_000, "EUR", "year") == "€\u00a068,000 a year"
    assert str(major(6_800_050, "EUR")) == "68000.50"
    assert currency_code(" eur ") == "EUR"
    with pytest.raises(Refused):
        currency_code("XYZ")

"""When one is clearly ahead, and when another round may be waited for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.shortlists.acting.rules import (
    FrontFacts,
    RoundFacts,
    may_wait_for_round,
    state_of_round,
    verdict,
)
from tests.clock import NOW

SURE = FrontFacts(
    interviewed=5,
    enough=4,
    complete=3,
    hidden=False,
    decided=False,
    prior_only=False,
    above=0.90,
)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({}, "ahead"),
        ({"above": 0.8999}, "close"),
        ({"interviewed": 3}, "few interviewed"),
        ({"complete": 2}, "few complete"),
        ({"complete": 1, "above": None}, "few complete"),
        ({"prior_only": True}, "one rater"),
        ({"decided": True}, "decided"),
        ({"hidden": True}, "hidden"),
    ],
)
def test_one_is_ahead_at_ninety_percent_of_three_complete_and_enough_interviewed(change, word):
    assert verdict(replace(SURE, **change)) == word


def test_a_viewer_from_whom_some_are_hidden_is_told_nothing_whatever_else_holds():
    for change in ({"decided": True}, {"interviewed": 0}, {"complete": 0}, {"above": None}):
        assert verdict(replace(SURE, hidden=True, **change)) == "hidden"


@pytest.mark.parametrize(
    ("said", "ended", "held", "state"),
    [
        (None, None, None, "none"),
        (0, None, None, "waiting"),
        (0, 2, None, "ended"),
        (0, None, 1, "held"),
        (0, 1, 1, "held"),
        (0, 1, 2, "ended"),
    ],
)
def test_where_a_round_stands_follows_from_its_moments(said, ended, held, state):
    moments = [None if day is None else NOW + timedelta(days=day) for day in (said, ended, held)]
    assert state_of_round(*moments) == state


OPEN = RoundFacts(stage="open", state="none", decided=False)
LATER = NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("facts", "reason", "review_at", "why"),
    [
        (replace(OPEN, state="waiting"), "Two are level", LATER, "waited for already"),
        (replace(OPEN, stage="closed"), "Two are level", LATER, "Only an open requisition"),
        (replace(OPEN, decided=True), "Two are level", LATER, "A list is put forward"),
        (OPEN, "  ", LATER, "Write why"),
        (OPEN, "x" * 10_000, LATER, "Keep a reason under"),
        (OPEN, "Two are level", NOW, "must lie ahead"),
        (OPEN, "Two are level", None, "must lie ahead"),
    ],
)
def test_a_round_is_waited_for_with_a_reason_and_a_day_ahead(facts, reason, review_at, why):
    decision = may_wait_for_round(facts, reason, review_at, NOW)
    assert not decision
    assert why in decision.why


def test_after_one_was_held_or_taken_back_another_may_be_waited_for():
    for state in ("none", "held", "ended"):
        assert may_wait_for_round(replace(OPEN, state=state), "Two are level", LATER, NOW)

"""What may happen to candidacies and interviews, and why not."""

from datetime import timedelta

import pytest

from app.candidates.rules import (
    MOVES,
    InterviewFacts,
    may_add,
    may_be_added,
    may_be_known,
    may_be_recorded,
    may_set_aside,
    state,
)


@pytest.mark.parametrize("verb", MOVES.table)
@pytest.mark.parametrize("where", MOVES.states)
def test_a_candidacy_ends_once(verb, where):
    decision = MOVES.may(verb, where)
    assert bool(decision) == (where == "in play")
    assert decision or where in decision.why


def test_where_a_candidacy_stands_follows_from_its_moments(now):
    assert state(None, None) == "in play"
    assert state(now, None) == "withdrawn"
    assert state(None, now) == "set aside"


@pytest.mark.parametrize(("stage", "takes"), [("draft", True), ("open", True), ("closed", False)])
def test_a_requisition_takes_candidates_until_it_is_closed(stage, takes):
    assert bool(may_add(stage)) is takes


def test_nobody_adds_their_own_address():
    assert not may_be_added("ana@example.com", "ana@example.com")
    assert may_be_added("ana@example.com", "rui@example.com")
    assert may_be_added("", None)


def test_somebody_is_known_by_an_address_or_an_id():
    assert may_be_known("ana@example.com", None)
    assert may_be_known("", "gh-7")
    assert not may_be_known("", "")


def test_setting_aside_needs_a_reason():
    assert may_set_aside("Moved to Oslo")
    assert not may_set_aside(" \n")


def interview(now, **facts):
    known = {"round": 1, "kind": "talk", "held_at": now, "people": (1,), "team": (1, 2)}
    return InterviewFacts(**{**known, **facts})


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"round": 0}, "round"),
        ({"round": 21}, "round"),
        ({"kind": "lunch"}, "talk"),
        ({"people": ()}, "at least one"),
        ({"people": (1, 3)}, "team"),
    ],
)
def test_what_is_wrong_with_an_interview_is_said(now, facts, word):
    decision = may_be_recorded(interview(now, **facts), now)
    assert word in decision.why


def test_an_interview_that_is_still_to_come_is_not_recorded(now):
    assert may_be_recorded(interview(now), now)
    assert not may_be_recorded(interview(now, held_at=now + timedelta(minutes=1)), now)


def test_every_reason_is_named_at_once(now):
    assert len(may_be_recorded(interview(now, round=0, kind="", people=()), now).reasons) == 3

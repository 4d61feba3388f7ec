"""Picks, lists and versions: what may happen, and every reason why not."""

from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from app.shortlists import rules
from app.shortlists.rules import (
    PICKING,
    VERSION,
    Approver,
    InvitedFacts,
    ListFacts,
    Named,
    PickFacts,
    Proposal,
)
from tests.clock import NOW


@dataclass
class Round:
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass
class Version:
    put_forward_at: datetime | None = None
    superseded_at: datetime | None = None


@pytest.mark.parametrize(
    ("picking", "state"),
    [
        (None, "not started"),
        (Round(), "picking"),
        (Round(opened_at=NOW), "opened"),
        (Round(closed_at=NOW), "closed"),
    ],
)
def test_the_state_of_a_round_follows_from_its_facts(picking, state):
    assert rules.state_of_picking(picking) == state


@pytest.mark.parametrize(
    ("version", "chain", "status"),
    [
        (Version(), "none", "editing"),
        (Version(NOW), "none", "approved"),
        (Version(NOW), "awaiting", "awaiting sign-off"),
        (Version(NOW), "approved", "approved"),
        (Version(NOW), "sent back", "sent back"),
        (Version(NOW), "lapsed", "superseded"),
        (Version(NOW, NOW), "approved", "superseded"),
    ],
)
def test_the_status_of_a_version_follows_from_its_facts_and_its_chain(version, chain, status):
    assert rules.status_of_version(version, chain) == status


ALLOWED = {
    "start": {"not started", "opened", "closed"},
    "save": {"picking"},
    "seal": {"picking"},
    "open": {"picking"},
    "close": {"picking"},
    "invite": {"picking"},
    "uninvite": {"picking"},
    "discard": {"editing"},
    "edit": {"editing"},
    "put forward": {"editing"},
    "approve": {"awaiting sign-off"},
    "send back": {"awaiting sign-off"},
    "supersede": {"awaiting sign-off", "approved", "sent back"},
}


@pytest.mark.parametrize(
    ("moves", "verb", "state"),
    [
        (moves, verb, state)
        for moves in (PICKING, VERSION)
        for verb in moves.table
        for state in moves.states
    ],
)
def test_every_verb_in_every_state_is_as_the_table_says(moves, verb, state):
    assert bool(moves.may(verb, state)) == (state in ALLOWED[verb])


LEAD = PickFacts("open", "not started", lead_recruiter=True, invited=True, in_play=6)
PICKER = PickFacts("open", "picking", invited=True, in_play=6)
IN_PLAY = range(1, 7)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stage": "draft"}, "draft"),
        ({"stage": "closed"}, "closed"),
        ({"lead_recruiter": False}, "lead recruiter starts"),
        ({"in_play": 0}, "nobody in play"),
        ({"picking": "picking"}, "under way"),
        ({"list_in_work": True}, "being settled"),
    ],
)
def test_picking_starts_only_when_it_can(change, words):
    assert rules.may_start_picking(LEAD)
    assert words in rules.may_start_picking(replace(LEAD, **change)).why


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stage": "closed"}, "closed"),
        ({"invited": False}, "not asked to pick"),
        ({"picking": "not started"}, "not started"),
        ({"picking": "opened"}, "opened"),
        ({"picking": "closed"}, "closed"),
        ({"sealed": True}, "stay as they are"),
        ({"owes": 1}, "1 candidate waits for your card"),
        ({"owes": 3}, "3 candidates wait for your card"),
    ],
)
def test_a_pick_is_saved_and_sealed_only_when_it_can_be(change, words):
    assert rules.may_save_pick(PICKER, [], IN_PLAY)
    assert rules.may_seal(PICKER, [1, 2, 3], IN_PLAY)
    facts = replace(PICKER, **change)
    assert words in rules.may_save_pick(facts, [1, 2, 3], IN_PLAY).why
    assert words in rules.may_seal(facts, [1, 2, 3], IN_PLAY).why


@pytest.mark.parametrize("size", [0, 1, 2, 6])
def test_a_pick_of_another_size_than_three_to_five_is_kept_as_a_draft_but_not_sealed(size):
    chosen = list(range(1, size + 1))
    assert rules.may_save_pick(PICKER, chosen, IN_PLAY)
    assert f"Pick 3 to 5 people. You have {size}." in rules.may_seal(PICKER, chosen, IN_PLAY).why


def test_where_only_two_are_in_play_two_may_be_picked():
    assert rules.may_seal(PICKER, [1, 2], [1, 2])
    assert not rules.may_seal(PICKER, [1], [1, 2])


def test_nobody_is_picked_twice_or_after_they_left():
    assert "picked twice" in rules.may_save_pick(PICKER, [1, 1, 2], IN_PLAY).why
    assert "not in play" in rules.may_seal(PICKER, [1, 2, 9], IN_PLAY).why


@pytest.mark.parametrize(
    ("change", "other", "words"),
    [
        ({"lead_recruiter": False}, {}, "lead recruiter asks"),
        ({"picking": "opened"}, {}, "opened"),
        ({"picking": "not started"}, {}, "not started"),
        ({}, {"reads": False}, "sees no marks here"),
        ({}, {"picks": True}, "picks in this round already"),
        ({}, {"active": False}, "switched off"),
    ],
)
def test_others_are_asked_to_pick_only_by_the_lead_recruiter_and_only_who_see_marks(
    change, other, words
):
    running = replace(LEAD, picking="picking")
    tomasz = InvitedFacts("Tomasz", reads=True)
    assert rules.may_invite(running, [tomasz])
    asked = rules.may_invite(replace(running, **change), [replace(tomasz, **other)])
    assert words in asked.why
    assert not rules.may_invite(running, [])


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"picks": False}, "not asked"),
        ({"leads": True}, "both leads pick"),
        ({"sealed": True}, "sealed pick counts"),
    ],
)
def test_neither_a_lead_nor_a_sealed_pick_is_left_out(other, words):
    running = replace(LEAD, picking="picking")
    tomasz = InvitedFacts("Tomasz", reads=True, picks=True)
    assert rules.may_uninvite(running, tomasz)
    assert words in rules.may_uninvite(running, replace(tomasz, **other)).why


def test_only_the_lead_recruiter_closes_picking_and_says_why():
    facts = replace(PICKER, lead_recruiter=True)
    assert rules.may_close_picking(facts, "Henrik is ill")
    assert "Say why" in rules.may_close_picking(facts, "  ").why
    assert "Only the lead recruiter" in rules.may_close_picking(PICKER, "Now").why
    assert not rules.may_close_picking(replace(facts, picking="opened"), "Now")


SETTLER = ListFacts("open", may_settle=True, owes=0, picking="opened", status="editing")


def test_a_list_starts_once_picks_are_open_or_a_version_is_there():
    fresh = replace(SETTLER, status=None)
    assert rules.may_start_list(fresh)
    assert rules.may_start_list(replace(fresh, picking="closed"))
    assert "Each picks alone" in rules.may_start_list(replace(fresh, picking="picking")).why
    assert "Each picks alone" in rules.may_start_list(replace(fresh, picking="not started")).why
    assert rules.may_start_list(replace(fresh, picking="not started", earlier=1))
    assert "being edited" in rules.may_start_list(SETTLER).why


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stage": "closed"}, "closed"),
        ({"may_settle": False}, "Recruiters and hiring managers"),
        ({"owes": 2}, "2 candidates wait for your card"),
        ({"status": "approved"}, "frozen"),
        ({"status": "superseded"}, "frozen"),
    ],
)
def test_the_list_is_edited_only_by_whoever_may(change, words):
    assert rules.may_edit(SETTLER)
    assert words in rules.may_edit(replace(SETTLER, **change)).why


def named(key, **change):
    return replace(Named(key, f"Finalist {key}", True, f"Reason {key}"), **change)


def proposal(size, **change):
    left_out = (named(90, name="Zoë", reason="Less depth"),)
    approvers = (Approver("Rui", active=True, reads=True),)
    given = Proposal(tuple(named(n) for n in range(1, size + 1)), left_out, "", approvers)
    return replace(given, **change)


@pytest.mark.parametrize("size", [3, 4, 5])
def test_three_to_five_with_a_reason_each_may_be_put_forward(size):
    assert rules.may_put_forward(SETTLER, proposal(size))
    assert rules.may_put_forward(SETTLER, proposal(size, approvers=()))


@pytest.mark.parametrize("size", [1, 2, 6, 7])
def test_another_size_is_refused_in_words_and_allowed_as_a_written_exception(size):
    why = rules.may_put_forward(SETTLER, proposal(size)).why
    assert f"3 to 5 finalists; this one has {size}" in why
    excepted = proposal(size, exception_reason="Only these two stayed in play.")
    assert rules.may_put_forward(SETTLER, excepted)


def test_an_exception_needs_someone_to_sign_it():
    excepted = proposal(2, exception_reason="Only two stayed.", approvers=())
    assert "nobody to sign a list of 2" in rules.may_put_forward(SETTLER, excepted).why


def test_an_empty_list_is_no_exception():
    assert "empty" in rules.may_put_forward(SETTLER, proposal(0, exception_reason="None fit")).why


def test_a_refusal_names_everything_that_is_amiss():
    bad = Proposal(
        finalists=(
            named(1),
            named(1),
            named(2, in_play=False),
            named(3, reason=" "),
            named(4, reason="", doubt="Below a must-have: SQL"),
        ),
        left_out=(named(8, name="Zoë", reason=""), named(9, name="José", reason="")),
        approvers=(
            Approver("Rui", active=False, reads=False),
            Approver("Eleni", active=True, reads=False),
        ),
    )
    reasons = rules.may_put_forward(SETTLER, bad).reasons
    assert reasons == (
        "Finalist 1 is on the list twice.",
        "Finalist 2 is not in play any more. Take them off the list.",
        "Say why Finalist 3 is on the list.",
        "Finalist 4: Below a must-have: SQL. Say why they are on the list all the same.",
        "Say why not: Zoë and José.",
        "Rui is asked to sign, but the account is switched off.",
        "Eleni is asked to sign, but has no part here. Add them as approver.",
    )


def test_a_version_is_put_forward_once():
    for status in ("awaiting sign-off", "approved", "sent back", "superseded"):
        why = rules.may_put_forward(replace(SETTLER, status=status), proposal(3)).why
        assert why == f"This version was put forward already ({status})."


def test_whoever_owes_a_card_puts_nothing_forward():
    assert "wait for your card" in rules.may_put_forward(replace(SETTLER, owes=2), proposal(3)).why


def test_a_reason_has_an_end():
    long = proposal(3, left_out=(named(8, reason="x" * 2001),))
    assert "2,000" in rules.may_put_forward(SETTLER, long).why

"""The states of a sign-off, its moves, and why someone may not sign."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from app.signoffs import rules
from app.signoffs.rules import SIGNOFF, STATES, AnswerFacts
from tests.clock import NOW


@dataclass
class Word:
    asked_at: datetime | None = None
    decision: str | None = None
    lapsed_at: datetime | None = None
    revoked_at: datetime | None = None
    covered_by_id: int | None = None


@dataclass
class ChainRow:
    approved_at: datetime | None = None
    sent_back_at: datetime | None = None
    lapsed_at: datetime | None = None


@pytest.mark.parametrize(
    ("word", "state"),
    [
        (Word(), "waiting its turn"),
        (Word(asked_at=NOW), "asked"),
        (Word(NOW, "given"), "given"),
        (Word(NOW, "refused"), "refused"),
        (Word(NOW, lapsed_at=NOW), "lapsed"),
        (Word(NOW, "given", NOW), "lapsed"),
        (Word(NOW, "refused", NOW), "refused"),
        (Word(NOW, "given", None, NOW), "revoked"),
        (Word(NOW, "given", NOW, NOW), "revoked"),
    ],
)
def test_the_state_of_a_signoff_follows_from_its_facts(word, state):
    assert rules.state_of(word) == state


@pytest.mark.parametrize(
    ("chain", "status"),
    [
        (None, "none"),
        (ChainRow(), "awaiting"),
        (ChainRow(approved_at=NOW), "approved"),
        (ChainRow(sent_back_at=NOW), "sent back"),
        (ChainRow(lapsed_at=NOW), "lapsed"),
        (ChainRow(approved_at=NOW, lapsed_at=NOW), "lapsed"),
    ],
)
def test_the_status_of_a_chain_follows_from_its_facts(chain, status):
    assert rules.status_of(chain) == status


ALLOWED = {
    "ask": {"waiting its turn"},
    "sign": {"asked"},
    "send back": {"asked"},
    "disavow": {"given"},
    "lapse": {"waiting its turn", "asked", "given"},
}


@pytest.mark.parametrize("verb", SIGNOFF.table)
@pytest.mark.parametrize("state", STATES)
def test_every_verb_in_every_state_is_as_the_table_says(verb, state):
    may = SIGNOFF.may(verb, state)
    assert bool(may) == (state in ALLOWED[verb])
    assert may or state in may.why


def test_whoever_is_asked_may_sign_and_send_back_with_a_reason():
    facts = AnswerFacts("awaiting", ("asked",))
    assert rules.may_sign(facts)
    assert rules.may_send_back(facts, "Too few people saw the fourth.")


@pytest.mark.parametrize("blank", [None, "", "  \n "])
def test_sending_back_needs_a_reason(blank):
    assert (
        "what you want changed"
        in rules.may_send_back(AnswerFacts("awaiting", ("asked",)), blank).why
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (AnswerFacts("awaiting", ()), "not asked to sign"),
        (
            AnswerFacts("awaiting", ("waiting its turn",), ("Rui Tavares", "Eleni P.")),
            "It waits for Rui Tavares and Eleni P.",
        ),
        (AnswerFacts("awaiting", ("given",)), "signed this version already"),
        (AnswerFacts("sent back", ("refused",)), "sent this version back already"),
        (AnswerFacts("sent back", ("lapsed",)), "Someone else sent this version back"),
        (AnswerFacts("lapsed", ("lapsed",)), "replaced by a later one"),
        (AnswerFacts("lapsed", ("asked",)), "replaced by a later one"),
        (AnswerFacts("approved", ("lapsed",)), "lapsed"),
        (AnswerFacts("approved", ("revoked",)), "revoked"),
    ],
)
def test_whoever_may_not_sign_is_told_why(facts, words):
    for decision in (rules.may_sign(facts), rules.may_send_back(facts, "A reason")):
        assert not decision
        assert words in decision.why


def test_an_approver_of_two_steps_signs_the_one_whose_turn_it_is():
    assert rules.may_sign(AnswerFacts("awaiting", ("given", "asked")))
    assert not rules.may_sign(AnswerFacts("awaiting", ("given", "waiting its turn")))


def test_a_word_with_a_signature_has_an_end():
    assert rules.fits("x" * 2000)
    assert "2,000" in rules.fits("x" * 2001).why


@pytest.mark.parametrize(
    ("states", "needed", "done"),
    [
        (("asked", "asked"), 1, False),
        (("given", "asked"), 1, True),
        (("given", "asked"), 2, False),
        (("given", "given", "refused"), 2, True),
    ],
)
def test_a_step_is_done_when_enough_have_signed(states, needed, done):
    assert rules.step_is_done(states, needed) is done


def test_the_rule_of_a_step_reads_all_or_n_of_m():
    assert rules.rule_of(2, 2) == "all"
    assert rules.rule_of(1, 3) == "1 of 3"

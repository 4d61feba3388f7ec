"""Where a reference stands, every state × every verb, and each rule's reasons."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.checks import rules
from app.checks.models import Referee
from app.checks.rules import MOVES, Answer, AskingFacts, HiringFacts, NamingFacts

HOUR = timedelta(hours=1)
OPEN = HiringFacts("open", in_play=True)

#: state → the verbs that may happen in it
MAY = {
    "wanted": {"ask", "take down", "decline", "waive", "put off"},
    "asked": {"receive", "take down", "decline", "waive", "put off"},
    "overdue": {"receive", "take down", "decline", "waive", "put off"},
    "in": set(),
    "declined": {"waive"},
    "waived": set(),
    "after acceptance": {"ask", "receive", "take down", "decline", "waive"},
}


@pytest.mark.parametrize("verb", MOVES.table)
@pytest.mark.parametrize("state", MOVES.states)
def test_every_state_and_verb(state, verb):
    answer = MOVES.may(verb, state)
    assert bool(answer) == (verb in MAY[state])
    assert answer or state in answer.why


def test_a_state_follows_from_the_facts_alone(now):
    asked = {"asked_at": now, "due_at": now + HOUR}
    for facts, state in (
        ({}, "wanted"),
        (asked, "asked"),
        (asked | {"received_at": now}, "in"),
        (asked | {"declined_at": now}, "declined"),
        (asked | {"declined_at": now, "waived_at": now}, "waived"),
        (asked | {"waived_at": now, "received_at": now}, "in"),
        ({"after_acceptance_at": now}, "after acceptance"),
        (asked | {"after_acceptance_at": now + HOUR / 2}, "after acceptance"),
        (asked | {"after_acceptance_at": now - HOUR}, "asked"),
    ):
        assert rules.state(Referee(**facts), now) == state, facts


def test_a_reference_is_overdue_from_its_moment_on(now):
    referee = Referee(asked_at=now - HOUR, due_at=now)
    assert rules.state(referee, now - timedelta(microseconds=1)) == "asked"
    assert rules.state(referee, now) == "overdue"


def test_nothing_new_is_asked_of_a_draft_a_closed_one_or_of_somebody_out_of_play():
    assert rules.may_go_on(OPEN)
    for hiring in (HiringFacts("draft", True), HiringFacts("closed", True)):
        assert hiring.stage in rules.may_go_on(hiring).why
    assert "no longer in play" in rules.may_go_on(HiringFacts("open", False)).why


ASKING = AskingFacts(OPEN, "wanted", consented=True, not_before_offer=False, offer_sent=False)


def test_nobody_is_asked_without_consent_nor_before_an_offer_where_that_was_forbidden():
    assert rules.may_ask(ASKING)
    assert "agreed" in rules.may_ask(replace(ASKING, consented=False)).why
    held_back = replace(ASKING, not_before_offer=True)
    assert "before an offer" in rules.may_ask(held_back).why
    assert rules.may_ask(replace(held_back, offer_sent=True))
    assert not rules.may_take_down(held_back)


NAMING = NamingFacts(OPEN, "mia@example.net", "ana@example.org", by_candidate=True)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"email": "ana@example.org"}, "your own address"),
        ({"email": "ana+work@example.org"}, "your own address"),
        ({"email": "ana@example.org", "by_candidate": False}, "the candidate's own address"),
        ({"known": {"mia@example.net"}}, "named already"),
        ({"team": {"mia@example.net"}}, "takes part in this hiring"),
        ({"team": {"mia@example.net"}, "by_candidate": False}, "leads this requisition"),
        ({"by_email": "mia@example.net", "by_candidate": False}, "your own address"),
        ({"requested": False}, "have not asked"),
        ({"count": 10}, "10 referees are enough"),
        ({"hiring": HiringFacts("open", False)}, "no longer in play"),
    ],
)
def test_who_may_not_be_a_referee_and_why(facts, words):
    assert rules.may_name(NAMING)
    assert words in rules.may_name(replace(NAMING, **facts)).why


def test_a_namesake_at_another_host_is_somebody_else():
    assert rules.may_name(replace(NAMING, email="ana@example.com"))


def test_a_candidate_changes_a_referee_until_they_are_asked_and_we_a_little_longer():
    assert rules.may_mend("wanted", by_candidate=True)
    assert not rules.may_mend("asked", by_candidate=True)
    assert rules.may_mend("overdue", by_candidate=False)
    for state in ("in", "declined", "waived"):
        assert state in rules.may_mend(state, by_candidate=False).why
    assert rules.may_remove("wanted", asked=False)
    assert not rules.may_remove("asked", asked=True)


def test_reminders_come_a_day_apart(now):
    assert rules.may_remind(OPEN, "overdue", reminded_at=None, at=now)
    soon = rules.may_remind(OPEN, "overdue", reminded_at=now - 23 * HOUR, at=now)
    assert "less than a day" in soon.why
    assert rules.may_remind(OPEN, "asked", reminded_at=now - 24 * HOUR, at=now)
    assert "nobody to remind" in rules.may_remind(OPEN, "in", reminded_at=None, at=now).why


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 2001])
def test_a_waiver_needs_a_reason_that_can_be_kept(reason):
    assert rules.may_waive("asked", "Retired")
    assert not rules.may_waive("asked", reason)
    assert not rules.may_waive_relation("manager", True, reason)


def test_a_kind_of_reference_is_waived_only_while_one_is_missing():
    assert rules.may_waive_relation("manager", True, "Retired")
    assert "nothing to waive" in rules.may_waive_relation("manager", False, "Retired").why
    assert "Choose one of" in rules.may_waive_relation("friend", True, "Retired").why


def test_an_answer_speaks_of_every_criterion_in_marks_of_1_to_5():
    answer = Answer({1: 4, 2: None}, "yes", {1: "Calm"}, "Good to work with")
    assert rules.may_be_answer(answer, [1, 2])
    for wrong in (
        replace(answer, marks={1: 0, 2: 3}),
        replace(answer, marks={1: 6, 2: 3}),
        replace(answer, marks={1: 4}),
        replace(answer, marks={1: 4, 2: 3, 3: 5}),
        replace(answer, comments={9: "Who?"}),
        replace(answer, again="maybe"),
        replace(answer, comment="x" * 5001),
    ):
        assert not rules.may_be_answer(wrong, [1, 2]), wrong

"""Moves of asks, reading of marks, and since when marks are hidden, on plain facts."""

from datetime import UTC, datetime, timedelta

import pytest

from app.scorecards import answers
from app.scorecards.answers import Answer, Answers
from app.scorecards.rules import (
    MOVES,
    AskFacts,
    AskingFacts,
    hidden_since,
    may_ask,
    may_excuse,
    may_reopen,
    reminder_at,
    state,
    were_open,
)

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

#: verb → the states it may start from; every other state refuses it
ALLOWED = {
    "ask": {"not asked", "excused", "ended"},
    "save": {"owed", "late"},
    "submit": {"owed", "late"},
    "reopen": {"in"},
    "excuse": {"owed", "late"},
    "end": {"owed", "late"},
}


@pytest.mark.parametrize("now", MOVES.states)
@pytest.mark.parametrize("verb", MOVES.table)
def test_a_verb_starts_from_exactly_its_states(verb, now):
    decision = MOVES.may(verb, now)
    assert bool(decision) == (now in ALLOWED[verb])
    assert decision or now in decision.why


def test_every_verb_of_the_table_is_walked():
    assert set(ALLOWED) == set(MOVES.table)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (None, "not asked"),
        (AskFacts(AT + HOUR), "owed"),
        (AskFacts(AT), "late"),
        (AskFacts(AT - HOUR, submitted_at=AT), "in"),
        (AskFacts(AT - HOUR, excused_at=AT), "excused"),
        (AskFacts(AT + HOUR, ended_at=AT), "ended"),
        (AskFacts(AT + HOUR, in_play=False), "ended"),
        (AskFacts(AT + HOUR, submitted_at=AT, in_play=False), "in"),
    ],
)
def test_a_state_follows_from_facts(facts, word):
    assert state(facts, AT) == word


@pytest.mark.parametrize("text", ["0", "6", "-1", "4.5", "four", "5!", "٣", "1e0", "44"])
def test_a_mark_out_of_the_scale_is_refused_in_words(text):
    with pytest.raises(ValueError, match=r"A mark is 1, 2, 3, 4, 5 or not assessed"):
        answers.read_mark(text)


def test_marks_and_not_assessed_are_read():
    assert [answers.read_mark(text) for text in ("1", " 5 ", "na", "")] == [
        (1, False),
        (5, False),
        (None, True),
        (None, False),
    ]


def test_a_recommendation_is_one_of_four():
    assert answers.read_recommendation("Strong  Yes") == "strong yes"
    assert answers.read_recommendation("") is None
    with pytest.raises(ValueError, match="“maybe” is none of them"):
        answers.read_recommendation("maybe")


def test_a_note_has_an_end():
    assert answers.read_text("  said\r\nso ") == "said\nso"
    with pytest.raises(ValueError, match="At most 4,000 characters"):
        answers.read_text("x" * 4001)


def test_every_criterion_and_a_recommendation_are_wanting_until_given():
    some = Answers({1: Answer(4), 2: Answer(note="a thought"), 3: Answer(not_assessed=True)})
    assert set(answers.wanting(some, [1, 2, 3, 4])) == {"mark-2", "mark-4", "recommendation"}
    assert not answers.wanting(Answers({1: Answer(1)}, "no"), [1])


def test_blanks_of_later_answers_keep_what_was():
    before = Answers({1: Answer(4, note="why"), 2: Answer(not_assessed=True)}, "yes", "whole")
    later = Answers({1: Answer(), 2: Answer(3), 3: Answer(5)})
    assert later.over(before) == Answers(
        {1: Answer(4, note="why"), 2: Answer(3), 3: Answer(5)}, "yes", "whole"
    )


def test_asking_names_all_that_stands_in_its_way():
    facts = AskingFacts("closed", 0, 0, AT, ("hard",), ("Ana",), ("Bo",))
    said = may_ask(facts, AT).reasons
    assert len(said) == 7
    assert "This requisition is closed. Nobody is asked any more." in said


def test_nobody_excuses_themselves_and_a_reason_is_needed():
    assert may_excuse("owed", themselves=False, reason="away")
    assert "Nobody excuses themselves" in may_excuse("owed", themselves=True, reason="away").why
    assert "Write why" in may_excuse("late", themselves=False, reason=" ").why
    assert not may_excuse("in", themselves=False, reason="away")


def test_reopening_needs_a_reason_and_a_candidate_in_play():
    assert may_reopen("in", in_play=True, ended=False, reason="a slip")
    assert not may_reopen("in", in_play=True, ended=False, reason="")
    assert "no longer in play" in may_reopen("in", in_play=False, ended=False, reason="a slip").why
    assert not may_reopen("owed", in_play=True, ended=False, reason="a slip")


def test_a_reminder_comes_a_day_before_or_halfway():
    assert reminder_at(AT, AT + 48 * HOUR) == AT + 24 * HOUR
    assert reminder_at(AT, AT + 4 * HOUR) == AT + 2 * HOUR


@pytest.mark.parametrize(
    ("spans", "since"),
    [
        ([], 0),
        ([(-5, None)], -5),
        ([(-5, -3)], 0),
        ([(-9, -3), (-4, None)], -9),  # owed the second before the first was in
        ([(-9, -6), (-4, None)], -4),  # open in between
        ([(-9, -8), (-8, -2), (-3, None)], -9),
    ],
)
def test_marks_are_hidden_since_the_unbroken_stretch_of_owing_began(spans, since):
    spans = [(AT + a * HOUR, None if b is None else AT + b * HOUR) for a, b in spans]
    assert hidden_since(spans, AT) == AT + since * HOUR


@pytest.mark.parametrize(
    ("given", "could", "hidden", "seen"),
    [
        (None, -9, 0, False),
        (-5, None, 0, False),
        (-5, -9, 0, True),
        (-5, -9, -5, False),
        (-5, -2, -3, False),
        (-5, -4, -3, True),
    ],
)
def test_marks_were_open_only_if_there_was_time_to_see_them(given, could, hidden, seen):
    moments = [None if one is None else AT + one * HOUR for one in (given, could)]
    assert were_open(*moments, AT + hidden * HOUR) is seen


def test_a_card_a_list_was_put_forward_on_is_not_reopened():
    decision = may_reopen("in", in_play=True, ended=True, reason="a slip")
    assert "put forward" in decision.why

"""Verbs: begin and end asking, change the questions, keep and remove answers.

What candidates answer leaves no line of history: such a line would stand beside their name.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from app.core.decision import Refused, require
from app.db import db
from app.fairness import rules
from app.fairness.keys import key_of
from app.fairness.models import GroupAnswer, GroupAsking, GroupChoice, GroupQuestion
from app.fairness.queries import is_asking, questions
from app.fairness.usual import QUESTIONS
from app.history.actions import Actor, record
from app.people.models import Person


def begin_asking(*, by: Person | Actor, at: datetime) -> None:
    """Ask candidates from now on; the first time, with the usual questions."""
    if is_asking():
        raise Refused("Candidates are asked already.")
    asking = GroupAsking(begun_at=at, begun_by_id=by.id if isinstance(by, Person) else None)
    db.session.add(asking)
    if not db.session.scalar(select(func.count()).select_from(GroupQuestion)):
        for words, choices in QUESTIONS:
            _add(words, choices, at=at)
    db.session.flush()
    record("fairness.begun", by=by, at=at, subject=asking, requisition_id=None)


def end_asking(*, by: Person | Actor, at: datetime) -> None:
    """Ask nobody from now on. What was answered stays until it is removed."""
    asking = db.session.scalars(select(GroupAsking).where(GroupAsking.ended_at.is_(None))).all()
    if not asking:
        raise Refused("Candidates are not asked.")
    for one in asking:
        one.ended_at = at
    record("fairness.ended", by=by, at=at, subject=asking[0], requisition_id=None)


def add_question(words: str, choices: Sequence[str], *, by: Person, at: datetime) -> None:
    """Ask one question more."""
    require(rules.may_be_asked(words, choices, asked_already=len(questions())))
    question = _add(words.strip(), choices, at=at)
    record("fairness.question_added", by=by, at=at, subject=question, requisition_id=None)


def replace_question(
    question: GroupQuestion, words: str, choices: Sequence[str], *, by: Person, at: datetime
) -> None:
    """Ask it otherwise: a question of its own in the same place, whose counts begin anew."""
    if question.words == words.strip() and [one.words for one in question.choices] == list(choices):
        return
    require(rules.may_be_asked(words, choices, asked_already=len(questions()) - 1))
    position = question.position
    retire_question(question, by=by, at=at)
    made = _add(words.strip(), choices, at=at, position=position)
    record("fairness.question_added", by=by, at=at, subject=made, requisition_id=None)


def retire_question(question: GroupQuestion, *, by: Person, at: datetime) -> None:
    """Ask it no longer, and forget what was answered to it: nothing reads that any more."""
    retired = db.session.execute(
        update(GroupQuestion)
        .where(GroupQuestion.id == question.id, GroupQuestion.retired_at.is_(None))
        .values(retired_at=at)
    )
    if not retired.rowcount:  # type: ignore[attr-defined]
        raise Refused("Somebody has taken this question away already.")
    db.session.execute(delete(GroupAnswer).where(GroupAnswer.question_id == question.id))
    db.session.refresh(question)
    record("fairness.question_retired", by=by, at=at, subject=question, requisition_id=None)


def tell(candidate_id: int, chosen: Mapping[int, int], *, consents: bool) -> int:
    """Keep what a candidate chose, by question, in place of all they chose before.

    What is no choice of a question that is asked is left out. Returns how many were kept.
    """
    require(rules.may_tell(asking=is_asking(), consents=consents))
    remove(candidate_id)
    known = {one.id: {choice.id for choice in one.choices} for one in questions()}
    kept = {
        question_id: choice_id
        for question_id, choice_id in chosen.items()
        if choice_id in known.get(question_id, ())
    }
    key = key_of(candidate_id)
    db.session.add_all(
        GroupAnswer(key=key, question_id=question_id, choice_id=choice_id)
        for question_id, choice_id in kept.items()
    )
    db.session.flush()
    return len(kept)


def remove(candidate_id: int) -> None:
    """Forget all a candidate answered, at any time, whether or not we still ask."""
    db.session.execute(delete(GroupAnswer).where(GroupAnswer.key == key_of(candidate_id)))


def _add(
    words: str, choices: Sequence[str], *, at: datetime, position: int | None = None
) -> GroupQuestion:
    if position is None:
        last = db.session.scalar(
            select(func.max(GroupQuestion.position)).where(GroupQuestion.retired_at.is_(None))
        )
        position = (last or 0) + 1
    question = GroupQuestion(position=position, words=words, made_at=at)
    question.choices = [
        GroupChoice(position=number, words=choice) for number, choice in enumerate(choices, 1)
    ]
    db.session.add(question)
    db.session.flush()
    return question

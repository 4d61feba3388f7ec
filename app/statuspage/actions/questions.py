"""What a candidate asks on their page, and that it was answered."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from app.candidates.models import Candidacy
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor
from app.mail.models import Message
from app.people.models import Person
from app.statuspage import rules
from app.statuspage.actions.lines import line
from app.statuspage.models import OwnQuestion

DAY = timedelta(days=1)


def ask(candidacy: Candidacy, *, words: str, by: Actor, at: datetime) -> OwnQuestion:
    """Keep a candidate's question; it waits on the desk of whoever recruits for them."""
    today = db.session.scalar(
        select(func.count())
        .select_from(OwnQuestion)
        .where(OwnQuestion.candidacy_id == candidacy.id, OwnQuestion.asked_at > at - DAY)
    )
    require(rules.may_ask(words, asked_today=today or 0))
    question = OwnQuestion(candidacy_id=candidacy.id, words=words.strip(), asked_at=at)
    db.session.add(question)
    db.session.flush()
    line("asked", question, candidacy, by=by, at=at)
    return question


def answered_by(
    candidacy: Candidacy, question_id: int, message: Message, *, by: Person, at: datetime
) -> None:
    """Tie a letter to the question it answers; it counts when the mail server has taken it."""
    question = db.session.get(OwnQuestion, question_id)
    if question is None or question.candidacy_id != candidacy.id:
        raise Refused("The question this letter answers is not of this candidate.")
    question.message_id = message.id
    line("answer_written", question, candidacy, by=by, at=at)


def mark_answered(question: OwnQuestion, candidacy: Candidacy, *, by: Person, at: datetime) -> None:
    """Keep that a question was answered in another way: on a call, or by a letter before it."""
    done = db.session.execute(
        update(OwnQuestion)
        .where(OwnQuestion.id == question.id, OwnQuestion.answered_at.is_(None))
        .values(answered_at=at, answered_by_id=by.id)
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("Somebody has marked it as answered already.")
    line("answered", question, candidacy, by=by, at=at)

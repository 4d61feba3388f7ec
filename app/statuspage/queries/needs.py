"""Reads of what we need of a candidate, and of what they ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.db import db
from app.mail.models import Message
from app.people.guard import On
from app.statuspage.mails import NEEDED_BODY
from app.statuspage.models import Need, OwnQuestion

#: what the page says where the mail was changed before it went out
ELSEWHERE = "What we asked you for by mail"


@dataclass(frozen=True, slots=True)
class NeedOf:
    """A need with the candidacy it is about."""

    need: Need
    candidacy: Candidacy


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """A need as its candidate reads it."""

    need: Need
    words: str

    @property
    def id(self) -> int:
        """Its number."""
        return self.need.id

    @property
    def kind(self) -> str:
        """A document, or a question."""
        return self.need.kind

    @property
    def due_at(self) -> datetime | None:
        """By when we hope for it."""
        return self.need.due_at

    @property
    def answered_at(self) -> datetime | None:
        """When it came."""
        return self.need.answered_at


@dataclass(frozen=True, slots=True)
class QuestionOf:
    """A candidate's question with their candidacy."""

    question: OwnQuestion
    candidacy: Candidacy


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its candidate reads it: ``answered_at`` where we have answered."""

    words: str
    asked_at: datetime
    answered_at: datetime | None
    by_mail: bool


def load_need(need_id: int) -> On | None:
    """Return a need with its candidacy (a loader for the guard)."""
    need = db.session.get(Need, need_id)
    candidacy = load_candidacy(need.candidacy_id) if need else None
    if need is None or candidacy is None:
        return None
    return On(NeedOf(need, candidacy), candidacy.requisition_id)


def load_question(own_question_id: int) -> On | None:
    """Return a candidate's question with their candidacy (a loader for the guard)."""
    question = db.session.get(OwnQuestion, own_question_id)
    candidacy = load_candidacy(question.candidacy_id) if question else None
    if question is None or candidacy is None:
        return None
    return On(QuestionOf(question, candidacy), candidacy.requisition_id)


def open_needs(candidacy_id: int) -> Sequence[Need]:
    """Return what a candidate has still to send or answer, shown to them or not yet."""
    return db.session.scalars(_needs(candidacy_id).where(_is_open())).all()


def shown_needs(candidacy_id: int) -> list[ShownNeed]:
    """Return what the candidate may read that we need, sent or not; the oldest first.

    What a mail asks for that waits for its release, was sent back or stopped, is not there; and
    where hr changed the mail, its words are in the mail alone (law L11).
    """
    rows = db.session.execute(
        select(Need, Message.body)
        .join(Message, Message.id == Need.message_id)
        .where(
            Need.candidacy_id == candidacy_id,
            Need.taken_back_at.is_(None),
            or_(
                Need.answered_at.is_not(None),
                and_(
                    Message.void_at.is_(None),
                    Message.queued_at.is_not(None),
                    or_(Message.held_at.is_(None), Message.released_at.is_not(None)),
                ),
            ),
        )
        .order_by(Need.id)
    )
    return [
        ShownNeed(need, need.words if body == NEEDED_BODY else ELSEWHERE) for need, body in rows
    ]


def questions_of(candidacy_id: int) -> list[Asked]:
    """Return what a candidate asked, the newest first, and when it was answered, if it was."""
    rows = db.session.execute(
        select(OwnQuestion, Message.sent_at)
        .outerjoin(Message, Message.id == OwnQuestion.message_id)
        .where(OwnQuestion.candidacy_id == candidacy_id)
        .order_by(OwnQuestion.id.desc())
        .limit(20)
    )
    return [
        Asked(one.words, one.asked_at, sent_at or one.answered_at, by_mail=sent_at is not None)
        for one, sent_at in rows
    ]


def is_unanswered() -> ColumnElement[bool]:
    """Return a condition on OwnQuestion beside its Message: nobody has written an answer."""
    return and_(
        OwnQuestion.answered_at.is_(None),
        or_(
            OwnQuestion.message_id.is_(None),
            Message.void_at.is_not(None),
            Message.failed_at.is_not(None),
        ),
    )


def _needs(candidacy_id: int) -> Select[Need]:
    return select(Need).where(Need.candidacy_id == candidacy_id).order_by(Need.id)


def _is_open() -> ColumnElement[bool]:
    return and_(Need.answered_at.is_(None), Need.taken_back_at.is_(None))

"""Reads of the outbox, cut to whom a message concerns."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, or_, select

from app.db import db
from app.mail.delivery import IN_DOUBT_AFTER, in_doubt
from app.mail.filling import as_read
from app.mail.holding import is_held
from app.mail.models import Message
from app.mail.rules import status
from app.people.models import Membership, Person, Recusal

PAGE = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """A message and where it stands."""

    message: Message
    status: str

    @property
    def subject(self) -> str:
        """The subject as it reads."""
        return as_read(self.message)[0]

    @property
    def body(self) -> str:
        """The body as it reads, without its link."""
        return as_read(self.message)[1]


def load_message(message_id: int) -> Message | None:
    """Return one message."""
    return db.session.get(Message, message_id)


def visible_to(person: Person) -> ColumnElement[bool]:
    """Return a condition: mail to the person, of requisitions they run, or (admin) of accounts."""
    runs = select(Membership.requisition_id).where(
        Membership.person_id == person.id, Membership.part == "recruiter"
    )
    recused = select(Recusal.requisition_id).where(Recusal.email_key == person.email_key)
    ours = Message.requisition_id.is_not(None) & Message.requisition_id.not_in(recused)
    return or_(
        (Message.person_id == person.id)
        & Message.kind.not_like("accounts.%")
        & (Message.requisition_id.is_(None) | Message.requisition_id.not_in(recused)),
        ours if person.is_hr else ours & Message.requisition_id.in_(runs),
        Message.kind.like("accounts.%") if person.is_admin else false(),
    )


def outbox(person: Person, *, which: str, before: int | None, at: datetime) -> list[Seen]:
    """Return one page and one row more, newest first: all, waiting, sent or failed."""
    statement = select(Message).where(visible_to(person))
    if which == "waiting":
        statement = statement.where(
            Message.queued_at.is_not(None),
            Message.sent_at.is_(None),
            Message.void_at.is_(None),
            Message.failed_at.is_(None),
        )
    elif which == "held":
        statement = statement.where(*is_held())
    elif which == "sent":
        statement = statement.where(Message.sent_at.is_not(None))
    elif which == "failed":
        stuck = Message.sending_at <= at - IN_DOUBT_AFTER
        statement = statement.where(
            Message.sent_at.is_(None),
            Message.void_at.is_(None),
            or_(Message.failed_at.is_not(None), stuck),
        )
    if before is not None:
        statement = statement.where(Message.id < before)
    rows = db.session.scalars(statement.order_by(Message.id.desc()).limit(PAGE + 1))
    return [Seen(row, status(row, in_doubt=in_doubt(row, at))) for row in rows]


def one_visible(person: Person, message_id: int, at: datetime) -> Seen | None:
    """Return one message where the person may read it."""
    row = db.session.scalar(select(Message).where(Message.id == message_id, visible_to(person)))
    return Seen(row, status(row, in_doubt=in_doubt(row, at))) if row is not None else None


def said_by_mail(key: str) -> str:
    """Return how far the words of a message may be told elsewhere: yes, only by mail, or not yet.

    What hr held is told by the mail alone, since hr may have changed it (law L11).
    """
    found = db.session.scalar(select(Message).where(Message.key == key))
    if found is None or (found.held_at is None and found.sent_back_at is None):
        return "yes"
    return "not yet" if found.released_at is None else "only by mail"


def waits_longer(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return conditions on Message: queued for later, never tried, and not stopped."""
    return (
        Message.next_try_at > at,
        Message.queued_at.is_not(None),
        Message.attempts == 0,
        Message.sending_at.is_(None),
        Message.sent_at.is_(None),
        Message.failed_at.is_(None),
        Message.void_at.is_(None),
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages a person wrote in one act that have still to wait: when, how many, until when."""

    written_at: datetime
    count: int
    send_at: datetime


def waiting_batches(
    person: Person, requisition_id: int, kinds: Collection[str], at: datetime
) -> list[Batch]:
    """Return what a person wrote here that can still be taken back, the newest act first."""
    rows = db.session.execute(
        select(Message.written_at, func.count(), func.min(Message.next_try_at))
        .where(
            Message.requisition_id == requisition_id,
            Message.written_by_id == person.id,
            Message.kind.in_(kinds),
            *waits_longer(at),
        )
        .group_by(Message.written_at)
        .order_by(Message.written_at.desc())
    )
    return [
        Batch(written_at, count, send_at)
        for written_at, count, send_at in rows
        if send_at is not None
    ]


def to_hand_over(kinds: Collection[str], subject_id: int, at: datetime) -> Message | None:
    """Return the newest message of these kinds whose link was not mailed and still opens."""
    return db.session.scalar(
        select(Message)
        .where(
            Message.kind.in_(kinds),
            Message.subject_id == subject_id,
            Message.link_purpose.is_not(None),
            Message.sent_at.is_(None),
            Message.void_at.is_(None),
            Message.queued_at.is_not(None),
            or_(Message.link_ends_at.is_(None), Message.link_ends_at > at),
        )
        .order_by(Message.id.desc())
        .limit(1)
    )

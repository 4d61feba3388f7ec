"""What the worker would have done between two acts: reminders when due, mail out at its time."""

from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.mail.kinds import KINDS
from app.mail.models import Message
from app.work.actions import HANDLERS
from app.work.models import Job


def work_until(at: datetime) -> None:
    """Do every job and send every message due by ``at``, each at its own moment."""
    for job in _jobs(at):
        HANDLERS[job.kind](at=job.due_at, **job.args)
        job.done_at, job.attempts = job.due_at, 1
    for message in _messages(at):
        _send(message)
    db.session.flush()


def _jobs(at: datetime) -> list[Job]:
    waiting = Job.done_at.is_(None) & Job.failed_at.is_(None)
    due = select(Job).where(waiting, Job.due_at <= at).order_by(Job.due_at, Job.id)
    return list(db.session.scalars(due))


def _messages(at: datetime) -> list[Message]:
    waiting = Message.sent_at.is_(None) & Message.void_at.is_(None) & Message.queued_at.is_not(None)
    due = select(Message).where(waiting, Message.next_try_at <= at)
    return list(db.session.scalars(due.order_by(Message.next_try_at, Message.id)))


def _send(message: Message) -> None:
    assert message.next_try_at is not None  # it was asked for by this moment
    at, kind = message.next_try_at, KINDS[message.kind]
    if not kind.still_true(message, at):
        message.void_at = at
        message.void_reason = "It no longer made sense when its turn came."
        return
    message.sending_at = at
    kind.on_sending(message, at)
    message.sent_at, message.attempts = at, 1
    kind.on_sent(message, at)
    kind.reached(message, at)

"""From the outbox to the server: committed as being sent before, as sent after (law L10).

A message is claimed compare-and-swap. The transaction that claims it asks whether it still
makes sense, lets its kind fill in what depends on the moment (an offer's clock), and mints its
link; only then is the mail handed over, outside any transaction. A worker killed in between
leaves ``sending_at`` behind: after a while the message is sent once more, and no third time, under
the same Message-ID, but an offer waits for a person to say whether it arrived.
"""

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError

from flask import current_app
from sqlalchemy import or_, select, update

from app.core import clock
from app.core.log_lines import write
from app.core.redaction import without_tokens
from app.db import db, unit_of_work
from app.links.actions import mint
from app.mail import smtp
from app.mail.filling import facts_of, fill
from app.mail.holding import goes_at, must_wait
from app.mail.kinds import KINDS, Attachment
from app.mail.models import Message
from app.mail.voice import replies_to
from app.people.guard import lock_requisition
from app.people.queries import company

IN_DOUBT_AFTER = timedelta(minutes=10)
TRIES = 10
BATCH = 50
LINK_LASTS = timedelta(days=60)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """A claimed message, filled in; its link exists here and in the mail only."""

    message_id: int
    subject: str
    body: str
    files: Sequence[Attachment] = ()
    reply_to: str | None = None


def goes_out() -> bool:
    """Say whether mail is sent from here at all: whether there are SMTP settings."""
    return bool(current_app.config["SMTP_URL"])


def send_due(worker: str) -> int:
    """Send all that is due; return how many the server took. Without SMTP settings, none."""
    url = current_app.config["SMTP_URL"]
    if not url:
        return 0
    server = smtp.server_of(url, current_app.config.get("MAIL_FROM"))
    sent = 0
    try:
        while message_ids := _due(clock.now()):
            for message_id in message_ids:
                sent += _send(message_id, worker, server)
    except smtp.NoServer as error:  # the others would wait as long for nothing, and jobs with them
        write(log, "no mail server", logging.WARNING, because=error)
    return sent


def in_doubt(message: Message, at: datetime) -> bool:
    """Say whether nobody knows if the server took this message."""
    return (
        message.sending_at is not None
        and message.sent_at is None
        and message.failed_at is None
        and message.void_at is None
        and at - message.sending_at >= IN_DOUBT_AFTER
    )


def _due(at: datetime) -> list[int]:
    waits = [name for name, kind in KINDS.items() if kind.waits_for_a_person]
    again = (Message.sending_at <= at - IN_DOUBT_AFTER) & Message.kind.not_in(waits)
    found = list(
        db.session.scalars(
            select(Message.id)
            .where(
                Message.sent_at.is_(None),
                Message.void_at.is_(None),
                Message.failed_at.is_(None),
                Message.queued_at.is_not(None),
                Message.next_try_at <= at,
                or_(Message.sending_at.is_(None), again),
            )
            .order_by(Message.next_try_at, Message.id)
            .limit(BATCH)
        )
    )
    db.session.rollback()
    return found


def _send(message_id: int, worker: str, server: smtp.Server) -> bool:
    ready = _claim(message_id, worker)
    if ready is None:
        return False
    message = db.session.get(Message, ready.message_id)
    if message is None:
        return False
    sender, named = server.sender, company().name
    db.session.expunge(message)
    db.session.rollback()  # no transaction is open while the server answers
    try:
        mail = smtp.compose(
            message, ready.subject, ready.body, sender, named, ready.files, ready.reply_to
        )
        smtp.hand_over(mail, server)
    except smtp.NotNow as error:
        _not_now(message_id, str(error))
        if isinstance(error, smtp.NoServer):
            raise
    except (smtp.NoForGood, ValueError, LookupError, MessageError) as error:  # or no address
        _refused(message_id, str(error))
    except (OSError, smtplib.SMTPException) as error:  # it broke after DATA: nobody knows
        write(log, "message in doubt", logging.WARNING, message=message_id, because=error)
        _doubtful(message_id, f"{type(error).__name__}: {error}")
    else:
        _taken(message_id)
        write(log, "message sent", message=message_id)
        return True
    return False


def _claim(message_id: int, worker: str) -> Ready | None:
    """Commit that a message is being sent, or that it is void; return it filled in."""
    with unit_of_work() as session:
        message = _locked(message_id)
        at = clock.now()
        once_more = message.sending_at is not None  # after a crash; a third time is a person's word
        claimed = session.execute(
            update(Message)
            .where(
                Message.id == message_id,
                Message.sent_at.is_(None),
                Message.void_at.is_(None),
                Message.failed_at.is_(None),
                Message.queued_at.is_not(None),
                or_(Message.held_at.is_(None), Message.released_at.is_not(None)),
                or_(Message.sending_at.is_(None), Message.sending_at <= at - IN_DOUBT_AFTER),
            )
            .values(
                sending_at=at,
                sending_by=worker,
                attempts=Message.attempts + 1,
                next_try_at=None if once_more else Message.next_try_at,
            )
        ).rowcount
        if not claimed:
            return None
        session.refresh(message)
        if not once_more and _has_to_wait(message, at):
            return None
        kind = KINDS[message.kind]
        if not kind.still_true(message, at):
            message.sending_at, message.void_at = None, at
            message.void_reason = "It no longer made sense when its turn came."
            return None
        kind.on_sending(message, at)
        return filled_in(message, at)


def _has_to_wait(message: Message, at: datetime) -> bool:
    """Put a message back that waits for hr, or whose reader sleeps; say whether it was."""
    holds = must_wait(message) and message.released_at is None
    if not holds and (message.zone is None or goes_at(message, at) <= at):
        return False
    message.sending_at, message.attempts = None, message.attempts - 1
    message.next_try_at = goes_at(message, at)
    if holds:
        message.held_at, message.queued_at = at, None
    return True


def filled_in(message: Message, at: datetime) -> Ready:
    """Return subject and body with facts and a fresh link in their places."""
    facts = facts_of(message)
    if message.link_purpose is not None and message.link_subject_id is not None:
        facts["link"] = mint(
            message.link_purpose,
            message.link_subject_id,
            at=at,
            ends_at=message.link_ends_at or at + LINK_LASTS,
            requisition_id=message.requisition_id,
            person_id=message.person_id,
        )
    kind = KINDS[message.kind]
    facts |= kind.links(message, at)
    files = kind.files(message, at)
    subject, body = fill(message.subject, facts), fill(message.body, facts)
    return Ready(message.id, subject, body, files, replies_to(message))


def _locked(message_id: int) -> Message:
    message = db.session.get_one(Message, message_id)
    if message.requisition_id is not None:
        lock_requisition(message.requisition_id)
    return db.session.get_one(Message, message_id, populate_existing=True, with_for_update=True)


def _taken(message_id: int) -> None:
    with unit_of_work():
        message = _locked(message_id)
        message.sent_at, message.error = message.sending_at, None
        at = clock.now()
        KINDS[message.kind].on_sent(message, at)
        KINDS[message.kind].reached(message, at)


def _not_now(message_id: int, why: str) -> None:
    with unit_of_work():
        message = _locked(message_id)
        at = clock.now()
        message.sending_at, message.error = None, _kept(why)
        if message.attempts >= TRIES:
            message.failed_at = at
            KINDS[message.kind].on_refused(message, at)
        else:
            KINDS[message.kind].on_not_now(message, at)
            message.next_try_at = at + timedelta(seconds=min(30 * 2**message.attempts, 3600))


def _refused(message_id: int, why: str) -> None:
    with unit_of_work():
        message = _locked(message_id)
        at = clock.now()
        message.sending_at, message.failed_at, message.error = None, at, _kept(why)
        KINDS[message.kind].on_refused(message, at)


def _doubtful(message_id: int, why: str) -> None:
    with unit_of_work():
        _locked(message_id).error = _kept(why)


def _kept(why: str) -> str:
    """Return a server's words as they may be kept: some repeat the mail, and its link with it."""
    return without_tokens("".join(sign for sign in why if sign.isprintable()))[:500]

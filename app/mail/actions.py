"""Writing messages into the outbox, voiding them, sending again, showing a link by hand."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from app.core.decision import require
from app.db import db
from app.history.actions import record
from app.links.actions import mint
from app.mail.delivery import LINK_LASTS, in_doubt
from app.mail.holding import goes_at, must_wait, note_override
from app.mail.kinds import KINDS
from app.mail.models import Message
from app.mail.phrases import check, may_go
from app.mail.queries import waits_longer
from app.mail.rules import may_send_again, may_show_link
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class To:
    """Whom a message goes to; ``zone``: whose quiet hours it keeps, none for any hour."""

    name: str
    email: str
    candidacy_id: int | None = None
    person_id: int | None = None
    zone: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A message in a person's own words: what the offer-language check reads of it, and overrides.

    ``words`` is what the person wrote where the rest is ours, else subject and body are read.
    ``draft``: it is kept, and goes nowhere yet.
    """

    words: str | None = None
    override: str | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class WithLink:
    """The secret address a message will carry where its body says ``{link}``."""

    purpose: str
    subject_id: int
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that was taken back: its kind, its subject, and whom it would have reached."""

    kind: str
    subject_id: int
    person_id: int | None


def queue(  # noqa: PLR0913 - each is a fact of the row
    kind: str,
    subject_id: int,
    *,
    to: To,
    subject: str,
    body: str,
    at: datetime,
    key: str,
    requisition_id: int | None = None,
    link: WithLink | None = None,
    composed: Composed | None = None,
    by: Person | None = None,
    send_at: datetime | None = None,
    facts: dict[str, Any] | None = None,
) -> Message | None:
    """Put a message into the outbox; none when one of this ``key`` is there already.

    ``body`` may name ``{link}`` and any of ``facts``; all are filled in at sending. What is
    composed is held where hr speaks, and refused where it reads like an offer (law L11).
    """
    if kind not in KINDS:
        raise KeyError(f"no such kind of message: {kind}")
    if db.session.scalar(select(Message.id).where(Message.key == key)) is not None:
        return None
    override = ((composed.override if composed else None) or "").strip()[:500] or None
    if composed is not None and not composed.draft:
        text = composed.words if composed.words is not None else f"{subject}\n\n{body}"
        require(may_go(check(text), override))
    message = Message(
        kind=kind,
        subject_id=subject_id,
        key=key,
        requisition_id=requisition_id,
        candidacy_id=to.candidacy_id,
        person_id=to.person_id,
        to_name=to.name,
        to_email=to.email,
        subject=" ".join(subject.split()),
        body=body,
        facts=facts or {},
        composed=composed is not None,
        override_reason=override,
        zone=to.zone,
        language=to.language,
        link_purpose=link.purpose if link else None,
        link_subject_id=link.subject_id if link else None,
        link_ends_at=link.ends_at if link else None,
        written_at=at,
        written_by_id=by.id if by else None,
        queued_at=at,
        next_try_at=send_at or at,
        attempts=0,
        message_id=hashlib.sha256(key.encode()).hexdigest()[:32],
    )
    message.next_try_at = goes_at(message, at)
    if composed is not None and composed.draft:
        message.queued_at = None
    elif must_wait(message):
        message.held_at, message.queued_at = at, None
    db.session.add(message)
    db.session.flush()
    if by is not None and composed is not None and not composed.draft:
        note_override(message, by=by, at=at)
    return message


def void(kind: str, subject_id: int, *, at: datetime, reason: str) -> None:
    """Void every message of a kind about a subject that is not yet on its way."""
    _void(Message.kind == kind, Message.subject_id == subject_id, at=at, reason=reason)


def void_for_candidacy(candidacy_id: int, *, at: datetime, reason: str) -> None:
    """Void all that is queued to or about a candidacy."""
    _void(Message.candidacy_id == candidacy_id, at=at, reason=reason)


def take_back(
    requisition_id: int, kinds: Collection[str], *, written_at: datetime, by: Person, at: datetime
) -> list[Taken]:
    """Void what a person wrote at one moment and what has still to wait; return what that was."""
    rows = db.session.execute(
        update(Message)
        .where(
            Message.requisition_id == requisition_id,
            Message.kind.in_(kinds),
            Message.written_by_id == by.id,
            Message.written_at == written_at,
            *waits_longer(at),
        )
        .values(void_at=at, void_reason="Taken back before it went out.")
        .returning(Message.kind, Message.subject_id, Message.person_id)
    )
    return [Taken(*row) for row in rows]


def _void(*conditions: Any, at: datetime, reason: str) -> None:
    db.session.execute(
        update(Message)
        .where(
            *conditions,
            Message.sending_at.is_(None),
            Message.sent_at.is_(None),
            Message.void_at.is_(None),
        )
        .values(void_at=at, void_reason=reason)
    )


def send_again(message: Message, *, by: Person, at: datetime) -> None:
    """Queue a message once more that failed, or of which nobody knows whether it arrived."""
    unsure = in_doubt(message, at)
    own_way = KINDS[message.kind].waits_for_a_person
    require(may_send_again(message, in_doubt=unsure, own_way=own_way))
    message.failed_at = message.sending_at = None
    message.attempts, message.next_try_at, message.error = 0, at, None
    if must_wait(message) and message.released_at is None:
        message.held_at, message.queued_at = at, None
    record("mail.sent_again", by=by, at=at, subject=message, **_where(message))


def show_link(message: Message, *, by: Person, at: datetime) -> str:
    """Mint a link to be handed over by hand; an act in history (law L16)."""
    own_way = KINDS[message.kind].waits_for_a_person
    require(may_show_link(message, at, own_way=own_way))
    purpose, subject_id = str(message.link_purpose), int(message.link_subject_id or 0)
    record("mail.link_shown", by=by, at=at, subject=message, purpose=purpose, **_where(message))
    KINDS[message.kind].reached(message, at)
    return mint(
        purpose,
        subject_id,
        at=at,
        ends_at=message.link_ends_at or at + LINK_LASTS,
        requisition_id=message.requisition_id,
        person_id=message.person_id,
    )


def _where(message: Message) -> dict[str, Any]:
    return {"requisition_id": message.requisition_id, "candidacy_id": message.candidacy_id}

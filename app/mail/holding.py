"""One voice: messages that wait for hr, drafts, and the acts that move them (law L11).

Each act is one compare-and-swap: of release, send back, edit, stop and take back, one wins.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, update

from app.core.decision import Refused, require, unless
from app.db import db
from app.history.actions import record
from app.mail.kinds import KINDS
from app.mail.models import Message
from app.mail.phrases import check, may_go
from app.mail.quiet import after_quiet
from app.mail.rules import MOVES, status
from app.mail.voice import voice_of
from app.people.models import Person

_UNTRUE = (
    "By the time it goes out, what it says no longer holds, so nobody would get it. "
    "Change it, or send it back."
)
_GONE = "Somebody was faster: it is {state} by now. Look again, then decide."


def is_held() -> tuple[ColumnElement[bool], ...]:
    """Return conditions on Message: it waits for hr."""
    return (
        Message.held_at.is_not(None),
        Message.released_at.is_(None),
        Message.void_at.is_(None),
    )


def is_draft() -> tuple[ColumnElement[bool], ...]:
    """Return conditions on Message: it is still being written."""
    return (
        Message.queued_at.is_(None),
        Message.held_at.is_(None),
        Message.sending_at.is_(None),
        Message.sent_at.is_(None),
        Message.failed_at.is_(None),
        Message.void_at.is_(None),
    )


def hold_queued(requisition_id: int, *, at: datetime) -> int:
    """Hold what is composed and queued, since hr speaks from now on; return how many."""
    found = db.session.execute(
        update(Message)
        .where(
            Message.requisition_id == requisition_id,
            Message.composed,
            Message.candidacy_id.is_not(None),
            Message.released_at.is_(None),
            *_waits_in_queue(),
        )
        .values(held_at=at, queued_at=None)
        .returning(Message.id)
    )
    return len(found.all())


def release(message: Message, *, by: Person, at: datetime) -> None:
    """Let a held message go, at the moment it was meant for or the next that is not quiet."""
    require(MOVES.may("release", _status(message)))
    text = f"{message.subject}\n\n{message.body}"
    require(may_go(check(text), message.override_reason))
    goes = goes_at(message, at)
    require(unless((KINDS[message.kind].still_true(message, goes), _UNTRUE)))
    _swap(
        message,
        is_held(),
        released_at=at,
        released_by_id=by.id,
        queued_at=at,
        next_try_at=goes,
    )
    _record("released", message, by=by, at=at)


def send_back(message: Message, *, reason: str, by: Person, at: datetime) -> None:
    """Give a held message back to its writer, with why; it is a draft again."""
    require(MOVES.may("send back", _status(message)))
    require(unless((bool(reason.strip()), "Write why. Whoever wrote it reads it.")))
    _swap(
        message,
        is_held(),
        held_at=None,
        sent_back_at=at,
        sent_back_by_id=by.id,
        sent_back_reason=reason.strip()[:2000],
    )
    _record("sent_back", message, by=by, at=at, reason=reason.strip()[:2000])


def edit(
    message: Message,
    *,
    subject: str,
    body: str,
    override: str | None,
    facts: dict[str, Any] | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Change the words of a held message, and what goes with them; it goes on waiting."""
    require(MOVES.may("edit", _status(message)))
    override = _reason(override)
    require(may_go(check(f"{subject}\n\n{body}"), override))
    _swap(
        message,
        is_held(),
        subject=" ".join(subject.split()),
        body=body,
        override_reason=override,
        **({} if facts is None else {"facts": facts}),
    )
    _record("edited", message, by=by, at=at)
    note_override(message, by=by, at=at)


def take_back(message: Message, *, by: Person, at: datetime) -> None:
    """Take back what has not gone out: it is a draft again."""
    require(MOVES.may("take back", _status(message)))
    _swap(message, (or_held(at),), queued_at=None, held_at=None)
    _record("taken_back", message, by=by, at=at)


def rewrite(
    message: Message, *, subject: str, body: str, facts: dict[str, Any], override: str | None
) -> None:
    """Change the words of a draft."""
    require(MOVES.may("write on", _status(message)))
    _swap(
        message,
        is_draft(),
        subject=" ".join(subject.split()),
        body=body,
        facts=facts,
        override_reason=_reason(override),
        next_try_at=None,
        composed=True,  # a standing text that was taken back is one's own words from here on
    )


def put_out(message: Message, *, by: Person, at: datetime, send_at: datetime) -> None:
    """Send a draft off: into the queue, or to hr where hr speaks."""
    require(MOVES.may("queue", _status(message)))
    require(may_go(check(f"{message.subject}\n\n{message.body}"), message.override_reason))
    held = must_wait(message)
    _swap(
        message,
        is_draft(),
        held_at=at if held else None,
        released_at=None,
        queued_at=None if held else at,
        next_try_at=goes_at(message, send_at),
        sent_back_at=None,
        sent_back_reason=None,
        sent_back_by_id=None,
    )
    note_override(message, by=by, at=at)


def throw_away(message: Message, *, by: Person, at: datetime) -> None:
    """Stop a draft or a held message for good."""
    require(MOVES.may("void", _status(message)))
    _swap(
        message,
        (Message.sending_at.is_(None), Message.sent_at.is_(None), Message.void_at.is_(None)),
        void_at=at,
        void_reason="Thrown away before it went out.",
    )
    _record("thrown_away", message, by=by, at=at)


def must_wait(message: Message) -> bool:
    """Say whether a message waits for hr: composed, to a candidate, where hr speaks."""
    return (
        message.composed
        and message.candidacy_id is not None
        and message.requisition_id is not None
        and voice_of(message.requisition_id).hr_speaks
    )


def goes_at(message: Message, at: datetime) -> datetime:
    """Return when a message goes: as meant, not before ``at``, and in no quiet hour of its zone."""
    wanted = max(at, message.next_try_at or at)
    if message.zone is None or message.requisition_id is None:
        return wanted
    voice = voice_of(message.requisition_id)
    return after_quiet(wanted, message.zone, voice.quiet_from, voice.quiet_until)


def or_held(at: datetime) -> ColumnElement[bool]:
    """Return a condition on Message: it has still to wait, in the queue or for hr."""
    waiting = Message.next_try_at > at
    for one in _waits_in_queue():
        waiting = waiting & one
    held = is_held()[0]
    for one in is_held()[1:]:
        held = held & one
    return waiting | held


def note_override(message: Message, *, by: Person, at: datetime) -> None:
    """Keep in history that words may go out though they read like an offer, and why; no words."""
    found = check(f"{message.subject}\n\n{message.body}") if message.override_reason else []
    if found:
        rules = sorted({one.rule for one in found})
        _record("overridden", message, by=by, at=at, reason=message.override_reason, rules=rules)


def _waits_in_queue() -> Collection[ColumnElement[bool]]:
    return (
        Message.queued_at.is_not(None),
        Message.sending_at.is_(None),
        Message.sent_at.is_(None),
        Message.failed_at.is_(None),
        Message.void_at.is_(None),
    )


def _status(message: Message) -> str:
    db.session.refresh(message)
    return status(message, in_doubt=False)


def _swap(message: Message, where: Collection[ColumnElement[bool]], **values: Any) -> None:
    done = db.session.execute(
        update(Message)
        .where(Message.id == message.id, *where)
        .values(**values)
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    ).first()
    db.session.refresh(message)
    if done is None:
        raise Refused(_GONE.format(state=status(message, in_doubt=False)))


def _reason(text: str | None) -> str | None:
    return (text or "").strip()[:500] or None


def _record(verb: str, message: Message, *, by: Person, at: datetime, **detail: Any) -> None:
    record(
        f"mail.{verb}",
        by=by,
        at=at,
        subject=message,
        requisition_id=message.requisition_id,
        candidacy_id=message.candidacy_id,
        **detail,
    )

"""Adding a line to a chain."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, SessionTransaction

from app.db import db
from app.history.models import HistoryChain, HistoryLine, HistoryPayload
from app.people.models import Person

_PENDING = "history-lines"
#: The two ways to spell an insert that gives way to a row already there.
INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: a person, a candidate, a referee, or the worker; perhaps for someone else.

    ``id`` is that of the row of the same name: person, candidate (not candidacy), referee.
    """

    kind: str
    id: int | None = None
    on_behalf_of_id: int | None = None


WORKER = Actor("worker")


@dataclass(frozen=True, slots=True)
class _Line:
    requisition_id: int | None
    at: datetime
    actor: Actor
    verb: str
    subject_kind: str
    subject_id: int | None
    candidacy_id: int | None
    detail: dict[str, Any]


def actor_of(by: Person | Actor) -> Actor:
    """Return the actor that a person is."""
    return Actor("person", by.id) if isinstance(by, Person) else by


def record(
    verb: str,
    *,
    by: Person | Actor,
    at: datetime,
    subject: Any,
    requisition_id: int | None,
    candidacy_id: int | None = None,
    **detail: Any,
) -> None:
    """Add a line to a requisition's chain (or, without one, the office's) at the next commit.

    ``subject`` is the row acted on: its table's name and its id are kept. ``detail`` is plain
    data for the sentence shown; never marks, pay or a referee's words.
    """
    db.session.flush()
    db.session.connection()  # the line belongs to a transaction, and is forgotten with it
    line = _Line(
        requisition_id,
        at,
        actor_of(by),
        verb,
        subject.__tablename__,
        subject.id,
        candidacy_id,
        detail,
    )
    db.session.info.setdefault(_PENDING, []).append(line)


@event.listens_for(FlaskSession, "before_commit", propagate=True)
def _write(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint's end is not yet the end
        return
    pending: list[_Line] = session.info.pop(_PENDING, [])
    by_chain: dict[int, list[_Line]] = {}
    for line in pending:
        by_chain.setdefault(line.requisition_id or 0, []).append(line)
    for requisition_id in sorted(by_chain, reverse=True):  # the office's, which all share, last
        _append(session, _head(session, requisition_id or None), by_chain[requisition_id])
    if pending:
        session.flush()


@event.listens_for(FlaskSession, "after_soft_rollback", propagate=True)
def _forget(session: Session, previous: SessionTransaction) -> None:
    if not previous.nested:
        session.info.pop(_PENDING, None)


def _head(session: Session, requisition_id: int | None) -> HistoryChain:
    return _locked(session, requisition_id) or _begun(session, requisition_id)


def _locked(session: Session, requisition_id: int | None) -> HistoryChain | None:
    condition = (
        HistoryChain.is_office == 1
        if requisition_id is None
        else HistoryChain.requisition_id == requisition_id
    )
    return session.scalar(
        select(HistoryChain)
        .where(condition)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _begun(session: Session, requisition_id: int | None) -> HistoryChain:
    """Begin a chain; of two that do so at once, the second takes up the first one's."""
    insert = INSERTS[session.get_bind().dialect.name]
    session.execute(
        insert(HistoryChain)
        .values(
            requisition_id=requisition_id,
            is_office=int(requisition_id is None),
            last_line=0,
            last_hash="",
        )
        .on_conflict_do_nothing()
    )
    head = _locked(session, requisition_id)
    assert head is not None
    return head


def _append(session: Session, head: HistoryChain, lines: list[_Line]) -> None:
    for line in lines:
        salt = secrets.token_hex(16)
        row = HistoryLine(
            chain_id=head.id,
            line=head.last_line + 1,
            at=line.at,
            actor_kind=line.actor.kind,
            actor_id=line.actor.id,
            on_behalf_of_id=line.actor.on_behalf_of_id,
            verb=line.verb,
            subject_kind=line.subject_kind,
            subject_id=line.subject_id,
            candidacy_id=line.candidacy_id,
            payload_hash=payload_hash(salt, line.detail),
            previous_hash=head.last_hash,
            hash="",
        )
        row.hash = line_hash(row)
        session.add(row)
        session.flush()
        session.add(HistoryPayload(line_id=row.id, salt=salt, body=line.detail))
        head.last_line, head.last_hash = row.line, row.hash


def payload_hash(salt: str, body: dict[str, Any]) -> str:
    """Return the hash a line keeps of its salted payload."""
    return _sha256(salt + _canonical(body))


def line_hash(row: HistoryLine) -> str:
    """Return the hash of a line over its facts and the hash of the line before."""
    facts = [
        row.previous_hash,
        row.chain_id,
        row.line,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.actor_kind,
        row.actor_id,
        row.on_behalf_of_id,
        row.verb,
        row.subject_kind,
        row.subject_id,
        row.candidacy_id,
        row.payload_hash,
    ]
    return _sha256(_canonical(facts))


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()

"""Verbs of promises: make one, keep it, tell a new date, end it, hand it on."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, literal_column, select, update

from app.candidates.models import Candidacy, Candidate
from app.core.decision import YES, Decision, Refused, require
from app.db import db
from app.history.actions import WORKER, Actor, record
from app.mail.models import Message
from app.people.models import Person
from app.promises import rules
from app.promises.dates import escalates_at
from app.promises.models import MESSAGE, STAGE, Promise, PromiseMove
from app.promises.rules import PromiseFacts
from app.promises.told import New, Told, told_in
from app.requisitions.models import Requisition


def make(
    candidacy: Candidacy,
    new: New,
    *,
    how: str,
    by: Person | Actor,
    at: datetime,
    message: Message | None = None,
) -> Promise:
    """Write down what a candidate has been told to expect."""
    require(rules.may_make(new.text, new.due_at, at, in_play=candidacy.in_play))
    promise = Promise(
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        text=new.text.strip(),
        how=how,
        made_at=at,
        made_by_id=by.id if isinstance(by, Person) or by.kind == "person" else None,
        made_by_message_id=message.id if message else None,
        due_at=new.due_at,
        escalates_at=escalates_at(new.due_at, zone_of(candidacy)),
        owner_id=new.owner_id,
    )
    db.session.add(promise)
    _record("made", promise, by, at, owner_id=new.owner_id)
    return promise


def keep(
    candidacy_id: int,
    promise_ids: Collection[int] | None,
    *,
    by: Person | Actor,
    at: datetime,
    message: Message | None = None,
) -> int:
    """Keep open promises to a candidate, those named or all; return how many it were.

    What ended meanwhile stays as it ended.
    """
    which = [Promise.candidacy_id == candidacy_id]
    if promise_ids is not None:
        which.append(Promise.id.in_(promise_ids))
    values = {"kept_at": at, "kept_by_message_id": message.id if message else None}
    return _end("kept", *which, by=by, at=at, **values)


def move(
    promise: Promise,
    *,
    due_at: datetime,
    how: str,
    by: Person | Actor,
    at: datetime,
    message: Message | None = None,
) -> None:
    """Note the new date a candidate was told; late already, it stays a promise missed."""
    require(rules.may_move(facts_of(promise), due_at, at))
    before, candidacy = promise.due_at, db.session.get_one(Candidacy, promise.candidacy_id)
    moved = db.session.execute(
        update(Promise)
        .where(Promise.id == promise.id, is_open(), Promise.due_at == before)
        .values(
            due_at=due_at,
            escalates_at=escalates_at(due_at, zone_of(candidacy)),
            missed_at=promise.missed_at or (before if at >= before else None),
            slips_at=None,
            slips_until=None,
            slips_why=None,
        )
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(promise)
    if not moved.rowcount:  # type: ignore[attr-defined]
        require(rules.MOVES.may("move", rules.state(facts_of(promise), at)))
        raise Refused("Another date was told meanwhile. Look again, then decide.")
    db.session.add(
        PromiseMove(
            promise_id=promise.id,
            moved_at=at,
            from_due_at=before,
            to_due_at=due_at,
            how=how,
            moved_by_id=by.id if isinstance(by, Person) or by.kind == "person" else None,
            message_id=message.id if message else None,
        )
    )
    _record("moved", promise, by, at)


def void(promise: Promise, *, reason: str, by: Person, at: datetime) -> None:
    """End a promise nobody waits for any more, for a reason."""
    require(rules.may_void(facts_of(promise), reason, at))
    ended = _end("ended", Promise.id == promise.id, by=by, at=at, **_void(at, reason))
    db.session.refresh(promise)
    if not ended:
        require(rules.MOVES.may("void", rules.state(facts_of(promise), at)))


def end(candidacy_id: int, *, why: str, by: Person | Actor, at: datetime) -> int:
    """End all that was promised to a candidate who leaves or is hired."""
    return _end("ended", Promise.candidacy_id == candidacy_id, by=by, at=at, **_void(at, why))


def hand_on(promise: Promise, owner: Person, *, in_team: bool, by: Person, at: datetime) -> None:
    """Let another person keep a promise."""
    require(rules.MOVES.may("keep", rules.state(facts_of(promise), at)))
    require(rules.may_own(in_team=in_team, active=owner.active))
    promise.owner_id = owner.id
    _record("handed_on", promise, by, at, person_id=owner.id)


def may_tell(candidacy: Candidacy, told: Told, at: datetime) -> Decision:
    """Say whether a letter or a call may tell this now."""
    if told.made is None:
        return YES
    new = told.made
    return rules.may_make(new.text, new.due_at, at, in_play=candidacy.in_play)


def follow(candidacy: Candidacy, told: Told, *, how: str, by: Person | Actor, at: datetime) -> None:
    """Do what was told by mouth."""
    _follow(candidacy, told, how, by, at, None)


def follow_letter(message: Message, at: datetime) -> None:
    """Do what a letter told, now that the mail server has taken it."""
    told = told_in(message)
    candidacy = db.session.get(Candidacy, message.candidacy_id or 0)
    if candidacy is not None:
        _follow(candidacy, told, MESSAGE, writer_of(message), at, message)


def writer_of(message: Message) -> Actor:
    """Return who tells what a message tells."""
    return Actor("person", message.written_by_id) if message.written_by_id else WORKER


def still_true(message: Message, at: datetime) -> bool:
    """Say whether the dates a letter tells still lie ahead."""
    earliest = told_in(message).earliest
    return earliest is None or at < earliest


def _follow(
    candidacy: Candidacy,
    told: Told,
    how: str,
    by: Person | Actor,
    at: datetime,
    message: Message | None,
) -> None:
    if told.keeps:
        keep(candidacy.id, told.keeps, by=by, at=at, message=message)
    for promise_id, due_at in told.moves.items():
        promise = db.session.get(Promise, promise_id)
        if promise is None or promise.candidacy_id != candidacy.id or promise.due_at == due_at:
            continue
        if rules.may_move(facts_of(promise), due_at, at):
            move(promise, due_at=due_at, how=how, by=by, at=at, message=message)
        elif candidacy.in_play:  # the old one ended meanwhile; they were told of this date
            new = New(promise.text, due_at, promise.owner_id)
            make(candidacy, new, how=how, by=by, at=at, message=message)
    if told.made is not None and candidacy.in_play:
        make(candidacy, told.made, how=how, by=by, at=at, message=message)


def is_open() -> ColumnElement[bool]:
    """Return a condition on Promise: neither kept nor ended."""
    return and_(Promise.kept_at.is_(None), Promise.void_at.is_(None))


def is_told() -> ColumnElement[bool]:
    """Return a condition on Promise: told to somebody, and not policy's alone.

    Written out, so that an index of these alone is found by it.
    """
    return Promise.how != literal_column("'stage'", String)


def facts_of(promise: Promise) -> PromiseFacts:
    """Return what the rules ask of a promise."""
    return PromiseFacts(promise.due_at, promise.kept_at, promise.void_at)


def zone_of(candidacy: Candidacy) -> str:
    """Return the zone in which a candidate's days are counted: theirs, else the requisition's."""
    zone = db.session.get_one(Candidate, candidacy.candidate_id).time_zone
    return zone or db.session.get_one(Requisition, candidacy.requisition_id).time_zone


def _void(at: datetime, reason: str) -> dict[str, Any]:
    return {"void_at": at, "void_reason": reason.strip()[:300]}


def _end(
    verb: str, *which: ColumnElement[bool], by: Person | Actor, at: datetime, **values: Any
) -> int:
    """End open promises compare-and-swap, and write a line for each that was told to somebody."""
    ids = db.session.scalars(
        update(Promise)
        .where(is_open(), *which)
        .values(slips_at=None, slips_until=None, slips_why=None, **values)
        .returning(Promise.id)
        .execution_options(synchronize_session="fetch")
    ).all()
    told = select(Promise).where(Promise.id.in_(ids), Promise.how != STAGE).order_by(Promise.id)
    for promise in db.session.scalars(told):
        _record(verb, promise, by, at)
    return len(ids)


def _record(verb: str, promise: Promise, by: Person | Actor, at: datetime, **detail: Any) -> None:
    """Leave a line in history, without what was promised."""
    db.session.flush()
    record(
        f"promises.{verb}",
        by=by,
        at=at,
        subject=promise,
        requisition_id=promise.requisition_id,
        candidacy_id=promise.candidacy_id,
        **detail,
    )

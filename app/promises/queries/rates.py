"""How well promises are kept: by person, by requisition, and in numbers beside one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from app.db import db
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import reachable
from app.promises.actions import is_open, is_told
from app.promises.models import Promise, PromiseMove
from app.promises.rules import Tally
from app.requisitions.models import Requisition


@dataclass(frozen=True, slots=True)
class Rate:
    """A person's or a requisition's promises: those told to somebody, and words by policy."""

    id: int
    name: str
    told: Tally
    words: Tally


@dataclass(frozen=True, slots=True)
class Rates:
    """How promises are kept where a person runs or manages."""

    people: Sequence[Rate]
    requisitions: Sequence[Rate]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was promised to somebody in one requisition, in numbers."""

    open: int
    late: int
    slipping: int
    told: Tally


def rates(person: Person, at: datetime, *, requisition_id: int | None = None) -> Rates:
    """Return the rates by owner and by requisition, of all a person may read or of one."""
    here = [reachable(person, RECRUITER, MANAGER)]
    if requisition_id is not None:
        here.append(Requisition.id == requisition_id)
    told = is_told()
    return Rates(
        _by(Person, Promise.owner_id, Person.name, Person.name_key, here, told, at),
        _by(
            Requisition, Promise.requisition_id, Requisition.title, Requisition.code, here, told, at
        ),
    )


def counts(requisition_id: int, at: datetime) -> Counts:
    """Return what was promised in a requisition in numbers, in one query."""
    row = db.session.execute(
        select(
            _count(is_open()),
            _count(is_open(), Promise.due_at <= at),
            _count(is_open(), Promise.slips_at.is_not(None)),
            *_tally(is_told(), at),
        ).where(Promise.requisition_id == requisition_id, is_told())
    ).one()
    return Counts(row[0], row[1], row[2], Tally(row[3], row[4], row[5]))


def words(requisition_id: int, at: datetime) -> Tally:
    """Return how well the words that policy owes in a requisition are given."""
    row = db.session.execute(
        select(*_tally(~is_told(), at)).where(Promise.requisition_id == requisition_id, ~is_told())
    ).one()
    return Tally(row[0], row[1], row[2])


def _by(
    what: Any,
    key: Any,
    name: Any,
    order: Any,
    here: Sequence[ColumnElement[bool]],
    told: ColumnElement[bool],
    at: datetime,
) -> list[Rate]:
    query = (
        select(what.id, name, *_tally(told, at), *_tally(~told, at))
        .select_from(Promise)
        .join(Requisition, Requisition.id == Promise.requisition_id)
    )
    if what is Person:
        query = query.join(Person, Person.id == key)
    rows = db.session.execute(
        query.where(*here).group_by(what.id, name, order).order_by(order, what.id)
    )
    found = [Rate(row[0], row[1], Tally(*row[2:5]), Tally(*row[5:8])) for row in rows]
    return [one for one in found if one.told.counted or one.words.counted]


def _tally(which: ColumnElement[bool], at: datetime) -> tuple[ColumnElement[int], ...]:
    """Return counts as ``rules.Tally`` takes them."""
    ended_at = func.coalesce(Promise.kept_at, Promise.void_at, at)
    missed = or_(Promise.missed_at.is_not(None), ended_at >= Promise.due_at)
    moved = exists().where(PromiseMove.promise_id == Promise.id).correlate(Promise)
    return (
        _count(which, or_(Promise.kept_at.is_not(None), missed)),
        _count(which, Promise.kept_at.is_not(None), ~missed),
        _count(which, moved, Promise.missed_at.is_(None)),
    )


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((and_(*conditions), 1), else_=0)), 0)

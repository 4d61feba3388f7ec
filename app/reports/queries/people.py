"""Whom open work waits for, and the open waits of a report, cut to the viewer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, or_, select, union_all

from app.candidates.models import Candidacy, Candidate
from app.core.workdays import workdays_since
from app.db import db
from app.people.models import Person
from app.reports.holding import NO_SECRET, mark_passed
from app.reports.queries.stages import run_by
from app.reports.queries.waits import Scope, next_of, open_waits
from app.requisitions.models import Requisition
from app.scorecards.models import Ask
from app.scorecards.queries.owing import owed_by

#: So many people stand on the page; the file has all.
SHOWN = 20
#: Everybody who is not of the team, together: whom an answer or a reference is waited from.
OUTSIDE = "Candidates and referees"
#: A file of open waits holds so many rows at most.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Load:
    """What waits for one person, or for all outside: how much, and how long the middle one has."""

    name: str
    count: int
    since: datetime
    waited: timedelta
    working_days: int


@dataclass(frozen=True, slots=True)
class OpenWait:
    """One open wait as a row of a file."""

    code: str
    title: str
    kind: str
    name: str
    is_outside: bool
    candidate: str | None
    since: datetime
    until: datetime | None
    waited: timedelta
    working_days: int
    mark: str | None


def loads(person: Person, at: datetime, *, limit: int | None = SHOWN) -> list[Load]:
    """Return what lies with whom in the requisitions of a report, the most first.

    Candidates and referees stand in one row: by name they would stand there once each.
    Of an even number the longer of the two in the middle counts.
    """
    found = _every(person, at)
    numbered = (
        select(
            found.c.name,
            found.c.person_id,
            found.c.since_at,
            Requisition.time_zone.label("zone"),
            func.row_number()
            .over(partition_by=found.c.person_id, order_by=(found.c.since_at, found.c.kind))
            .label("place"),
            func.count().over(partition_by=found.c.person_id).label("how_many"),
        )
        .join(Requisition, Requisition.id == found.c.requisition_id)
        .subquery()
    )
    rows = db.session.execute(
        select(numbered)
        .where(numbered.c.place == (numbered.c.how_many + 1) // 2)
        .order_by(numbered.c.how_many.desc(), numbered.c.name, numbered.c.person_id)
        .limit(limit)
    )
    return [
        Load(
            OUTSIDE if row.person_id is None else row.name,
            row.how_many,
            row.since_at,
            at - row.since_at,
            workdays_since(row.since_at, at, row.zone),
        )
        for row in rows
    ]


def waits(person: Person, at: datetime) -> Iterator[OpenWait]:
    """Yield the open waits in the requisitions of a report, the longest first."""
    found = _every(person, at)
    rows = db.session.execute(
        select(found, Requisition.code, Requisition.title, Requisition.time_zone, Candidate.name)
        .join(Requisition, Requisition.id == found.c.requisition_id)
        .outerjoin(Candidacy, Candidacy.id == found.c.candidacy_id)
        .outerjoin(Candidate, Candidate.id == Candidacy.candidate_id)
        .order_by(found.c.since_at, found.c.kind, Requisition.id, found.c.name)
        .limit(MOST)
    )
    for kind, _, _, person_id, name, since, until, code, title, zone, candidate in rows:
        yield OpenWait(
            code=code,
            title=title,
            kind=kind,
            name=name,
            is_outside=person_id is None,
            candidate=candidate,
            since=since,
            until=until,
            waited=at - since,
            working_days=workdays_since(since, at, zone),
            mark=mark_passed(at - since),
        )


def _every(person: Person, at: datetime) -> Subquery:
    """Join all that waits, and what is next where nothing does, but for what a card hides."""
    scope = Scope(run_by(person))
    known = union_all(*open_waits(scope, at)).cte("open_waits")
    following = next_of(scope).subquery()
    nothing_else = following.c.requisition_id.not_in(select(known.c.requisition_id))
    return union_all(
        select(known).where(_is_seen(person, known.c)), select(following).where(nothing_else)
    ).subquery()


def _is_seen(person: Person, columns: Any) -> ColumnElement[bool]:
    """Say that a wait is no secret to a person: of a candidate they owe a card, only the cards."""
    owed = select(Candidacy.id).where(
        Candidacy.id.in_(select(Ask.candidacy_id).where(Ask.person_id == person.id)),
        owed_by(person.id),
    )
    return or_(
        columns.kind.in_(NO_SECRET),
        columns.candidacy_id.is_(None),
        columns.candidacy_id.not_in(owed),
    )

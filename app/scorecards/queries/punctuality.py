"""When cards came in, beside when they were due. Who is asked, in or late is no secret."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    or_,
    select,
    true,
)

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy
from app.db import db
from app.people.models import Membership, Person, Recusal
from app.people.permissions import MANAGER, RECRUITER
from app.requisitions.models import Requirements, Requisition
from app.scorecards.models import Ask, Scorecard


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Cards asked of one rater and not excused, given, given late, late now; by how much."""

    asked: int = 0
    given: int = 0
    late: int = 0
    late_now: int = 0
    lateness: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same counts in one requisition, for a page about one rater."""

    requisition_id: int
    code: str
    title: str
    asked: int
    given: int
    late: int


def punctuality(requisition_id: int, at: datetime) -> dict[int, Punctuality]:
    """Return how punctual each rater of a requisition is, by person."""
    rows = db.session.execute(
        select(Ask.person_id, Ask.due_at, _given_at(), Ask.ended_at, is_in_play())
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .where(Candidacy.requisition_id == requisition_id, Ask.excused_at.is_(None))
    )
    by_person: dict[int, list[tuple[datetime, datetime | None, bool]]] = defaultdict(list)
    for person_id, due_at, given_at, ended_at, in_play in rows:
        by_person[person_id].append((due_at, given_at, ended_at is None and bool(in_play)))
    return {person_id: _one(asks, at) for person_id, asks in by_person.items()}


def _one(asks: list[tuple[datetime, datetime | None, bool]], at: datetime) -> Punctuality:
    given = [(given_at - due_at) for due_at, given_at, _ in asks if given_at is not None]
    late = [by for by in given if by > timedelta(0)]
    waiting = [due_at for due_at, given_at, is_open in asks if given_at is None and is_open]
    return Punctuality(
        asked=len(given) + len(waiting),
        given=len(given),
        late=len(late),
        late_now=sum(due_at <= at for due_at in waiting),
        lateness=timedelta(seconds=median(by.total_seconds() for by in late)) if late else None,
    )


def elsewhere(viewer: Person, person_id: int) -> list[Elsewhere]:
    """Return one rater's counts in every requisition where the viewer may see rater pages."""
    given_at = _given_at()
    late = case((given_at > Ask.due_at, 1), else_=0)
    rows = db.session.execute(
        select(
            Requisition.id,
            Requisition.code,
            Requisition.title,
            func.count(),
            func.sum(cast(given_at.is_not(None), Integer)),
            func.sum(late),
        )
        .select_from(Ask)
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(
            Ask.person_id == person_id,
            Ask.excused_at.is_(None),
            or_(Ask.ended_at.is_(None), given_at.is_not(None)),
            _may_look(viewer, person_id),
        )
        .group_by(Requisition.id, Requisition.code, Requisition.title, Requisition.created_at)
        .order_by(Requisition.created_at.desc(), Requisition.id.desc())
        .limit(50)
    )
    return [Elsewhere(*row) for row in rows]


def _may_look(viewer: Person, person_id: int) -> ColumnElement[bool]:
    recused = exists().where(
        Recusal.requisition_id == Requisition.id, Recusal.email_key == viewer.email_key
    )
    part = exists().where(
        Membership.requisition_id == Requisition.id, Membership.person_id == viewer.id
    )
    runs = part.where(Membership.part.in_((RECRUITER, MANAGER)))
    reached = true() if viewer.is_hr else or_(runs, part if viewer.id == person_id else false())
    return and_(~recused.correlate(Requisition), reached)


def _given_at() -> Any:
    """When the card asked for was first handed in, under the current requirements."""
    return (
        select(func.min(Scorecard.first_submitted_at))
        .join(Requirements, Requirements.id == Scorecard.requirements_id)
        .where(
            Requirements.superseded_at.is_(None),
            Scorecard.candidacy_id == Ask.candidacy_id,
            Scorecard.rater_id == Ask.person_id,
            Scorecard.panel == Ask.panel,
        )
        .correlate(Ask)
        .scalar_subquery()
    )

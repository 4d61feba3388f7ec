"""One promise, those of a candidacy or a requisition, and the dates that lists and files show."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select

from app.candidates.models import Candidacy, Candidate
from app.db import db
from app.people.guard import rights_in
from app.people.models import Membership, Person
from app.people.permissions import AGENCY, MANAGER, RECRUITER, Permission
from app.people.queries import called
from app.promises.actions import facts_of, is_open, is_told
from app.promises.models import Promise, PromiseMove
from app.promises.rules import state
from app.promises.slips import breaks
from app.requisitions.models import Requisition


@dataclass(frozen=True, slots=True)
class Line:
    """A promise with whom it was made to, who owns it, and where it belongs."""

    promise: Promise
    candidate: Candidate
    owner: str
    requisition: Requisition
    state: str

    @property
    def name(self) -> str:
        """The candidate's name."""
        return self.candidate.name

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.state in ("due", "late")

    @property
    def zone(self) -> str:
        """The zone in which the promise was made: the candidate's, else the requisition's."""
        return self.candidate.time_zone or self.requisition.time_zone


def load_promise(promise_id: int) -> Promise | None:
    """Return a promise (a loader for the guard)."""
    return db.session.get(Promise, promise_id)


def one(promise: Promise, at: datetime) -> Line:
    """Return a promise with all that is shown of it."""
    return lines_of(lines().where(Promise.id == promise.id), at)[0]


def of_candidacy(candidacy_id: int, at: datetime) -> list[Line]:
    """Return what was promised to a candidate here: what is open first, the next due before."""
    over = lines().where(Promise.candidacy_id == candidacy_id, ~is_open())
    return [
        *waiting_for(candidacy_id, at),
        *lines_of(over.order_by(Promise.id.desc()), at),
    ]


def waiting_for(candidacy_id: int, at: datetime) -> list[Line]:
    """Return what a candidate still waits for here, the next due first."""
    waits = lines().where(Promise.candidacy_id == candidacy_id, is_open())
    return lines_of(waits.order_by(Promise.due_at, Promise.id), at)


def open_to(candidacy_id: int) -> list[Promise]:
    """Return what a candidate waits for, the next due first, without what policy alone promises."""
    return list(
        db.session.scalars(
            select(Promise)
            .where(Promise.candidacy_id == candidacy_id, is_open(), is_told())
            .order_by(Promise.due_at, Promise.id)
        )
    )


def moves_of(promise_id: int) -> list[tuple[PromiseMove, str | None]]:
    """Return the dates told anew, with who told them, oldest first."""
    rows = db.session.execute(
        select(PromiseMove, Person.name)
        .outerjoin(Person, Person.id == PromiseMove.moved_by_id)
        .where(PromiseMove.promise_id == promise_id)
        .order_by(PromiseMove.moved_at, PromiseMove.id)
    )
    return [(move, name) for move, name in rows]


def owners(requisition_id: int, me: Person | None = None) -> dict[int, str]:
    """Return who may own a promise here, by name: its recruiters and managers, and hr who asks."""
    part = select(Membership.person_id).where(
        Membership.requisition_id == requisition_id, Membership.part.in_((RECRUITER, MANAGER))
    )
    asks = me.id if me is not None and me.is_hr else None
    people = db.session.scalars(
        select(Person)
        .where(or_(Person.id.in_(part), Person.id == asks), Person.switched_off_at.is_(None))
        .order_by(Person.name_key, Person.id)
    )
    return called(people)


def slipping(requisition_id: int, at: datetime) -> list[Line]:
    """Return the promises of a requisition that slip, the next due first."""
    found = lines().where(
        Promise.requisition_id == requisition_id, is_open(), Promise.slips_at.is_not(None)
    )
    return lines_of(found.order_by(Promise.due_at, Promise.id), at)


def would_slip(
    requisition_id: int, until: datetime, at: datetime, beside: Collection[int] = ()
) -> list[Line]:
    """Return the promises that would slip if we knew only at a moment, the next due first."""
    found = lines().where(*breaks(requisition_id, until, beside))
    return lines_of(found.order_by(Promise.due_at, Promise.id), at)


def next_dates(
    requisition_id: int, person: Person | None
) -> dict[int, tuple[datetime, str | None]]:
    """Return when each candidacy hears next and who owns that: all without a person.

    An agency recruiter is told the dates, and interviewers nothing.
    """
    whole = person is None or Permission.SEE_HISTORY in rights_in(requisition_id, person)
    if not whole and not _is_agency(person, requisition_id):
        return {}
    rows = db.session.execute(
        select(Promise.candidacy_id, Promise.due_at, Person.name)
        .join(Person, Person.id == Promise.owner_id)
        .where(Promise.requisition_id == requisition_id, is_open())
        .order_by(Promise.due_at.desc(), Promise.id.desc())
    )
    return {one: (due_at, owner if whole else None) for one, due_at, owner in rows}


def promise_rows(requisition_id: int, person: Person | None, at: datetime) -> list[Line]:
    """Return every promise of a requisition for a file, in the order in which they were made."""
    if person is not None and Permission.SEE_HISTORY not in rights_in(requisition_id, person):
        return []
    found = lines().where(Promise.requisition_id == requisition_id).order_by(Promise.id)
    return lines_of(found, at)


def lines() -> Select[*tuple[Any, ...]]:
    """Select promises with all that a line shows."""
    return (
        select(Promise, Candidate, Person.name, Requisition)
        .join(Candidacy, Candidacy.id == Promise.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Person, Person.id == Promise.owner_id)
        .join(Requisition, Requisition.id == Promise.requisition_id)
    )


def lines_of(query: Select[*tuple[Any, ...]], at: datetime) -> list[Line]:
    """Return the lines a query selects."""
    return [line_of(row, at) for row in db.session.execute(query)]


def line_of(row: Sequence[Any], at: datetime) -> Line:
    """Return the line of one row."""
    promise, candidate, owner, requisition = row[:4]
    return Line(promise, candidate, owner, requisition, state(facts_of(promise), at))


def _is_agency(person: Person | None, requisition_id: int) -> bool:
    part = select(Membership.id).where(
        Membership.requisition_id == requisition_id,
        Membership.person_id == (person.id if person else None),
        Membership.part == AGENCY,
    )
    return db.session.scalar(part.limit(1)) is not None

"""What waits for a person: every package's SELECT in one statement."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    cast,
    exists,
    func,
    null,
    or_,
    select,
    true,
    union_all,
)

from app.core.packages import each
from app.core.todo import WAITING, TodoWords, Waiting
from app.people.models import Membership, Person
from app.people.permissions import AGENCY, MANAGER, RECRUITER
from app.people.prepared import run
from app.people.queries import own, reachable
from app.requisitions.models import Requisition
from app.requisitions.queries import has_part, is_hiring

MOST = 500
NAVIGATED = 8
NAMED = ("id", "code", "title", "location")
Source = Callable[[Person, datetime], Any]


@dataclass(frozen=True, slots=True)
class Navigated:
    """A requisition as the shell lists it."""

    id: int
    code: str
    title: str
    location: str | None


@dataclass(frozen=True, slots=True)
class Shell:
    """What the shell of every page says of a person's desk."""

    count: int
    requisitions: list[Navigated]
    runs: bool
    brings: bool


@cache
def words() -> dict[str, TodoWords]:
    """Return the words of every kind of waiting."""
    return {kind: said for module in each("todo") for kind, said in module.WORDS.items()}


def waiting(person: Person, at: datetime) -> list[Waiting]:
    """Return what waits for a person, the most urgent first; things without a date come last."""
    return [Waiting(*row) for row in run(_waiting, person, at)]


def shell(person: Person, at: datetime, waiting: int | None = None) -> Shell:
    """Return how many things wait for a person, and the requisitions listed for them.

    How many are ``waiting`` is counted unless it is known.
    """
    rows = run(_shell if waiting is None else _known, person, at).all()
    return Shell(
        rows[0].waiting if waiting is None else waiting,
        _listed(row for row in rows if row.id),
        runs=person.is_hr or bool(rows[0].runs),
        brings=not person.is_hr and not person.is_admin and bool(rows[0].brings),
    )


def _listed(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Navigated]:
    return [Navigated(row.id, row.code, row.title, row.location) for row in rows]


def _waiting(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    found = _all(person, at)
    return (
        select(found)
        .order_by(found.c.due_at.is_(None), found.c.due_at, found.c.since_at)
        .limit(MOST)
    )


def _shell(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Count what waits beside the requisitions still hiring, the newest first; a row at least.

    Beside it, whether the person runs a requisition, or is an agency recruiter and nothing else.
    """
    counted = select(func.count().label("waiting")).select_from(_all(person, at)).subquery()
    return _beside(counted, person, at)


def _known(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Select the same where the count is known already and fills itself in later."""
    return _beside(select(cast(null(), Integer).label("waiting")).subquery(), person, at)


def _beside(counted: Subquery, person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    mine = exists().where(Membership.person_id == person.id)
    runs = mine.where(Membership.part.in_((RECRUITER, MANAGER))).label("runs")
    from_outside = mine.where(Membership.part == AGENCY)
    brings = (from_outside & ~mine.where(Membership.part != AGENCY)).label("brings")
    here = _here(person, at).subquery()
    return (
        select(counted.c.waiting, runs, brings, *(here.c[name] for name in NAMED))
        .select_from(counted.outerjoin(here, true()))
        .order_by(here.c.opened_at.desc(), here.c.id.desc())
    )


def _here(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Select the requisitions still hiring that the shell lists, the newest first.

    For an agency recruiter those not closed: one that left the list would say that it is filled.
    """
    still = is_hiring()
    if not person.is_hr:
        runs = Requisition.opened_at.is_not(None), Requisition.closed_at.is_(None)
        still = or_(still, and_(has_part(person, AGENCY), *runs))
    return (
        select(
            Requisition.id,
            Requisition.code,
            Requisition.title,
            Requisition.location,
            Requisition.opened_at,
        )
        .where(own(person), reachable(person), still)
        .order_by(Requisition.opened_at.desc(), Requisition.id.desc())
        .limit(NAVIGATED)
    )


def _all(person: Person, at: datetime) -> Subquery:
    selects = [source(person, at).subquery() for source in _sources()]
    columns = [select(*(one.c[name] for name in WAITING)) for one in selects]
    return union_all(*columns).subquery()


def _sources() -> Iterator[Source]:
    for module in each("queries"):
        source: Source | None = getattr(module, "waiting", None)
        if source is not None and module.__name__ != __name__:
            yield source

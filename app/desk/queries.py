"""What waits for a person: every package's SELECT in one statement."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Select, Subquery, func, literal, select, union_all

from app.core.packages import each
from app.core.todo import WAITING, TodoWords, Waiting
from app.db import db
from app.people.models import Person
from app.people.queries import reachable
from app.requisitions.models import Requisition
from app.requisitions.queries import is_hiring

MOST = 500
NAVIGATED = 8
ROUNDED_TO = 15
Source = Callable[[Person, datetime], Any]


@cache
def words() -> dict[str, TodoWords]:
    """Return the words of every kind of waiting."""
    return {kind: said for module in each("todo") for kind, said in module.WORDS.items()}


def waiting(person: Person, at: datetime) -> list[Waiting]:
    """Return what waits for a person, the most urgent first; things without a date come last."""
    found = _all(person, at)
    if found is None:
        return []
    rows = db.session.execute(
        select(found)
        .order_by(found.c.due_at.is_(None), found.c.due_at, found.c.since_at)
        .limit(MOST)
    )
    return [Waiting(*row) for row in rows]


def count(person: Person, at: datetime) -> int:
    """Return how many things wait for a person, for the shell of every page.

    The rows are read now; only the moment by which things count as due is rounded down, so that
    the statement, whose making costs many times its running, can be used again.
    """
    moment = at.replace(second=at.second - at.second % ROUNDED_TO, microsecond=0)
    statement = _counting(person.id, person.email_key, person.is_hr, moment)
    return db.session.scalar(statement) or 0


def navigated(person: Person) -> list[Requisition]:
    """Return the requisitions the shell lists for a person: still hiring, the newest first."""
    return list(
        db.session.scalars(
            select(Requisition)
            .where(
                reachable(person),
                is_hiring(),
            )
            .order_by(Requisition.opened_at.desc(), Requisition.id.desc())
            .limit(NAVIGATED)
        )
    )


@lru_cache(maxsize=256)
def _counting(person_id: int, email_key: str, is_hr: bool, at: datetime) -> Select[int]:
    whoever = Person(id=person_id, email_key=email_key, is_hr=is_hr)  # never added to a session
    found = _all(whoever, at)
    return select(literal(0)) if found is None else select(func.count()).select_from(found)


def _all(person: Person, at: datetime) -> Subquery | None:
    selects = [source(person, at).subquery() for source in _sources()]
    if not selects:
        return None
    columns = [select(*(one.c[name] for name in WAITING)) for one in selects]
    return union_all(*columns).subquery()


def _sources() -> Iterator[Source]:
    for module in each("queries"):
        source: Source | None = getattr(module, "waiting", None)
        if source is not None and module.__name__ != __name__:
            yield source

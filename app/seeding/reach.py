"""What hangs on the demo's rows, found by following foreign keys, and where each row is at home."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, FromClause, Select, Table, func, select

from app.db import Base, db
from app.requisitions.models import Requisition

Reached = dict[str, set[int]]
CHUNK = 500
#: What outlives the row it names: it stays, and names it no longer.
OUTLIVE = frozenset({("place", "offer_id"), ("message", "written_by_id")})
#: Where a row is at home is not asked of whom it names.
NO_HOME = frozenset({"person", "candidate"})
#: How rows are counted where demo people took part in a hiring of their own.
WORDS = {
    "ask": "scorecard asked for",
    "candidacy": "candidacy",
    "interview_person": "interview",
    "link": "link",
    "membership": "part in the team",
    "message": "message",
    "offer": "offer",
    "pick": "pick",
    "promise": "promise",
    "policy_step": "step in the order of sign-offs",
    "scorecard": "scorecard",
    "shortlist": "shortlist",
    "signoff": "sign-off",
}


def closure(reached: Reached) -> Reached:
    """Add every row that refers to a reached one, until there are no more."""
    grown = True
    while grown:
        grown = False
        for table in Base.metadata.sorted_tables:
            known = reached.setdefault(table.name, set())
            found = _referring(table, reached)
            if not found <= known:
                known |= found
                grown = True
    return reached


def elsewhere(reached: Reached) -> dict[str, dict[str, int]]:
    """Return, by code of a requisition that is not reached itself, how much of it is."""
    found: dict[str, dict[str, int]] = {}
    for table in Base.metadata.sorted_tables:
        home = _home(table)
        if home is None:
            continue
        rows, requisition_id = home
        for part in parts(reached.get(table.name, set())):
            counted = (
                select(Requisition.code, func.count())
                .select_from(rows.join(Requisition, Requisition.id == requisition_id))
                .where(key_of(table).in_(part), Requisition.id.not_in(reached["requisition"]))
                .group_by(Requisition.code)
            )
            for code, count in db.session.execute(counted):
                found.setdefault(code, {}).setdefault(table.name, 0)
                found[code][table.name] += count
    return found


def key_of(table: Table) -> "Column[int]":
    """Return the primary key of a table; every table has one of one column."""
    return next(iter(table.primary_key.columns))


def ids_of(statement: Select[Any]) -> set[int]:
    """Return the ids that a statement finds."""
    return set(db.session.scalars(statement))


def parts(ids: Iterable[int]) -> Iterable[list[int]]:
    """Yield ids in lists short enough for one statement."""
    ordered = sorted(ids)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def _referring(table: Table, reached: Reached) -> set[int]:
    found: set[int] = set()
    for key in table.foreign_keys:
        if (table.name, key.parent.name) in OUTLIVE:
            continue
        for part in parts(reached.get(key.column.table.name, set())):
            found |= ids_of(select(key_of(table)).where(key.parent.in_(part)))
    return found


def _home(table: Table) -> tuple[FromClause, Column[Any]] | None:
    """Return a table joined up to the requisition of its rows; none where there is none."""
    if "requisition_id" in table.c:
        return table, table.c.requisition_id
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
        parent = key.column.table
        above = None if parent.name in NO_HOME or parent is table else _home(parent)
        if above is not None:
            joined, requisition_id = above
            return table.join(joined, key.parent == key.column), requisition_id
    return None

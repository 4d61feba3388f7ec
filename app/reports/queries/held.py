"""Who holds the ball of one candidacy, and of one requisition, as the viewer may know it."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, union_all

from app.candidates.models import Candidacy
from app.db import Moment, db
from app.people.models import Person
from app.reports.holding import NO_SECRET, Held, Told, gathered, told
from app.reports.queries.waits import Scope, next_of, next_of_candidacy, open_waits
from app.requisitions.models import Requisition
from app.scorecards.queries.owing import owed_by

#: So many rows are read at most; a page names only a few of those waited for.
MOST = 200
#: Kinds that only count where nothing else is waited for.
NEXT = frozenset({"up", "picks", "cards", "candidates", "next"})
#: What ends the wait for the whole: whoever it has ended for waits for nothing else.
LAST = "tell"


def of_candidacy(
    candidacy: Candidacy, zone: str, at: datetime, *, only_cards: bool = False
) -> list[Told]:
    """Return what a candidacy waits for, the furthest first; nothing once it has ended and is told.

    ``only_cards`` for whoever owes a card or sees no more: who is asked is no secret, how far
    somebody has come is (law L1).
    """
    here = {"requisition_id": candidacy.requisition_id, "candidacy_id": candidacy.id, "at": at}
    rows = db.session.execute(_of_one_candidacy(), here)
    held = [Held(*row) for row in rows]
    if only_cards:
        held = [one for one in held if one.kind in NO_SECRET]
    own = [one for one in held if one.candidacy_id == candidacy.id]
    if not candidacy.in_play:
        held = [one for one in own if one.kind == LAST]
    elif any(one.kind == LAST for one in own):
        held = own
    return [told(wait, zone, at) for wait in gathered(_without_next(held))]


def of_requisition(requisition: Requisition, at: datetime, *, by: Person) -> list[Told]:
    """Return what a requisition waits for by kind, the furthest first, with all it waits for.

    Whom and how many is counted by the database, so that a page reads a row for each person. A
    candidate or a referee may be whom it waits for, so of a candidate for whom the reader owes a
    card only the cards are told (law L1).
    """
    here = {"requisition_id": requisition.id, "person_id": by.id, "at": at}
    rows = db.session.execute(_of_one_requisition(), here)
    held = [
        Held(
            row.kind,
            requisition.id,
            None,
            row.person_id,
            row.name,
            row.since_at,
            row.until_at,
            row.how_many,
        )
        for row in rows
    ]
    return [told(wait, requisition.time_zone, at) for wait in gathered(_without_next(held))]


# Made once in a process: making a statement of so many parts costs many times a run of it.
_AT: Any = bindparam("at", type_=Moment)
_HERE = Requisition.id == bindparam("requisition_id")


@cache
def _of_one_candidacy() -> Select[*tuple[Any, ...]]:
    scope = Scope(_HERE, Candidacy.id == bindparam("candidacy_id"))
    found = union_all(*open_waits(scope, _AT), next_of_candidacy(scope)).subquery()
    return select(found).order_by(found.c.since_at, found.c.name).limit(MOST)


@cache
def _of_one_requisition() -> Select[*tuple[Any, ...]]:
    scope = Scope(_HERE)
    found = union_all(*open_waits(scope, _AT), next_of(scope)).subquery()
    since = func.min(found.c.since_at)
    reader: Any = bindparam("person_id")
    owed = select(Candidacy.id).where(
        Candidacy.requisition_id == bindparam("requisition_id"), owed_by(reader)
    )
    return (
        select(
            found.c.kind,
            found.c.person_id,
            found.c.name,
            since.label("since_at"),
            func.min(found.c.until_at).label("until_at"),
            func.count().label("how_many"),
        )
        .where(
            or_(
                found.c.kind.in_(NO_SECRET),
                found.c.candidacy_id.is_(None),
                found.c.candidacy_id.not_in(owed),
            )
        )
        .group_by(found.c.kind, found.c.person_id, found.c.name)
        .order_by(since, found.c.name)
        .limit(MOST)
    )


def _without_next(held: Iterable[Held]) -> list[Held]:
    every = list(held)
    waits = [one for one in every if one.kind not in NEXT]
    return waits or every

"""Taking the demo company out: its requisitions, people and candidates, and all that hangs there.

What is doomed is found by following foreign keys from those rows; nothing else is touched. Demo
people who took part in a real requisition keep everything as it is: then nothing is removed.
"""

from collections.abc import Iterable

from sqlalchemy import Column, Table, delete, select, update

from app.candidates.models import Candidacy, Candidate
from app.core.decision import Refused
from app.db import Base, db
from app.people.models import Company, Person
from app.requisitions.models import Place, Requisition

Doomed = dict[str, set[int]]
CHUNK = 500


def remove_demo() -> None:
    """Remove every demo row and what depends on it; ``Refused`` in words if that is wrong."""
    requisitions = _ids(select(Requisition.id).where(Requisition.is_demo))
    candidates = _ids(select(Candidate.id).where(Candidate.is_demo)) | _only_in(requisitions)
    people = _ids(select(Person.id).where(Person.is_demo))
    doomed = _closure({"requisition": requisitions, "candidate": candidates, "person": people})
    _refuse_to_touch_real_ones(doomed)
    db.session.execute(
        update(Place).where(Place.requisition_id.in_(requisitions)).values(offer_id=None)
    )
    for table in reversed(Base.metadata.sorted_tables):
        for part in _parts(doomed.get(table.name, set())):
            db.session.execute(delete(table).where(_key(table).in_(part)))
    db.session.execute(update(Company).values(demo_loaded_at=None))
    db.session.expire_all()


def _only_in(requisitions: set[int]) -> set[int]:
    """Return the candidates who were tried out in demo requisitions only."""
    inside = _ids(select(Candidacy.candidate_id).where(Candidacy.requisition_id.in_(requisitions)))
    outside = _ids(
        select(Candidacy.candidate_id).where(Candidacy.requisition_id.not_in(requisitions))
    )
    return inside - outside


def _closure(doomed: Doomed) -> Doomed:
    """Add every row that refers to a doomed one, until there are no more."""
    grown = True
    while grown:
        grown = False
        for table in Base.metadata.sorted_tables:
            known = doomed.setdefault(table.name, set())
            found = _referring(table, doomed)
            if not found <= known:
                known |= found
                grown = True
    return doomed


def _referring(table: Table, doomed: Doomed) -> set[int]:
    found: set[int] = set()
    for key in table.foreign_keys:
        if table.name == "place" and key.parent.name == "offer_id":
            continue  # a place outlives its offer
        for part in _parts(doomed.get(key.column.table.name, set())):
            found |= _ids(select(_key(table)).where(key.parent.in_(part)))
    return found


def _refuse_to_touch_real_ones(doomed: Doomed) -> None:
    for table in Base.metadata.sorted_tables:
        if "requisition_id" not in table.c:
            continue
        for part in _parts(doomed.get(table.name, set())):
            real = db.session.scalar(
                select(table.c.requisition_id)
                .where(
                    _key(table).in_(part),
                    table.c.requisition_id.is_not(None),
                    table.c.requisition_id.not_in(doomed["requisition"]),
                )
                .limit(1)
            )
            if real is not None:
                code = db.session.scalar(select(Requisition.code).where(Requisition.id == real))
                raise Refused(
                    f"Demo people took part in {code}, which is not of the demo. "
                    "Hand their part there to others first. Nothing was removed."
                )


def _key(table: Table) -> "Column[int]":
    return next(iter(table.primary_key.columns))


def _ids(statement: object) -> set[int]:
    return set(db.session.scalars(statement))  # type: ignore[call-overload]


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))

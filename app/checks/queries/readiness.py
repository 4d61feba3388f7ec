"""How far the references of candidacies are, against what their requisition needs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Result, func, literal, select, union_all

from app.candidates.chunks import in_chunks
from app.checks import rules
from app.checks.models import Referee, ReferenceWaiver
from app.checks.rules import Counted, Readiness
from app.db import db
from app.requisitions.queries import policy


def needed_of(requisition_id: int) -> dict[str, int]:
    """Return how many references of each relation the policy asks for."""
    numbers = policy(requisition_id)
    return {"manager": numbers.references_manager, "colleague": numbers.references_colleague}


def readiness(candidacy_ids: Iterable[int], requisition_id: int) -> dict[int, Readiness]:
    """Say of each candidacy how far its references are, against the requisition's policy."""
    wanted = sorted(set(candidacy_ids))
    needed = needed_of(requisition_id)
    counted: defaultdict[int, dict[str, Counted]] = defaultdict(dict)
    waived: defaultdict[int, set[str]] = defaultdict(set)
    for some in in_chunks(wanted):
        for candidacy_id, relation, found, is_waived in _counted(some):
            if is_waived:
                waived[candidacy_id].add(relation)
            else:
                counted[candidacy_id][relation] = found
    return {one: rules.readiness(needed, counted[one], frozenset(waived[one])) for one in wanted}


def _counted(candidacy_ids: Sequence[int]) -> list[tuple[int, str, Counted, bool]]:
    """Return how many references came in, by relation; or that a relation is waived as a whole."""
    received = Referee.received_at.is_not(None)
    waived = Referee.received_at.is_(None) & Referee.waived_at.is_not(None)
    put_off = (
        Referee.received_at.is_(None)
        & Referee.waived_at.is_(None)
        & Referee.declined_at.is_(None)
        & Referee.after_acceptance_at.is_not(None)
    )
    named = (
        select(
            Referee.candidacy_id,
            Referee.relation,
            *(func.count().filter(one) for one in (received, waived, put_off)),
            literal(0),
        )
        .where(Referee.candidacy_id.in_(candidacy_ids))
        .group_by(Referee.candidacy_id, Referee.relation)
    )
    without = select(
        ReferenceWaiver.candidacy_id,
        ReferenceWaiver.relation,
        *(literal(0), literal(0), literal(0), literal(1)),
    ).where(ReferenceWaiver.candidacy_id.in_(candidacy_ids))
    rows: Result[*tuple[Any, ...]] = db.session.execute(union_all(named, without))
    return [(row[0], row[1], Counted(*row[2:5]), bool(row[5])) for row in rows]


def still_to_name(candidacy_id: int, requisition_id: int) -> dict[str, str]:
    """Say whom a candidate has still to name, by relation: "a manager", "2 colleagues".

    Somebody who would rather not leaves a gap; what was waived is not asked for.
    """
    kept = select(Referee.relation, func.count()).where(
        Referee.candidacy_id == candidacy_id, Referee.declined_at.is_(None)
    )
    rows = db.session.execute(kept.group_by(Referee.relation))
    named = {relation: count for relation, count in rows}
    waived = set(
        db.session.scalars(
            select(ReferenceWaiver.relation).where(ReferenceWaiver.candidacy_id == candidacy_id)
        )
    )
    return {
        relation: rules.people(relation, wanted - named.get(relation, 0))
        for relation, wanted in needed_of(requisition_id).items()
        if wanted > named.get(relation, 0) and relation not in waived
    }

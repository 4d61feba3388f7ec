"""Setting the criteria of a requisition."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Person
from app.requisitions import queries, rules
from app.requisitions.actions import bump_inputs
from app.requisitions.criteria import CriterionFacts, facts_of, may_be_criteria
from app.requisitions.models import Criterion, Requirements, Requisition


def set_criteria(
    requisition: Requisition,
    criteria: Sequence[CriterionFacts],
    *,
    by: Person | Actor,
    at: datetime,
    seen: str | None = None,
) -> None:
    """Replace the criteria of the current version, while nothing was said on them.

    ``seen`` is the ``fingerprint`` of the criteria as they were when the change was begun.
    """
    requirements = queries.current_requirements(requisition.id)
    require(rules.may_change_criteria(in_use=queries.in_use(requirements.id)))
    require(may_be_criteria(criteria))
    if seen is not None and seen != fingerprint(requirements):
        raise Refused(
            "Someone else changed the criteria while this page was open. "
            "Load it again to see theirs, then make your change."
        )
    if [facts_of(one) for one in requirements.criteria] == list(criteria):
        return
    write_criteria(requirements, criteria, by=by, at=at)
    bump_inputs(requisition.id)


def write_criteria(
    requirements: Requirements,
    criteria: Sequence[CriterionFacts],
    *,
    by: Person | Actor,
    at: datetime,
) -> None:
    """Write criteria in place of those of a version."""
    db.session.execute(delete(Criterion).where(Criterion.requirements_id == requirements.id))
    db.session.add_all(
        Criterion(requirements_id=requirements.id, position=position, **one.columns())
        for position, one in enumerate(criteria, 1)
    )
    requirements.made_at = at
    db.session.flush()
    db.session.expire(requirements, ["criteria"])
    record(
        "requisitions.criteria_set",
        by=by,
        at=at,
        subject=requirements,
        requisition_id=requirements.requisition_id,
        count=len(criteria),
        version=requirements.version,
    )


def fingerprint(requirements: Requirements) -> str:
    """Return a short text that changes with the criteria, to notice two people at once."""
    facts = repr([facts_of(one) for one in requirements.criteria])
    return hashlib.sha256(facts.encode()).hexdigest()[:16]

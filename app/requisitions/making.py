"""Making a requisition: a draft with its places, policy, leads and first criteria."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Membership, Person
from app.people.permissions import MANAGER, RECRUITER
from app.requisitions import queries, rules
from app.requisitions.actions import Details, describe, keep_words, switched_off
from app.requisitions.criteria import CriterionFacts
from app.requisitions.models import Place, Policy, Requirements, Requisition
from app.requisitions.requirements import write_criteria


def make(
    code: str,
    details: Details,
    *,
    places: int,
    recruiter: Person,
    manager: Person,
    by: Person | Actor,
    at: datetime,
    criteria: Sequence[CriterionFacts] = (),
) -> Requisition:
    """Make a requisition as a draft, with its places, policy, leads and criteria."""
    code = " ".join(code.split())
    require(rules.may_be_made(_new_facts(code, details, places, recruiter, manager, by)))
    made = Requisition(code=code, code_key=queries.code_key(code), created_at=at)
    describe(made, details)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused(rules.code_is_taken(code)) from None
    keep_words(made)
    db.session.add_all(Place(requisition_id=made.id, number=n + 1) for n in range(places))
    db.session.add(Policy(requisition_id=made.id))
    for person, part in ((recruiter, RECRUITER), (manager, MANAGER)):
        db.session.add(_lead(made, person, part, at))
    requirements = Requirements(requisition_id=made.id, version=1, made_at=at)
    db.session.add(requirements)
    db.session.flush()
    record("requisitions.made", by=by, at=at, subject=made, requisition_id=made.id, code=code)
    if criteria:
        write_criteria(requirements, criteria, by=by, at=at)
    return made


def _new_facts(
    code: str,
    details: Details,
    places: int,
    recruiter: Person,
    manager: Person,
    by: Person | Actor,
) -> rules.NewFacts:
    return rules.NewFacts(
        code=code,
        title=details.title,
        places=places,
        recruiter_id=recruiter.id,
        manager_id=manager.id,
        off=switched_off(recruiter, manager),
        code_taken=queries.by_code(code) is not None,
        for_others=isinstance(by, Person) and by.id != recruiter.id,
        by_hr=not isinstance(by, Person) or by.is_hr,
    )


def _lead(requisition: Requisition, person: Person, part: str, at: datetime) -> Membership:
    return Membership(
        requisition_id=requisition.id, person_id=person.id, part=part, is_lead=True, added_at=at
    )

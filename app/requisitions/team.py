"""Who has which part in a requisition, and in what order approvers sign."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Membership, Person
from app.people.permissions import APPROVER, MANAGER, RECRUITER
from app.requisitions import queries, rules
from app.requisitions.models import PolicyStep, Requisition
from app.requisitions.standing import join_facts, leave_facts

#: what is signed off, as it is stored
SUBJECTS: Final = ("shortlist", "offer")
LEAD_PARTS: Final = (RECRUITER, MANAGER)


def add_member(
    requisition: Requisition, person: Person, part: str, *, by: Person | Actor, at: datetime
) -> Membership:
    """Give a person a part."""
    _hold(person)
    require(rules.may_join(join_facts(requisition.id, person, part)))
    return _join(requisition, person, part, by=by, at=at)


def remove_member(membership: Membership, *, by: Person | Actor, at: datetime) -> None:
    """Take a part from a person who leads, signs and owes nothing here."""
    person = db.session.get_one(Person, membership.person_id)
    require(rules.may_leave(leave_facts(membership, person)))
    _record("left", membership, person, by=by, at=at, part=membership.part)
    db.session.delete(membership)
    db.session.flush()


def change_lead(
    requisition: Requisition, part: str, person: Person, *, by: Person | Actor, at: datetime
) -> None:
    """Make a person lead recruiter or lead hiring manager; whoever led keeps the part."""
    if part not in LEAD_PARTS:
        raise Refused("Only recruiters and hiring managers have a lead.")
    _hold(person)
    leads = queries.leads(requisition.id)
    others = [lead.id for led, lead in leads.items() if led != part]
    require(
        rules.may_lead(
            join_facts(requisition.id, person, part),
            other_lead_id=others[0] if others else None,
            person_id=person.id,
        )
    )
    if part in leads and leads[part].id == person.id:
        return
    db.session.execute(
        update(Membership)
        .where(Membership.requisition_id == requisition.id, Membership.part == part)
        .values(is_lead=False)
    )
    led = db.session.scalar(
        select(Membership).where(
            Membership.requisition_id == requisition.id,
            Membership.person_id == person.id,
            Membership.part == part,
        )
    )
    led = led or _join(requisition, person, part, by=by, at=at)
    led.is_lead = True
    db.session.flush()
    _record("lead_changed", led, person, by=by, at=at, part=part)


def add_approver(
    requisition: Requisition, what: str, person: Person, *, by: Person | Actor, at: datetime
) -> PolicyStep:
    """Put a person at the end of a sign-off order; they become an approver here."""
    if what not in SUBJECTS:
        raise Refused("Only shortlists and offers are signed off.")
    _hold(person)
    steps = queries.chain_steps(requisition.id, what)
    facts = join_facts(requisition.id, person, APPROVER)
    require(
        rules.may_approve(
            facts,
            only_admin=person.is_admin and not person.is_hr,
            in_order=any(step.person_id == person.id for step, _ in steps),
        )
    )
    if APPROVER not in facts.has:
        _join(requisition, person, APPROVER, by=by, at=at)
    step = PolicyStep(
        requisition_id=requisition.id,
        subject_kind=what,
        position=len(steps) + 1,
        person_id=person.id,
    )
    db.session.add(step)
    _record("approver_added", step, person, by=by, at=at, what=what)
    return step


def remove_approver(step: PolicyStep, *, by: Person | Actor, at: datetime) -> None:
    """Take a person out of a sign-off order; what runs already keeps its own."""
    person = db.session.get_one(Person, step.person_id)
    _record("approver_removed", step, person, by=by, at=at, what=step.subject_kind)
    requisition_id, what = step.requisition_id, step.subject_kind
    db.session.execute(delete(PolicyStep).where(PolicyStep.id == step.id))
    for position, (other, _) in enumerate(queries.chain_steps(requisition_id, what), 1):
        other.position = position
    db.session.flush()


def move_approver(step: PolicyStep, by_places: int, *, by: Person | Actor, at: datetime) -> None:
    """Let an approver sign earlier (below 0) or later."""
    steps = [one for one, _ in queries.chain_steps(step.requisition_id, step.subject_kind)]
    here = next(index for index, one in enumerate(steps) if one.id == step.id)
    there = min(max(here + by_places, 0), len(steps) - 1)
    if there == here:
        return
    steps.insert(there, steps.pop(here))
    for position, one in enumerate(steps, 1):
        one.position = position
    person = db.session.get_one(Person, step.person_id)
    _record("approver_moved", step, person, by=by, at=at, what=step.subject_kind)


def _hold(person: Person) -> None:
    """Keep the account as it is until this commits: it may not be switched off meanwhile."""
    db.session.refresh(person, with_for_update=True)


def _join(
    requisition: Requisition, person: Person, part: str, *, by: Person | Actor, at: datetime
) -> Membership:
    membership = Membership(
        requisition_id=requisition.id, person_id=person.id, part=part, added_at=at, is_lead=False
    )
    try:
        with db.session.begin_nested():
            db.session.add(membership)
    except IntegrityError:
        raise Refused(f"{person.name} has this part already.") from None
    _record("joined", membership, person, by=by, at=at, part=part)
    return membership


def _record(
    verb: str,
    subject: Membership | PolicyStep,
    person: Person,
    *,
    by: Person | Actor,
    at: datetime,
    **detail: Any,
) -> None:
    record(
        f"requisitions.{verb}",
        by=by,
        at=at,
        subject=subject,
        requisition_id=subject.requisition_id,
        person_id=person.id,
        **detail,
    )

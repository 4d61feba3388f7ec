"""What a person holds in requisitions, and handing it to somebody else."""

from datetime import datetime

from sqlalchemy import func, select

from app.core.decision import require
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Membership, Person
from app.people.permissions import APPROVER
from app.requisitions import queries, rules, team
from app.requisitions.models import PolicyStep, Requisition
from app.requisitions.standing import join_facts


def led_by(person: Person, part: str) -> dict[int, int]:
    """Return the requisitions not closed that a person leads in a part, each counting one."""
    rows = db.session.scalars(
        select(Requisition.id)
        .join(Membership, Membership.requisition_id == Requisition.id)
        .where(
            Membership.person_id == person.id,
            Membership.part == part,
            Membership.is_lead,
            Requisition.closed_at.is_(None),
        )
    )
    return dict.fromkeys(rows, 1)


def orders_with(person: Person) -> dict[int, int]:
    """Return in how many sign-off orders a person is, by requisition not closed."""
    rows = db.session.execute(
        select(PolicyStep.requisition_id, func.count())
        .join(Requisition, Requisition.id == PolicyStep.requisition_id)
        .where(PolicyStep.person_id == person.id, Requisition.closed_at.is_(None))
        .group_by(PolicyStep.requisition_id)
    )
    return {requisition_id: counted for requisition_id, counted in rows}


def make_approver(
    requisition: Requisition, person: Person, *, by: Person | Actor, at: datetime
) -> None:
    """Let a person sign here in place of another: they become an approver, if they may."""
    facts = join_facts(requisition.id, person, APPROVER)
    only_admin = person.is_admin and not person.is_hr
    require(rules.may_approve(facts, only_admin=only_admin, in_order=False))
    if APPROVER not in facts.has:
        team.add_member(requisition, person, APPROVER, by=by, at=at)


def reassign_orders(
    requisition: Requisition, leaver: Person, to: Person, *, by: Person | Actor, at: datetime
) -> None:
    """Put a person into the sign-off orders in another's place; who is in one already stays."""
    make_approver(requisition, to, by=by, at=at)
    for what in team.SUBJECTS:
        steps = [step for step, _ in queries.chain_steps(requisition.id, what)]
        there = any(step.person_id == to.id for step in steps)
        for step in steps:
            if step.person_id != leaver.id:
                continue
            if there:
                team.remove_approver(step, by=by, at=at)
                continue
            step.person_id = to.id
            record(
                "requisitions.approver_replaced",
                by=by,
                at=at,
                subject=step,
                requisition_id=requisition.id,
                person_id=leaver.id,
                delegate_id=to.id,
                what=what,
            )
    db.session.flush()

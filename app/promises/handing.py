"""Handing the promises a person owns to somebody else."""

from datetime import datetime

from sqlalchemy import func, select, update

from app.db import db
from app.history.actions import Actor, record
from app.people.models import Membership, Person
from app.people.permissions import MANAGER, RECRUITER
from app.promises.actions import is_open
from app.promises.models import Promise
from app.requisitions.models import Requisition
from app.requisitions.team import add_member


def owned_by(person: Person) -> dict[int, int]:
    """Return how many open promises a person owns, by requisition."""
    rows = db.session.execute(
        select(Promise.requisition_id, func.count())
        .where(Promise.owner_id == person.id, is_open())
        .group_by(Promise.requisition_id)
    )
    return {requisition_id: counted for requisition_id, counted in rows}


def reassign(
    requisition: Requisition, leaver: Person, to: Person, *, by: Actor, at: datetime
) -> None:
    """Let another person keep them all; who cannot speak to candidates here becomes a recruiter."""
    if not may_own(to, requisition.id):
        add_member(requisition, to, RECRUITER, by=by, at=at)
    moved = db.session.scalars(
        update(Promise)
        .where(Promise.requisition_id == requisition.id, Promise.owner_id == leaver.id, is_open())
        .values(owner_id=to.id)
        .returning(Promise.id)
        .execution_options(synchronize_session="fetch")
    ).all()
    record(
        "promises.handed_over",
        by=by,
        at=at,
        subject=requisition,
        requisition_id=requisition.id,
        person_id=leaver.id,
        delegate_id=to.id,
        count=len(moved),
    )


def may_own(person: Person, requisition_id: int) -> bool:
    """Say whether a person runs or manages here, or acts for hr."""
    part = select(Membership.id).where(
        Membership.requisition_id == requisition_id,
        Membership.person_id == person.id,
        Membership.part.in_((RECRUITER, MANAGER)),
    )
    return person.is_hr or db.session.scalar(part.limit(1)) is not None

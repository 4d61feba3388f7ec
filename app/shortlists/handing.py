"""Handing the private pick that waits for a person to somebody else."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from app.core.decision import Refused
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Person
from app.shortlists.models import Pick, PickChoice, Picking


def picks_of(person: Person) -> dict[int, int]:
    """Return the requisitions in whose running round a person's pick is not sealed."""
    rows = db.session.scalars(
        select(Picking.requisition_id)
        .join(Pick, Pick.picking_id == Picking.id)
        .where(*_open(person))
    )
    return dict.fromkeys(rows, 1)


def reassign(
    requisition_id: int, leaver: Person, to: Person, *, by: Person | Actor, at: datetime
) -> None:
    """Let another person pick; what was chosen so far was private, and goes."""
    pick = db.session.scalars(
        select(Pick)
        .join(Picking, Picking.id == Pick.picking_id)
        .where(Picking.requisition_id == requisition_id, *_open(leaver))
    ).one()
    there = select(Pick.id).where(Pick.picking_id == pick.picking_id, Pick.person_id == to.id)
    if db.session.scalar(there) is not None:
        raise Refused(f"{to.name} picks in this round already, and everyone picks once.")
    db.session.execute(delete(PickChoice).where(PickChoice.pick_id == pick.id))
    db.session.expire(pick, ["choices"])
    pick.person_id, pick.saved_at = to.id, None
    record(
        "shortlists.pick_handed_over",
        by=by,
        at=at,
        subject=pick,
        requisition_id=requisition_id,
        person_id=leaver.id,
        delegate_id=to.id,
    )


def _open(person: Person) -> tuple[ColumnElement[bool], ...]:
    return (
        Pick.person_id == person.id,
        Pick.sealed_at.is_(None),
        Picking.opened_at.is_(None),
        Picking.closed_at.is_(None),
    )

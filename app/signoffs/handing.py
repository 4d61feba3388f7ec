"""Handing the sign-offs that wait for a person to somebody else."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select

from app.core.decision import Refused
from app.db import db
from app.history.actions import Actor, record
from app.links.actions import revoke
from app.mail.actions import void
from app.people.models import Person
from app.signoffs import letters
from app.signoffs.models import Chain, Signoff, Step
from app.signoffs.queries import zone_of


def open_of(person: Person) -> dict[int, int]:
    """Return how many sign-offs wait for a person, now or in their turn, by requisition."""
    rows = db.session.execute(
        _open(person)
        .with_only_columns(Chain.requisition_id, func.count())
        .group_by(Chain.requisition_id)
    )
    return {requisition_id: counted for requisition_id, counted in rows}


def reassign(
    requisition_id: int,
    leaver: Person,
    to: Person,
    *,
    interviewed: Collection[int],
    by: Person | Actor,
    at: datetime,
) -> None:
    """Ask another person for what was asked of one who leaves; the date stays.

    Raises Refused where they are asked in the same step: one person has one word.
    """
    rows = db.session.execute(
        _open(leaver).where(Chain.requisition_id == requisition_id).order_by(Signoff.id)
    ).all()
    for signoff, step, chain in rows:
        if any(one.approver_id == to.id for one in step.signoffs):
            raise Refused(f"{to.name} is asked to sign the same step of {chain.title} already.")
        for kind in letters.KINDS_TO_APPROVERS:
            void(kind, signoff.id, at=at, reason="It was handed to someone else.")
        revoke("signoff", signoff.id, at=at)
        signoff.approver_id, signoff.interviewed = to.id, to.id in interviewed
        record(
            "signoffs.handed_over",
            by=by,
            at=at,
            subject=chain,
            requisition_id=requisition_id,
            person_id=leaver.id,
            delegate_id=to.id,
            what=chain.subject_kind,
            version=chain.version,
        )
        if signoff.asked_at is not None:
            letters.hand_over(signoff, chain, zone_of(requisition_id), at=at)
    db.session.flush()


def _open(person: Person) -> Select[Signoff, Step, Chain]:
    return (
        select(Signoff, Step, Chain)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .where(
            Signoff.approver_id == person.id,
            Signoff.decision.is_(None),
            Signoff.lapsed_at.is_(None),
            Signoff.revoked_at.is_(None),
            Chain.approved_at.is_(None),
            Chain.sent_back_at.is_(None),
            Chain.lapsed_at.is_(None),
        )
    )

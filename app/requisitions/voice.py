"""One voice: whether everybody writes to candidates for themselves, or hr speaks for all."""

from datetime import datetime

from app.core.decision import require, unless
from app.history.actions import record
from app.mail.holding import hold_queued
from app.people.models import Person
from app.requisitions import queries
from app.requisitions.models import Requisition


def set_voice(requisition: Requisition, *, hr_speaks: bool, by: Person, at: datetime) -> int:
    """Say who speaks to candidates here; return how many letters wait for hr because of it.

    What is composed and still queued is held at once. Turned back, what is held goes on waiting
    for hr, so that nothing leaves by the way.
    """
    policy = queries.policy(requisition.id)
    require(
        unless(
            (by.is_hr, "Who speaks to candidates is for HR to say."),
            (
                (policy.hr_speaks_at is not None) != hr_speaks,
                "HR speaks here already." if hr_speaks else "Everybody writes here already.",
            ),
        )
    )
    policy.hr_speaks_at = at if hr_speaks else None
    held = hold_queued(requisition.id, at=at) if hr_speaks else 0
    record(
        "requisitions.hr_speaks" if hr_speaks else "requisitions.all_write",
        by=by,
        at=at,
        subject=requisition,
        requisition_id=requisition.id,
        held=held,
    )
    return held

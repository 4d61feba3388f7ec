"""Whose voice a requisition speaks to candidates with: each for themselves, or hr for all.

The policy's table lies on a storey above this one, so it is read by its name.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db import Base, db
from app.mail.models import Message
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import company, lead


@dataclass(frozen=True, slots=True)
class Voice:
    """Since when hr speaks in a requisition, if it does; and the quiet hours of its letters."""

    hr_speaks_at: datetime | None
    quiet_from: int
    quiet_until: int

    @property
    def hr_speaks(self) -> bool:
        """Whether what is composed waits for hr."""
        return self.hr_speaks_at is not None


def voice_of(requisition_id: int) -> Voice:
    """Return the voice of a requisition."""
    policy = Base.metadata.tables["policy"]
    row = db.session.execute(
        select(policy.c.hr_speaks_at, policy.c.quiet_from, policy.c.quiet_until).where(
            policy.c.requisition_id == requisition_id
        )
    ).first()
    return Voice(*row) if row is not None else Voice(None, 0, 0)


def hr_address(released_by_id: int | None = None) -> str | None:
    """Return where hr reads replies: the company's address for it, or that of someone of hr."""
    named = company().hr_email
    if named:
        return named
    releaser = db.session.get(Person, released_by_id) if released_by_id else None
    if releaser is not None and releaser.active:
        return releaser.email
    return db.session.scalar(
        select(Person.email)
        .where(Person.is_hr, Person.switched_off_at.is_(None))
        .order_by(Person.id)
        .limit(1)
    )


def replies_to(message: Message) -> str | None:
    """Return where an answer goes: hr where it speaks, else whoever wrote, else the lead recruiter.

    None where the message is not about a candidate.
    """
    if message.candidacy_id is None or message.requisition_id is None:
        return None
    if voice_of(message.requisition_id).hr_speaks:
        return hr_address(message.released_by_id)
    writer = db.session.get(Person, message.written_by_id) if message.written_by_id else None
    if writer is not None and writer.active:
        return writer.email
    recruiter = lead(message.requisition_id, RECRUITER)
    return recruiter.email if recruiter is not None else None

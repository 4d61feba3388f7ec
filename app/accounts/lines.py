"""A line of history about an account, and a mail that tells its owner of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.history.actions import Actor, record
from app.mail.actions import To, queue
from app.people.models import Person
from app.people.queries import company

NOTICE = "accounts.notice"
Letter = Callable[[Person, str], tuple[str, str]]


def record_on(
    verb: str, person: Person, *, by: Person | Actor, at: datetime, **detail: Any
) -> None:
    """Keep a line of the office's history about an account."""
    record(
        f"accounts.{verb}",
        by=by,
        at=at,
        subject=person,
        requisition_id=None,
        person_id=person.id,
        **detail,
    )


def tell(person: Person, letter: Letter, *, at: datetime) -> None:
    """Mail a person what has changed about how they sign in."""
    subject, body = letter(person, company().name)
    key = f"{NOTICE}:{letter.__name__}:{person.id}:{at.isoformat()}"
    to = To(person.name, person.email, person_id=person.id)
    queue(NOTICE, person.id, to=to, subject=subject, body=body, at=at, key=key)

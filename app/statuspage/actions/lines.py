"""One line of history about something on a candidate's page."""

from datetime import datetime
from typing import Any

from app.candidates.models import Candidacy
from app.history.actions import Actor, record
from app.people.models import Person


def line(
    verb: str,
    subject: Any,
    candidacy: Candidacy,
    *,
    by: Person | Actor,
    at: datetime,
    **detail: Any,
) -> None:
    """Add a line to the chain of the candidacy's requisition."""
    record(
        f"statuspage.{verb}",
        by=by,
        at=at,
        subject=subject,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        **detail,
    )

"""The mail that tells a recruiter that a candidate withdrew by themselves."""

from datetime import datetime
from typing import Final

from app.candidates.models import Candidacy
from app.mail.actions import To, queue
from app.people.permissions import RECRUITER
from app.people.queries import lead
from app.requisitions.queries import get as get_requisition

WITHDREW: Final = "changes.withdrew"

_BODY = """Hello {recruiter},

{name} withdrew from {title} on their own page. Scorecards still owed, references and letters that had not gone out have ended with it.

What they said, if anything, is on their page in Finalist."""  # noqa: E501 - a paragraph of a mail is one line


def tell_recruiter(candidacy: Candidacy, *, at: datetime) -> None:
    """Tell the lead recruiter, once."""
    requisition = get_requisition(candidacy.requisition_id)
    recruiter = lead(candidacy.requisition_id, RECRUITER)
    if requisition is None or recruiter is None or not recruiter.active:
        return
    queue(
        WITHDREW,
        candidacy.id,
        to=To(recruiter.name, recruiter.email, person_id=recruiter.id),
        subject="A candidate withdrew",
        body=_BODY,
        at=at,
        key=f"{WITHDREW}:{candidacy.id}",
        requisition_id=requisition.id,
        facts={
            "recruiter": recruiter.name,
            "name": candidacy.candidate.name,
            "title": requisition.title,
        },
    )

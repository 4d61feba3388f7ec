"""A fresh link to the candidate's own page, when theirs has ended."""

from datetime import datetime, timedelta

from app.candidates.queries import load_candidacy
from app.links import fresh
from app.links.models import Link
from app.mail.actions import To, WithLink, queue
from app.mail.kinds import Kind, register
from app.people.queries import company
from app.requisitions.queries import get as get_requisition

FRESH = "statuspage.fresh_link"
LASTS = timedelta(days=60)

_BODY = """Hello,

here is a fresh link to your own page:

{link}

Nothing else has changed.

"""


def send_fresh_link(link: Link, at: datetime) -> None:
    """Mail a candidate a fresh link to their page, at most one a minute."""
    candidacy = load_candidacy(link.subject_id)
    requisition = get_requisition(candidacy.requisition_id) if candidacy else None
    if candidacy is None or requisition is None or not candidacy.candidate.email:
        return
    queue(
        FRESH,
        candidacy.id,
        to=To(candidacy.candidate.name, candidacy.candidate.email, candidacy_id=candidacy.id),
        subject=f"A fresh link to your page: {requisition.title}",
        body=_BODY + company().name,
        at=at,
        key=f"{FRESH}:{candidacy.id}:{at:%Y%m%d%H%M}",
        requisition_id=requisition.id,
        link=WithLink("candidate", candidacy.id, at + LASTS),
    )


register(Kind(FRESH))
fresh.register("candidate", send_fresh_link)

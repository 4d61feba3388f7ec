"""A candidate's page: its link, what we need of them, what they ask."""

from datetime import timedelta

from app.links.actions import mint
from app.people.queries import lead
from app.requisitions.queries import get as get_requisition
from app.statuspage import actions
from app.statuspage.models import OwnQuestion


def own_page(make, candidacy, *, days=60):
    """The path of a candidate's own page, by a fresh link."""
    make.session.refresh(candidacy, ["requisition_id"])
    address = mint(
        "candidate",
        candidacy.id,
        at=make.at,
        ends_at=make.at + timedelta(days=days),
        requisition_id=candidacy.requisition_id,
    )
    return "/c/" + address.rpartition("/")[2]


def need(make, candidacy, words="Your degree certificate", *, kind="document", due_at=None):
    """Something asked of a candidate by the lead recruiter, as the application asks it."""
    return actions.need(
        candidacy,
        get_requisition(candidacy.requisition_id),
        kind=kind,
        words=words,
        due_at=due_at,
        by=lead(candidacy.requisition_id, "recruiter"),
        at=make.at,
    )


def own_question(make, candidacy, words="Do you need anything else from me?"):
    """A question a candidate asked on their page."""
    return make.add(OwnQuestion(candidacy_id=candidacy.id, words=words, asked_at=make.at))


def change_link(make, change, side):
    """The path behind the link that one address of a change got, "old" or "new"."""
    address = mint(f"{side}-address", change.id, at=make.at, ends_at=change.ends_at)
    return f"/addresses/{side}/{address.rpartition('/')[2]}"

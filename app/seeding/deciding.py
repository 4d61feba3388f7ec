"""Picks, lists and their sign-offs."""

from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Candidacy, Candidate
from app.db import db
from app.people.permissions import RECRUITER
from app.people.queries import lead
from app.requisitions.models import Requisition
from app.seeding.acts import act
from app.seeding.files import Row, Story
from app.shortlists import actions, picks, queries
from app.signoffs.actions import send_back, sign
from app.signoffs.queries import chain_of


@act("picks", "sealed")
def pick(story: Story, row: Row, at: datetime) -> None:
    """A lead seals their private pick; the rows of one pick act once, at its first position."""
    if row["position"] != "1":
        return
    requisition = story.requisition(row["requisition"])
    if picks.latest_round(requisition.id) is None:
        recruiter = lead(requisition.id, RECRUITER)
        assert recruiter is not None
        actions.start_picking(requisition, by=recruiter, at=at)
    rows = story.rows("picks", requisition=row["requisition"], person=row["person"])
    ids = _ids(requisition)
    chosen = [ids[one["candidate"]] for one in rows]
    actions.seal_pick(requisition, chosen=chosen, by=story.person(row["person"]), at=at)


@act("shortlists", "put_forward")
def put_forward(story: Story, row: Row, at: datetime) -> None:
    """A list is settled and put forward."""
    requisition, by = story.requisition(row["requisition"]), story.person(row["by"])
    lines = [
        one
        for one in story.rows("shortlist_lines", requisition=row["requisition"])
        if one["version"] == row["version"]
    ]
    ids = _ids(requisition)
    text = actions.ListText(
        order=[ids[one["candidate"]] for one in lines if one["position"]],
        reasons={ids[one["candidate"]]: one["reason"] for one in lines},
    )
    shortlist = actions.start_list(requisition, by=by, at=at)
    db.session.flush()
    actions.put_forward(shortlist, edit=shortlist.edit, text=text, by=by, at=at)


@act("signoffs", "when")
def answer(story: Story, row: Row, at: datetime) -> None:
    """An approver signs, or sends the version back."""
    requisition = story.requisition(row["requisition"])
    shortlist = next(
        one for one in queries.versions(requisition.id) if one.version == int(row["version"])
    )
    chain = chain_of(row["subject"], shortlist.id)
    assert chain is not None
    by = story.person(row["person"])
    if row["decision"] == "given":
        sign(chain, by=by, reason=row["reason"] or None, at=at)
    else:
        send_back(chain, by=by, reason=row["reason"], at=at)


def _ids(requisition: Requisition) -> dict[str, int]:
    rows = db.session.execute(
        select(Candidate.email, Candidacy.id)
        .join(Candidacy, Candidacy.candidate_id == Candidate.id)
        .where(Candidacy.requisition_id == requisition.id)
    )
    return {email or "": candidacy_id for email, candidacy_id in rows}

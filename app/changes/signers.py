"""Telling those who are still to sign a list that one of its finalists has left."""

from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.db import db
from app.mail.actions import To, queue
from app.people.models import Person
from app.requisitions.models import Requisition
from app.shortlists.models import Shortlist, ShortlistLine
from app.signoffs.models import Chain, Signoff, Step

KIND = "changes.finalist_left"


def tell_signers(candidacy: Candidacy, what: str, *, at: datetime) -> None:
    """Queue a word to every open signer of a version that names this finalist.

    Like all mail to approvers it names no candidate; the page does, after sign-in.
    """
    rows = db.session.execute(
        select(Signoff, Chain, Person, Requisition.title)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .join(Person, Person.id == Signoff.approver_id)
        .join(Shortlist, Shortlist.id == Chain.subject_id)
        .join(ShortlistLine, ShortlistLine.shortlist_id == Shortlist.id)
        .join(Requisition, Requisition.id == Chain.requisition_id)
        .where(
            Chain.subject_kind == "shortlist",
            Chain.approved_at.is_(None),
            Chain.sent_back_at.is_(None),
            Chain.lapsed_at.is_(None),
            Shortlist.superseded_at.is_(None),
            ShortlistLine.candidacy_id == candidacy.id,
            ShortlistLine.position.is_not(None),
            Signoff.asked_at.is_not(None),
            Signoff.decision.is_(None),
            Signoff.lapsed_at.is_(None),
        )
    ).all()
    has = "has withdrawn" if what == "withdrew" else "was set aside"
    for signoff, chain, person, title in rows:
        queue(
            KIND,
            signoff.id,
            to=To(person.name, person.email, person_id=person.id),
            subject=f"A finalist has left: {title}, version {chain.version}",
            body=(
                f"Hello {person.name},\n\n"
                f"one of the finalists of {title}, version {chain.version}, {has} since you were "
                "asked to sign it. The version stands as it is, and their position says so.\n\n"
                "You find it in Finalist, under Sign-offs."
            ),
            at=at,
            key=f"{KIND}:{signoff.id}:{candidacy.id}",
            requisition_id=chain.requisition_id,
        )

"""Telling those who are still to sign a list or an offer that its candidate has left."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.db import db
from app.mail.actions import To, queue
from app.offers.models import Offer
from app.people.models import Person
from app.requisitions.models import Requisition
from app.shortlists.models import Shortlist, ShortlistLine
from app.signoffs.models import Chain, Signoff, Step

KIND = "changes.finalist_left"


def tell_signers_of_offers(candidacy: Candidacy, what: str, *, at: datetime) -> None:
    """Queue a word to every open signer of an offer to them: nothing is asked of them any more.

    To be called while the sign-offs are still open. It names no candidate either.
    """
    rows = db.session.execute(
        _open_signers()
        .join(Offer, Offer.id == Chain.subject_id)
        .where(Chain.subject_kind == "offer", Offer.candidacy_id == candidacy.id)
    ).all()
    has = "has withdrawn" if what == "withdrew" else "was set aside"
    for signoff, chain, person, _ in rows:
        _tell(
            (signoff, chain, person),
            f"No sign-off is needed any more: {chain.title}, version {chain.version}",
            f"the candidate of {chain.title}, version {chain.version}, {has}. Your sign-off is "
            "not asked any more.",
            candidacy,
            at=at,
        )


def tell_signers(candidacy: Candidacy, what: str, *, at: datetime) -> None:
    """Queue a word to every open signer of a version that names this finalist.

    Like all mail to approvers it names no candidate; the page does, after sign-in.
    """
    rows = db.session.execute(
        _open_signers()
        .join(Shortlist, Shortlist.id == Chain.subject_id)
        .join(ShortlistLine, ShortlistLine.shortlist_id == Shortlist.id)
        .where(
            Chain.subject_kind == "shortlist",
            Shortlist.superseded_at.is_(None),
            ShortlistLine.candidacy_id == candidacy.id,
            ShortlistLine.position.is_not(None),
        )
    ).all()
    has = "has withdrawn" if what == "withdrew" else "was set aside"
    for signoff, chain, person, title in rows:
        _tell(
            (signoff, chain, person),
            f"A finalist has left: {title}, version {chain.version}",
            f"one of the finalists of {title}, version {chain.version}, {has} since you were "
            "asked to sign it. The version stands as it is, and their position says so.\n\n"
            "You find it in Finalist, under Sign-offs.",
            candidacy,
            at=at,
        )


def _open_signers() -> Any:
    """Select everybody whose word is asked now: sign-off, chain, person, requisition's title."""
    return (
        select(Signoff, Chain, Person, Requisition.title)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .join(Person, Person.id == Signoff.approver_id)
        .join(Requisition, Requisition.id == Chain.requisition_id)
        .where(
            Chain.approved_at.is_(None),
            Chain.sent_back_at.is_(None),
            Chain.lapsed_at.is_(None),
            Signoff.asked_at.is_not(None),
            Signoff.decision.is_(None),
            Signoff.lapsed_at.is_(None),
        )
    )


def _tell(
    asked: tuple[Signoff, Chain, Person],
    subject: str,
    text: str,
    candidacy: Candidacy,
    *,
    at: datetime,
) -> None:
    signoff, chain, person = asked
    queue(
        KIND,
        signoff.id,
        to=To(person.name, person.email, person_id=person.id),
        subject=subject,
        body=f"Hello {person.name},\n\n{text}",
        at=at,
        key=f"{KIND}:{signoff.id}:{candidacy.id}",
        requisition_id=chain.requisition_id,
    )

"""One offer, and lists of them, with the status each has at the moment asked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select

from app.candidates.models import Candidacy, Candidate
from app.db import db
from app.mail.queries import said_by_mail
from app.offers import rules
from app.offers.facts import has_no_end, is_live
from app.offers.models import ChangeAsked, Extension, Offer
from app.offers.queries.coverage import KIND, Standing, coverage_of, last_signed_by
from app.offers.rules import OfferFacts
from app.people.guard import On, rights_in
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER, Permission
from app.people.queries import reachable
from app.requisitions.models import Requisition
from app.signoffs.models import Chain, Signoff, Step
from app.signoffs.queries import chain_of, chains_of

#: The list of all shows so many at most: all that run, and the latest that ended.
MOST = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """An offer with whom it is for, where it stands, and whose time it is told in."""

    offer: Offer
    candidacy: Candidacy
    candidate: Candidate
    requisition: Requisition
    facts: OfferFacts
    status: str
    asked_for_time: bool = False

    @property
    def name(self) -> str:
        """The candidate's name."""
        return self.candidate.name

    @property
    def zone(self) -> str:
        """The candidate's time zone, or the requisition's where they named none."""
        return self.candidate.time_zone or self.requisition.time_zone

    @property
    def team_zone(self) -> str:
        """The requisition's time zone."""
        return self.requisition.time_zone


def load_offer(offer_id: int) -> Offer | None:
    """Return an offer (a loader for the guard)."""
    return db.session.get(Offer, offer_id)


def load_extension(offer_id: int, extension_id: int) -> On | None:
    """Return a request for more time of an offer (a loader for the guard)."""
    found = db.session.execute(
        select(Extension, Offer.requisition_id)
        .join(Offer, Offer.id == Extension.offer_id)
        .where(Extension.id == extension_id, Offer.id == offer_id)
    ).first()
    return None if found is None else On(found[0], found[1])


def load_change_asked(offer_id: int, asked_id: int) -> On | None:
    """Return a change asked of an offer (a loader for the guard)."""
    found = db.session.execute(
        select(ChangeAsked, Offer.requisition_id)
        .join(Offer, Offer.id == ChangeAsked.offer_id)
        .where(ChangeAsked.id == asked_id, Offer.id == offer_id)
    ).first()
    return None if found is None else On(found[0], found[1])


def latest_in_place_of(offer: Offer) -> Offer:
    """Return the offer sent last in this one's place, or itself where it was not replaced."""
    if offer.replaced_at is None:
        return offer
    later = db.session.scalars(
        select(Offer)
        .where(
            Offer.candidacy_id == offer.candidacy_id,
            Offer.version > offer.version,
            Offer.dispatched_at.is_not(None),
            Offer.replaces_id.is_not(None),
        )
        .order_by(Offer.version)
    )
    latest = offer
    for one in later:
        if one.replaces_id == latest.id:
            latest = one
    return latest


def before(offer: Offer, signer_id: int | None) -> Offer | None:
    """Return the version to compare an offer with: a signer's last, the one it replaces, or the
    one before.
    """
    signed = None if signer_id is None else last_signed_by(signer_id, offer)
    if signed is not None:
        return signed
    if offer.replaces_id is not None:
        return db.session.get(Offer, offer.replaces_id)
    return db.session.scalar(
        select(Offer).where(
            Offer.candidacy_id == offer.candidacy_id,
            Offer.version == offer.version - 1,
            Offer.replaced_at.is_not(None),
        )
    )


def replaced_by(offer: Offer, at: datetime) -> Offer | None:
    """Return the offer this one will replace when it is sent: it runs still, or there is none."""
    if offer.replaces_id is None:
        return None
    return db.session.scalar(select(Offer).where(Offer.id == offer.replaces_id, is_live(at)))


def replacement_begun(offer: Offer) -> Offer | None:
    """Return the draft that is to take an offer's place, if one is begun."""
    return db.session.scalar(
        select(Offer).where(
            Offer.replaces_id == offer.id, Offer.dispatched_at.is_(None), has_no_end()
        )
    )


def facts_of(offer: Offer, signoffs: str) -> OfferFacts:
    """Return the facts the rules are asked about."""
    return OfferFacts(
        dispatched_at=offer.dispatched_at,
        sending_at=offer.sending_at,
        sent_at=offer.sent_at,
        closes_at=offer.closes_at,
        not_delivered_at=offer.not_delivered_at,
        accepted_at=offer.accepted_at,
        declined_at=offer.declined_at,
        withdrawn_at=offer.withdrawn_at,
        lapsed_at=offer.lapsed_at,
        replaced_at=offer.replaced_at,
        reneged_at=offer.reneged_at,
        signoffs=signoffs,
    )


def signoffs_of(offer: Offer, at: datetime) -> str:
    """Return how the sign-offs of this version stand, or that policy asks for none."""
    return standing_of(offer, at).status


def standing_of(offer: Offer, at: datetime) -> Standing:
    """Return how the sign-offs of this version stand, and whose earlier yes covers it."""
    return coverage_of([offer.requisition_id]).of(offer, chain_of(KIND, offer.id), at)


def status_of(offer: Offer, at: datetime) -> str:
    """Return where one offer stands."""
    return rules.status(facts_of(offer, signoffs_of(offer, at)), at)


def live_offer(candidacy_id: int, at: datetime) -> Offer | None:
    """Return the offer a candidacy holds: dispatched and not ended."""
    return db.session.scalar(select(Offer).where(Offer.candidacy_id == candidacy_id, is_live(at)))


def open_extension(offer_id: int) -> Extension | None:
    """Return the request for more time that is not answered yet."""
    return db.session.scalar(
        select(Extension).where(Extension.offer_id == offer_id, is_unanswered())
    )


def open_change_asked(offer_id: int) -> ChangeAsked | None:
    """Return the change asked for that is not answered yet."""
    return db.session.scalar(
        select(ChangeAsked).where(ChangeAsked.offer_id == offer_id, is_open_change())
    )


def answer_told(asked: ChangeAsked | None) -> str:
    """Return whether our answer to a change may be read on a page: yes, only by mail, not yet."""
    return "yes" if asked is None else said_by_mail(f"offers.change:{asked.id}")


def last_change_asked(offer_id: int) -> ChangeAsked | None:
    """Return the latest change asked for, answered or not."""
    return db.session.scalar(
        select(ChangeAsked)
        .where(ChangeAsked.offer_id == offer_id)
        .order_by(ChangeAsked.id.desc())
        .limit(1)
    )


def is_open_change() -> ColumnElement[bool]:
    """Return a condition on ChangeAsked: neither declined nor met nor ended with its offer."""
    return and_(
        ChangeAsked.declined_at.is_(None),
        ChangeAsked.met_at.is_(None),
        ChangeAsked.void_at.is_(None),
    )


def is_unanswered() -> ColumnElement[bool]:
    """Return a condition on Extension: neither granted nor refused nor ended with its offer."""
    return and_(
        Extension.granted_at.is_(None), Extension.refused_at.is_(None), Extension.void_at.is_(None)
    )


def shown(offer: Offer, at: datetime) -> Shown:
    """Return one offer with all its page needs to name it."""
    return shown_where(Offer.id == offer.id, at=at)[0]


def shown_all(person: Person, at: datetime, requisition_id: int | None = None) -> Sequence[Shown]:
    """Return the offers whose pay a person may see, in one requisition or all, by urgency."""
    conditions = [_pay_is_for(person)]
    limit = MOST if requisition_id is None else None
    if requisition_id is not None:
        conditions.append(Offer.requisition_id == requisition_id)
    return sorted(shown_where(*conditions, at=at, limit=limit), key=_by_urgency)


def may_see_pay(person: Person, offer: Offer) -> bool:
    """Say whether a person may see this package: by their part, or as its approver."""
    if Permission.SEE_PAY in rights_in(offer.requisition_id, person):
        return True
    found = db.session.scalar(
        select(Offer.id).where(Offer.id == offer.id, reachable_here(person), _approves(person))
    )
    return found is not None


def reachable_here(person: Person) -> ColumnElement[bool]:
    """Return a condition on Offer: the person has a part in its requisition."""
    return (
        exists().where(Requisition.id == Offer.requisition_id, reachable(person)).correlate(Offer)
    )


def _pay_is_for(person: Person) -> ColumnElement[bool]:
    by_part = (
        exists()
        .where(Requisition.id == Offer.requisition_id, reachable(person, RECRUITER, MANAGER))
        .correlate(Offer)
    )
    return or_(by_part, and_(reachable_here(person), _approves(person)))


def _approves(person: Person) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            Chain.subject_kind == KIND,
            Chain.subject_id == Offer.id,
            Step.chain_id == Chain.id,
            Signoff.step_id == Step.id,
            Signoff.approver_id == person.id,
            Signoff.asked_at.is_not(None),
        )
        .correlate(Offer)
    )


def shown_where(
    *conditions: ColumnElement[bool], at: datetime, limit: int | None = None
) -> list[Shown]:
    """Return the offers these conditions on Offer name, whoever looks; those not ended first."""
    rows = db.session.execute(
        select(Offer, Candidacy, Candidate, Requisition, _waits_for_time())
        .join(Candidacy, Candidacy.id == Offer.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Offer.requisition_id)
        .where(*conditions)
        .order_by(has_no_end().desc(), Offer.made_at.desc(), Offer.id.desc())
        .limit(limit)
    ).all()
    chains = chains_of(KIND, [row[0].id for row in rows]) if rows else {}
    covers = coverage_of(row[0].requisition_id for row in rows)
    found = []
    for offer, candidacy, candidate, requisition, waits in rows:
        facts = facts_of(offer, covers.of(offer, chains.get(offer.id), at).status)
        state = rules.status(facts, at)
        asked = waits and state == "open"
        found.append(Shown(offer, candidacy, candidate, requisition, facts, state, asked))
    return found


def _by_urgency(one: Shown) -> tuple[bool, bool, float]:
    """Put what runs out first at the top, then what is not with them yet, then what ended."""
    ended = one.status in rules.ENDED
    running = one.status == "open"
    if running and one.offer.closes_at is not None:
        return ended, False, one.offer.closes_at.timestamp()
    return ended, True, -one.offer.made_at.timestamp()


def _waits_for_time() -> ColumnElement[bool]:
    return exists().where(Extension.offer_id == Offer.id, is_unanswered()).correlate(Offer)

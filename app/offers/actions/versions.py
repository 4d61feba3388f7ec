"""Making and changing versions of an offer, and asking for their sign-offs."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import func, select, update

from app.candidates.models import Candidacy
from app.core.blanks import blanks
from app.core.decision import Decision, Refused, require, unless
from app.core.wording import listed, zone_of
from app.db import db
from app.history.actions import record
from app.offers import rules
from app.offers.actions.swap import swap
from app.offers.facts import has_no_end
from app.offers.letter import fix, letter_text
from app.offers.models import Offer
from app.offers.queries import facts_of, signoffs_of, standing_of, terms_of
from app.people.models import Person
from app.requisitions.models import Requisition
from app.requisitions.queries import chain_people, policy
from app.scorecards.actions import end_asks
from app.scorecards.queries import interviewers, owed_ids
from app.signoffs import actions as signoffs
from app.signoffs.actions import StepSpec
from app.signoffs.limits import Limits, may_state
from app.signoffs.models import Chain
from app.signoffs.queries import chain_of

KIND = "offer"


@dataclass(frozen=True, slots=True)
class Package:
    """What is offered: pay in minor units, the first day, where, and the letter's text."""

    title: str
    amount: int
    currency: str
    period: str
    start_on: date
    location: str | None
    benefits: str | None
    letter: str
    out_of_order_reason: str | None = None


def make(
    candidacy: Candidacy,
    package: Package,
    *,
    by: Person,
    at: datetime,
    replaces: Offer | None = None,
) -> Offer:
    """Draft an offer to a candidacy, in its next version, perhaps to take an open one's place.

    No card is owed for its candidate any more.
    """
    requisition = db.session.get_one(Requisition, candidacy.requisition_id)
    waiting = db.session.scalar(
        select(Offer.version).where(
            Offer.candidacy_id == candidacy.id, Offer.dispatched_at.is_(None), has_no_end()
        )
    )
    require(
        unless(
            (requisition.stage != "closed", "This requisition is closed. Open it again first."),
            (candidacy.in_play, "This candidate is no longer in play here."),
            (
                candidacy.id not in owed_ids(by.id, requisition.id),
                "You owe a card on this candidate yourself. Hand it in, or be excused, first.",
            ),
            (
                waiting is None,
                f"Version {waiting} is not sent yet. Change that one, or withdraw it first.",
            ),
        )
        & _starts_in_time(package, requisition, at)
    )
    replaces_id = replaces.id if replaces else None
    offer = _new_version(candidacy.id, requisition.id, package, replaces_id, by=by, at=at)
    end_asks([candidacy.id], why="offer", at=at, by=by)
    _record("made", offer, by=by, at=at)
    return offer


def revise(offer: Offer, package: Package, *, by: Person, at: datetime) -> Offer:
    """Change an offer that was not sent: in place, or where it was shown to approvers, anew.

    A sign-off counts for exactly the version it names, or another its limits cover (law L4), so
    once sign-offs were asked the change is a new version, which replaces the old one; those whose
    limits do not cover it sign again.
    """
    facts = facts_of(offer, signoffs_of(offer, at))
    requisition = db.session.get_one(Requisition, offer.requisition_id)
    require(rules.may("revise", facts, at) & _starts_in_time(package, requisition, at))
    if chain_of(KIND, offer.id) is None:
        for name, value in asdict(package).items():
            setattr(offer, name, value)
        offer.released_at = offer.released_by_id = None  # hr released other words
        _record("revised", offer, by=by, at=at)
        return offer
    replaced = swap(
        update(Offer)
        .where(Offer.id == offer.id, Offer.dispatched_at.is_(None), has_no_end())
        .values(replaced_at=at)
    )
    if not replaced:
        raise Refused("This version has ended meanwhile. Look again, then decide.")
    db.session.refresh(offer)
    signoffs.lapse(KIND, offer.id, at=at, covers=True)
    latest = _new_version(
        offer.candidacy_id, offer.requisition_id, package, offer.replaces_id, by=by, at=at
    )
    _record("revised", latest, by=by, at=at)
    return latest


def ask_for_signoffs(offer: Offer, *, by: Person, at: datetime) -> None:
    """Ask the approvers of the policy to sign this version; its letter is fixed from here on."""
    require(rules.may("ask for sign-offs", facts_of(offer, signoffs_of(offer, at)), at))
    left = blanks(letter_text(offer))
    require(
        unless(
            (
                chain_of(KIND, offer.id) is None,
                "This version was sent back. Change it first, then ask again.",
            ),
            (not left, f"Fill the letter first. Still open: {listed(left)}."),
        )
    )
    _open_chain(offer, by=by, at=at)
    _record("signoffs_asked", offer, by=by, at=at)


def keep_coverage(offer: Offer, *, by: Person, at: datetime) -> None:
    """Write down whose earlier yes an offer goes out by, where nobody was asked again."""
    if signoffs_of(offer, at) == "covered":
        _open_chain(offer, by=by, at=at)


def _open_chain(offer: Offer, *, by: Person, at: datetime) -> None:
    """Ask whose limits do not cover this version; the others' earlier yes is kept beside."""
    covered = {
        person_id: word.signoff.id for person_id, word in standing_of(offer, at).covered.items()
    }
    fix(offer)
    people = chain_people(offer.requisition_id, KIND)
    steps = [
        StepSpec(people=[person.id for _, person in some], needed=len(some), covered=covered)
        for _, group in groupby(people, key=lambda one: one[0])
        if (some := list(group))
    ]
    requisition = db.session.get_one(Requisition, offer.requisition_id)
    signoffs.open_chain(
        KIND,
        offer.id,
        version=offer.version,
        requisition_id=offer.requisition_id,
        title=f"Offer for {requisition.title}",
        steps=steps,
        interviewed=interviewers(offer.requisition_id),
        due_days=policy(offer.requisition_id).signoff_days,
        by=by,
        at=at,
    )


def sign(
    offer: Offer, *, reason: str | None, by: Person, at: datetime, limits: Limits | None = None
) -> bool:
    """Give a sign-off on exactly this version, perhaps with limits; true when it was the last."""
    if limits is not None:
        require(may_state(limits, terms_of(offer), at))
    return signoffs.sign(_chain(offer), by=by, reason=reason, limits=limits, at=at)


def send_back(offer: Offer, *, reason: str, by: Person, at: datetime) -> None:
    """Refuse a sign-off with a reason; the version goes back to its recruiter."""
    signoffs.send_back(_chain(offer), by=by, reason=reason, at=at)


def _chain(offer: Offer) -> Chain:
    chain = chain_of(KIND, offer.id)
    if chain is None:
        raise Refused("This version does not wait for a sign-off.")
    return chain


def _new_version(
    candidacy_id: int,
    requisition_id: int,
    package: Package,
    replaces_id: int | None,
    *,
    by: Person,
    at: datetime,
) -> Offer:
    last = db.session.scalar(
        select(func.max(Offer.version)).where(Offer.candidacy_id == candidacy_id)
    )
    offer = Offer(
        requisition_id=requisition_id,
        candidacy_id=candidacy_id,
        version=(last or 0) + 1,
        hours=policy(requisition_id).offer_hours,
        replaces_id=replaces_id,
        made_at=at,
        made_by_id=by.id,
        **asdict(package),
    )
    db.session.add(offer)
    db.session.flush()
    return offer


def _starts_in_time(package: Package, requisition: Requisition, at: datetime) -> Decision:
    today = at.astimezone(zone_of(requisition.time_zone)).date()
    return rules.may_start(package.start_on, today)


def _record(verb: str, offer: Offer, *, by: Person, at: datetime) -> None:
    record(
        f"offers.{verb}",
        by=by,
        at=at,
        subject=offer,
        requisition_id=offer.requisition_id,
        candidacy_id=offer.candidacy_id,
        version=offer.version,
    )

"""The offer's clock: started just before delivery, stopped where nothing arrived."""

from datetime import datetime, timedelta

from sqlalchemy import update

from app.candidates.models import Candidacy
from app.db import db
from app.history.actions import Actor, record
from app.offers import mails
from app.offers.actions import seats
from app.offers.actions.swap import swap
from app.offers.facts import has_no_end
from app.offers.models import Offer
from app.offers.queries import shown
from app.people.models import Person
from app.promises import actions as promises
from app.promises import slips
from app.promises.word import log_word
from app.requisitions.models import Requisition
from app.work.actions import call_for


def start(offer: Offer, *, at: datetime) -> bool:
    """Start the 24 hours at ``at``: elapsed hours, whatever the zones do; false where it ended."""
    done = swap(
        update(Offer)
        .where(
            Offer.id == offer.id,
            Offer.dispatched_at.is_not(None),
            Offer.sending_at.is_(None),
            has_no_end(),
        )
        .values(
            sending_at=at,
            closes_at=at + timedelta(hours=offer.hours),
            not_delivered_at=None,
            not_delivered_reason=None,
        )
    )
    db.session.refresh(offer)
    if not done or offer.closes_at is None:
        return False
    set_end(offer, offer.closes_at, at=at)
    return True


def set_end(offer: Offer, closes_at: datetime, *, at: datetime) -> None:
    """Let the place be held until the end, and the worker note the lapse then.

    Who else waits hears no sooner, whatever they were told: their promises slip.
    """
    seats.hold_until(offer.id, closes_at)
    call_for("offers.lapse", due_at=closes_at, offer_id=offer.id)
    slips.slip(
        db.session.get_one(Requisition, offer.requisition_id),
        until=closes_at,
        why=slips.OFFER,
        beside=[offer.candidacy_id],
        at=at,
    )


def stop(offer: Offer, *, not_delivered_at: datetime | None = None, why: str | None = None) -> bool:
    """Clear the clock where nothing was handed over; the place stays held."""
    done = swap(
        update(Offer)
        .where(Offer.id == offer.id, Offer.sent_at.is_(None), has_no_end())
        .values(
            sending_at=None,
            sent_at=None,
            closes_at=None,
            not_delivered_at=not_delivered_at,
            not_delivered_reason=why,
        )
    )
    db.session.refresh(offer)
    if done:
        seats.hold_until(offer.id, None)
        slips.settle(offer.requisition_id)
    return bool(done)


def arrived(offer: Offer, verb: str, *, by: Person | Actor, at: datetime) -> bool:
    """Note that the offer is with the candidate since ``sending_at``, and plan its reminders."""
    done = swap(
        update(Offer)
        .where(
            Offer.id == offer.id,
            Offer.sending_at.is_not(None),
            Offer.sent_at.is_(None),
            has_no_end(),
        )
        .values(sent_at=Offer.sending_at)
    )
    db.session.refresh(offer)
    if done and offer.sending_at is not None:
        candidacy = db.session.get_one(Candidacy, offer.candidacy_id)
        promises.keep(candidacy.id, None, by=by, at=offer.sending_at)
        log_word(candidacy, at=offer.sending_at)
        mails.plan_reminders(shown(offer, at), at=at)
        record_act(verb, offer, by=by, at=at)
    return bool(done)


def record_act(verb: str, offer: Offer, *, by: Person | Actor, at: datetime) -> None:
    """Write one line about an offer."""
    record(
        f"offers.{verb}",
        by=by,
        at=at,
        subject=offer,
        requisition_id=offer.requisition_id,
        candidacy_id=offer.candidacy_id,
        version=offer.version,
    )

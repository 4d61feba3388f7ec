"""Writing down that an offer's time ran out, and what follows from any end."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.db import db
from app.history.actions import WORKER, Actor, record
from app.mail import actions as mail
from app.offers import mails
from app.offers.actions import seats
from app.offers.actions.swap import swap
from app.offers.facts import has_no_end
from app.offers.models import ChangeAsked, Extension, Offer
from app.offers.queries import shown
from app.offers.queries.reading import is_open_change, is_unanswered
from app.people.models import Person
from app.promises import slips
from app.requisitions.models import Requisition
from app.requisitions.queries import policy

#: what is still in the outbox about an offer and makes no sense once it ended
TO_CANDIDATE = (
    "offers.offer",
    "offers.reminder",
    "offers.more_time",
    "offers.change",
    "offers.fresh_link",
)


def stamp_lapsed(requisition_id: int, *, at: datetime) -> int:
    """Note every offer of a requisition whose time ran out; return how many it was.

    The law is ``now >= closes_at``; this is bookkeeping, done by whoever first needs it inside
    their own transaction.
    """
    over = db.session.scalars(
        select(Offer).where(
            Offer.requisition_id == requisition_id, has_no_end(), Offer.closes_at <= at
        )
    ).all()
    return sum(_stamp(offer, at=at) for offer in over)


def _stamp(offer: Offer, *, at: datetime) -> bool:
    done = swap(
        update(Offer)
        .where(Offer.id == offer.id, has_no_end(), Offer.closes_at <= at)
        .values(lapsed_at=Offer.closes_at)
    )
    if not done:
        return False
    db.session.refresh(offer)
    seats.free(offer.id)
    after_end(offer, "lapsed", by=WORKER, at=at)
    mails.tell_team(shown(offer, at), "lapsed", at=at)
    return True


def after_end(offer: Offer, verb: str, *, by: Person | Actor, at: datetime) -> None:
    """Do what follows from any end: stop its mails, end open requests, write the one line."""
    for kind in TO_CANDIDATE:
        mail.void(kind, offer.id, at=at, reason="The offer ended before this was sent.")
    swap(
        update(Extension).where(Extension.offer_id == offer.id, is_unanswered()).values(void_at=at)
    )
    answer = {"met_at": at} if verb == "replaced" else {"void_at": at}
    swap(
        update(ChangeAsked)
        .where(ChangeAsked.offer_id == offer.id, is_open_change())
        .values(**answer)
    )
    _mark_promises(offer, verb, by=by, at=at)
    record(
        f"offers.{verb}",
        by=by,
        at=at,
        subject=offer,
        requisition_id=offer.requisition_id,
        candidacy_id=offer.candidacy_id,
        version=offer.version,
    )


def _mark_promises(offer: Offer, verb: str, *, by: Person | Actor, at: datetime) -> None:
    """Say whose promises slip: without a yes the next offer has to run first, so long again."""
    if verb == "accepted":
        slips.settle(offer.requisition_id)
    elif verb != "replaced" and offer.sending_at is not None:
        slips.slip(
            db.session.get_one(Requisition, offer.requisition_id),
            until=at + timedelta(hours=policy(offer.requisition_id).offer_hours),
            why=slips.NEXT,
            beside=[offer.candidacy_id],
            by=by,
            at=at,
        )

"""What happened to one offer, in order, from its own moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.db import db
from app.links.models import Link, Visit
from app.offers.models import ChangeAsked, Extension, Offer
from app.offers.queries.order import Finalist, finalists
from app.offers.queries.reading import Shown
from app.people.queries import names


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when, in words, how it is drawn."""

    at: datetime
    text: str
    icon: str
    looks: str = "done"
    more: str = ""


def happened(shown: Shown, at: datetime) -> Sequence[Event]:
    """Return what happened to an offer up to a moment, the latest first."""
    offer = shown.offer
    who = names(
        one for one in (offer.made_by_id, offer.dispatched_by_id, offer.declined_by_id) if one
    )
    made_by = who.get(offer.made_by_id, "")
    candidates = [
        (offer.made_at, f"Drafted by {made_by}", "pencil", "done", ""),
        (
            offer.dispatched_at,
            f"Sent by {who.get(offer.dispatched_by_id or 0, '')}",
            "send",
            "done",
            "",
        ),
        (
            offer.sent_at,
            "Handed over by a link" if offer.by_hand else "Delivered, the clock started",
            "envelope-paper",
            "done",
            "",
        ),
        (
            offer.not_delivered_at,
            "Not delivered",
            "exclamation-triangle",
            "bad",
            offer.not_delivered_reason or "",
        ),
        (offer.accepted_at, f"Accepted, signed {offer.signed_name}", "check2-all", "done", ""),
        (
            offer.declined_at,
            _declined(offer, who),
            "x-lg",
            "",
            offer.decline_reason or "",
        ),
        (
            offer.withdrawn_at,
            "Withdrawn by us",
            "arrow-counterclockwise",
            "",
            offer.withdrawn_reason or "",
        ),
        (offer.replaced_at, "Replaced by a newer version", "arrow-repeat", "", ""),
        (
            offer.closes_at if shown.status == "lapsed" else None,
            "Ended without an answer",
            "clock",
            "",
            "",
        ),
    ]
    found = [
        Event(moment, text, icon, looks, more)
        for moment, text, icon, looks, more in candidates
        if moment is not None
    ]
    found += _requests(offer) + _changes(offer) + _opened(offer)
    return sorted(found, key=lambda one: one.at)[::-1]


def last_extension(offer_id: int) -> Extension | None:
    """Return the latest request for more time, answered or not."""
    return db.session.scalar(
        select(Extension)
        .where(Extension.offer_id == offer_id)
        .order_by(Extension.id.desc())
        .limit(1)
    )


def granted_at(offer_id: int) -> datetime | None:
    """Return when the end of an offer moved last."""
    found: datetime | None = db.session.scalar(
        select(Extension.granted_at)
        .where(Extension.offer_id == offer_id, Extension.granted_at.is_not(None))
        .order_by(Extension.granted_at.desc())
        .limit(1)
    )
    return found


def next_after(offer: Offer, at: datetime) -> Finalist | None:
    """Return who is next in the signed order if this offer ends without a yes."""
    waiting = [
        one
        for one in finalists(offer.requisition_id, at)
        if one.eligible and one.candidacy.id != offer.candidacy_id and one.status != "offered"
    ]
    return waiting[0] if waiting else None


def _declined(offer: Offer, who: dict[int, str]) -> str:
    if offer.declined_by_id:
        return f"Declined by phone, noted by {who.get(offer.declined_by_id, '')}"
    return "Declined"


def _requests(offer: Offer) -> list[Event]:
    found = db.session.scalars(select(Extension).where(Extension.offer_id == offer.id))
    events = []
    for one in found:
        events.append(Event(one.asked_at, "Asked for more time", "hourglass-split", "now"))
        if one.granted_at:
            events.append(Event(one.granted_at, "More time given", "check2"))
        if one.refused_at:
            events.append(Event(one.refused_at, "More time refused", "x-lg", ""))
    return events


def _changes(offer: Offer) -> list[Event]:
    found = db.session.scalars(select(ChangeAsked).where(ChangeAsked.offer_id == offer.id))
    events = []
    for one in found:
        events.append(Event(one.asked_at, "Asked for a change", "pencil", "now", one.words))
        if one.declined_at:
            words = one.declined_words or ""
            events.append(Event(one.declined_at, "Change declined", "x-lg", "", words))
        if one.met_at:
            events.append(Event(one.met_at, "Change met by a newer version", "check2"))
    return events


def _opened(offer: Offer) -> list[Event]:
    count, last = db.session.execute(
        select(func.count(), func.max(Visit.at))
        .join(Link, Link.id == Visit.link_id)
        .where(Link.purpose == "offer", Link.subject_id == offer.id)
    ).one()
    if not count:
        return []
    times = "once" if count == 1 else f"{count} times"
    return [Event(last, f"Page opened {times}", "eye", "done", "A mail scanner counts too")]

"""Taking, filling and freeing a place, compare-and-swap (law L6)."""

from datetime import datetime

from sqlalchemy import select, update

from app.core.decision import Refused
from app.db import db
from app.offers.actions.swap import swap
from app.offers.facts import place_is_free
from app.offers.models import Offer
from app.requisitions.models import Place


def take(offer: Offer, *, at: datetime) -> int:
    """Put an offer upon the first free place and return its id; refused when none is left."""
    free = db.session.scalars(
        select(Place.id)
        .where(Place.requisition_id == offer.requisition_id, place_is_free(at))
        .order_by(Place.number)
    ).all()
    for place_id in free:
        taken = swap(
            update(Place)
            .where(Place.id == place_id, place_is_free(at))
            .values(offer_id=offer.id, held_until=None)
        )
        if taken:
            return place_id
    raise Refused("No place is free: all are filled or held by an offer.")


def hand_on(from_id: int, offer: Offer) -> int:
    """Give the place one offer holds to the one that replaces it, in one step; return its id."""
    place_id = db.session.scalar(
        select(Place.id).where(Place.offer_id == from_id, Place.filled_at.is_(None))
    )
    handed = swap(
        update(Place)
        .where(Place.id == place_id, Place.offer_id == from_id, Place.filled_at.is_(None))
        .values(offer_id=offer.id, held_until=None)
    )
    if place_id is None or not handed:
        raise Refused("The offer to be replaced no longer holds its place. Nothing was changed.")
    return place_id


def hold_until(offer_id: int, until: datetime | None) -> None:
    """Say until when an offer holds its place: its closing, or open while no clock runs."""
    swap(
        update(Place)
        .where(Place.offer_id == offer_id, Place.filled_at.is_(None))
        .values(held_until=until)
    )


def fill(offer_id: int, *, at: datetime) -> None:
    """Fill the place an accepted offer holds; refused where it holds none any more."""
    filled = swap(
        update(Place)
        .where(Place.offer_id == offer_id, Place.filled_at.is_(None))
        .values(filled_at=at, held_until=None)
    )
    if filled != 1:
        raise Refused("The place of this offer is no longer held. Nothing was changed.")


def free(offer_id: int) -> None:
    """Free the place of an offer that ended without a yes."""
    swap(
        update(Place)
        .where(Place.offer_id == offer_id, Place.filled_at.is_(None))
        .values(offer_id=None, held_until=None)
    )

"""The seats of a requisition: free, held by a live offer, or filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.candidates.models import Candidacy, Candidate
from app.db import db
from app.offers.facts import is_live, place_is_free
from app.offers.models import Offer
from app.requisitions.models import Place


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """One seat, how it stands, and whose offer is upon it."""

    place: Place
    status: str
    offer: Offer | None
    name: str | None


def places(requisition_id: int, at: datetime) -> Sequence[PlaceNow]:
    """Return the seats of a requisition by number."""
    rows = db.session.execute(
        select(Place, Offer, Candidate.name, is_live(at))
        .outerjoin(Offer, Offer.id == Place.offer_id)
        .outerjoin(Candidacy, Candidacy.id == Offer.candidacy_id)
        .outerjoin(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(Place.requisition_id == requisition_id)
        .order_by(Place.number)
    )
    return [_now(place, offer, name, bool(live)) for place, offer, name, live in rows]


def free_places(requisition_id: int, at: datetime) -> tuple[int, int]:
    """Return how many seats are free, and how many there are."""
    free = db.session.scalar(
        select(func.count())
        .select_from(Place)
        .where(Place.requisition_id == requisition_id, place_is_free(at))
    )
    every = db.session.scalar(
        select(func.count()).select_from(Place).where(Place.requisition_id == requisition_id)
    )
    return free or 0, every or 0


def is_filled(requisition_id: int) -> bool:
    """Say whether all seats of a requisition are filled."""
    filled, every = db.session.execute(
        select(func.count(Place.filled_at), func.count()).where(
            Place.requisition_id == requisition_id
        )
    ).one()
    return bool(every) and filled == every


def _now(place: Place, offer: Offer | None, name: str | None, live: bool) -> PlaceNow:
    if place.filled_at is not None:
        return PlaceNow(place, "filled", offer, name)
    return PlaceNow(place, "held", offer, name) if live else PlaceNow(place, "free", None, None)

"""Reads of changes of address."""

from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Candidacy, Candidate
from app.db import db
from app.offers.models import ENDS, Offer
from app.offers.queries import status_of
from app.people.queries import company
from app.statuspage.models import AddressChange


def load_change(change_id: int) -> AddressChange | None:
    """Return a change of address."""
    return db.session.get(AddressChange, change_id)


def open_change(candidate_id: int, at: datetime) -> AddressChange | None:
    """Return the change a candidate asked for, while both addresses may still say yes."""
    return db.session.scalar(
        select(AddressChange).where(
            AddressChange.candidate_id == candidate_id,
            AddressChange.done_at.is_(None),
            AddressChange.ended_at.is_(None),
            AddressChange.ends_at > at,
        )
    )


def zone_of_change(change: AddressChange) -> str:
    """Return the time zone in which whoever asked reads its end, as the mails about it say it."""
    return db.session.get_one(Candidate, change.candidate_id).time_zone or company().time_zone


def offer_states(candidate_id: int, at: datetime) -> frozenset[str]:
    """Return the states of all their offers that have not ended, wherever they are considered."""
    offers = db.session.scalars(
        select(Offer)
        .join(Candidacy, Candidacy.id == Offer.candidacy_id)
        .where(
            Candidacy.candidate_id == candidate_id,
            *(getattr(Offer, end).is_(None) for end in ENDS),
        )
    )
    return frozenset(status_of(offer, at) for offer in offers)

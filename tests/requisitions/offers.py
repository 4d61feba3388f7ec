"""Bare offers, as rows: enough for places and closing to see them."""

from datetime import date, timedelta

from app.offers.models import Offer


def offer_on(make, requisition, place, **facts):
    """An offer that holds a place: dispatched, open for a day; `facts` may end it."""
    facts = {
        "dispatched_at": make.at,
        "sending_at": make.at,
        "closes_at": make.at + timedelta(hours=24),
        **facts,
    }
    candidacy = facts.pop("candidacy", None) or make.candidacy(requisition)
    return make.add(
        Offer(
            requisition_id=requisition.id,
            candidacy_id=candidacy.id,
            place_id=place.id,
            version=1,
            title=requisition.title,
            amount=6_800_000,
            currency="EUR",
            period="year",
            start_on=date(2027, 1, 4),
            letter="Dear candidate",
            made_at=make.at,
            made_by_id=make.person().id,
            **facts,
        )
    )


def held_by(make, place, offer, *, until=None):
    """Let an offer hold a place."""
    place.offer_id, place.held_until = offer.id, until
    make.session.flush()

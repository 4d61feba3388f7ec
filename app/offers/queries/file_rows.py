"""The offers of a requisition as rows of a file."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.db import db
from app.offers.models import Extension, Offer
from app.offers.queries.reading import Shown, shown_all, shown_where
from app.people.models import Person
from app.requisitions.models import Requisition


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One row of the ``offers`` export."""

    shown: Shown
    extensions: int


def offer_rows(requisition: Requisition, person: Person | None, at: datetime) -> list[OfferRow]:
    """Return a requisition's offers by id: all without a person, else those whose pay they see."""
    found = (
        shown_where(Offer.requisition_id == requisition.id, at=at)
        if person is None
        else shown_all(person, at, requisition.id)
    )
    counts = db.session.execute(
        select(Extension.offer_id, func.count())
        .join(Offer, Offer.id == Extension.offer_id)
        .where(Offer.requisition_id == requisition.id)
        .group_by(Extension.offer_id)
    )
    asked = {offer_id: count for offer_id, count in counts}
    rows = [OfferRow(one, asked.get(one.offer.id, 0)) for one in found]
    return sorted(rows, key=lambda row: row.shown.offer.id)

"""What the worker does for offers: note a lapse when its moment has come."""

from datetime import datetime

from app.offers.actions import stamp_lapsed
from app.offers.queries import load_offer
from app.people.guard import lock_requisition
from app.work.actions import job


@job("offers.lapse")
def lapse(*, offer_id: int, at: datetime) -> None:
    """Note the lapse of an offer, unless it was answered or its end was moved."""
    offer = load_offer(offer_id)
    if offer is not None:
        lock_requisition(offer.requisition_id)
        stamp_lapsed(offer.requisition_id, at=at)

"""How offers ended, counted by requisition: no name and no pay is in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, select

from app.db import db
from app.offers.facts import has_lapsed, has_no_end, is_live
from app.offers.models import Extension, Offer
from app.people.models import Person
from app.reports.queries.stages import run_by
from app.requisitions.models import Requisition

#: What may have become of an offer that was sent, in words, as the page shows them.
ENDINGS = ("accepted", "declined", "lapsed", "withdrawn", "replaced", "open")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the offers sent of one requisition, and how often more time was asked."""

    code: str
    title: str
    sent: int
    accepted: int
    declined: int
    lapsed: int
    withdrawn: int
    replaced: int
    open: int
    more_time: int


def outcomes(person: Person, at: datetime) -> list[Outcomes]:
    """Return how the offers ended of each requisition of a report that sent one."""
    asked = exists().where(Extension.offer_id == Offer.id).correlate(Offer)
    lapsed = has_lapsed(at) & Offer.dispatched_at.is_not(None)
    columns = (
        func.count(),
        _sum(Offer.accepted_at.is_not(None)),
        _sum(Offer.declined_at.is_not(None)),
        _sum(lapsed),
        _sum(Offer.withdrawn_at.is_not(None)),
        _sum(Offer.replaced_at.is_not(None)),
        _sum(is_live(at) & has_no_end()),
        _sum(asked),
    )
    rows: Any = db.session.execute(
        select(Requisition.code, Requisition.title, *columns)
        .join(Offer, Offer.requisition_id == Requisition.id)
        .where(run_by(person), Offer.sent_at.is_not(None))
        .group_by(Requisition.id, Requisition.code, Requisition.title)
        .order_by(Requisition.code, Requisition.id)
    )
    return [Outcomes(*row) for row in rows]


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))

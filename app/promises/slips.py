"""Promises that slip: what we shall know is known later than they say."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, update

from app.core.workdays import end_of_workday_after
from app.db import db
from app.history.actions import WORKER, Actor, record
from app.people.models import Person
from app.promises.actions import is_open, is_told
from app.promises.models import Promise
from app.requisitions.models import Requisition

#: Why promises slip: an offer runs, the next one has to follow, a new list is to be signed, a hold.
OFFER, NEXT, LIST, HOLD = "offer", "next", "list", "hold"


def slip(
    requisition: Requisition,
    *,
    until: datetime,
    why: str,
    beside: Collection[int] = (),
    by: Person | Actor = WORKER,
    at: datetime,
) -> int:
    """Mark promises due before the moment at which we shall know; return how many.

    What slipped for an earlier reason is marked anew, or no longer. ``beside`` are candidacies that
    do not wait for this.
    """
    settle(requisition.id)
    marked = db.session.scalars(
        update(Promise)
        .where(*breaks(requisition.id, until, beside))
        .values(slips_at=at, slips_until=until, slips_why=why)
        .returning(Promise.id)
        .execution_options(synchronize_session="fetch")
    ).all()
    if marked:
        record(
            "promises.slipped",
            by=by,
            at=at,
            subject=requisition,
            requisition_id=requisition.id,
            count=len(marked),
        )
    return len(marked)


def settle(requisition_id: int) -> None:
    """Take all marks off: we know what there was to know."""
    db.session.execute(
        update(Promise)
        .where(Promise.requisition_id == requisition_id, Promise.slips_at.is_not(None))
        .values(slips_at=None, slips_until=None, slips_why=None)
        .execution_options(synchronize_session="fetch")
    )


def breaks(
    requisition_id: int, until: datetime, beside: Collection[int] = ()
) -> tuple[ColumnElement[bool], ...]:
    """Return conditions on Promise: told to somebody, open, and due before a moment.

    What policy promises is any word, and can be kept whatever is decided.
    """
    return (
        Promise.requisition_id == requisition_id,
        is_told(),
        is_open(),
        Promise.due_at < until,
        Promise.candidacy_id.not_in(list(beside)),
    )


def new_date(promise: Promise, zone: str, at: datetime) -> datetime:
    """Return the date to tell instead: the working day after we shall know."""
    return end_of_workday_after(max(promise.slips_until or at, at), 1, zone)

"""What the worker does for promises: once a day it looks who waits without a word to come."""

from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.people.guard import lock_requisition
from app.promises.word import renew
from app.requisitions.models import Requisition
from app.work.actions import call_for, daily, job

RENEW = "promises.renew"


@daily("promises.look")
def look(*, at: datetime) -> None:
    """Call for a look at each requisition, in a transaction of its own."""
    for requisition_id in db.session.scalars(
        select(Requisition.id).where(Requisition.opened_at.is_not(None)).order_by(Requisition.id)
    ):
        call_for(RENEW, due_at=at, requisition_id=requisition_id)


@job(RENEW)
def renew_words(*, requisition_id: int, at: datetime) -> None:
    """Promise a word to whoever waits in a requisition without one."""
    lock_requisition(requisition_id)
    requisition = db.session.get(Requisition, requisition_id)
    if requisition is not None:
        renew(requisition, at=at)

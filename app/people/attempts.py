"""Attempts counted in our own table, so that several processes share one count."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Delete, delete, func, select

from app.db import db, own_transaction
from app.people.models import Attempt

WINDOW = timedelta(minutes=15)
LIMITS = {
    "sign-in": 10,
    "sign-in-address": 60,
    "factor": 5,
    "factor-address": 30,
    "link": 60,
    "one-link": 120,
    "fresh-link": 5,
    "fresh-link-address": 30,
    "reset": 5,
    "reset-address": 30,
}


def too_many(kind: str, whom: str, *, at: datetime) -> bool:
    """Count one attempt of ``whom`` and say whether the limit of the last 15 minutes is passed."""
    key = hashlib.sha256(f"{kind}:{whom}".encode()).hexdigest()
    with own_transaction() as session:
        session.execute(delete(Attempt).where(Attempt.kind == kind, Attempt.at < at - WINDOW))
        session.add(Attempt(kind=kind, key=key, at=at))
        session.flush()
        counted = session.scalar(
            select(func.count())
            .select_from(Attempt)
            .where(Attempt.kind == kind, Attempt.key == key, Attempt.at >= at - WINDOW)
        )
    return (counted or 0) > LIMITS[kind]


def forget(kind: str, whom: str) -> None:
    """Drop the count of ``whom`` after a success, while no transaction is open."""
    with own_transaction() as session:
        session.execute(_of(kind, whom))


def forget_with_this(kind: str, whom: str) -> None:
    """Drop the count of ``whom`` as part of the request's own unit of work."""
    db.session.execute(_of(kind, whom))


def _of(kind: str, whom: str) -> Delete:
    key = hashlib.sha256(f"{kind}:{whom}".encode()).hexdigest()
    return delete(Attempt).where(Attempt.kind == kind, Attempt.key == key)

"""Calling for a job, and the register of what each kind of job does."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from app.db import db
from app.work.models import Job

Handler = Callable[..., None]
HANDLERS: dict[str, Handler] = {}
DAILY: list[str] = []


def job(kind: str) -> Callable[[Handler], Handler]:
    """Register a function as what a kind of job does; it is called with args and ``at``.

    It runs inside one unit of work and must bear being run twice.
    """

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


def daily(kind: str) -> Callable[[Handler], Handler]:
    """Register a function as a job that the worker calls for once a day; it takes ``at`` alone."""
    DAILY.append(kind)
    return job(kind)


def call_for_daily(at: datetime) -> None:
    """Write the day's jobs, unless they are there already."""
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for kind in DAILY:
        call_for(kind, due_at=midnight)


def call_for(kind: str, *, due_at: datetime, **args: Any) -> None:
    """Write a job, unless the same one is there already: of this kind, moment and arguments.

    A database may give the id of a deleted row to a new one. With the moment in its key, what was
    done for the old row can never stand for what is due for the new one.
    """
    about = ",".join(f"{name}={args[name]}" for name in sorted(args))
    key = f"{kind}:{due_at.astimezone(UTC).isoformat()}:{about}"
    if db.session.scalar(select(Job.id).where(Job.key == key)) is None:
        db.session.add(Job(kind=kind, key=key, args=args, due_at=due_at, attempts=0))
        db.session.flush()

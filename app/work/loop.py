"""Claiming and doing jobs that are due: each once, by whichever worker comes first."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.core import clock
from app.core.log_lines import FIELDS, write
from app.db import db, unit_of_work
from app.work.actions import HANDLERS, call_for_daily
from app.work.models import Job, WorkerSeen

LEASE = timedelta(minutes=5)
TRIES = 8
BATCH = 50
log = logging.getLogger(__name__)


def do_due_jobs(worker: str) -> int:
    """Do every job that is due and return how many were done."""
    done = 0
    while job_ids := _due(clock.now()):
        before = done
        for job_id in job_ids:
            done += _claim_and_do(job_id, worker)
        if done == before:
            break
    return done


def seen(worker: str, *, at: datetime) -> None:
    """Leave a sign of life; the first of a day calls for what is done daily."""
    with unit_of_work() as session:
        row = session.scalar(select(WorkerSeen).where(WorkerSeen.name == worker))
        if row is None or row.at.date() != at.date():
            call_for_daily(at)
        if row is None:
            session.add(WorkerSeen(name=worker, at=at))
        else:
            row.at = at


def _due(at: datetime) -> list[int]:
    found = list(
        db.session.scalars(
            select(Job.id)
            .where(
                Job.done_at.is_(None),
                Job.failed_at.is_(None),
                Job.due_at <= at,
                Job.leased_until.is_(None) | (Job.leased_until <= at),
            )
            .order_by(Job.due_at, Job.id)
            .limit(BATCH)
        )
    )
    db.session.rollback()  # the list is all we wanted; hold no read open while jobs run
    return found


def _claim_and_do(job_id: int, worker: str) -> bool:
    """Do one job in one transaction that also ends it; a failure is kept and tried again later."""
    at = clock.now()
    with unit_of_work() as session:
        claimed = session.execute(
            update(Job)
            .where(
                Job.id == job_id,
                Job.done_at.is_(None),
                Job.failed_at.is_(None),
                Job.leased_until.is_(None) | (Job.leased_until <= at),
            )
            .values(leased_until=at + LEASE, leased_by=worker, attempts=Job.attempts + 1)
        ).rowcount
    if not claimed:
        return False
    return _try(job_id, worker)


def _try(job_id: int, worker: str) -> bool:
    began, kind = time.perf_counter(), "unknown"
    try:
        with unit_of_work() as session:
            found = session.get(Job, job_id)
            kind = found.kind
            handler: Callable[..., None] = HANDLERS[found.kind]
            handler(at=clock.now(), **found.args)
            ended = session.execute(
                update(Job)
                .where(Job.id == job_id, Job.leased_by == worker, Job.done_at.is_(None))
                .values(done_at=clock.now(), leased_until=None, error=None)
            ).rowcount
            _still_ours(ended)
    except Exception as error:
        said = {"job": job_id, "kind": kind, "status": "failed", "ms": _since(began)}
        log.exception("job", extra={FIELDS: said})
        _failed(job_id, worker, error)
        return False
    write(log, "job", job=job_id, kind=kind, status="done", ms=_since(began))
    return True


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)


def _still_ours(ended: int) -> None:
    """Undo what was done where the lease had passed to another worker meanwhile."""
    if not ended:
        raise LookupError("another worker took this job over")


def _failed(job_id: int, worker: str, error: Exception) -> None:
    at = clock.now()
    with unit_of_work() as session:
        found = session.get(Job, job_id)
        given_up = found.attempts >= TRIES
        session.execute(
            update(Job)
            .where(Job.id == job_id, Job.leased_by == worker, Job.done_at.is_(None))
            .values(
                leased_until=None,
                due_at=at + timedelta(seconds=30 * 2**found.attempts),
                failed_at=at if given_up else None,
                error=f"{type(error).__name__}: {error}"[:500],
            )
        )

"""Jobs to be done later, and when a worker was last seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.db import Base, json, moment, number, only_when, pk, text, word


class Job(Base):
    """One thing to do at a moment, written in the transaction that calls for it."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_due", "due_at", **only_when("done_at IS NULL AND failed_at IS NULL")),
        Index("ix_job_failed", "failed_at", **only_when("failed_at IS NOT NULL")),
    )

    id: Mapped[int] = pk()
    kind: Mapped[str] = word(80)
    key: Mapped[str] = word(200, unique=True)
    args: Mapped[dict[str, Any]] = json()
    due_at: Mapped[datetime] = moment()
    leased_until: Mapped[datetime | None] = moment()
    leased_by: Mapped[str | None] = word(80)
    attempts: Mapped[int] = number(default=0)
    done_at: Mapped[datetime | None] = moment()
    failed_at: Mapped[datetime | None] = moment()
    error: Mapped[str | None] = text()


class WorkerSeen(Base):
    """The last sign of life of one worker."""

    __tablename__ = "worker_seen"

    id: Mapped[int] = pk()
    name: Mapped[str] = word(80, unique=True)
    at: Mapped[datetime] = moment()

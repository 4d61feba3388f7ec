"""How the installation is: workers, mail, jobs, disk, backup and versions."""

import platform
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, func, select
from sqlalchemy import text as sql

from app.db import db
from app.history.models import HistoryLine
from app.mail.delivery import IN_DOUBT_AFTER, goes_out
from app.mail.models import Message
from app.people.queries import company
from app.upkeep.backup import BACKED_UP
from app.web.health import SEEN_WITHIN, newest_migration
from app.work.models import Job, WorkerSeen

#: a job or mail that has been due for longer is late
LATE_AFTER = timedelta(minutes=5)
BACKUP_EVERY = timedelta(days=7)
DISK_LEAST = 1 << 30
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and since when the oldest."""

    number: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """What an admin reads on one page."""

    workers: list[WorkerSeen]
    working: bool
    goes_out: bool
    mail_late: Count
    mail_unsure: Count
    mail_failed: Count
    jobs_late: Count
    jobs_failed: list[Job]
    disk_free: int
    disk_total: int
    backup_at: datetime | None
    migration: str
    migrated: bool
    database: str
    program: str
    python: str

    def backup_is_old(self, at: datetime) -> bool:
        """Say whether the last backup is too old, or none was ever taken."""
        return self.backup_at is None or at - self.backup_at > BACKUP_EVERY

    @property
    def disk_is_low(self) -> bool:
        """Say whether little room is left for files."""
        return self.disk_free < DISK_LEAST


def health(at: datetime) -> Health:
    """Read how the installation is."""
    workers = list(
        db.session.scalars(select(WorkerSeen).order_by(WorkerSeen.at.desc()).limit(SHOWN))
    )
    failed = select(Job).where(Job.failed_at.is_not(None)).order_by(Job.failed_at.desc())
    disk = shutil.disk_usage(Path(current_app.config["INSTANCE"]))
    found = str(db.session.scalar(sql("SELECT version_num FROM alembic_version")))
    unsent = Message.sent_at.is_(None) & Message.void_at.is_(None) & Message.failed_at.is_(None)
    asked = Job.done_at.is_(None) & Job.failed_at.is_(None)
    return Health(
        workers=workers,
        working=any(at - one.at <= SEEN_WITHIN for one in workers),
        goes_out=goes_out(),
        mail_late=_count(
            Message.next_try_at,
            unsent & Message.sending_at.is_(None) & (Message.next_try_at <= at - LATE_AFTER),
        ),
        mail_unsure=_count(
            Message.sending_at, unsent & (Message.sending_at <= at - IN_DOUBT_AFTER)
        ),
        mail_failed=_count(
            Message.failed_at, Message.failed_at.is_not(None) & Message.void_at.is_(None)
        ),
        jobs_late=_count(Job.due_at, asked & (Job.due_at <= at - LATE_AFTER)),
        jobs_failed=list(db.session.scalars(failed.limit(SHOWN))),
        disk_free=disk.free,
        disk_total=disk.total,
        backup_at=_backup_at(),
        migration=found,
        migrated=found == newest_migration(),
        database=_database(),
        program=_program(),
        python=platform.python_version(),
    )


def _count(moment: Any, condition: ColumnElement[bool]) -> Count:
    number, since = db.session.execute(
        select(func.count(), func.min(moment, type_=moment.type)).where(condition)
    ).one()
    return Count(number, since)


def _backup_at() -> datetime | None:
    """Return when the last backup was taken, as history has it."""
    subject = company()
    return db.session.scalar(
        select(func.max(HistoryLine.at, type_=HistoryLine.at.type)).where(
            HistoryLine.subject_kind == subject.__tablename__,
            HistoryLine.subject_id == subject.id,
            HistoryLine.verb == BACKED_UP,
        )
    )


def _database() -> str:
    if db.engine.dialect.name == "sqlite":
        return f"SQLite {db.session.scalar(sql('SELECT sqlite_version()'))}"
    return f"PostgreSQL {db.session.scalar(sql('SHOW server_version'))}"


def _program() -> str:
    try:
        return version("finalist")
    except PackageNotFoundError:
        return "from its source"

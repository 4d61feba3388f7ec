"""Putting a backup into an empty database: all of it in one transaction, or nothing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, select
from sqlalchemy import text as sql
from sqlalchemy.exc import DataError, IntegrityError, StatementError

from app.candidates import files
from app.candidates.models import Candidate
from app.core.decision import Refused
from app.db import Base, db, unit_of_work
from app.history.actions import WORKER, record
from app.history.models import HistoryLine
from app.mail.models import Message
from app.people.models import Person, SecondFactor
from app.people.queries import company
from app.people.sealing import unseal
from app.requisitions.models import Requisition
from app.upkeep import rows
from app.upkeep.archive import DAMAGED, Manifest, Reader
from app.upkeep.backup import Progress
from app.web.health import is_known_migration, newest_migration

RESTORED = "upkeep.restored"
#: A database with a row in one of these is in use.
IN_USE = (Person, Requisition, Candidate, HistoryLine)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what its person should know: mail that waits, factors unreadable."""

    manifest: Manifest
    waiting: int
    unreadable: int


def restore(path: Path, *, at: datetime, progress: Progress) -> Restored:
    """Put a backup into this database; ``Refused`` in words where it is not empty or not ours."""
    with path.open("rb") as file:
        reader = Reader(file)
        _require_same_version(reader.manifest)
        try:
            with unit_of_work() as session:
                _require_empty()
                _fill(session.connection(), reader, progress)
                record(
                    RESTORED,
                    by=WORKER,
                    at=at,
                    subject=company(),
                    requisition_id=None,
                    taken_at=reader.manifest.taken_at[:16].replace("T", " ") + " UTC",
                )
        except (IntegrityError, DataError, StatementError):
            raise Refused(DAMAGED) from None
    return Restored(reader.manifest, _waiting(), _unreadable())


def _require_same_version(manifest: Manifest) -> None:
    ours, its = newest_migration(), manifest.migration
    if its == ours:
        return
    if is_known_migration(its):
        raise Refused(
            f"This backup is of an older version ({its}, this program's is {ours}). Restore it "
            "with the program it was taken with, then update: flask --app app init"
        )
    raise Refused("This backup is of a newer version than this program. Use the newer program.")


def _require_empty() -> None:
    if any(db.session.scalar(select(kind.id).limit(1)) is not None for kind in IN_USE):
        raise Refused("The database is not empty, so nothing was restored.")


def _fill(connection: Connection, reader: Reader, progress: Progress) -> None:
    manifest = reader.manifest
    if set(manifest.tables) != {one.name for one in rows.tables()}:
        raise Refused(DAMAGED)
    step = progress(manifest.rows + len(manifest.files))
    for one in reversed(Base.metadata.sorted_tables):  # what a worker left, and the first company
        connection.execute(delete(one))
    with _links_checked_at_the_end(connection):
        for one in rows.tables():
            for written in rows.write(connection, one, reader.table(one.name)):
                step(written)
    for name in manifest.files:
        files.put_back(name, reader.file(name))
        step(1)
    _number_on(connection)


@contextmanager
def _links_checked_at_the_end(connection: Connection) -> Iterator[None]:
    """Let rows point to rows that come later; whether all are there is checked at the end."""
    if connection.dialect.name == "sqlite":
        connection.execute(sql("PRAGMA defer_foreign_keys = ON"))  # until the commit
        yield
        return
    keys = connection.execute(
        sql(
            "SELECT quote_ident(relname), quote_ident(conname) FROM pg_constraint "
            "JOIN pg_class ON pg_class.oid = conrelid "
            "WHERE contype = 'f' AND NOT condeferrable "
            "AND connamespace = current_schema()::regnamespace"
        )
    ).all()
    _alter(connection, keys, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.execute(sql("SET CONSTRAINTS ALL IMMEDIATE"))
    _alter(connection, keys, "NOT DEFERRABLE")


def _alter(connection: Connection, keys: Iterable[Any], how: str) -> None:
    for of, key in keys:
        connection.execute(sql(f"ALTER TABLE {of} ALTER CONSTRAINT {key} {how}"))


def _number_on(connection: Connection) -> None:
    """Let new rows get the numbers after the restored ones; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for one in rows.tables():
        if "id" in one.columns:
            last = connection.scalar(select(func.max(one.c.id)))
            connection.execute(
                sql("SELECT setval(pg_get_serial_sequence(:of, 'id'), :next, false)"),
                {"of": one.name, "next": (last or 0) + 1},
            )


def _waiting() -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Message)
            .where(
                Message.sent_at.is_(None), Message.void_at.is_(None), Message.failed_at.is_(None)
            )
        )
        or 0
    )


def _unreadable() -> int:
    """Count the second factors that were sealed with another installation's secret key."""
    sealed = db.session.scalars(select(SecondFactor.secret).where(SecondFactor.secret.is_not(None)))
    return sum(unseal(one) is None for one in sealed if one)

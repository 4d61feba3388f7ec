"""Taking a backup of a live database: one instant of it, and the files that its rows name."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection
from sqlalchemy import text as sql

from app.candidates.files import path_of
from app.db import db, unit_of_work
from app.history.actions import WORKER, record
from app.people.queries import company
from app.upkeep import rows
from app.upkeep.archive import Manifest, Writer

BACKED_UP = "upkeep.backed_up"
#: Called with the number of rows and files there are; returns what is told of each step.
Progress = Callable[[int], Callable[[int], None]]


def back_up(path: Path, *, at: datetime, progress: Progress) -> Manifest:
    """Write a backup to ``path``, whole or not at all, and note in history that it was taken."""
    with _whole(path) as file, _one_instant() as connection:
        migration = connection.scalar(sql("SELECT version_num FROM alembic_version"))
        writer = Writer(file, taken_at=at.isoformat(), migration=str(migration))
        files, tables = rows.file_names(connection), rows.tables()
        step = progress(sum(rows.count(connection, one) for one in tables) + len(files))
        for one in tables:
            writer.table(one.name, _told(rows.read(connection, one), step))
        for name in _told(files, step):
            writer.file(name, path_of(name))
        writer.close()
    with unit_of_work():
        record(BACKED_UP, by=WORKER, at=at, subject=company(), requisition_id=None)
    return writer.manifest


@contextmanager
def _one_instant() -> Iterator[Connection]:
    """Read within one transaction that sees nothing written after it began to read.

    On SQLite that is any read transaction under WAL; writers go on beside it.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """Write beside ``path``, readable by the owner only, and put it there once it is complete."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _told(of: Iterable[Any], step: Callable[[int], None]) -> Iterator[Any]:
    for one in of:
        yield one
        step(1)

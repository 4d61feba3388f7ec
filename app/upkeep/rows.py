"""Rows of any table as plain values and back, the same for both kinds of database."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Insert,
    LargeBinary,
    Table,
    Text,
    cast,
    column,
    func,
    insert,
    select,
    table,
)
from sqlalchemy.types import TypeEngine

from app.db import Base, Moment

#: Not kept: who is signed in and where from, counted attempts, this machine's workers, and files
#: between preview and import.
LEFT_OUT = frozenset({"sign_in", "attempt", "worker_seen", "import_file"})
BATCH = 1_000
#: A column of this name names an uploaded file.
FILE_COLUMN = "stored_as"


def tables() -> list[Table]:
    """Return every table a backup holds, each before those that point to it."""
    return [one for one in Base.metadata.sorted_tables if one.name not in LEFT_OUT]


def count(connection: Connection, of: Table) -> int:
    """Return how many rows a table has."""
    return connection.scalar(select(func.count()).select_from(of)) or 0


def read(connection: Connection, of: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in the order of their keys, as values that JSON knows."""
    # JSON is read as its text: an empty column and one that holds JSON's null are two things
    columns = [cast(c, Text).label(c.name) if _is_json(c) else c for c in of.columns]
    streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
    for row in streamed.execute(select(*columns).order_by(*of.primary_key.columns)).mappings():
        yield {name: _plain(value) for name, value in row.items()}


def file_names(connection: Connection) -> list[str]:
    """Return the name of every uploaded file a row speaks of."""
    found: set[str] = set()
    for one in tables():
        if FILE_COLUMN in one.columns:
            names = connection.scalars(select(one.columns[FILE_COLUMN]).distinct())
            found.update(name for name in names if name)
    return sorted(found)


def write(connection: Connection, of: Table, rows: Iterable[dict[str, Any]]) -> Iterator[int]:
    """Insert rows as ``read`` gave them; yield how many at each step."""
    into, decoders = _insert(of), {c.name: _decoder(c.type) for c in of.columns}
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        connection.execute(into, [_decoded(row, decoders) for row in batch])
        yield len(batch)


def _decoded(row: dict[str, Any], decoders: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    return {
        name: None if row[name] is None else decode(row[name]) for name, decode in decoders.items()
    }


def _insert(of: Table) -> Insert:
    """Return an insert that gives every column what it is told: no default, no JSON null."""
    plain = [column(c.name, JSON(none_as_null=True) if _is_json(c) else c.type) for c in of.columns]
    return insert(table(of.name, *plain))


def _is_json(one: Column[Any]) -> bool:
    return isinstance(one.type, JSON)


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value


def _decoder(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, Moment):
        return datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, LargeBinary):
        return b64decode
    return _from_json if isinstance(kind, JSON) else lambda value: value


def _from_json(text: str) -> Any:
    value = json.loads(text)
    return JSON.NULL if value is None else value

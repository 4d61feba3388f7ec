"""CSV as this product writes and reads it: no cell starts a formula, and all of it comes back.

UTF-8 with BOM, comma, CRLF. Text starting with one of ``= + - @``, tab, carriage return or ``'``
gets a leading ``'``; reading strips one ``'`` only before one of those (law L19).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from app.core.columns import Column, RowT, keys

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
#: Rows gathered before a piece of the stream is sent: large enough to be few, small to stay light.
ROWS_A_PIECE = 1_000
ROWS_AT_FIRST = 50


def quote_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def unquote_cell(text: str) -> str:
    """Return the text that ``quote_cell`` was given."""
    if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
        return text[1:]
    return text


def cell_text(value: object) -> str:
    """Return a value as its cell holds it; numbers are never prefixed."""
    write = _WRITERS.get(type(value))
    if write is None:
        raise TypeError(f"a cell cannot hold {type(value).__name__}")
    return write(value)


def stream(columns: Sequence[Column[RowT]], rows: Iterable[RowT]) -> Iterator[bytes]:
    """Yield the file piece by piece, so that a long one is never whole in memory.

    A piece is written column by column, which is a third of the work of cell by cell. The first
    is short, so that it is on its way at once.
    """
    piece = io.StringIO()
    writer = csv.writer(piece, lineterminator="\r\n")
    piece.write(BOM)
    writer.writerow(keys(columns))
    every, size = iter(rows), ROWS_AT_FIRST
    while some := list(islice(every, size)):
        writer.writerows(zip(*(_cells(column, some) for column in columns), strict=True))
        yield _emptied(piece)
        size = ROWS_A_PIECE
    if piece.tell():
        yield _emptied(piece)


def _cells(column: Column[RowT], rows: Iterable[RowT]) -> list[object]:
    """Return what a column holds; what is safe as it is, the most, needs no further call."""
    return [
        value
        if value is None or (type(value) is str and value[:1] not in _STARTS) or type(value) is int
        else cell_text(value)
        for value in map(column.value, rows)
    ]


def _emptied(piece: io.StringIO) -> bytes:
    data = piece.getvalue().encode()
    piece.seek(0)
    piece.truncate()
    return data


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {value!r}")
    return value.isoformat()


_STARTS = frozenset(FORMULA_STARTS)
#: How each type is written; there is no other.
_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "",
    str: quote_cell,
    bool: lambda value: "true" if value else "false",
    Decimal: lambda value: format(value, "f"),
    int: str,
    float: str,
    datetime: _moment,
    date: date.isoformat,
}


def records(lines: Iterable[str], *, delimiter: str = ",") -> Iterator[list[str]]:
    """Yield the cells of each record, unquoted; raise ``csv.Error`` for broken quotation marks.

    ``lines`` keep their own ends (open a file with ``newline=""``). An empty line is an empty list.
    """
    for record in csv.reader(lines, delimiter=delimiter, strict=True):
        if "'" in "".join(record):
            yield [unquote_cell(cell) if cell[:1] == "'" else cell for cell in record]
        else:
            yield record


def parse(data: bytes) -> Iterator[list[str]]:
    """Yield the records of a file that ``stream`` wrote, its heading first."""
    return records(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline=""))


def parse_flag(text: str) -> bool | None:
    """Return what a cell says of yes or no, None for an empty one; raise ValueError otherwise."""
    try:
        return {"": None, "true": True, "false": False}[text.strip().casefold()]
    except KeyError:
        raise ValueError(f"“{text}” is neither true nor false.") from None


def parse_moment(text: str) -> datetime | None:
    """Return the moment of a cell in UTC, None for an empty one.

    Raise ValueError where there is no moment or it has no offset from UTC.
    """
    if not text.strip():
        return None
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"“{text}” is not a moment such as 2026-11-20T18:00:00+00:00.") from None
    if value.tzinfo is None:
        raise ValueError(f"“{text}” has no offset from UTC, such as +00:00.")
    return value.astimezone(UTC)

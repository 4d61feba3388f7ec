"""CSV as this product writes and reads it: no cell starts a formula, and all of it comes back.

UTF-8 with BOM, comma, CRLF. Text starting with one of ``= + - @``, tab, carriage return or ``'``
gets a leading ``'``; reading strips one ``'`` only before one of those (law L19).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.columns import Column, RowT, keys, values

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
#: Rows gathered before a piece of the stream is sent: large enough to be few, small to stay light.
ROWS_A_PIECE = 500


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
    match value:
        case None:
            return ""
        case str():
            return quote_cell(value)
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case int() | float():
            return str(value)
        case datetime():
            if value.tzinfo is None:
                raise ValueError(f"a moment needs a time zone: {value!r}")
            return value.isoformat()
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"a cell cannot hold {type(value).__name__}")


def stream(columns: Sequence[Column[RowT]], rows: Iterable[RowT]) -> Iterator[bytes]:
    """Yield the file piece by piece, so that a long one is never whole in memory."""
    piece = io.StringIO()
    writer = csv.writer(piece, lineterminator="\r\n")
    piece.write(BOM)
    writer.writerow(keys(columns))
    for count, row in enumerate(rows, start=1):
        writer.writerow([cell_text(value) for value in values(columns, row)])
        if count % ROWS_A_PIECE == 0:
            yield piece.getvalue().encode()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode()


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

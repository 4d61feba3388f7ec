"""Reading XLSX: cells as the text a person sees, and nothing opened that would swell in memory."""

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.core.csv import unquote_cell
from app.exchange.file_kinds import damaged
from app.exchange.refusal import MAX_CELLS, MAX_COLUMNS, BadFile, too_many_cells, too_many_columns

MAX_UNPACKED = 200_000_000
MAX_PARTS = 10_000
#: What all cells may hold together, a text counted in each cell that names it.
MAX_TEXT = 400_000_000
#: Real sheets shrink some ten to forty times; a bomb, hundreds of times.
MAX_RATIO = 100
RATIO_COUNTS_FROM = 10_000_000
LOCAL_HEADER = 30
#: Beginnings of XML in UTF-16, which no program writes here and our look inside could not follow.
TWO_BYTE_XML = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")

COLUMN = re.compile(rb"""r\s*=\s*["']([A-Za-z]+)\d""")
ROW = re.compile(rb"""r\s*=\s*["'][A-Za-z]*(\d+)["']""")
BLANK_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s[^<>]*/>")
#: How many entries a list says it has; the reader makes room for them before it looks.
PROMISED = re.compile(rb"""ount\s*=\s*["']\s*\+?([0-9&][^"']*)""")
SHARED_END = re.compile(rb"</(?:[\w.-]+:)?si\s*>")
WHOLE_NUMBER = re.compile(rb">\s*\+?0*(\d{1,9})\s*<")
#: A sheet is searched in slices, so that what is found never fills the memory either.
SLICE = 1_000_000

SWELLS = (
    "This workbook is packed so tightly that it would fill the memory when opened. "
    "Copy the table into a new workbook, or save it as CSV UTF-8."
)

Shown = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The sheet that is read, by name, with those left unread."""

    name: str
    others: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]


def read_worksheet(data: bytes, filename: str) -> Worksheet:
    """Return the first visible sheet that holds anything; its rows are numbered as it shows them.

    Raise BadFile for a workbook that is damaged, protected, or would swell when opened.
    """
    name = f"“{filename}”" if filename else "This file"
    try:
        _require_modest(data, name)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheet, others = _first_filled(workbook)
    except PasswordError:
        raise BadFile(f"{name} is protected with a password. Save a copy without one.") from None
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError):
        raise damaged(name) from None
    if sheet is None:
        raise BadFile(f"{name} has no visible sheet with anything in it.")
    return Worksheet(sheet.name, others, _numbered(sheet))


def shown(value: Shown) -> str:
    """Return a cell as a person sees it; dates as ISO 8601, whatever format they wear."""
    match value:
        case str():
            return unquote_cell(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value)
        case datetime():
            moment = value.replace(microsecond=0)
            return moment.isoformat() if moment.time() != time() else moment.date().isoformat()
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes" if not value.second else "seconds")
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _number(value: float) -> str:
    """Write a number in full: a phone of twelve figures is no 3.5E+11."""
    if not math.isfinite(value):
        return ""
    whole = int(value)
    return str(whole) if whole == value and abs(value) < 1e15 else format(value, ".15g")


def _first_filled(workbook: CalamineWorkbook) -> tuple[CalamineSheet | None, tuple[str, ...]]:
    visible = [
        about.name
        for about in workbook.sheets_metadata
        if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet
    ]
    for name in visible:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.end is not None:
            return sheet, tuple(other for other in visible if other != name)
    return None, ()


def _numbered(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield (
            number,
            [cell if isinstance(cell, str) and cell[:1] != "'" else shown(cell) for cell in cells],
        )


def _require_modest(data: bytes, name: str) -> None:
    """Refuse what would swell: by the zip's own directory, by its true content, by its cells.

    The reader lays out a full rectangle up to the furthest cell and copies a shared text into
    every cell that names it, so a few kilobytes could ask for gigabytes.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise PasswordError
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise BadFile(SWELLS)
    if unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * len(data):
        raise BadFile(SWELLS)
    longest, cells = 0, 0
    for part in parts:
        content = _unpack(data, part, name)
        longest = max(longest, max(_shared_lengths(content), default=0))
        cells = max(cells, _area(content))
    if longest * cells > MAX_TEXT:
        _require_modest_text([_unpack(data, part, name) for part in parts])


def _unpack(data: bytes, part: zipfile.ZipInfo, name: str) -> bytes:
    """Return a part whole; refuse one that is larger than the directory says."""
    start = part.header_offset
    header = data[start : start + LOCAL_HEADER]
    start += LOCAL_HEADER + int.from_bytes(header[26:28], "little")
    start += int.from_bytes(header[28:30], "little")
    packed = data[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, part.file_size + 1)
    else:
        raise damaged(name)
    if len(content) > part.file_size:
        raise BadFile(SWELLS)
    if len(content) < part.file_size or content.startswith(TWO_BYTE_XML):
        raise damaged(name)
    if any(not _is_modest_count(count, content) for count in PROMISED.findall(content)):
        raise damaged(name)
    return content


def _is_modest_count(count: bytes, content: bytes) -> bool:
    """Whether a part is long enough for the entries it promises."""
    digits = count.strip()
    return digits.isdigit() and len(digits) < 12 and int(digits) <= len(content)


def _area(content: bytes) -> int:
    """Return how many cells a part's rectangle has, 0 for no sheet; refuse too many."""
    if b"sheetData" not in content:
        return 0
    rows, columns = _furthest(content)
    if rows * columns > MAX_CELLS or columns > MAX_COLUMNS:
        # Cells with a colour but no content reach far in many a real sheet; they cost nothing.
        rows, columns = _furthest(BLANK_CELL.sub(b"", content))
    if columns > MAX_COLUMNS:
        raise too_many_columns(columns)
    if rows * columns > MAX_CELLS:
        raise too_many_cells(rows, columns)
    return rows * columns


def _furthest(content: bytes) -> tuple[int, int]:
    """Return the highest row and column that any cell or row of a sheet names."""
    columns = set[bytes]()
    furthest = 0
    for start, end in _slices(content):
        columns.update(COLUMN.findall(content, start, end))
        rows = set(ROW.findall(content, start, end))
        furthest = max(furthest, *map(int, rows), 0)
    return furthest, max(map(_column_number, columns), default=0)


def _slices(content: bytes) -> Iterator[tuple[int, int]]:
    """Cut a part before its tags, never within one."""
    start = 0
    while start < len(content):
        end = content.find(b"<", start + SLICE)
        end = len(content) if end < 0 else end
        yield start, end
        start = end


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _shared_lengths(content: bytes) -> list[int]:
    """Return about how long each text of the shared list is, none for another part."""
    ends = [0, *(found.end() for found in SHARED_END.finditer(content))]
    return [end - start for start, end in pairwise(ends)]


def _require_modest_text(contents: list[bytes]) -> None:
    """Add up the shared texts that the cells name, and refuse what no real sheet holds."""
    shared = next(filter(None, map(_shared_lengths, contents)), [])
    lengths = {b"%d" % number: length for number, length in enumerate(shared)}
    for content in contents:
        if b"sheetData" not in content:
            continue
        total = 0
        for start, end in _slices(content):
            # One further, for the tag that closes the last number of the slice.
            numbers = WHOLE_NUMBER.findall(content, start, end + 1)
            total += sum(lengths.get(number, 0) for number in numbers)
        if total > MAX_TEXT:
            raise BadFile(SWELLS)

"""Reading CSV as other systems write it: their encodings, separators and line ends."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from app.core.csv import records
from app.exchange.refusal import BadFile, cell_too_long

DELIMITERS = (",", ";", "\t", "|")
#: How much of a file is looked at to find its separator.
SAMPLE_CHARACTERS = 65_536
SAMPLE_RECORDS = 20
#: What no text holds: characters that steer a terminal, but not tab, line ends or page breaks.
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: One stray such character in so many is a slip of some program; more is no text.
CHARACTERS_A_SLIP = 1_000
#: Excel's own note of the separator, a line it does not show.
SEPARATOR_NOTE = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)

NO_TEXT = (
    "This is no table we can read: it holds characters that no text has. "
    "Save it as CSV UTF-8 or as an .xlsx workbook."
)


def read_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and cells of each record; the first is 1, quoted line breaks count nothing.

    Raise BadFile for what is no text, or has quotation marks that do not pair.
    """
    encoding = encoding_of(data)
    text = data.decode(encoding)
    if "\x00" in text or len(NOT_TEXT.findall(text)) > len(text) // CHARACTERS_A_SLIP:
        raise BadFile(NO_TEXT)
    beginning = text[:SAMPLE_CHARACTERS]
    del text  # a large file is then read piece by piece, not held twice
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    note = SEPARATOR_NOTE.match(beginning)
    if note:
        lines.readline()
    return _numbered(lines, note[1] if note else delimiter_of(beginning))


def _numbered(lines: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(records(lines, delimiter=delimiter), start=1):
            yield number, cells
    except csv.Error as error:
        if "field limit" in str(error):
            raise cell_too_long(number + 1) from None
        raise BadFile(
            f"The quotation marks in row {number + 1} do not pair: one is opened and never "
            "closed, or stands inside a cell without being doubled."
        ) from None


def encoding_of(data: bytes) -> str:
    """Return the encoding the bytes are text in; raise BadFile where they are in none we read."""
    if data.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8", "cp1252"]
    for encoding in candidates:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise BadFile(NO_TEXT)


def delimiter_of(beginning: str) -> str:
    """Return the separator that gives the most rows as wide as the heading, then the most columns.

    One that never splits the heading is out; the comma wins a tie.
    """
    return max(DELIMITERS, key=lambda delimiter: _fit(beginning, delimiter))


def _fit(beginning: str, delimiter: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(beginning, newline=""), delimiter=delimiter)
    try:
        widths = [len(record) for record in islice(reader, SAMPLE_RECORDS) if record]
    except csv.Error:  # a cell beyond any limit; reading will say so
        return (0, 0)
    if not widths or widths[0] == 1:
        return (0, 0)
    return (sum(width == widths[0] for width in widths), widths[0])

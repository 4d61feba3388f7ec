"""Columns of a long table as codes: each distinct text once, and which of them each row holds.

A plain CSV file, without a quotation mark and with as many cells in every row, is taken apart
all at once; a million rows cost about half a second. Anything else is read row by row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.core.csv import unquote_cell
from app.exchange.bad_cells import BadCell
from app.exchange.delimited import (
    SAMPLE_CHARACTERS,
    SEPARATOR_NOTE,
    delimiter_of,
    encoding_of,
    read_rows,
)
from app.exchange.file_kinds import kind_of
from app.exchange.refusal import BadFile
from app.exchange.sheets import Numbered, column_letter, filled_rows, header_of
from app.exchange.workbooks import read_worksheet

Codes = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

#: Below it and at DELETE are characters that steer a terminal. Of those a plain table holds tabs
#: and line ends alone; the row reader judges the rest.
SPACE, DELETE = 32, 127
#: A line longer than this is not worth taking apart by words of eight bytes.
LONGEST_LINE = 4_096
#: Bytes looked through at once: what a processor holds close.
PIECE = 1 << 20
_SLOT_BITS = np.uint64(16)
SLOTS = 1 << 16
#: Multiplying by it brings every bit of a word into its upper ones (Knuth, volume 3, 6.4).
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_PADDING = b"\0" * 8
_LINE_FEED, _RETURN = 10, 13


@dataclass(frozen=True, slots=True)
class Coded:
    """One column of n rows: row r holds `labels[codes[r]]`, stripped of blanks around it."""

    labels: tuple[str, ...]
    codes: Codes

    def rows_of(self, labels: Iterable[int]) -> Codes:
        """The rows that hold one of these labels, in order."""
        wanted = np.zeros(len(self.labels), dtype=bool)
        wanted[list(labels)] = True
        return np.flatnonzero(wanted[self.codes])

    def kept(self, rows: Codes) -> "Coded":
        """The same column with these rows alone."""
        return Coded(self.labels, self.codes[rows])

    def used(self) -> "Coded":
        """The same column without labels that no row holds."""
        held, codes = np.unique(self.codes, return_inverse=True)
        return Coded(tuple(self.labels[place] for place in held.tolist()), codes)


@dataclass(frozen=True, slots=True)
class Columns:
    """Some columns of a table, their rows' numbers in the file, and cells no heading covers."""

    coded: tuple[Coded, ...]
    numbers: Codes
    bad: tuple[BadCell, ...] = ()


class RowTable:
    """A table read row by row."""

    def __init__(self, numbered: Iterable[Numbered]) -> None:
        self._rows: Iterator[Numbered] = filled_rows(numbered)
        number, cells = next(self._rows, (0, []))
        if not cells:
            raise BadFile("The file is empty.")
        self.header = header_of(number, cells)

    def columns(self, wanted: Sequence[int]) -> Columns:
        """Code these columns of all rows; a row that ends early holds nothing after it."""
        width = len(self.header)
        places: list[dict[str, int]] = [{} for _ in wanted]
        codes: list[list[int]] = [[] for _ in wanted]
        numbers: list[int] = []
        bad: list[BadCell] = []
        for number, cells in self._rows:
            if len(cells) != width:
                bad += _beyond(number, cells, width)
                cells.extend([""] * (width - len(cells)))
            numbers.append(number)
            for index, place, code in zip(wanted, places, codes, strict=True):
                code.append(place.setdefault(cells[index], len(place)))
        coded = [
            _clean(tuple(place), np.array(code, dtype=np.int64))
            for place, code in zip(places, codes, strict=True)
        ]
        return Columns(tuple(coded), np.array(numbers, dtype=np.int64), tuple(bad))


class PlainTable:
    """A table in which every line has the same number of cells and no cell is quoted."""

    def __init__(self, data: bytes, delimiter: str) -> None:
        end = len(data)
        while end and data[end - 1] in b"\r\n":
            end -= 1
        self._start = data.find(b"\n", 0, end) + 1 or end + 1
        cells = data[: min(self._start, end)].decode().rstrip().split(delimiter)
        self.header = header_of(1, [unquote_cell(cell) for cell in cells])
        self._width = len(cells)
        self._data = b"".join([memoryview(data)[:end], b"\n", _PADDING])
        self._ends = _separators(self._data, self._start, ord(delimiter))

    @property
    def regular(self) -> bool:
        """Whether the lines are what this class takes apart."""
        if len(self._ends) % self._width or len(self.header) < self._width:
            return False
        data = np.frombuffer(self._data, dtype=np.uint8)
        is_end = data[self._ends].reshape(-1, self._width) == _LINE_FEED
        if not is_end[:, -1].all() or is_end[:, :-1].any():
            return False
        lines = np.diff(self._ends[self._width - 1 :: self._width], prepend=self._start)
        return int(lines.max(initial=0)) <= LONGEST_LINE

    def columns(self, wanted: Sequence[int]) -> Columns:
        """Code these columns of all rows."""
        rows = len(self._ends) // self._width
        coded = tuple(self._coded(index) for index in wanted)
        return Columns(coded, np.arange(2, rows + 2))

    def _coded(self, index: int) -> Coded:
        ends = self._ends[index :: self._width]
        starts = np.empty_like(ends)
        if index:
            starts[:] = self._ends[index - 1 :: self._width]
            starts += 1
        else:
            starts[:1] = self._start
            starts[1:] = self._ends[self._width - 1 :: self._width][:-1] + 1
        if index == self._width - 1 and len(ends):
            data = np.frombuffer(self._data, dtype=np.uint8)
            ends = ends - (data[ends - 1] == _RETURN)
        codes, count = self._codes(starts, ends - starts)
        one_row = np.zeros(count, dtype=np.int64)
        one_row[codes] = np.arange(len(codes))
        labels = (self._data[starts[row] : ends[row]].decode() for row in one_row.tolist())
        return _clean(tuple(map(unquote_cell, labels)), codes)

    def _codes(self, starts: Codes, lengths: Codes) -> tuple[Codes, int]:
        """Number the distinct cells, eight bytes at a time, and count them."""
        data = np.ndarray((len(self._data) - 7,), np.dtype("<u8"), self._data, strides=(1,))
        codes, count = np.zeros(len(starts), dtype=np.int64), min(len(starts), 1)
        for offset in range(0, int(lengths.max(initial=0)), 8):
            word = data[np.minimum(starts + offset, len(data) - 1)]
            word &= _MASKS[np.clip(lengths - offset, 0, 8)]
            part, parts = _numbered(word)
            if parts > 1:
                codes, count = (
                    _numbered((codes * parts + part).astype(np.uint64))
                    if count > 1
                    else (part, parts)
                )
        return codes, count


_MASKS: Words = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)


def open_table(data: bytes, filename: str) -> PlainTable | RowTable:
    """Return the table in a CSV file or an XLSX workbook, its columns still to be read.

    Raise BadFile for what holds none.
    """
    if kind_of(data, filename) == "xlsx":
        return RowTable(read_worksheet(data, filename).rows)
    encoding = encoding_of(data)
    text = data.removeprefix(b"\xef\xbb\xbf") if encoding in ("utf-8", "utf-8-sig") else None
    if text is None:
        text = data.decode(encoding).encode()
    if _may_be_plain(text):
        table = PlainTable(text, delimiter_of(text[:SAMPLE_CHARACTERS].decode(errors="ignore")))
        if table.regular:
            return table
    return RowTable(read_rows(data))


def _may_be_plain(text: bytes) -> bool:
    if b'"' in text or (b"\r" in text and text.count(b"\r") != text.count(b"\r\n")):
        return False
    if _steering(text) != sum(text.count(one) for one in (b"\t", b"\n", b"\r")):
        return False
    first = text[:SAMPLE_CHARACTERS].decode(errors="ignore")
    named = any(letter.isalnum() for letter in first.split("\n", 1)[0])
    return named and SEPARATOR_NOTE.match(first) is None


def _steering(text: bytes) -> int:
    """How many characters are none that is printed."""
    whole = np.frombuffer(text, dtype=np.uint8)
    pieces = (whole[begin : begin + PIECE] for begin in range(0, len(whole), PIECE))
    return sum(
        int(np.count_nonzero(piece < SPACE)) + int(np.count_nonzero(piece == DELETE))
        for piece in pieces
    )


def _separators(data: bytes, start: int, delimiter: int) -> Codes:
    """Where cells end, from `start` on."""
    whole = np.frombuffer(data, dtype=np.uint8)
    found = []
    for begin in range(start, len(whole), PIECE):
        piece = whole[begin : begin + PIECE]
        ends = piece == delimiter
        ends |= piece == _LINE_FEED
        found.append(np.flatnonzero(ends) + begin)
    return np.concatenate(found)


def _numbered(word: Words) -> tuple[Codes, int]:
    """Number the distinct values from 0, and count them; long files repeat a value in runs."""
    heads = np.flatnonzero(word[1:] != word[:-1]) + 1
    if len(heads) >= len(word) // 4:
        return _distinct(word)
    heads = np.concatenate([[0], heads]) if len(word) else heads
    codes, count = _distinct(word[heads])
    return np.repeat(codes, np.diff(heads, append=len(word))), count


def _distinct(word: Words) -> tuple[Codes, int]:
    """Few values rarely meet in so many slots; where two do, sorting tells them apart."""
    slot = word if word.max(initial=0) < SLOTS else (word * _SPREAD) >> (np.uint64(64) - _SLOT_BITS)
    held = np.zeros(SLOTS, dtype=np.uint64)
    held[slot] = word
    if not np.array_equal(held[slot], word):
        values, codes = np.unique(word, return_inverse=True)
        return codes, len(values)
    present = np.zeros(SLOTS, dtype=np.int64)
    present[slot] = 1
    place = np.cumsum(present)
    return place[slot] - 1, int(place[-1])


def _clean(labels: tuple[str, ...], codes: Codes) -> Coded:
    """Strip the labels, and make one of those that are then the same."""
    stripped = [label.strip() for label in labels]
    place: dict[str, int] = {}
    merged = np.array([place.setdefault(label, len(place)) for label in stripped], dtype=np.int64)
    return Coded(tuple(place), codes if len(place) == len(labels) else merged[codes])


def _beyond(number: int, cells: list[str], width: int) -> Iterator[BadCell]:
    """Name the first cell that has no heading over it."""
    for index, text in enumerate(cells[width:], start=width):
        if text.strip():
            message = "No heading stands over this cell, so the row may be shifted."
            yield BadCell(number, column_letter(index), message, text)
            return

"""Workbooks as this product writes them: text is never a formula, and all of it comes back.

A row is written and forgotten, so that a long table is never whole in memory. Text wears the same
leading ``'`` as in CSV, since a workbook is saved as one by a click (law L19). A moment is a real
date in the zone of the requisition, to the second; where an hour comes twice and that would not
say which is meant, it is text with its offset. Numbers are numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.core.columns import Column, RowT
from app.core.csv import quote_cell
from app.core.decision import Refused

#: What a sheet and a cell can hold at most.
MOST_ROWS = 1_048_575
MOST_TEXT = 32_767
CUT = " … (cut here: a cell holds no more; the CSV has it whole)"
#: A column is as wide as the longest text of its first rows, within reason.
MEASURED, NARROW, WIDE = 200, 8, 60
#: A piece of a file that is sent on.
PIECE = 1 << 16
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = {"moment": 20, "date": 12}

Put = Callable[[int, int, Any], object]


class Sheet:
    """One table of a workbook, row by row."""

    def __init__(
        self, sheet: Worksheet, columns: Sequence[Column[Any]], zone: tzinfo, styles: "_Styles"
    ) -> None:
        """Write the heading."""
        self._sheet, self._columns, self._row = sheet, columns, 0
        self._widths = [max(len(one.key), WIDTHS.get(one.kind, NARROW)) for one in columns]
        self._put = _writers(sheet, zone, styles)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.key, styles.heading)
        sheet.freeze_panes(1, 0)

    @property
    def count(self) -> int:
        """How many rows are written."""
        return self._row

    def passing(self, rows: Iterable[RowT]) -> Iterator[RowT]:
        """Write each row and pass it on."""
        for row in rows:
            self.add(row)
            yield row

    def add(self, row: Any) -> None:
        """Write one row."""
        self._row += 1
        if self._row > MOST_ROWS:
            raise Refused(f"A sheet holds no more than {MOST_ROWS:,} rows. Take the table as CSV.")
        for place, column in enumerate(self._columns):
            value = column.value(row)
            if value is None or value == "":
                continue
            self._put[type(value)](self._row, place, value)
            if self._row <= MEASURED and type(value) is str:
                self._widths[place] = max(self._widths[place], len(value))

    def end(self) -> None:
        """Give the columns their widths, and the heading its filter."""
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(width + 2, WIDE))
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._columns) - 1)


class Book:
    """A workbook being written into a file."""

    def __init__(self, book: Workbook, zone: tzinfo) -> None:
        self._book, self._zone = book, zone
        self._styles = _Styles(book)

    @contextmanager
    def sheet(self, name: str, columns: Sequence[Column[Any]]) -> Iterator[Sheet]:
        """Begin a sheet, and end it: one after the other, as rows are forgotten."""
        sheet = Sheet(self._book.add_worksheet(name), columns, self._zone, self._styles)
        yield sheet
        sheet.end()


@contextmanager
def book(file: IO[bytes], zone: tzinfo, at: datetime) -> Iterator[Book]:
    """Write a workbook into a file, whole at the end; ``at`` is when it was made."""
    workbook = Workbook(file, OPTIONS)
    workbook.use_zip64()
    workbook.set_properties({"created": at.replace(tzinfo=None)})
    try:
        yield Book(workbook, zone)
    finally:  # whatever happened: it holds files of its own
        workbook.close()


class _Styles:
    """How cells look: dates by ISO 8601, sums with two places."""

    def __init__(self, book: Workbook) -> None:
        self.heading: Format = book.add_format({"bold": True, "bottom": 1})
        self.moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.money: Format = book.add_format({"num_format": "#,##0.00"})
        self.plain: Format = book.add_format()


def _writers(sheet: Worksheet, zone: tzinfo, styles: _Styles) -> dict[type, Put]:
    """Return how each type is written; there is no other."""

    def text(row: int, place: int, value: str) -> None:
        quoted = quote_cell(value)
        if len(quoted) > MOST_TEXT:
            quoted = quoted[: MOST_TEXT - len(CUT)] + CUT
        if quoted.startswith("<r>"):  # it would pass for rich text, which is written as it is
            sheet.write_rich_string(row, place, quoted[:1], styles.plain, quoted[1:])
        else:
            sheet.write_string(row, place, quoted)

    def moment(row: int, place: int, value: datetime) -> None:
        here = value.replace(microsecond=0).astimezone(zone)
        if here != value.replace(microsecond=0):  # so are all moments of an hour that comes twice
            text(row, place, value.isoformat())
        else:
            sheet.write_datetime(row, place, here.replace(tzinfo=None), styles.moment)

    def day(row: int, place: int, value: date) -> None:
        sheet.write_datetime(row, place, value, styles.day)

    def money(row: int, place: int, value: Decimal) -> None:
        sheet.write_number(row, place, float(value), styles.money)

    return {
        str: text,
        bool: sheet.write_boolean,
        int: sheet.write_number,
        float: sheet.write_number,
        Decimal: money,
        datetime: moment,
        date: day,
    }


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a written file from its beginning, and close it, which removes a temporary one."""
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece

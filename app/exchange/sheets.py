"""A table from a file, whatever wrote it: a heading and numbered rows of text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.exchange.delimited import read_rows
from app.exchange.file_kinds import kind_of
from app.exchange.refusal import (
    MAX_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    BadFile,
    cell_too_long,
    too_many_cells,
    too_many_columns,
    too_many_rows,
)
from app.exchange.workbooks import read_worksheet

Numbered = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as wide as the heading; ``number`` is that of the file, the heading being row 1.

    ``beyond`` are cells to the right of the last heading: the row is shifted, or says something
    no heading names.
    """

    number: int
    cells: list[str]
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading and the rows under it that hold anything.

    ``name`` and ``others`` are the sheet read of a workbook and its other visible sheets.
    """

    header: list[str]
    rows: list[Row]
    name: str = ""
    others: tuple[str, ...] = ()


def read_sheet(data: bytes, filename: str) -> Sheet:
    """Return the table in a CSV file or an XLSX workbook; raise BadFile for what holds none.

    What it is, is seen from its content; the name is only spoken of.
    """
    if kind_of(data, filename) == "xlsx":
        worksheet = read_worksheet(data, filename)
        return _sheet(worksheet.rows, worksheet.name, worksheet.others)
    return _sheet(read_rows(data))


def column_letter(index: int) -> str:
    """Return the letter over a column as a spreadsheet shows it; the first, A, has index 0."""
    letters, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet(numbered: Iterable[Numbered], name: str = "", others: tuple[str, ...] = ()) -> Sheet:
    filled = filled_rows(numbered)
    number, cells = next(filled, (0, []))
    if not cells:
        raise BadFile("The file is empty.")
    header = header_of(number, cells)
    rows = [_row(number, cells, header) for number, cells in _counted(filled, len(header))]
    if not rows:
        raise BadFile("The file has a heading but no rows under it.")
    return Sheet(header, rows, name, others)


def filled_rows(numbered: Iterable[Numbered]) -> Iterator[Numbered]:
    """Leave out empty rows, which keep their numbers."""
    for number, cells in numbered:
        text = "".join(cells)
        if text and not text.isspace():
            yield number, cells


def _counted(rows: Iterator[Numbered], width: int) -> Iterator[Numbered]:
    """Pass on rows until they are more than we take."""
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise too_many_rows()
        if count * width > MAX_CELLS:
            raise too_many_cells(count, width)
        yield row


def header_of(number: int, cells: list[str]) -> list[str]:
    """Return the headings of the first row; raise BadFile where one stands there twice."""
    header = [" ".join(cell.split()) for cell in cells]
    while not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        raise too_many_columns(len(header))
    seen: dict[str, int] = {}
    for index, heading in enumerate(header):
        if len(heading) > MAX_CELL:
            raise cell_too_long(number)
        first = seen.setdefault(heading.casefold(), index)
        if heading and first != index:
            raise BadFile(
                f"The heading “{heading}” is there twice, over columns {column_letter(first)} "
                f"and {column_letter(index)}. Rename one or take it out."
            )
    return header


def _row(number: int, cells: list[str], header: list[str]) -> Row:
    width = len(header)
    if sum(map(len, cells)) > MAX_CELL:
        _require_short(number, cells, header)
    if len(cells) == width:
        return Row(number, cells)
    if len(cells) < width:
        return Row(number, cells + [""] * (width - len(cells)))
    beyond = cells[width:]
    while beyond and not beyond[-1].strip():
        beyond.pop()
    return Row(number, cells[:width], tuple(beyond))


def _require_short(number: int, cells: list[str], header: list[str]) -> None:
    for index, cell in enumerate(cells):
        if len(cell) > MAX_CELL:
            heading = header[index] if index < len(header) else ""
            raise cell_too_long(number, heading or column_letter(index))

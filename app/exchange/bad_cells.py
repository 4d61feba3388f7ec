"""A cell that cannot be taken: where it is in the file, and why, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.exchange.sheets import Row, column_letter


@dataclass(frozen=True, slots=True)
class BadCell:
    """Why a row cannot be taken: where, in the file's own words, and what is wrong there."""

    row: int
    column: str
    message: str
    value: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.message}"


def shifted(row: Row) -> Iterator[BadCell]:
    """Name the first cell that has no heading over it."""
    for index, text in enumerate(row.beyond, start=len(row.cells)):
        if text.strip():
            message = "No heading stands over this cell, so the row may be shifted."
            yield BadCell(row.number, column_letter(index), message, text)
            return

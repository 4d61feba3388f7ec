"""What taking a file of scores would do; of others' cards it says nothing (law L1)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.exchange.bad_cells import BadCell, shifted
from app.exchange.headings import Headings, Left, Taken
from app.exchange.score_headings import score_headings
from app.exchange.sheets import read_sheet
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards import intake
from app.scorecards.intake import take_score_rows

NumberedCells = tuple[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """The rows of a file by our names of its columns."""

    headings: Headings
    rows: Sequence[NumberedCells]
    bad: Sequence[BadCell]

    def heading(self, field: str) -> str:
        """Return what a field is called in the file."""
        taken = self.headings.taken
        return next((one.heading for one in taken if one.field == field), field)


@dataclass(frozen=True, slots=True)
class ScorePreview:
    """What would come of a file, counted in cards, and every cell that stands in the way."""

    file: ScoreFile
    would: intake.Taken
    bad: tuple[BadCell, ...]

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The columns that are read."""
        return self.file.headings.taken

    @property
    def left(self) -> tuple[Left, ...]:
        """The columns that are not."""
        return self.file.headings.left

    @property
    def cards(self) -> int:
        """How many cards would be written."""
        return self.would.submitted + self.would.saved

    @property
    def seal(self) -> str:
        """A short text that differs where what is shown differs."""
        would = self.would
        facts = (would.submitted, would.saved, would.unchanged, would.passed_over, self.bad)
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def read_scores(data: bytes, filename: str) -> ScoreFile:
    """Read a table of scores; raise BadFile for what is none."""
    sheet = read_sheet(data, filename)
    headings = score_headings(sheet.header)
    rows = [
        (row.number, {one.field: row.cells[one.index] for one in headings.taken})
        for row in sheet.rows
    ]
    return ScoreFile(headings, rows, tuple(cell for row in sheet.rows for cell in shifted(row)))


def preview(requisition: Requisition, file: ScoreFile, *, by: Person, at: datetime) -> ScorePreview:
    """Say what taking a file of scores would do; nothing is written."""
    would = take_score_rows(requisition, file.rows, by, at, dry_run=True)
    return ScorePreview(file, would, bad_cells(file, would))


def bad_cells(file: ScoreFile, taken: intake.Taken) -> tuple[BadCell, ...]:
    """Return the bad cells under the file's own headings, with what stands in them."""
    cells = dict(file.rows)
    found = (
        BadCell(one.row, file.heading(one.column), one.message, cells[one.row].get(one.column, ""))
        for one in taken.bad
    )
    return tuple(sorted((*file.bad, *found), key=lambda cell: cell.row))

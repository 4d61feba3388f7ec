"""What taking a file of candidates would do: the rows of the file held against those we know."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.candidates.bringing import cut_to
from app.candidates.intake import Counts, OnDuplicate, one_at_a_time
from app.candidates.rows import Verdict, check_rows, email_key
from app.candidates.rules import may_be_added
from app.exchange.bad_cells import BadCell
from app.exchange.candidate_rows import (
    CandidateFile,
    CandidateRow,
    DateOrderNeeded,
    read_candidates,
)
from app.exchange.dates import DateOrder
from app.exchange.headings import Left, Taken
from app.exchange.sheets import read_sheet
from app.people.models import Person
from app.requisitions.models import Requisition

Judged = tuple[CandidateRow, Verdict]


@dataclass(frozen=True, slots=True)
class Again:
    """A row that says again who an earlier one is; it is skipped. ``of_row`` where it is known."""

    row: int
    name: str
    of_row: int | None = None


@dataclass(frozen=True, slots=True)
class CandidatePreview:
    """Every row of a file in exactly one of the five lists, and its columns read and left."""

    sheet: str
    other_sheets: tuple[str, ...]
    taken: tuple[Taken, ...]
    left: tuple[Left, ...]
    new: tuple[Judged, ...]
    changed: tuple[Judged, ...]
    unchanged: tuple[Judged, ...]
    again: tuple[Again, ...]
    bad: tuple[BadCell, ...]
    held: bool = False

    @property
    def bad_rows(self) -> frozenset[int]:
        """The numbers of rows that cannot be taken."""
        return frozenset(cell.row for cell in self.bad)

    @property
    def belonging(self) -> int:
        """How many rows have an address or id that is somebody else's."""
        return len({cell.row for cell in self.bad if cell.message.startswith("Belongs to ")})

    @property
    def good(self) -> list[CandidateRow]:
        """The rows that can be taken, in the order of the file."""
        return [row for row, _ in self.good_judged]

    @property
    def good_judged(self) -> list[Judged]:
        """The same rows with what taking each would mean."""
        return sorted(self._judged(), key=lambda one: one[0].row)

    @property
    def on_team(self) -> list[Judged]:
        """Rows with the address of somebody of the team, who would see nothing from then on."""
        return [one for one in (*self.new, *self.changed) if one[1].on_team]

    def heading(self, field: str) -> str:
        """Return what a field is called in the file."""
        return next((one.heading for one in self.taken if one.field == field), field)

    def would(self, on_duplicate: OnDuplicate) -> Counts:
        """Return what taking it would come to."""
        updated = len(self.changed) if on_duplicate == "update" else 0
        left_out = len(self.again) + len(self.bad_rows) + len(self.changed) - updated
        return Counts(len(self.new), updated, len(self.unchanged), left_out)

    @property
    def seal(self) -> str:
        """A short text that differs where what is shown differs, so that a change is noticed."""
        lines = [f"{row.row} {verdict.kind} {verdict.fields}" for row, verdict in self._judged()]
        lines += [f"{cell.row} {cell.column} {cell.message}" for cell in self.bad]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def _judged(self) -> Iterator[Judged]:
        yield from self.new
        yield from self.changed
        yield from self.unchanged


def preview(
    requisition: Requisition,
    data: bytes,
    filename: str,
    *,
    by: Person,
    dates: DateOrder | None = None,
    hold: bool = False,
    brought_by: Person | None = None,
) -> CandidatePreview | DateOrderNeeded:
    """Read a file and say what taking it would do; nothing is written.

    ``hold`` keeps others from adding anybody until the transaction ends, so that what is said can
    be done without looking again. ``brought_by`` is the agency recruiter whose list it is, and
    who learns of nobody else. Raise BadFile for what is no table of candidates.
    """
    if hold:
        one_at_a_time()
    sheet = read_sheet(data, filename)
    found = read_candidates(sheet, dates=dates, zone=ZoneInfo(requisition.time_zone))
    if isinstance(found, DateOrderNeeded):
        return found
    verdicts = check_rows(requisition, found.rows)
    if brought_by is not None:
        verdicts = cut_to(brought_by, found.rows, verdicts)
    judged = list(zip(found.rows, verdicts, strict=True))
    bad = sorted(
        (*found.bad, *_strangers(found, judged), *_own(found, judged, by)),
        key=lambda cell: cell.row,
    )
    bad_rows = {cell.row for cell in bad}
    good = [one for one in judged if one[0].row not in bad_rows]
    return CandidatePreview(
        sheet=sheet.name,
        other_sheets=sheet.others,
        taken=found.taken,
        left=found.left,
        new=_of_kind("new", good),
        changed=_of_kind("update", good),
        unchanged=_of_kind("unchanged", good),
        again=_again(found, good),
        bad=tuple(bad),
        held=hold,
    )


def _of_kind(kind: str, judged: Sequence[Judged]) -> tuple[Judged, ...]:
    return tuple(one for one in judged if one[1].kind == kind)


def _again(found: CandidateFile, judged: Sequence[Judged]) -> tuple[Again, ...]:
    in_file = [Again(one.row, one.name, one.of_row) for one in found.doubles]
    known = [Again(row.row, row.name) for row, _ in _of_kind("double", judged)]
    return tuple(sorted((*in_file, *known), key=lambda one: one.row))


def _strangers(found: CandidateFile, judged: Sequence[Judged]) -> Iterator[BadCell]:
    """Name the cells that are somebody else's (law L18)."""
    headings = {column.field: column.heading for column in found.taken}
    for row, verdict in judged:
        if verdict.kind == "stranger":
            field = verdict.column or "email"
            value: str = getattr(row, field)
            yield BadCell(row.row, headings.get(field, field), verdict.message or "", value)


def _own(found: CandidateFile, judged: Sequence[Judged], by: Person) -> Iterator[BadCell]:
    """Name the cell with the address of whoever imports: nobody makes themselves a candidate."""
    headings = {column.field: column.heading for column in found.taken}
    for row, verdict in judged:
        decision = may_be_added(email_key(row), by.email_key)
        if not decision and verdict.kind != "stranger":
            yield BadCell(row.row, headings.get("email", "email"), decision.why, row.email)

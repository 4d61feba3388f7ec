"""Every table that may be taken as a file: who may, its columns, and its rows cut to them.

The pages and the command line both read this list. Without a person the rows are the office's:
all of them, as whoever runs the command line could read the database anyway. Drafts, picks that
are sealed, tokens and passwords are in no table.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from app.checks.columns import REFERENCES
from app.checks.queries import reference_rows
from app.core.columns import Column
from app.core.csv import stream
from app.core.wording import zone_of
from app.exchange.books import book, pieces_of
from app.exchange.candidate_lines import candidate_lines
from app.history.columns import COLUMNS as HISTORY
from app.history.queries import cut, cut_office, every_line
from app.offers.columns import OFFERS
from app.offers.queries import offer_rows
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import Permission
from app.promises.columns import PROMISES
from app.promises.queries import next_dates, promise_rows
from app.requisitions.models import Requisition
from app.scorecards.columns import SCORES
from app.scorecards.queries import owed_ids, score_rows
from app.shortlists.columns import SHORTLIST
from app.shortlists.queries import shortlist_rows
from app.signoffs.columns import SIGNOFFS
from app.signoffs.queries import signoff_rows


@dataclass(frozen=True, slots=True)
class Table:
    """What a file will hold; rows may come one after the other."""

    columns: Sequence[Column[Any]]
    rows: Iterable[Any]


@dataclass(frozen=True, slots=True)
class Export:
    """One table: its name in addresses and commands, what is in it, the right, and how to get it.

    ``also`` lets in those who have rows of their own there without the right.
    """

    what: str
    sentence: str
    right: Permission
    table: Callable[[Requisition, Person | None, datetime], Table]
    also: bool = False


def may_take(export: Export, requisition: Requisition, person: Person, at: datetime) -> bool:
    """Say whether a person may take a table: whoever may see its page."""
    rights = rights_in(requisition.id, person)
    if export.right in rights:
        return True
    return export.also and bool(rights) and any(export.table(requisition, person, at).rows)


def exports_for(requisition: Requisition, person: Person, at: datetime) -> list[Export]:
    """Return what a person may take of a requisition, for links."""
    return [one for one in EXPORTS.values() if may_take(one, requisition, person, at)]


def csv_of(
    export: Export, requisition: Requisition, person: Person | None, at: datetime
) -> Iterator[bytes]:
    """Return the pieces of the file; the first is made at once, so that what fails fails here."""
    table = export.table(requisition, person, at)
    pieces = stream(table.columns, table.rows)
    return chain([next(pieces)], pieces)


def workbook_of(
    export: Export, requisition: Requisition, person: Person | None, at: datetime
) -> Iterator[bytes]:
    """Return the pieces of the table as a workbook, which is whole before its first piece."""
    table = export.table(requisition, person, at)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is read to its end
    with (
        book(file, zone_of(requisition.time_zone), at) as written,
        written.sheet(export.what, table.columns) as sheet,
    ):
        for row in table.rows:
            sheet.add(row)
    return pieces_of(file)


def office_history_csv() -> Iterator[bytes]:
    """Return the pieces of the office's own history: accounts, roles and settings."""
    pieces = stream(HISTORY, cut_office(every_line(None)))
    return chain([next(pieces)], pieces)


def filename(requisition: Requisition, at: datetime, ending: str, what: str = "") -> str:
    """Return what a file is called, with the day it has where the requisition is."""
    code = "".join(char if char.isalnum() or char in "-_." else "-" for char in requisition.code)
    day = at.astimezone(zone_of(requisition.time_zone)).date()
    return "-".join(filter(None, (code, what, day.isoformat()))) + f".{ending}"


def _candidates(requisition: Requisition, person: Person | None, at: datetime) -> Table:
    return Table(*candidate_lines(requisition, person, at))


def _shortlist(requisition: Requisition, person: Person | None, at: datetime) -> Table:
    offers = {
        row.shown.candidacy.id: (row.shown.status, row.shown.offer.closes_at)
        for row in offer_rows(requisition, person, at)
    }
    dates = next_dates(requisition.id, person)
    return Table(SHORTLIST, shortlist_rows(requisition.id, person, offers=offers, dates=dates))


def _scores(requisition: Requisition, person: Person | None, at: datetime) -> Table:
    return Table(SCORES, score_rows(requisition, person))


def _signoffs(requisition: Requisition, person: Person | None, at: datetime) -> Table:
    return Table(SIGNOFFS, signoff_rows(requisition.id, person))


def _references(requisition: Requisition, person: Person | None, at: datetime) -> Table:
    return Table(REFERENCES, reference_rows(requisition, person, at=at))


def _offers(requisition: Requisition, person: Person | None, at: datetime) -> Table:
    return Table(OFFERS, offer_rows(requisition, person, at))


def _promises(requisition: Requisition, person: Person | None, at: datetime) -> Table:
    return Table(PROMISES, promise_rows(requisition.id, person, at))


def _history(requisition: Requisition, person: Person | None, at: datetime) -> Table:
    hidden = owed_ids(person.id, requisition.id) if person else ()
    return Table(HISTORY, cut(every_line(requisition.id), hidden))


EXPORTS = {
    export.what: export
    for export in (
        Export(
            "candidates",
            "Everybody you see here, with contact data and where they stand.",
            Permission.SEE_CANDIDATES,
            _candidates,
        ),
        Export(
            "scores",
            "Marks you may see, and an empty row for each you still owe.",
            Permission.SEE_SCORES,
            _scores,
        ),
        Export(
            "shortlist",
            "The version put forward last, as it was frozen.",
            Permission.SEE_FROZEN,
            _shortlist,
        ),
        Export(
            "signoffs",
            "Who was asked to sign what, and what they said.",
            Permission.SEE_FROZEN,
            _signoffs,
        ),
        Export(
            "references",
            "What referees said, criterion by criterion.",
            Permission.SEE_REFERENCES,
            _references,
        ),
        Export(
            "offers",
            "Every offer with its package, dates and answer.",
            Permission.SEE_PAY,
            _offers,
            also=True,
        ),
        Export(
            "promises",
            "What candidates were told to expect, and by when.",
            Permission.SEE_HISTORY,
            _promises,
        ),
        Export(
            "history",
            "Every act, oldest first.",
            Permission.SEE_HISTORY,
            _history,
        ),
    )
}

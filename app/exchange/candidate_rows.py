"""Candidates out of a table: every row is good, has bad cells that are named, or is a double."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from app.core.names import same_name
from app.exchange.addresses import Email, read_email, read_url
from app.exchange.bad_cells import BadCell, shifted
from app.exchange.candidate_headings import candidate_headings
from app.exchange.dates import DateOrder, OrderFound, find_order, read_moment
from app.exchange.headings import Left, Taken
from app.exchange.refusal import MAX_CELL
from app.exchange.sheets import Row, Sheet

#: As long as their columns in the database; the name has its own check.
LENGTHS = {
    "phone": 80,
    "current_title": 300,
    "current_employer": 300,
    "location": 300,
    "source": 200,
    "notes": MAX_CELL,
    "external_id": 120,
}
MAX_NAME = 200
MAX_URL = 500
#: Characters that steer a terminal, which no person types and one database refuses.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DATED = ("applied_at", "interviewed_at")


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A good row. Text that is not there is empty; ``email_key`` compares, ``email`` shows."""

    row: int
    name: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    email_key: str = ""
    phone: str = ""
    current_title: str = ""
    current_employer: str = ""
    location: str = ""
    time_zone: str = ""
    source: str = ""
    applied_at: datetime | None = None
    interviewed_at: datetime | None = None
    portfolio_url: str = ""
    linkedin_url: str = ""
    notes: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """A row that says again who an earlier one is; it is skipped."""

    row: int
    name: str
    of_row: int


@dataclass(frozen=True, slots=True)
class CandidateFile:
    """What a file of candidates holds, every row in exactly one of ``rows``, ``bad``, ``doubles``.

    ``taken`` and ``left`` are its columns, understood and not.
    """

    taken: tuple[Taken, ...]
    left: tuple[Left, ...]
    rows: tuple[CandidateRow, ...]
    bad: tuple[BadCell, ...]
    doubles: tuple[Double, ...]

    @property
    def bad_rows(self) -> frozenset[int]:
        """The numbers of rows that cannot be taken."""
        return frozenset(cell.row for cell in self.bad)


@dataclass(frozen=True, slots=True)
class DateOrderNeeded:
    """Nobody but a person can say which comes first, day or month, in these columns."""

    columns: tuple[str, ...]
    example: str


def belongs_to(name: str, row: int | None = None) -> str:
    """Say that an address or id is another person's, here or in a row of the file (law L18)."""
    return f"Belongs to {name} (row {row})." if row else f"Belongs to {name}."


def read_candidates(
    sheet: Sheet, *, dates: DateOrder | None = None, zone: tzinfo = UTC
) -> CandidateFile | DateOrderNeeded:
    """Check every row of a sheet; ``dates`` answers an earlier DateOrderNeeded.

    ``zone`` is that of days and times without an offset. Raise BadFile where the headings name no
    person.
    """
    headings = candidate_headings(sheet.header)
    orders = {
        column: _order(sheet, column, dates) for column in headings.taken if column.field in DATED
    }
    unsure = [column for column, found in orders.items() if found.needs_asking]
    if unsure:
        example = orders[unsure[0]].example or ""
        return DateOrderNeeded(tuple(column.heading for column in unsure), example)
    checks = _checks(
        {column.field: dates or found.order or "dmy" for column, found in orders.items()}, zone
    )
    reader = _Reader(headings.taken, checks)
    for row in sheet.rows:
        reader.read(row)
    return CandidateFile(
        headings.taken,
        headings.left,
        tuple(reader.rows),
        tuple(reader.bad),
        tuple(reader.doubles),
    )


def _order(sheet: Sheet, column: Taken, dates: DateOrder | None) -> OrderFound:
    if dates:
        return OrderFound(None, None)
    return find_order(row.cells[column.index] for row in sheet.rows)


Check = Callable[[str], Any]
Values = dict[str, Any]


def _checks(orders: Mapping[str, DateOrder], zone: tzinfo) -> dict[str, Check]:
    """Return for each field what reads its cell, or raises ValueError with a sentence."""

    def moment(order: DateOrder) -> Check:
        return lambda text: read_moment(text, order, zone)

    return {
        **{field: _up_to(length) for field, length in LENGTHS.items()},
        **{field: moment(order) for field, order in orders.items()},
        **dict.fromkeys(("name", "first_name", "last_name"), _name),
        **dict.fromkeys(("portfolio_url", "linkedin_url"), _url),
        "email": read_email,
        "time_zone": _time_zone,
    }


def _seen(text: str) -> str:
    if UNSEEN.search(text):
        raise ValueError("Holds characters that cannot be seen. Type it anew.")
    return text


def _up_to(length: int) -> Check:
    def check(text: str) -> str:
        if len(text) > length:
            raise ValueError(f"{len(text):,} characters long, {length:,} at most are kept.")
        return text

    return check


def _name(text: str) -> str:
    if len(text) > MAX_NAME:
        raise ValueError(f"{len(text):,} characters long, a name has {MAX_NAME} at most.")
    if len(text.splitlines()) > 1:
        raise ValueError("A name stands on one line.")
    return text


def _url(text: str) -> str:
    if len(text) > MAX_URL:
        raise ValueError(f"{len(text):,} characters long, {MAX_URL} at most are kept.")
    return read_url(text)


def _time_zone(text: str) -> str:
    try:
        return _zones()[text.casefold()]
    except KeyError:
        raise ValueError("Not a time zone. Write it as Europe/Lisbon.") from None


@cache
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


@dataclass(slots=True)
class _Claim:
    """Who an address or id stands for: the first row with it, or the first good one of theirs.

    ``good_row`` is the row that is taken for them, another where this one is its double.
    """

    row: int
    name: str
    email_key: str
    good_row: int | None


class _Reader:
    """Reads row after row, knowing who came before."""

    def __init__(self, taken: tuple[Taken, ...], checks: Mapping[str, Check]) -> None:
        self.plan = [(c.field, c.index, c.heading, checks[c.field]) for c in taken]
        self.heading = {column.field: column.heading for column in taken}
        self.emails: dict[str, _Claim] = {}
        self.ids: dict[str, _Claim] = {}
        self.rows: list[CandidateRow] = []
        self.bad: list[BadCell] = []
        self.doubles: list[Double] = []

    def read(self, row: Row) -> None:
        """Put a row where it belongs."""
        values, bad = self._values(row)
        values["name"] = name = _whole_name(values)
        bad += self._missing(row.number, values, bad)
        email: Email = values.pop("email", Email("", ""))
        external_id = values.get("external_id", "")
        bad += self._strangers(row.number, name, email, external_id)
        double = None if bad else self._double(email, external_id)
        if name:
            good_row = None if bad else double or row.number
            claim = _Claim(row.number, name, email.key, good_row)
            _claim(self.emails, email.key, claim)
            _claim(self.ids, external_id, claim)
        if bad:
            self.bad += bad
        elif double:
            self.doubles.append(Double(row.number, name, double))
        else:
            self.rows.append(
                CandidateRow(row.number, email=email.given, email_key=email.key, **values)
            )

    def _values(self, row: Row) -> tuple[Values, list[BadCell]]:
        values: Values = {}
        bad: list[BadCell] = []
        has_unseen = UNSEEN.search("".join(row.cells)) is not None
        for field, index, heading, check in self.plan:
            text = row.cells[index].strip()
            if not text:
                continue
            try:
                values[field] = check(_seen(text) if has_unseen else text)
            except ValueError as error:
                bad.append(BadCell(row.number, heading, str(error), text))
        bad += shifted(row)
        return values, bad

    def _missing(self, number: int, values: Values, bad: list[BadCell]) -> list[BadCell]:
        """Name what a row must say and does not; a bad cell there was named already."""
        named = {cell.column for cell in bad}
        missing: list[BadCell] = []
        names = [self.heading[f] for f in ("first_name", "last_name", "name") if f in self.heading]
        if not values["name"] and named.isdisjoint(names):
            missing.append(BadCell(number, names[0], "Empty, and so is the rest of the name.", ""))
        elif len(values["name"]) > MAX_NAME and named.isdisjoint(names):
            message = f"The whole name has {len(values['name'])} characters, {MAX_NAME} at most."
            missing.append(BadCell(number, names[0], message, values["name"]))
        keys = [self.heading[f] for f in ("email", "external_id") if f in self.heading]
        if not {"email", "external_id"} & values.keys() and named.isdisjoint(keys):
            message = "Empty, and there is no external_id to know this person by."
            missing.append(BadCell(number, keys[0], message, ""))
        return missing

    def _strangers(
        self, number: int, name: str, email: Email, external_id: str
    ) -> Iterator[BadCell]:
        """Name an address or id that an earlier row gave to another (law L18)."""
        if not name:
            return
        by_email, by_id = self.emails.get(email.key), self.ids.get(external_id)
        if by_email and not same_name(by_email.name, name):
            message = belongs_to(by_email.name, by_email.row)
            yield BadCell(number, self.heading["email"], message, email.given)
        if by_id and not same_name(by_id.name, name):
            message = belongs_to(by_id.name, by_id.row)
            yield BadCell(number, self.heading["external_id"], message, external_id)
        elif by_id and email.key and by_id.email_key not in {"", email.key}:
            message = f"In row {by_id.row} too, with another e-mail address."
            yield BadCell(number, self.heading["external_id"], message, external_id)

    def _double(self, email: Email, external_id: str) -> int | None:
        """Return the earlier good row of the same person."""
        for claim in (self.emails.get(email.key), self.ids.get(external_id)):
            if claim and claim.good_row:
                return claim.good_row
        return None


def _claim(claims: dict[str, _Claim], key: str, claim: _Claim) -> None:
    """Keep the first row of a key; a good one of the same person takes over from a bad one."""
    held = claims.get(key)
    if not key:
        return
    if held is None or (claim.good_row and not held.good_row and same_name(held.name, claim.name)):
        claims[key] = claim


def _whole_name(values: Values) -> str:
    """Return first and last name as one; the single column counts where both are empty."""
    parts = [values[field] for field in ("first_name", "last_name") if field in values]
    return " ".join(parts) or str(values.get("name", ""))

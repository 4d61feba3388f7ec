"""Rows of a list of candidates, held against those we know already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.candidates.chunks import in_chunks
from app.candidates.models import Candidacy, Candidate
from app.core.names import same_name
from app.db import db
from app.people.models import Membership, Person
from app.requisitions.models import Requisition

#: What a row says of the candidate, and what of the candidacy.
CANDIDATE_FIELDS = (
    "name",
    "email",
    "external_id",
    "phone",
    "current_title",
    "current_employer",
    "location",
    "time_zone",
    "portfolio_url",
    "linkedin_url",
)
#: What a person may mend by hand; lists from other systems know no more than the others.
CONTACT_FIELDS = (*CANDIDATE_FIELDS, "profiles")
CANDIDACY_FIELDS = ("source", "applied_at", "interviewed_at", "notes")
FIELDS = CANDIDATE_FIELDS + CANDIDACY_FIELDS

#: new: not in this requisition yet; unchanged: here, and the row says nothing else; update: here,
#: and the row differs; stranger: the address or id is another person's; double: an earlier row's.
Kind = Literal["new", "unchanged", "update", "stranger", "double"]


class CandidateRow(Protocol):
    """One row of a list: text that is not there is empty, a moment none."""

    @property
    def row(self) -> int:
        """The row's number in its file."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def email(self) -> str:
        """The address as given; it is compared whatever its case."""

    @property
    def external_id(self) -> str:
        """The id another system knows them by."""

    @property
    def phone(self) -> str:
        """The telephone number."""

    @property
    def current_title(self) -> str:
        """What they are now."""

    @property
    def current_employer(self) -> str:
        """Where they are now."""

    @property
    def location(self) -> str:
        """Where they live or work."""

    @property
    def time_zone(self) -> str:
        """The name of their zone."""

    @property
    def source(self) -> str:
        """How they came."""

    @property
    def applied_at(self) -> datetime | None:
        """When they applied."""

    @property
    def interviewed_at(self) -> datetime | None:
        """When they were last interviewed."""

    @property
    def portfolio_url(self) -> str:
        """The address of their work."""

    @property
    def linkedin_url(self) -> str:
        """The address of their profile."""

    @property
    def notes(self) -> str:
        """What was written down about them."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A row of a list of one: whoever is added by hand."""

    name: str
    email: str = ""
    external_id: str = ""
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
    row: int = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What taking a row would mean.

    ``fields`` are those it would change in what is known already, ``empty`` those of them that
    are empty so far; ``email_key`` is that of the known address. A stranger names the bad
    ``column`` and whom it belongs to. ``on_team`` is the person of the team with the row's
    address, who would see nothing of the requisition from then on.
    """

    row: int
    kind: Kind
    fields: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    email_key: str | None = None
    column: str | None = None
    belongs_to: str | None = None
    candidate_id: int | None = None
    candidacy_id: int | None = None
    on_team: str | None = None

    @property
    def message(self) -> str | None:
        """What is wrong with the bad cell, in words."""
        return f"Belongs to {self.belongs_to}." if self.kind == "stranger" else None


@dataclass(frozen=True, slots=True)
class Known:
    """A candidate as we have them, and their candidacy in the requisition if there is one."""

    candidate: dict[str, Any]
    candidacy: dict[str, Any] | None


def check_rows(requisition: Requisition, rows: Sequence[CandidateRow]) -> list[Verdict]:
    """Hold rows against those we know, in their order; a few statements per 500 rows."""
    verdicts: list[Verdict] = []
    team = _team(requisition.id)
    taken: set[str] = set()
    for some in in_chunks(rows):
        by_email, by_id = _known(requisition.id, some)
        for row in some:
            verdict = _verdict(row, by_email.get(email_key(row)), by_id.get(row.external_id))
            keys = {f"e:{email_key(row)}", f"i:{row.external_id}"} - {"e:", "i:"}
            if verdict.kind != "stranger" and keys & taken:
                verdict = Verdict(row.row, "double")
            taken |= keys
            on_team = team.get(email_key(row))
            verdicts.append(replace(verdict, on_team=on_team) if on_team else verdict)
    return verdicts


def email_key(row: CandidateRow) -> str:
    """Return what a row's address is compared by; empty where there is none."""
    return row.email.strip().casefold()


def said(row: CandidateRow, fields: Iterable[str]) -> dict[str, Any]:
    """Return what a row says of these fields; what it leaves empty it says nothing of."""
    return {field: value for field in fields if (value := getattr(row, field))}


def _verdict(row: CandidateRow, by_email: Known | None, by_id: Known | None) -> Verdict:
    known = by_email or by_id
    if known is None:
        return Verdict(row.row, "new")
    stranger = _stranger(row, by_email, by_id)
    if stranger is not None:
        return stranger
    changed = _changes(row, CANDIDATE_FIELDS, known.candidate)
    if known.candidacy is not None:
        changed |= _changes(row, CANDIDACY_FIELDS, known.candidacy)
    kind: Kind = "new" if known.candidacy is None else "update" if changed else "unchanged"
    return Verdict(
        row.row,
        kind,
        fields=tuple(changed),
        empty=tuple(field for field, before in changed.items() if before is None),
        email_key=known.candidate["email_key"],
        candidate_id=known.candidate["id"],
        candidacy_id=known.candidacy["candidacy_id"] if known.candidacy else None,
    )


def _stranger(row: CandidateRow, by_email: Known | None, by_id: Known | None) -> Verdict | None:
    """Name the cell that is another person's (law L18)."""
    for column, known in (("email", by_email), ("external_id", by_id)):
        if known and not same_name(known.candidate["name"], row.name):
            return Verdict(row.row, "stranger", column=column, belongs_to=known.candidate["name"])
    if by_email and by_id and by_email.candidate["id"] != by_id.candidate["id"]:
        return Verdict(
            row.row, "stranger", column="external_id", belongs_to=by_id.candidate["name"]
        )
    return None


def _changes(row: CandidateRow, fields: Iterable[str], known: dict[str, Any]) -> dict[str, Any]:
    """Return what is known of the fields of which the row says something else."""
    said_now = said(row, fields)
    return {
        field: known[field] for field, value in said_now.items() if _differs(known, field, value)
    }


def _differs(known: dict[str, Any], field: str, value: Any) -> bool:
    """Whether a row says something else; a file that counts whole seconds denies no fraction."""
    before = known[field]
    if before == value:
        return False
    if isinstance(before, datetime) and isinstance(value, datetime) and not value.microsecond:
        return before.replace(microsecond=0) != value
    return True


def _known(
    requisition_id: int, rows: Sequence[CandidateRow]
) -> tuple[dict[str, Known], dict[str, Known]]:
    """Return the candidates that rows may mean, by the key of their address and by id."""
    emails = {email_key(row) for row in rows} - {""}
    ids = {row.external_id for row in rows} - {""}
    found = _candidates(requisition_id, Candidate.email_key, emails)
    ids -= {one.candidate["external_id"] for one in found}
    found += _candidates(requisition_id, Candidate.external_id, ids)
    return (
        {one.candidate["email_key"]: one for one in found if one.candidate["email_key"]},
        {one.candidate["external_id"]: one for one in found if one.candidate["external_id"]},
    )


def _candidates(
    requisition_id: int, key: InstrumentedAttribute[str | None], values: set[str]
) -> list[Known]:
    if not values:
        return []
    rows = db.session.execute(
        select(*_KNOWN.values())
        .outerjoin(
            Candidacy,
            (Candidacy.candidate_id == Candidate.id) & (Candidacy.requisition_id == requisition_id),
        )
        .where(key.in_(values))
    )
    found = [dict(zip(_KNOWN, row, strict=True)) for row in rows]
    return [Known(one, one if one["candidacy_id"] is not None else None) for one in found]


_KNOWN: dict[str, InstrumentedAttribute[Any]] = {
    "id": Candidate.id,
    "email_key": Candidate.email_key,
    **{field: getattr(Candidate, field) for field in CANDIDATE_FIELDS},
    "candidacy_id": Candidacy.id,
    **{field: getattr(Candidacy, field) for field in CANDIDACY_FIELDS},
}


def _team(requisition_id: int) -> dict[str, str]:
    """Return the names of everybody on the team, by the key of their address."""
    rows = db.session.execute(
        select(Person.email_key, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.requisition_id == requisition_id)
    )
    return {key: name for key, name in rows}

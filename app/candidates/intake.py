"""Taking a whole list of candidates into a requisition: all of it or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select

from app.candidates import bringing
from app.candidates.code_names import free_code_names
from app.candidates.models import Candidacy, Candidate
from app.candidates.recusals import follow, recuse
from app.candidates.rows import (
    CANDIDACY_FIELDS,
    CANDIDATE_FIELDS,
    CandidateRow,
    Verdict,
    check_rows,
    email_key,
    said,
)
from app.candidates.rules import may_add
from app.candidates.words import keep_words, keep_words_of
from app.core.decision import Refused, require
from app.core.names import name_key
from app.db import Base, db, insert_many, new_ids, update_many
from app.history.actions import Actor, record
from app.people.guard import lock_requisition
from app.people.models import Company, Person
from app.requisitions.actions import bump_inputs
from app.requisitions.models import Requisition

OnDuplicate = Literal["skip", "update"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of a list."""

    added: int
    updated: int
    unchanged: int
    skipped: int


def take_rows(
    requisition: Requisition,
    rows: Sequence[CandidateRow],
    on_duplicate: OnDuplicate,
    *,
    by: Person | Actor,
    at: datetime,
    verdicts: Sequence[Verdict] = (),
    brought_by: Person | None = None,
) -> Counts:
    """Take the rows in one transaction; those already here are skipped or updated.

    An empty cell says nothing and changes nothing. Raise Refused, naming every cell, where an
    address or id has become another person's since the rows were checked. ``verdicts`` are those
    of a check made in this transaction, after ``one_at_a_time``. ``brought_by`` is the agency
    recruiter whose list it is, and who is told of their own alone.
    """
    require(may_add(requisition.stage))
    lock_requisition(requisition.id)
    one_at_a_time()
    verdicts = verdicts or check_rows(requisition, rows)
    if brought_by is not None:
        verdicts = bringing.cut_to(brought_by, rows, verdicts)
    _refuse_strangers(verdicts)
    judged = list(zip(rows, verdicts, strict=True))
    new = [(row, verdict) for row, verdict in judged if verdict.kind == "new"]
    changed = [(row, verdict) for row, verdict in judged if verdict.kind == "update"]
    bringer_id = brought_by.id if brought_by else None
    added = add(requisition, new, on_duplicate, at=at, brought_by_id=bringer_id)
    updated = _update(changed) if on_duplicate == "update" else []
    counts = Counts(
        added=len(added),
        updated=len(updated),
        unchanged=sum(verdict.kind == "unchanged" for verdict in verdicts),
        skipped=sum(verdict.kind == "double" for verdict in verdicts) + len(changed) - len(updated),
    )
    if added or updated:
        bump_inputs(requisition.id)
        record(
            "candidates.imported",
            by=by,
            at=at,
            subject=requisition,
            requisition_id=requisition.id,
            added=counts.added,
            updated=counts.updated,
            candidacy_ids=added,
            updated_ids=updated,
        )
    if brought_by is not None:
        names = [row.name for row, _ in new]
        bringing.tell_recruiter(requisition, names, by=brought_by, at=at)
    return counts


def one_at_a_time() -> None:
    """Let those who may add a candidate wait for each other, since all requisitions share them."""
    db.session.execute(select(Company.id).with_for_update())


def new_code_names(requisition_id: int, count: int) -> list[str]:
    """Return code names that no candidacy of the requisition has."""
    taken = set(
        db.session.scalars(
            select(Candidacy.code_name).where(Candidacy.requisition_id == requisition_id)
        )
    )
    names = free_code_names(taken, len(taken))
    return [next(names) for _ in range(count)]


def _refuse_strangers(verdicts: Iterable[Verdict]) -> None:
    strangers = [one for one in verdicts if one.kind == "stranger"]
    if strangers:
        raise Refused(*(f"Row {one.row}, column {one.column}: {one.message}" for one in strangers))


Judged = Sequence[tuple[CandidateRow, Verdict]]


def add(
    requisition: Requisition,
    judged: Judged,
    on_duplicate: OnDuplicate,
    *,
    at: datetime,
    brought_by_id: int | None = None,
) -> list[int]:
    """Add a candidacy for each row, with its candidate where nobody knows them yet."""
    names = iter(new_code_names(requisition.id, len(judged)))
    known = [(row, verdict) for row, verdict in judged if verdict.candidate_id is not None]
    _change_candidates([(row, verdict, _wanted(verdict, on_duplicate)) for row, verdict in known])
    ids = _insert_candidates([row for row, v in judged if v.candidate_id is None], at)
    added = _insert_candidacies(
        [
            {"brought_by_id": brought_by_id}
            | _candidacy(requisition.id, v.candidate_id or ids[_key(row)], row, next(names), at)
            for row, v in judged
        ]
    )
    keep_words(added)
    recuse(requisition.id, (email_key(row) for row, _ in judged))
    recuse(requisition.id, (verdict.email_key for _, verdict in judged))
    return added


def _update(judged: Judged) -> list[int]:
    _change_candidates([(row, verdict, verdict.fields) for row, verdict in judged])
    _change(Candidacy, CANDIDACY_FIELDS, ((v.candidacy_id, r, v.fields) for r, v in judged))
    return [verdict.candidacy_id for _, verdict in judged if verdict.candidacy_id is not None]


def _wanted(verdict: Verdict, on_duplicate: OnDuplicate) -> Sequence[str]:
    """Return what to write about someone known from elsewhere: at least what was empty."""
    return verdict.fields if on_duplicate == "update" else verdict.empty


def _change_candidates(
    changes: Sequence[tuple[CandidateRow, Verdict, Sequence[str]]],
) -> None:
    _change(Candidate, CANDIDATE_FIELDS, ((v.candidate_id, r, f) for r, v, f in changes))
    found_by = {v.candidate_id for _, v, fields in changes if {"name", "email"} & set(fields)}
    keep_words_of([candidate_id for candidate_id in found_by if candidate_id is not None])
    follow(
        {
            verdict.candidate_id: (verdict.email_key, email_key(row))
            for row, verdict, fields in changes
            if verdict.candidate_id is not None and "email" in fields
        }
    )


Key = tuple[str | None, str | None]


def _key(row: CandidateRow) -> Key:
    return email_key(row) or None, row.external_id or None


def _insert_candidates(rows: Iterable[CandidateRow], at: datetime) -> dict[Key, int]:
    """Insert candidates; return their ids by address and id."""
    values = [_candidate(row, at) for row in rows]
    table = Base.metadata.tables[Candidate.__tablename__]
    ids = new_ids(table, len(values))
    insert_many(table, [one | {"id": new} for new, one in zip(ids, values, strict=True)])
    return {
        (one["email_key"], one["external_id"]): new for new, one in zip(ids, values, strict=True)
    }


def _insert_candidacies(rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert candidacies and return their ids, in order."""
    table = Base.metadata.tables[Candidacy.__tablename__]
    ids = new_ids(table, len(rows))
    insert_many(table, [one | {"id": new} for new, one in zip(ids, rows, strict=True)])
    return ids


def _candidate(row: CandidateRow, at: datetime) -> dict[str, Any]:
    facts = dict.fromkeys(CANDIDATE_FIELDS) | said(row, CANDIDATE_FIELDS)
    return facts | {
        "name_key": name_key(row.name),
        "email_key": email_key(row) or None,
        "created_at": at,
        "is_demo": False,
    }


def _candidacy(
    requisition_id: int, candidate_id: int, row: CandidateRow, code_name: str, at: datetime
) -> dict[str, Any]:
    facts = dict.fromkeys(CANDIDACY_FIELDS) | said(row, CANDIDACY_FIELDS)
    return facts | {
        "requisition_id": requisition_id,
        "candidate_id": candidate_id,
        "name_key": name_key(row.name),
        "code_name": code_name,
        "created_at": at,
    }


def _change(
    table: type[Candidate] | type[Candidacy],
    fields: Sequence[str],
    changes: Iterable[tuple[int | None, CandidateRow, Sequence[str]]],
) -> None:
    """Write what rows say otherwise, one statement for all that change the same fields."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row_id, row, changed in changes:
        ours = tuple(field for field in changed if field in fields)
        if ours and row_id is not None:
            values = {field: getattr(row, field) for field in ours}
            if "email" in values:
                values["email_key"] = email_key(row)
            alike.setdefault(tuple(values), []).append(values | {"id": row_id})
    for each in alike.values():
        update_many(Base.metadata.tables[table.__tablename__], each)

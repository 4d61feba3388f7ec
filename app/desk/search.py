"""What a person finds by typing: people, requisitions and candidates they may see, by name.

It looks only at names, titles, codes and addresses, and says nothing else of anybody: no status,
mark or order comes into it, so it may be asked by whoever owes a card (law L1).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.candidates.models import Candidacy, CandidacyWord, Candidate
from app.candidates.queries import requisitions_of, seen
from app.db import db
from app.people.models import Membership, Person, PersonWord
from app.people.permissions import AGENCY, BY_PART
from app.people.queries import reachable
from app.people.words import found_by, terms
from app.requisitions.models import Requisition, RequisitionWord

#: The parts whose holders know who else is on the team.
INSIDE = tuple(part for part in BY_PART if part != AGENCY)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: its name, what tells it apart, and the page that opens it."""

    name: str
    about: str
    endpoint: str
    values: dict[str, int]


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; ``more`` says that there is more than is shown."""

    title: str
    rows: Sequence[Found]
    more: bool


def search(person: Person, text: str, *, most: int) -> list[Group]:
    """Return what a person may find by the beginnings of words, so many of each kind at most."""
    wanted = terms(text)
    if not wanted:
        return []
    groups = (
        ("Candidates", _candidates(person, wanted, most + 1)),
        ("Requisitions", _requisitions(person, wanted, most + 1)),
        ("People", _people(person, wanted, most + 1)),
    )
    return [Group(title, rows[:most], len(rows) > most) for title, rows in groups if rows]


def _candidates(person: Person, wanted: Sequence[str], most: int) -> list[Found]:
    query = (
        select(Candidacy.id, Candidate.name, Requisition.title, Requisition.client)
        .select_from(CandidacyWord)
        .join(Candidacy, Candidacy.id == CandidacyWord.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(found_by(CandidacyWord.candidacy_id, wanted), seen(person))
        .order_by(CandidacyWord.word, CandidacyWord.candidacy_id)
        .limit(most)
    )
    if not person.is_hr:
        query = query.where(CandidacyWord.requisition_id.in_(requisitions_of(person)))
    return [
        Found(
            row.name,
            _listed(row.title, row.client),
            "overview.candidacy",
            {"candidacy_id": row.id},
        )
        for row in db.session.execute(query)
    ]


def _requisitions(person: Person, wanted: Sequence[str], most: int) -> list[Found]:
    query = (
        select(Requisition.id, Requisition.title, Requisition.code, Requisition.client)
        .select_from(RequisitionWord)
        .join(Requisition, Requisition.id == RequisitionWord.requisition_id)
        .where(found_by(RequisitionWord.requisition_id, wanted), reachable(person))
        .order_by(RequisitionWord.word, RequisitionWord.requisition_id)
        .limit(most)
    )
    if not person.is_hr:
        query = query.where(RequisitionWord.requisition_id.in_(requisitions_of(person)))
    return [
        Found(
            row.title,
            _listed(row.code, row.client),
            "overview.requisition",
            {"requisition_id": row.id},
        )
        for row in db.session.execute(query)
    ]


def _people(person: Person, wanted: Sequence[str], most: int) -> list[Found]:
    """Find everybody for an admin, whose pages they are; for others those of their own teams.

    An agency recruiter is told of no team: who sits on it is not theirs to look up.
    """
    reached = select(Requisition.id).where(reachable(person, *INSIDE))
    query = (
        select(Person.id, Person.name, Person.title, Person.email)
        .select_from(PersonWord)
        .join(Person, Person.id == PersonWord.person_id)
        .where(found_by(PersonWord.person_id, wanted))
        .order_by(PersonWord.word, PersonWord.person_id)
        .limit(most)
    )
    if person.is_admin:
        return [
            Found(row.name, _listed(row.title, row.email), "accounts.person", {"person_id": row.id})
            for row in db.session.execute(query)
        ]
    shared = (
        select(func.max(Membership.requisition_id))
        .where(Membership.person_id == Person.id, Membership.requisition_id.in_(reached))
        .correlate(Person)
        .scalar_subquery()
    )
    opening = Requisition.id.label("requisition_id"), Requisition.title.label("opening")
    rows = db.session.execute(
        query.add_columns(*opening).join(Requisition, Requisition.id == shared)
    )
    return [
        Found(
            row.name,
            _listed(row.title, f"in the team of {row.opening}"),
            "overview.requisition",
            {"requisition_id": row.requisition_id},
        )
        for row in rows
    ]


def _listed(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)

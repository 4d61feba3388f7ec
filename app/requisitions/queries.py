"""Reads of requisitions, their places, policy, criteria and sign-off order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from app.core.names import told_apart
from app.db import Base, Moment, db
from app.people.models import Membership, Person
from app.people.permissions import AGENCY, MANAGER, RECRUITER
from app.people.queries import reachable
from app.requisitions.models import (
    Criterion,
    Place,
    Policy,
    PolicyStep,
    Requirements,
    Requisition,
)

PAGE = 50
STAGES = ("open", "draft", "closed")


def get(requisition_id: int) -> Requisition | None:
    """Return one requisition."""
    return db.session.get(Requisition, requisition_id)


def load_requisition(requisition_id: int) -> Requisition | None:
    """Load a requisition for the guard of a route."""
    return get(requisition_id)


def code_key(code: str) -> str:
    """Return the key by which codes are told apart: blind to case and to repeated spaces."""
    return " ".join(code.split()).casefold()


def by_code(code: str) -> Requisition | None:
    """Return the requisition with this code, whatever its case."""
    return db.session.scalar(select(Requisition).where(Requisition.code_key == code_key(code)))


def current_requirements(requisition_id: int) -> Requirements:
    """Return the current version of the criteria, with its criteria in order."""
    found = db.session.scalars(
        select(Requirements)
        .where(Requirements.requisition_id == requisition_id, Requirements.superseded_at.is_(None))
        .options(joinedload(Requirements.criteria))
    )
    return found.unique().one()


def policy(requisition_id: int) -> Policy:
    """Return the numbers of a requisition."""
    return db.session.scalars(select(Policy).where(Policy.requisition_id == requisition_id)).one()


def chain_steps(requisition_id: int, subject_kind: str) -> list[tuple[PolicyStep, Person]]:
    """Return the steps of a sign-off order with their approvers, first to sign first."""
    rows = db.session.execute(
        select(PolicyStep, Person)
        .join(Person, Person.id == PolicyStep.person_id)
        .where(PolicyStep.requisition_id == requisition_id, PolicyStep.subject_kind == subject_kind)
        .order_by(PolicyStep.position, PolicyStep.id)
    )
    return [(step, person) for step, person in rows]


def chain_people(requisition_id: int, subject_kind: str) -> list[tuple[int, Person]]:
    """Return who signs a kind of subject (shortlist, offer) here, in turn, with the positions."""
    return [(step.position, person) for step, person in chain_steps(requisition_id, subject_kind)]


def places(requisition_id: int) -> list[Place]:
    """Return the places of a requisition by number."""
    return list(
        db.session.scalars(
            select(Place).where(Place.requisition_id == requisition_id).order_by(Place.number)
        )
    )


def is_taken(at: datetime) -> ColumnElement[bool]:
    """Return a condition on Place: filled, or held by an offer whose time has not run out."""
    held = Place.offer_id.is_not(None) & or_(Place.held_until.is_(None), Place.held_until > at)
    return Place.filled_at.is_not(None) | held


def is_hiring() -> ColumnElement[bool]:
    """Return a condition on Requisition: open, with a place still to be filled."""
    unfilled = exists().where(Place.requisition_id == Requisition.id, Place.filled_at.is_(None))
    return and_(
        Requisition.opened_at.is_not(None),
        Requisition.closed_at.is_(None),
        unfilled.correlate(Requisition),
    )


def has_part(person: Person, *parts: str, leads: bool = False) -> ColumnElement[bool]:
    """Return a condition on Requisition: the person has one of these parts here (as its lead)."""
    member = exists().where(
        Membership.requisition_id == Requisition.id,
        Membership.person_id == person.id,
        Membership.part.in_(parts),
    )
    return (member.where(Membership.is_lead) if leads else member).correlate(Requisition)


def of_own(person: Person, *parts: str, leads: bool = False) -> ColumnElement[bool]:
    """Return the same condition as ``has_part``, so written that a statement may begin with it.

    For statements that go from the person's few requisitions to what is in them; those that begin
    with rare rows, found by an index of their own, ask ``has_part`` of what they found.
    """
    own = select(Membership.requisition_id).where(
        Membership.person_id == person.id, Membership.part.in_(parts)
    )
    return Requisition.id.in_(own.where(Membership.is_lead) if leads else own)


def taken_places(requisition_id: int, at: datetime) -> int:
    """Return how many places of a requisition are filled or held."""
    counted = db.session.scalar(
        select(func.count()).where(Place.requisition_id == requisition_id, is_taken(at))
    )
    return counted or 0


def leads(requisition_id: int) -> dict[str, Person]:
    """Return the lead of each part that has one."""
    rows = db.session.execute(
        select(Membership.part, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.requisition_id == requisition_id, Membership.is_lead)
    )
    return {part: person for part, person in rows}


def choosable() -> list[tuple[int, str]]:
    """Return everybody whose account is on, by name, with what tells namesakes apart."""
    rows = db.session.execute(
        select(Person.id, Person.name, Person.title, Person.email)
        .where(Person.switched_off_at.is_(None))
        .order_by(Person.name_key, Person.id)
    )
    found = rows.all()
    names = told_apart((person_id, name, email) for person_id, name, _, email in found)
    return [
        (person_id, f"{names[person_id]}, {title}" if title else names[person_id])
        for person_id, _, title, _ in found
    ]


def live_offers(requisition_id: int, at: datetime) -> int:
    """Return how many offers are with candidates: dispatched, not ended, not out of time."""
    offer = Base.metadata.tables["offer"]
    ends = ("accepted_at", "declined_at", "withdrawn_at", "lapsed_at", "replaced_at")
    counted = db.session.scalar(
        select(func.count())
        .select_from(offer)
        .where(
            offer.c.requisition_id == requisition_id,
            offer.c.dispatched_at.is_not(None),
            *(offer.c[end].is_(None) for end in ends),
            or_(offer.c.closes_at.is_(None), offer.c.closes_at > at),
        )
    )
    return counted or 0


def in_use(requirements_id: int) -> bool:
    """Say whether anything was said on this version of the criteria: a card, a reference, a list.

    Those tables belong to packages further on, so they are asked by name.
    """
    tables = Base.metadata.tables
    card, mark, criterion, shortlist = (
        tables[name] for name in ("scorecard", "reference_mark", "criterion", "shortlist")
    )
    said = exists().where(
        mark.c.criterion_id == criterion.c.id, criterion.c.requirements_id == requirements_id
    )
    return bool(
        db.session.scalar(
            select(
                or_(
                    exists().where(card.c.requirements_id == requirements_id),
                    exists().where(shortlist.c.requirements_id == requirements_id),
                    said,
                )
            )
        )
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One requisition as the list shows it; ``filled``, ``candidates`` are none where not shown."""

    requisition: Requisition
    places: int
    filled: int | None
    candidates: int | None
    lead: str | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, where it goes on, and how many there are of each stage."""

    rows: Sequence[Row]
    after: int | None
    counts: dict[str, int]


def page(person: Person, *, stage: str | None = None, before: int | None = None) -> Page:
    """Return the requisitions a person may reach, newest first: those older than ``before``."""
    reach = reachable(person)
    stages = select(_stage().label("word"), func.count()).where(reach).group_by("word")
    counted = db.session.execute(stages)
    query = select(Requisition).where(reach)
    if stage is not None:
        query = query.where(_stage() == stage)
    if before is not None:
        query = query.where(Requisition.id < before)
    found = list(db.session.scalars(query.order_by(Requisition.id.desc()).limit(PAGE + 1)))
    shown = found[:PAGE]
    after = shown[-1].id if len(found) > PAGE else None
    return Page(_rows(shown, person), after, {word: count for word, count in counted})


def every_row() -> list[Row]:
    """Return all requisitions by code, for the command line."""
    return _rows(list(db.session.scalars(select(Requisition).order_by(Requisition.code_key))))


def _stage() -> ColumnElement[str]:
    return case(
        (Requisition.closed_at.is_not(None), "closed"),
        (Requisition.opened_at.is_(None), "draft"),
        else_="open",
    )


def _rows(found: Sequence[Requisition], person: Person | None = None) -> list[Row]:
    ids = [one.id for one in found]
    seats = _places_of(ids)
    leads = _leads_of(ids)
    parts = _parts_of(ids, person)
    counted = _candidates_of(ids)
    whole = person is None or person.is_hr
    return [
        Row(
            one,
            *_seats(seats.get(one.id, (0, 0)), () if whole else parts.get(one.id, ())),
            counted.get(one.id, 0) if whole or _sees_all(parts.get(one.id, ())) else None,
            leads.get(one.id),
            parts.get(one.id, ()),
        )
        for one in found
    ]


def _sees_all(parts: Iterable[str]) -> bool:
    """Whether the parts show every candidate; to the others even their number says too much."""
    return any(part.removeprefix("lead ") in (RECRUITER, MANAGER) for part in parts)


def _seats(seats: tuple[int, int], parts: Iterable[str]) -> tuple[int, int | None]:
    """Return (all, filled); an agency recruiter learns of a filled place from nobody but theirs."""
    return (seats[0], None) if AGENCY in parts else seats


def _places_of(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    rows = db.session.execute(
        select(Place.requisition_id, func.count(), func.count(Place.filled_at))
        .where(Place.requisition_id.in_(ids))
        .group_by(Place.requisition_id)
    )
    return {requisition_id: (all_, filled) for requisition_id, all_, filled in rows}


def _candidates_of(ids: Iterable[int]) -> dict[int, int]:
    candidacy = Base.metadata.tables["candidacy"]
    rows = db.session.execute(
        select(candidacy.c.requisition_id, func.count())
        .where(candidacy.c.requisition_id.in_(ids))
        .group_by(candidacy.c.requisition_id)
    )
    return {requisition_id: counted for requisition_id, counted in rows}


def _leads_of(ids: Iterable[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(Membership.requisition_id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.requisition_id.in_(ids),
            Membership.part == RECRUITER,
            Membership.is_lead,
        )
    )
    return {requisition_id: name for requisition_id, name in rows}


def _parts_of(ids: Iterable[int], person: Person | None) -> dict[int, tuple[str, ...]]:
    if person is None:
        return {}
    rows = db.session.execute(
        select(Membership.requisition_id, Membership.part, Membership.is_lead)
        .where(Membership.requisition_id.in_(ids), Membership.person_id == person.id)
        .order_by(Membership.is_lead.desc(), Membership.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for requisition_id, part, leads in rows:
        word = f"lead {part}" if leads else part
        found[requisition_id] = (*found.get(requisition_id, ()), word)
    return found


def waiting(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Select the drafts a lead recruiter has still to open: those without criteria say so."""
    weighed = (
        exists()
        .where(
            Requirements.requisition_id == Requisition.id,
            Requirements.superseded_at.is_(None),
            Criterion.requirements_id == Requirements.id,
            Criterion.weight > 0,
        )
        .correlate(Requisition)
    )
    kind = case((weighed, literal("requisitions.draft")), else_=literal("requisitions.criteria"))
    return step(
        cast(kind, String),
        Requisition.created_at,
        cast(null(), String),
        Requisition.opened_at.is_(None),
        Requisition.closed_at.is_(None),
        of_own(person, RECRUITER, leads=True),
        reachable(person),
    )


def step(
    kind: ColumnElement[str], since_at: Any, detail: Any, *conditions: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Select the next step of requisitions as rows of the desk, one row for each requisition."""
    return (
        select(
            kind.label("kind"),
            Requisition.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            cast(null(), String).label("about"),
            cast(null(), Moment).label("due_at"),
            since_at.label("since_at"),
            detail.label("detail"),
        )
        .select_from(Requisition)
        .where(*conditions)
    )

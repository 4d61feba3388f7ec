"""What waits for a person of promises, as rows of the desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from app.candidates.models import Candidacy, Candidate
from app.db import Moment
from app.people.models import Membership, Person
from app.people.permissions import RECRUITER
from app.people.queries import reachable
from app.promises.actions import is_open, is_told
from app.promises.models import Promise
from app.promises.queries.lists import is_silent
from app.promises.rules import AHEAD, SILENCE
from app.requisitions.models import Policy, Requisition
from app.requisitions.queries import is_hiring

Rows = Select[*tuple[Any, ...]]


def waiting(person: Person, at: datetime) -> Rows:
    """Select the promises a person is to keep, those that slip, and who has heard nothing.

    What is theirs is found from their own rows and their own parts, however many others there are.
    """
    soon = and_(Promise.owner_id == person.id, Promise.due_at <= at + AHEAD)
    led = and_(
        Promise.requisition_id.in_(_run_by(person, leads=True)),
        Promise.owner_id != person.id,
        Promise.escalates_at <= at,
    )
    parts = (
        _told(person, at, soon),
        _told(person, at, led),
        _words(person, soon),
        _words(person, led),
        _slipping(person),
        _silent(person, at),
    )
    found = union_all(*parts).subquery()
    return select(found)


def _told(person: Person, at: datetime, whose: ColumnElement[bool]) -> Rows:
    """Promises told to somebody: the owner's from two days before, a lead's once a day late."""
    late = Promise.due_at <= at
    kind = case((late, literal("promises.late", String)), else_=literal("promises.due", String))
    return (
        select(
            kind.label("kind"),
            Promise.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(Candidate.name, String).label("about"),
            Promise.due_at.label("due_at"),
            Promise.made_at.label("since_at"),
            cast(Promise.text, String).label("detail"),
        )
        .select_from(Promise)
        .join(Candidacy, Candidacy.id == Promise.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Promise.requisition_id)
        .where(is_told(), is_open(), whose, reachable(person))
    )


def _words(person: Person, whose: ColumnElement[bool]) -> Rows:
    """Words that policy owes, a row for each requisition: they may be hundreds."""
    return _by_requisition(
        "promises.words",
        func.min(Promise.due_at),
        func.min(Promise.made_at),
        cast(func.count(), String),
    ).where(~is_told(), is_open(), whose, reachable(person))


def _slipping(person: Person) -> Rows:
    """Promises that will not be kept as told, a row for each requisition."""
    return _by_requisition(
        "promises.slip",
        func.min(Promise.due_at),
        func.min(Promise.slips_at),
        cast(func.count(), String),
    ).where(
        is_open(),
        Promise.slips_at.is_not(None),
        Promise.requisition_id.in_(_run_by(person)),
        reachable(person),
    )


def _by_requisition(kind: str, due_at: Any, since_at: Any, detail: Any) -> Rows:
    return (
        select(
            literal(kind, String).label("kind"),
            Requisition.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(null(), String).label("about"),
            type_coerce(due_at, Moment).label("due_at"),
            type_coerce(since_at, Moment).label("since_at"),
            detail.label("detail"),
        )
        .select_from(Promise)
        .join(Requisition, Requisition.id == Promise.requisition_id)
        .group_by(Requisition.id, Requisition.title)
    )


def _silent(person: Person, at: datetime) -> Rows:
    """Requisitions in which somebody has had no word for a week.

    Where policy promises a word within the week they are owed one, and stand in that row.
    """
    promised = exists().where(
        Policy.requisition_id == Requisition.id,
        Policy.word_days > 0,
        Policy.word_days <= SILENCE.days,
    )
    waits = exists().where(Candidacy.requisition_id == Requisition.id, is_silent(at))
    return (
        select(
            literal("promises.silent", String).label("kind"),
            Requisition.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(null(), String).label("about"),
            cast(null(), Moment).label("due_at"),
            Requisition.opened_at.label("since_at"),
            cast(null(), String).label("detail"),
        )
        .select_from(Requisition)
        .where(
            Requisition.id.in_(_run_by(person)),
            is_hiring(),
            ~promised.correlate(Requisition),
            waits.correlate(Requisition),
            reachable(person),
        )
    )


def _run_by(person: Person, *, leads: bool = False) -> Select[int]:
    """Select the requisitions a person recruits for, or leads as recruiter."""
    mine = select(Membership.requisition_id).where(
        Membership.person_id == person.id, Membership.part == RECRUITER
    )
    return mine.where(Membership.is_lead) if leads else mine

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
    or_,
    select,
    type_coerce,
    union_all,
)

from app.candidates.models import Candidacy, Candidate
from app.db import Moment
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import reachable
from app.promises.actions import is_open
from app.promises.models import STAGE, Promise
from app.promises.queries.lists import is_silent, silent_since
from app.promises.rules import AHEAD
from app.requisitions.models import Requisition
from app.requisitions.queries import has_part

Rows = Select[*tuple[Any, ...]]


def waiting(person: Person, at: datetime) -> Rows:
    """Select the promises a person is to keep, those that slip, and who has heard nothing."""
    parts = (_told(person, at), _words(person, at), _slipping(person), _silent(person, at))
    found = union_all(*parts).subquery()
    return select(found)


def _told(person: Person, at: datetime) -> Rows:
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
        .where(Promise.how != STAGE, is_open(), _mine(person, at, AHEAD), reachable(person))
    )


def _words(person: Person, at: datetime) -> Rows:
    """Words that policy owes, a row for each requisition: they may be hundreds."""
    return (
        select(
            literal("promises.words", String).label("kind"),
            Requisition.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(null(), String).label("about"),
            type_coerce(func.min(Promise.due_at), Moment).label("due_at"),
            type_coerce(func.min(Promise.made_at), Moment).label("since_at"),
            cast(func.count(), String).label("detail"),
        )
        .select_from(Promise)
        .join(Requisition, Requisition.id == Promise.requisition_id)
        .where(Promise.how == STAGE, is_open(), _mine(person, at, AHEAD), reachable(person))
        .group_by(Requisition.id, Requisition.title)
    )


def _slipping(person: Person) -> Rows:
    """Promises that will not be kept as told, a row for each requisition."""
    return (
        select(
            literal("promises.slip", String).label("kind"),
            Requisition.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(null(), String).label("about"),
            type_coerce(func.min(Promise.due_at), Moment).label("due_at"),
            type_coerce(func.min(Promise.slips_at), Moment).label("since_at"),
            cast(func.count(), String).label("detail"),
        )
        .select_from(Promise)
        .join(Requisition, Requisition.id == Promise.requisition_id)
        .where(
            is_open(),
            Promise.slips_at.is_not(None),
            has_part(person, RECRUITER),
            reachable(person),
        )
        .group_by(Requisition.id, Requisition.title)
    )


def _silent(person: Person, at: datetime) -> Rows:
    """Candidates without a word for a week, a row for each requisition.

    Those whom policy owes a word soon or by now stand in its row already.
    """
    owed = (
        exists()
        .where(
            Promise.candidacy_id == Candidacy.id,
            Promise.how == STAGE,
            is_open(),
            Promise.due_at <= at + AHEAD,
        )
        .correlate(Candidacy)
    )
    return (
        select(
            literal("promises.silent", String).label("kind"),
            Requisition.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(null(), String).label("about"),
            cast(null(), Moment).label("due_at"),
            type_coerce(func.min(silent_since()), Moment).label("since_at"),
            cast(func.count(), String).label("detail"),
        )
        .select_from(Candidacy)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(is_silent(at), ~owed, has_part(person, RECRUITER), reachable(person))
        .group_by(Requisition.id, Requisition.title)
    )


def _mine(person: Person, at: datetime, ahead: Any) -> ColumnElement[bool]:
    """Return a condition: their own and due soon or late, or late by a day where they lead."""
    return or_(
        and_(Promise.owner_id == person.id, Promise.due_at <= at + ahead),
        and_(
            Promise.owner_id != person.id,
            Promise.escalates_at <= at,
            has_part(person, RECRUITER, leads=True),
        ),
    )

"""What waits for a person about candidates' pages, as rows of the desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, null, select, union_all

from app.candidates.in_play import few_are_in_play
from app.candidates.models import Candidacy, Candidate
from app.db import Moment
from app.mail.models import Message
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import reachable
from app.requisitions.models import Requisition
from app.requisitions.queries import has_part
from app.statuspage.models import Need, OwnQuestion
from app.statuspage.queries.needs import is_unanswered

Rows = Select[*tuple[Any, ...]]
SHOWN = 120


def waiting(person: Person, at: datetime) -> Rows:
    """Select questions without an answer, what came in unread, and what is late."""
    parts = (_asked(person), _came(person), _late(person, at))
    return select(union_all(*parts).subquery())


def _asked(person: Person) -> Rows:
    return (
        _rows(
            person,
            "statuspage.question",
            OwnQuestion,
            cast(null(), Moment),
            OwnQuestion.asked_at,
            func.substr(OwnQuestion.words, 1, SHOWN),
        )
        .outerjoin(Message, Message.id == OwnQuestion.message_id)
        .where(is_unanswered())
    )


def _came(person: Person) -> Rows:
    return _rows(
        person,
        "statuspage.answered",
        Need,
        cast(null(), Moment),
        Need.answered_at,
        func.substr(Need.words, 1, SHOWN),
        Need.answered_at.is_not(None),
        Need.read_at.is_(None),
    )


def _late(person: Person, at: datetime) -> Rows:
    return _rows(
        person,
        "statuspage.late",
        Need,
        Need.due_at,
        Need.asked_at,
        func.substr(Need.words, 1, SHOWN),
        Need.due_at <= at,
        Need.answered_at.is_(None),
        Need.taken_back_at.is_(None),
        few_are_in_play(),
    )


def _rows(
    person: Person,
    kind: str,
    table: type[Need] | type[OwnQuestion],
    due_at: Any,
    since_at: Any,
    detail: Any,
    *conditions: ColumnElement[bool],
) -> Rows:
    """Select rows that open the page of their candidacy."""
    return (
        select(
            literal(kind, String).label("kind"),
            Candidacy.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            due_at.label("due_at"),
            since_at.label("since_at"),
            detail.label("detail"),
        )
        .select_from(table)
        .join(Candidacy, Candidacy.id == table.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(has_part(person, RECRUITER), reachable(person), *conditions)
    )

"""What waits for a person around references, as rows of the desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate
from app.checks.models import Referee, RefereeRequest, ReferenceWaiver
from app.checks.queries.finalists import lists, stands_approved
from app.db import Base, Moment
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import reachable
from app.requisitions.models import Policy, Requisition
from app.requisitions.queries import has_part, is_hiring, of_own, step

Rows = Select[*tuple[Any, ...]]


def waiting(person: Person, at: datetime) -> Rows:
    """Select what a person is to do about references."""
    parts = (_overdue(person, at), _to_ask(person), _to_read(person), _declined(person))
    return select(union_all(*parts, _to_be_named(person, at), _to_begin(person)).subquery())


def is_open() -> ColumnElement[bool]:
    """Return a condition on Referee: neither answered nor declined nor waived."""
    return and_(
        Referee.received_at.is_(None), Referee.declined_at.is_(None), Referee.waived_at.is_(None)
    )


def is_put_off() -> ColumnElement[bool]:
    """Return a condition on Referee: to be taken after acceptance, and not asked again since."""
    return and_(
        Referee.after_acceptance_at.is_not(None),
        (Referee.asked_at.is_(None)) | (Referee.asked_at <= Referee.after_acceptance_at),
    )


def _overdue(person: Person, at: datetime) -> Rows:
    return _rows(
        person,
        "checks.overdue",
        Referee.due_at,
        Referee.asked_at,
        Referee.asked_at.is_not(None),
        Referee.due_at <= at,
        is_open(),
        ~is_put_off(),
    )


def coming(person: Person, at: datetime) -> Rows:
    """Select the references that are due and not late, for a calendar: the desk waits for none."""
    return _rows(
        person,
        "checks.due",
        Referee.due_at,
        Referee.asked_at,
        Referee.asked_at.is_not(None),
        Referee.due_at > at,
        is_open(),
        ~is_put_off(),
    )


def _to_read(person: Person) -> Rows:
    return _rows(
        person,
        "checks.to_read",
        cast(null(), Moment),
        Referee.received_at,
        Referee.received_at.is_not(None),
        Referee.read_at.is_(None),
        Referee.taken_by_id.is_(None),
    )


def _declined(person: Person) -> Rows:
    """Those who would rather not, while nobody else of their kind was named since."""
    other = aliased(Referee)
    replaced = exists().where(
        other.candidacy_id == Referee.candidacy_id,
        other.relation == Referee.relation,
        other.id != Referee.id,
        other.declined_at.is_(None),
    )
    waived = exists().where(
        ReferenceWaiver.candidacy_id == Referee.candidacy_id,
        ReferenceWaiver.relation == Referee.relation,
    )
    return _rows(
        person,
        "checks.declined",
        cast(null(), Moment),
        Referee.declined_at,
        Referee.declined_at.is_not(None),
        Referee.waived_at.is_(None),
        Referee.relation.in_(("manager", "colleague")),
        ~replaced.correlate(Referee),
        ~waived.correlate(Referee),
    )


def _rows(
    person: Person, kind: str, due_at: Any, since_at: Any, *conditions: ColumnElement[bool]
) -> Rows:
    return (
        select(
            literal(kind, String).label("kind"),
            Referee.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            due_at.label("due_at"),
            since_at.label("since_at"),
            Referee.name.label("detail"),
        )
        .select_from(Referee)
        .join(Candidacy, Candidacy.id == Referee.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(*conditions, _still_counts(), *_mine(person))
    )


def _to_ask(person: Person) -> Rows:
    """Candidates who named somebody with consent whom nobody asked yet."""
    sent = Base.metadata.tables["offer"]
    had_offer = exists().where(sent.c.candidacy_id == Candidacy.id, sent.c.sent_at.is_not(None))
    return (
        select(
            literal("checks.to_ask", String).label("kind"),
            Candidacy.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            cast(null(), Moment).label("due_at"),
            func.min(Referee.named_at).label("since_at"),
            cast(func.count(Referee.id), String).label("detail"),
        )
        .select_from(Referee)
        .join(Candidacy, Candidacy.id == Referee.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(
            is_open(),
            Referee.asked_at.is_(None),
            Referee.after_acceptance_at.is_(None),
            Referee.consented_at.is_not(None),
            (~Referee.not_before_offer) | had_offer.correlate(Candidacy),
            is_hiring(),
            *_mine(person),
        )
        .group_by(Candidacy.id, Requisition.id, Requisition.title, Candidate.name)
    )


def _to_be_named(person: Person, at: datetime) -> Rows:
    """Candidates asked for referees who have named nobody by the day we said."""
    named = exists().where(Referee.candidacy_id == Candidacy.id).correlate(Candidacy)
    return (
        select(
            literal("checks.to_name", String).label("kind"),
            Candidacy.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            RefereeRequest.due_at.label("due_at"),
            RefereeRequest.asked_at.label("since_at"),
            cast(null(), String).label("detail"),
        )
        .select_from(RefereeRequest)
        .join(Candidacy, Candidacy.id == RefereeRequest.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(RefereeRequest.due_at <= at, ~named, is_hiring(), *_mine(person), *_begin(person))
    )


def _to_begin(person: Person) -> Rows:
    """Approved lists on which nobody began with the references that policy asks for."""
    version, line = lists()
    offer = Base.metadata.tables["offer"]
    drafted = exists().where(offer.c.candidacy_id == Candidacy.id).correlate(Candidacy)
    return (
        step(
            literal("checks.to_begin", String),
            func.min(version.c.put_forward_at),
            cast(func.count(Candidacy.id), String),
            needs_references(),
            stands_approved(version),
            line.c.position.is_not(None),
            ~has_begun(),
            ~drafted,
            *_mine(person),
            *_begin(person),
            is_hiring(),
        )
        .join(version, version.c.requisition_id == Requisition.id)
        .join(line, line.c.shortlist_id == version.c.id)
        .join(Candidacy, Candidacy.id == line.c.candidacy_id)
        .group_by(Requisition.id, Requisition.title)
    )


def has_begun() -> ColumnElement[bool]:
    """Return a condition on Candidacy: referees were asked for, named, or done without."""
    facts = (
        exists().where(table.candidacy_id == Candidacy.id).correlate(Candidacy)
        for table in (RefereeRequest, Referee, ReferenceWaiver)
    )
    return or_(*facts)


def needs_references() -> ColumnElement[bool]:
    """Return a condition on Requisition: its policy asks for at least one reference."""
    wanted = exists().where(
        Policy.requisition_id == Requisition.id,
        Policy.references_manager + Policy.references_colleague > 0,
    )
    return wanted.correlate(Requisition)


def _mine(person: Person) -> tuple[ColumnElement[bool], ...]:
    """Those in play of open requisitions that the person recruits for.

    Once every place is filled only references kept for after the acceptance are still a duty.
    """
    return (
        is_in_play(),
        Requisition.opened_at.is_not(None),
        Requisition.closed_at.is_(None),
        has_part(person, RECRUITER),
        reachable(person),
    )


def _begin(person: Person) -> tuple[ColumnElement[bool], ...]:
    """Begin with the person's own requisitions, where no index finds the rows themselves."""
    return (of_own(person, RECRUITER),)


def _still_counts() -> ColumnElement[bool]:
    return or_(is_hiring(), Referee.after_acceptance_at.is_not(None))

"""Whose marks a person may see now, and whether they lay open to them before."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, select, true

from app.candidates.models import Candidacy, Interview, InterviewPerson
from app.db import db
from app.people.guard import rights_in
from app.people.models import Membership, Person
from app.people.permissions import INTERVIEWER, MANAGER, RECRUITER, Permission
from app.requisitions.models import Requirements
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries.owing import owed_by
from app.scorecards.rules import hidden_since, were_open


def visible_ids(person: Person, requisition_id: int) -> set[int]:
    """Return the candidacies of a requisition whose marks a person may see.

    Recruiters, managers and hr: all; an interviewer: those they met. Never one for which they
    owe a card.
    """
    return set(db.session.scalars(select(Candidacy.id).where(open_to(person, requisition_id))))


def sees_marks(person: Person, candidacy: Candidacy) -> bool:
    """Say whether a person may see others' marks for one candidacy."""
    found = select(Candidacy.id).where(
        Candidacy.id == candidacy.id, open_to(person, candidacy.requisition_id)
    )
    return db.session.scalar(found) is not None


def open_to(person: Person, requisition_id: int) -> ColumnElement[bool]:
    """Return a condition on Candidacy: its marks are open to a person now."""
    if Permission.SEE_SCORES not in rights_in(requisition_id, person):
        return false()
    reached = true() if sees_everyone(person, requisition_id) else _met(person.id)
    return and_(Candidacy.requisition_id == requisition_id, reached, ~owed_by(person.id))


def sees_everyone(person: Person, requisition_id: int) -> bool:
    """Say whether a person's right reaches beyond those they met: recruiters, managers, hr."""
    return Permission.SEE_HISTORY in rights_in(requisition_id, person)


def interviewers(requisition_id: int) -> set[int]:
    """Return the people who sat on an interview in a requisition, or handed in a card."""
    sat = (
        select(InterviewPerson.person_id)
        .join(Interview, Interview.id == InterviewPerson.interview_id)
        .join(Candidacy, Candidacy.id == Interview.candidacy_id)
        .where(Candidacy.requisition_id == requisition_id)
    )
    rated = (
        select(Scorecard.rater_id)
        .join(Candidacy, Candidacy.id == Scorecard.candidacy_id)
        .where(
            Candidacy.requisition_id == requisition_id, Scorecard.first_submitted_at.is_not(None)
        )
    )
    return set(db.session.scalars(sat.union(rated)))


def were_open_to(person: Person, candidacy: Candidacy, at: datetime) -> bool:
    """Say whether others' marks for a candidacy have ever been open to a person before ``at``."""
    first_given = db.session.scalar(
        select(func.min(Scorecard.first_submitted_at)).where(
            Scorecard.candidacy_id == candidacy.id, Scorecard.rater_id != person.id
        )
    )
    hidden_from = hidden_since(_spans(person.id, candidacy.id), at)
    return were_open(first_given, _could_see_from(person, candidacy), hidden_from)


def _spans(person_id: int, candidacy_id: int) -> list[tuple[datetime, datetime | None]]:
    """Return when a person owed a card for a candidacy: from asking, or reopening, to its end."""
    rows = db.session.execute(
        select(
            Ask.asked_at,
            Ask.excused_at,
            Ask.ended_at,
            Scorecard.first_submitted_at,
            Scorecard.submitted_at,
            Scorecard.reopened_at,
        )
        .join(
            Scorecard,
            and_(
                Scorecard.candidacy_id == Ask.candidacy_id,
                Scorecard.rater_id == Ask.person_id,
                Scorecard.panel == Ask.panel,
                Scorecard.requirements_id.in_(
                    select(Requirements.id).where(Requirements.superseded_at.is_(None))
                ),
            ),
            isouter=True,
        )
        .where(Ask.candidacy_id == candidacy_id, Ask.person_id == person_id)
    )
    spans: list[tuple[datetime, datetime | None]] = []
    for asked_at, excused_at, ended_at, given_at, submitted_at, reopened_at in rows:
        ended = excused_at or ended_at
        if given_at is None or given_at < asked_at:
            spans.append((asked_at, ended))
            continue
        spans.append((asked_at, given_at))
        if submitted_at is None and reopened_at is not None:
            spans.append((reopened_at, ended))
    return spans


def _could_see_from(person: Person, candidacy: Candidacy) -> datetime | None:
    """Return from when a person's part would have let them see marks of a candidacy."""
    if person.is_hr:
        return candidacy.created_at
    parts = db.session.execute(
        select(Membership.part, Membership.added_at).where(
            Membership.requisition_id == candidacy.requisition_id,
            Membership.person_id == person.id,
        )
    )
    moments = []
    for part, added_at in parts:
        if part in (RECRUITER, MANAGER):
            moments.append(added_at)
        elif part == INTERVIEWER and (met_at := _first_met(person.id, candidacy.id)):
            moments.append(max(added_at, met_at))
    return min(moments, default=None)


def _first_met(person_id: int, candidacy_id: int) -> datetime | None:
    return db.session.scalar(
        select(func.min(Interview.held_at))
        .join(InterviewPerson, InterviewPerson.interview_id == Interview.id)
        .where(Interview.candidacy_id == candidacy_id, InterviewPerson.person_id == person_id)
    )


def _met(person_id: int) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            InterviewPerson.interview_id == Interview.id,
            InterviewPerson.person_id == person_id,
            Interview.candidacy_id == Candidacy.id,
        )
        .correlate(Candidacy)
    )

"""Reads behind when to act: a further round, and the dates that lose people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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
)

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate, Interview
from app.db import db
from app.people import queries as people
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.requisitions.models import Policy, Requisition
from app.requisitions.queries import has_part, is_hiring
from app.scorecards.models import Scorecard
from app.shortlists.acting.rules import state_of_round
from app.shortlists.models import FurtherRound, Shortlist

#: A candidate who has had no word for so long shows up by themselves.
SILENT = timedelta(days=7)
#: So many dates stand on the page; the timeline has all.
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Round:
    """A further round as pages show it; ``held_at`` is the first interview of it, if any was."""

    row: FurtherRound
    said_by: str
    held_at: datetime | None

    @property
    def state(self) -> str:
        """Return waiting, held or ended."""
        return state_of_round(self.row.said_at, self.row.ended_at, self.held_at)

    @property
    def is_waiting(self) -> bool:
        """Whether it is still waited for."""
        return self.state == "waiting"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A candidate whom a date or silence may lose."""

    candidacy_id: int
    name: str
    own_deadline_at: datetime | None
    own_deadline_note: str | None
    interviewed_at: datetime | None
    last_word_at: datetime | None


def latest_round(requisition_id: int) -> Round | None:
    """Return the further round said last."""
    return standing(requisition_id).round


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a requisition is, for when to act; ``decided``: a list stands, none is in work."""

    interviewed: int
    enough: int
    decided: bool
    round: Round | None


def standing(requisition_id: int) -> Standing:
    """Return how far a requisition is, in one query."""
    latest = (
        select(func.max(FurtherRound.id))
        .where(FurtherRound.requisition_id == requisition_id)
        .scalar_subquery()
    )
    interviewed = (
        select(func.count())
        .select_from(Candidacy)
        .where(
            Candidacy.requisition_id == requisition_id,
            is_in_play(),
            or_(Candidacy.interviewed_at.is_not(None), _has_card_in()),
        )
        .scalar_subquery()
    )
    row = db.session.execute(
        select(
            interviewed,
            Policy.interviewed_min,
            _is_decided(requisition_id),
            FurtherRound,
            Person.name,
            _held_at(),
        )
        .select_from(Policy)
        .outerjoin(FurtherRound, FurtherRound.id == latest)
        .outerjoin(Person, Person.id == FurtherRound.said_by_id)
        .where(Policy.requisition_id == requisition_id)
    ).one()
    count, enough, decided, further, said_by, held_at = row
    last = Round(further, said_by, held_at) if further else None
    return Standing(count, enough, bool(decided), last)


def _has_card_in() -> ColumnElement[bool]:
    """Whoever was marked has been met, written down as an interview or not."""
    card = exists().where(
        Scorecard.candidacy_id == Candidacy.id, Scorecard.submitted_at.is_not(None)
    )
    return card.correlate(Candidacy)


def next_round(requisition_id: int) -> int:
    """Return the number a further round has: one more than the furthest recorded."""
    furthest = db.session.scalar(
        select(func.max(Interview.round))
        .join(Candidacy, Candidacy.id == Interview.candidacy_id)
        .where(Candidacy.requisition_id == requisition_id)
    )
    return (furthest or 0) + 1


def presses(requisition_id: int, at: datetime) -> list[Pressed]:
    """Return whom we may lose, one more than is shown: a date of their own, or a week of silence.

    The nearest date first, then the longest silence.
    """
    rows = db.session.execute(
        select(
            Candidacy.id,
            Candidate.name,
            Candidacy.own_deadline_at,
            Candidacy.own_deadline_note,
            Candidacy.interviewed_at,
            Candidacy.last_word_at,
        )
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(Candidacy.requisition_id == requisition_id, is_in_play(), _is_pressed(at))
        .order_by(
            case((Candidacy.own_deadline_at > at, 0), else_=1),
            case((Candidacy.own_deadline_at > at, Candidacy.own_deadline_at)),
            func.coalesce(Candidacy.last_word_at, Candidacy.interviewed_at),
            Candidacy.id,
        )
        .limit(SHOWN + 1)
    )
    return [Pressed(*row) for row in rows]


def is_waited_for() -> ColumnElement[bool]:
    """Return a condition on Requisition: another round is waited for."""
    waiting = exists().where(FurtherRound.requisition_id == Requisition.id, *is_waiting())
    return waiting.correlate(Requisition)


def rounds_to_review(person: Person) -> Select[*tuple[Any, ...]]:
    """Select the further rounds of requisitions a person leads, each due when it is reviewed."""
    return (
        select(
            literal("shortlists.round", String).label("kind"),
            Requisition.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Person.name.label("about"),
            FurtherRound.review_at.label("due_at"),
            FurtherRound.said_at.label("since_at"),
            cast(null(), String).label("detail"),
        )
        .select_from(FurtherRound)
        .join(Requisition, Requisition.id == FurtherRound.requisition_id)
        .join(Person, Person.id == FurtherRound.said_by_id)
        .where(
            *is_waiting(),
            has_part(person, RECRUITER, MANAGER, leads=True),
            people.reachable(person),
            is_hiring(),
        )
    )


def _is_decided(requisition_id: int) -> ColumnElement[bool]:
    here = exists().where(
        Shortlist.requisition_id == requisition_id, Shortlist.superseded_at.is_(None)
    )
    forward = here.where(Shortlist.put_forward_at.is_not(None))
    editing = here.where(Shortlist.put_forward_at.is_(None))
    return and_(forward, ~editing)


def _is_pressed(at: datetime) -> ColumnElement[bool]:
    silent = or_(
        Candidacy.last_word_at < at - SILENT,
        and_(Candidacy.last_word_at.is_(None), Candidacy.interviewed_at < at - SILENT),
    )
    return or_(Candidacy.own_deadline_at > at, silent)


def _held_at() -> Any:
    """When the first interview of a further round was held, after it was said."""
    return (
        select(func.min(Interview.held_at))
        .join(Candidacy, Candidacy.id == Interview.candidacy_id)
        .where(
            Candidacy.requisition_id == FurtherRound.requisition_id,
            Interview.round >= FurtherRound.round,
            Interview.held_at > FurtherRound.said_at,
        )
        .correlate(FurtherRound)
        .scalar_subquery()
    )


def is_waiting() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on FurtherRound: neither held nor taken back."""
    return FurtherRound.ended_at.is_(None), _held_at().is_(None)

"""By when a candidate must answer somebody else, as they or the recruiter told us."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, literal, select

from app.candidates.in_play import few_are_in_play
from app.candidates.models import Candidacy, Candidate
from app.candidates.rules import may_tell_deadline
from app.core.decision import require
from app.db import Base
from app.history.actions import Actor, record
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import reachable
from app.requisitions.models import Requisition
from app.requisitions.queries import has_part, is_hiring

#: how long a deadline that has passed still says so on the desk
STILL_SHOWN = timedelta(days=2)


def tell_own_deadline(
    candidacy: Candidacy,
    *,
    due_at: datetime | None,
    note: str | None,
    by: Person | Actor,
    at: datetime,
) -> None:
    """Keep by when a candidate must answer somebody else, and when we were told.

    Without a moment it is over: the candidate is free again. ``by`` is the candidate, or whoever
    of ours they told it to.
    """
    require(may_tell_deadline(due_at, in_play=candidacy.in_play, at=at))
    if due_at is None and candidacy.own_deadline_at is None:
        return
    candidacy.own_deadline_at = due_at
    candidacy.own_deadline_note = (" ".join((note or "").split()) or None) if due_at else None
    candidacy.own_deadline_told_at = at if due_at else None
    themselves = isinstance(by, Actor) and by.kind == "candidate"
    verb = "told_own_deadline" if themselves else "noted_own_deadline"
    record(
        f"candidates.{verb}" if due_at else f"candidates.{verb}_over",
        by=by,
        at=at,
        subject=candidacy,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
    )


def deadlines(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Select, for the desk of whoever recruits, the candidates who must soon answer elsewhere."""
    return (
        select(
            literal("candidates.own_deadline", String).label("kind"),
            Candidacy.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            Candidacy.own_deadline_at.label("due_at"),
            Candidacy.own_deadline_told_at.label("since_at"),
            Candidacy.own_deadline_note.label("detail"),
        )
        .select_from(Candidacy)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(
            Candidacy.own_deadline_at.is_not(None),
            Candidacy.own_deadline_at > at - STILL_SHOWN,
            few_are_in_play(),
            ~_has_accepted(),
            is_hiring(),
            has_part(person, RECRUITER),
            reachable(person),
        )
    )


def _has_accepted() -> ColumnElement[bool]:
    offer = Base.metadata.tables["offer"]
    return (
        select(offer.c.id)
        .where(offer.c.candidacy_id == Candidacy.id, offer.c.accepted_at.is_not(None))
        .correlate(Candidacy)
        .exists()
    )

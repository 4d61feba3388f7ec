"""Verbs: another round is needed, and it no longer is."""

from datetime import datetime

from sqlalchemy import update

from app.core.decision import Refused, require
from app.db import db
from app.history.actions import record
from app.people.models import Person
from app.requisitions.models import Requisition
from app.shortlists.acting import queries
from app.shortlists.acting.rules import (
    RoundFacts,
    may_end_round,
    may_wait_for_round,
)
from app.shortlists.models import FurtherRound


def facts_of(requisition: Requisition, stands: queries.Standing) -> RoundFacts:
    """Return what is asked before another round is waited for."""
    return RoundFacts(
        stage=requisition.stage,
        state=stands.round.state if stands.round else "none",
        decided=stands.decided,
    )


def wait_for_round(
    requisition: Requisition,
    *,
    reason: str,
    review_at: datetime | None,
    by: Person,
    at: datetime,
) -> FurtherRound:
    """State that nothing is decided before another round is held; it is reviewed at a moment."""
    stands = queries.standing(requisition.id)
    require(may_wait_for_round(facts_of(requisition, stands), reason, review_at, at))
    _close_held(stands.round)
    further = FurtherRound(
        requisition_id=requisition.id,
        round=queries.next_round(requisition.id),
        reason=reason.strip(),
        said_at=at,
        said_by_id=by.id,
        review_at=review_at,
    )
    db.session.add(further)
    db.session.flush()
    record(
        "shortlists.round_needed",
        by=by,
        at=at,
        subject=further,
        requisition_id=requisition.id,
        round=further.round,
    )
    return further


def end_round(requisition: Requisition, *, by: Person, at: datetime) -> None:
    """Take the wait back: no further round is needed."""
    latest = queries.latest_round(requisition.id)
    require(may_end_round(latest.state if latest else "none"))
    assert latest is not None
    ended = db.session.execute(
        update(FurtherRound)
        .where(FurtherRound.id == latest.row.id, FurtherRound.ended_at.is_(None))
        .values(ended_at=at, ended_by_id=by.id)
    )
    if not ended.rowcount:  # type: ignore[attr-defined]
        raise Refused("No further round is waited for any more.")
    record(
        "shortlists.round_ended",
        by=by,
        at=at,
        subject=latest.row,
        requisition_id=requisition.id,
        round=latest.row.round,
    )


def _close_held(latest: queries.Round | None) -> None:
    """Stamp a round that was held with when, so that the next can be waited for."""
    if latest is not None and latest.row.ended_at is None:
        latest.row.ended_at = latest.held_at
        db.session.flush()

"""A word every so many days: the promise that policy makes to whoever still waits.

Any word from us keeps it and begins the next. What packages above call when a candidate has heard
from us stands here, so that no word is given without it.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select, update
from sqlalchemy.orm import aliased

from app.candidates import actions as candidates
from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate
from app.db import Base, db, insert_many
from app.history.actions import WORKER, record
from app.mail.models import Message
from app.people.permissions import RECRUITER
from app.people.queries import lead
from app.promises.actions import is_open
from app.promises.dates import escalates_at, word_due
from app.promises.models import STAGE, Promise
from app.requisitions.models import Requisition
from app.requisitions.queries import policy

TEXT = "You will hear from us at least every {days} days"


def heard(message: Message, at: datetime) -> None:
    """Keep that a message reached the candidate it was written to."""
    candidates.heard(message, at)
    candidacy = db.session.get(Candidacy, message.candidacy_id) if message.candidacy_id else None
    if candidacy is not None:
        _answered(candidacy, at, message.id)


def log_word(candidacy: Candidacy, *, at: datetime) -> None:
    """Keep that the candidate heard from us, by whatever way."""
    candidates.log_word(candidacy, at=at)
    _answered(candidacy, at, None)


def log_outcome(candidacy: Candidacy, *, at: datetime) -> None:
    """Keep that the candidate was told how it ended: they wait for no further word."""
    candidates.log_outcome(candidacy, at=at)
    db.session.execute(
        update(Promise)
        .where(Promise.candidacy_id == candidacy.id, is_open(), Promise.how == STAGE)
        .values(kept_at=at)
        .execution_options(synchronize_session=False)
    )


def renew(requisition: Requisition, *, at: datetime) -> int:
    """Promise a word to everyone who waits without such a promise, and end what policy dropped."""
    days = policy(requisition.id).word_days
    if not days or requisition.stage != "open":
        _drop(requisition.id, "Policy asks for no word any more.", at)
        return 0
    _follow_lead(requisition.id)
    made = _begin(requisition, days, at)
    if made:
        record(
            "promises.words_begun",
            by=WORKER,
            at=at,
            subject=requisition,
            requisition_id=requisition.id,
            count=made,
            days=days,
        )
    return made


def still_waits() -> ColumnElement[bool]:
    """Return a condition on Candidacy: in play, not told how it ended, and no offer is their own.

    Who holds an offer answers us; who accepted or declined one waits no more. Offers belong to a
    package further on, so their table is asked by name.
    """
    offer = Base.metadata.tables["offer"]
    over = ("withdrawn_at", "lapsed_at", "replaced_at", "reneged_at")
    theirs = exists().where(
        offer.c.candidacy_id == Candidacy.id,
        offer.c.dispatched_at.is_not(None),
        and_(*(offer.c[end].is_(None) for end in over)),
    )
    return and_(is_in_play(), Candidacy.told_outcome_at.is_(None), ~theirs.correlate(Candidacy))


def _answered(candidacy: Candidacy, at: datetime, message_id: int | None) -> None:
    db.session.execute(
        update(Promise)
        .where(
            Promise.candidacy_id == candidacy.id,
            is_open(),
            Promise.how == STAGE,
            Promise.made_at < at,
        )
        .values(kept_at=at, kept_by_message_id=message_id)
        .execution_options(synchronize_session=False)
    )
    days = policy(candidacy.requisition_id).word_days
    requisition = db.session.get_one(Requisition, candidacy.requisition_id)
    if days and requisition.stage == "open":
        _begin(requisition, days, at, only=(candidacy.id,))


def _begin(
    requisition: Requisition, days: int, at: datetime, only: Collection[int] | None = None
) -> int:
    """Write a promise for each who waits without one; the lead recruiter owns it."""
    owner = lead(requisition.id, RECRUITER)
    if owner is None:
        return 0
    has = aliased(Promise)
    unpromised = ~(
        exists()
        .where(
            has.candidacy_id == Candidacy.id,
            has.how == STAGE,
            has.kept_at.is_(None),
            has.void_at.is_(None),
        )
        .correlate(Candidacy)
    )
    found = (
        select(Candidacy.id, Candidacy.last_word_at, Candidacy.created_at, Candidate.time_zone)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(Candidacy.requisition_id == requisition.id, still_waits(), unpromised)
        .order_by(Candidacy.id)
    )
    if only is not None:
        found = found.where(Candidacy.id.in_(only))
    rows: list[dict[str, Any]] = []
    for candidacy_id, last_word_at, created_at, their_zone in db.session.execute(found):
        zone = their_zone or requisition.time_zone
        due_at = word_due(last_word_at or created_at, days, zone, at)
        rows.append(
            {
                "requisition_id": requisition.id,
                "candidacy_id": candidacy_id,
                "text": TEXT.format(days=days),
                "how": STAGE,
                "made_at": at,
                "due_at": due_at,
                "escalates_at": escalates_at(due_at, zone),
                "owner_id": owner.id,
            }
        )
    insert_many(Promise.__table__, rows)  # type: ignore[arg-type]
    return len(rows)


def _follow_lead(requisition_id: int) -> None:
    """Let whoever leads now own what policy promises."""
    owner = lead(requisition_id, RECRUITER)
    if owner is not None:
        db.session.execute(
            update(Promise)
            .where(
                Promise.requisition_id == requisition_id,
                Promise.how == STAGE,
                Promise.owner_id != owner.id,
                is_open(),
            )
            .values(owner_id=owner.id)
            .execution_options(synchronize_session=False)
        )


def _drop(requisition_id: int, why: str, at: datetime) -> None:
    """End the promises that policy made, where it makes none any more."""
    db.session.execute(
        update(Promise)
        .where(Promise.requisition_id == requisition_id, Promise.how == STAGE, is_open())
        .values(void_at=at, void_reason=why)
        .execution_options(synchronize_session=False)
    )

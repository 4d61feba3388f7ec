"""Who is next in the signed order, and where each candidacy stands in all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, select

from app.candidates.chunks import in_chunks
from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate
from app.db import AT, db
from app.offers.facts import (
    has_no_end,
    holds_live,
    is_hired,
    is_live,
    last_ended_without_yes,
    last_was_declined,
    shortlist_is_approved,
)
from app.offers.models import Offer
from app.offers.queries.places import free_places, is_filled
from app.offers.rules import candidacy_status
from app.shortlists.models import Shortlist, ShortlistLine


@dataclass(frozen=True, slots=True)
class Finalist:
    """One of the signed order: position, name, status, and whether an offer may still come."""

    position: int
    candidacy: Candidacy
    name: str
    status: str
    eligible: bool


def finalists(requisition_id: int, at: datetime) -> Sequence[Finalist]:
    """Return the signed order of a requisition; empty where none is signed."""
    eligible = is_in_play() & ~is_hired() & ~last_ended_without_yes(at)
    rows = db.session.execute(
        select(ShortlistLine.position, Candidacy, Candidate.name, eligible)
        .join(Shortlist, Shortlist.id == ShortlistLine.shortlist_id)
        .join(Candidacy, Candidacy.id == ShortlistLine.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(
            Shortlist.requisition_id == requisition_id,
            shortlist_is_approved(),
            ShortlistLine.position.is_not(None),
        )
        .order_by(ShortlistLine.position)
    ).all()
    known = statuses([candidacy.id for _, candidacy, _, _ in rows], at) if rows else {}
    return [
        Finalist(position or 0, candidacy, name, known[candidacy.id], bool(may))
        for position, candidacy, name, may in rows
    ]


def up(requisition_id: int, at: datetime) -> int | None:
    """Return the candidacy that is up: the first of the signed order still to be asked.

    Whoever holds an open offer stays up while no other place is free; where one is, the next
    is up for it. Nobody is up once all places are filled.
    """
    waiting = [one for one in finalists(requisition_id, at) if one.eligible]
    if not waiting or is_filled(requisition_id):
        return None
    if free_places(requisition_id, at)[0]:
        waiting = [one for one in waiting if one.status != "offered"]
    return waiting[0].candidacy.id if waiting else None


def statuses(candidacy_ids: Iterable[int], at: datetime) -> dict[int, str]:
    """Return the full status of each candidacy, in one query (a few for very many)."""
    found: dict[int, str] = {}
    for some in in_chunks(sorted(set(candidacy_ids))):
        rows = db.session.execute(_statuses(), {"at": at, "some": some})
        found |= {candidacy_id: status_from(*facts) for candidacy_id, *facts in rows}
    return found


@cache
def _statuses() -> Select[*tuple[Any, ...]]:
    some: Any = bindparam("some", expanding=True)
    return select(Candidacy.id, *status_columns(AT)).where(Candidacy.id.in_(some))


def statuses_further(requisition_id: int, at: datetime) -> dict[int, str]:
    """Return the full statuses of those in a requisition who had an offer or stood on a list.

    All others are where their own facts say.
    """
    offered = select(Offer.candidacy_id).where(Offer.requisition_id == requisition_id)
    listed = (
        select(ShortlistLine.candidacy_id)
        .join(Shortlist, Shortlist.id == ShortlistLine.shortlist_id)
        .where(Shortlist.requisition_id == requisition_id)
    )
    return statuses(db.session.scalars(offered.union(listed)), at)


def status_columns(at: datetime) -> tuple[ColumnElement[Any], ...]:
    """Return what a query on Candidacy selects for ``status_from``, in its order."""
    return (
        Candidacy.withdrawn_at.is_not(None),
        Candidacy.set_aside_at.is_not(None),
        is_hired(),
        holds_live(at),
        last_was_declined(),
        is_finalist(),
    )


def status_from(
    withdrawn: bool, set_aside: bool, hired: bool, offered: bool, declined: bool, finalist: bool
) -> str:
    """Return the full status that a row of ``status_columns`` tells."""
    return candidacy_status(
        withdrawn=bool(withdrawn),
        set_aside=bool(set_aside),
        hired=bool(hired),
        offered=bool(offered),
        declined=bool(declined),
        finalist=bool(finalist),
    )


def reached_by_offer(candidacy_ids: Iterable[int], at: datetime) -> set[int]:
    """Return those of some candidacies with whom a live offer is: its mail has gone out."""
    found: set[int] = set()
    for some in in_chunks(sorted(set(candidacy_ids))):
        rows = select(Offer.candidacy_id).where(
            Offer.candidacy_id.in_(some), is_live(at), Offer.sent_at.is_not(None)
        )
        found.update(db.session.scalars(rows))
    return found


def drafted(requisition_id: int) -> dict[int, int]:
    """Return the offer not yet sent of each candidacy that has one."""
    rows = db.session.execute(
        select(Offer.candidacy_id, Offer.id).where(
            Offer.requisition_id == requisition_id, Offer.dispatched_at.is_(None), has_no_end()
        )
    )
    return {candidacy_id: offer_id for candidacy_id, offer_id in rows}


def is_named(candidacy_id: int) -> bool:
    """Say whether the signed order that stands names a candidacy."""
    named = select(Candidacy.id).where(Candidacy.id == candidacy_id, is_finalist())
    return db.session.scalar(named) is not None


def is_finalist() -> ColumnElement[bool]:
    """Return a condition on Candidacy: named in the signed order that stands."""
    return (
        exists()
        .where(
            ShortlistLine.candidacy_id == Candidacy.id,
            ShortlistLine.position.is_not(None),
            Shortlist.id == ShortlistLine.shortlist_id,
            shortlist_is_approved(),
        )
        .correlate(Candidacy)
    )

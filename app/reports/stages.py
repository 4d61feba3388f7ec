"""How long a requisition was in each stage, told from the moments at which each began.

Pure. A stage ends where the next that was reached begins; the one that is running has no end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.workdays import workdays_since
from app.reports.holding import MARKS

#: The stages in order, by the moment at which each begins.
STAGES = (
    ("Before scorecards", "opened_at"),
    ("Scorecards", "asked_at"),
    ("Choosing", "picking_at"),
    ("Sign-off", "put_forward_at"),
    ("To an offer", "approved_at"),
    ("Answer", "sent_at"),
)
ENDS = "accepted_at"


@dataclass(frozen=True, slots=True)
class Moments:
    """When a requisition reached what, for the first time; none where it has not."""

    requisition_id: int
    code: str
    title: str
    zone: str
    opened_at: datetime
    closed_at: datetime | None
    asked_at: datetime | None = None
    picking_at: datetime | None = None
    put_forward_at: datetime | None = None
    approved_at: datetime | None = None
    sent_at: datetime | None = None
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """One requisition in one stage; ``ended_at`` is none while it is there."""

    of: Moments
    stage: str
    began_at: datetime
    ended_at: datetime | None
    length: timedelta
    working_days: int


@dataclass(frozen=True, slots=True)
class StageTimes:
    """What the stays in one stage come to; the middle one and the longest of those that ended."""

    stage: str
    stays: Sequence[Stay]
    through: int
    running: int
    middle: Stay | None
    longest: Stay | None
    within: tuple[int, ...]


def stays(moments: Moments, at: datetime) -> list[Stay]:
    """Return the stages a requisition has been in, in order."""
    begun = [(name, getattr(moments, field)) for name, field in STAGES]
    found = []
    for place, (name, began_at) in enumerate(begun):
        if began_at is None:
            continue
        later = [moment for _, moment in begun[place + 1 :] if moment is not None]
        later += [moment for moment in (moments.accepted_at,) if moment is not None]
        ends = [moment for moment in later if moment >= began_at]
        ended_at = min(ends, default=moments.closed_at)
        if later and not ends:
            continue  # what comes after was reached before: it was never in this stage
        upto = ended_at or at
        days = workdays_since(began_at, upto, moments.zone)
        found.append(Stay(moments, name, began_at, ended_at, upto - began_at, days))
    return found


def times(every: Iterable[Stay]) -> list[StageTimes]:
    """Put stays together by stage, in order; ``within`` counts those up to each mark, and over."""
    by_stage: dict[str, list[Stay]] = {name: [] for name, _ in STAGES}
    for stay in every:
        by_stage[stay.stage].append(stay)
    return [_times(name, found) for name, found in by_stage.items()]


def _times(name: str, found: Sequence[Stay]) -> StageTimes:
    ended = sorted((one for one in found if one.ended_at), key=lambda one: one.length)
    return StageTimes(
        name,
        found,
        len(ended),
        len(found) - len(ended),
        ended[(len(ended) - 1) // 2] if ended else None,
        ended[-1] if ended else None,
        _within(ended),
    )


def _within(ended: Sequence[Stay]) -> tuple[int, ...]:
    counts = [0] * (len(MARKS) + 1)
    for one in ended:
        counts[sum(one.length > mark for _, mark in MARKS)] += 1
    return tuple(counts)

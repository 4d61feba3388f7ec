"""When a list may be signed, where that can be said honestly from one's own past.

Pure. Of the requisitions decided before, only those count that took longer than this one has
taken by now: the middle of them is the forecast, the middle half its likely range. It is never
before a date that is set for a step still open. Too few to go by, and nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.workdays import end_of_workday_after, workdays_since

#: So many must have been decided before, and so many of them have taken longer than this by now.
ENOUGH, ENOUGH_LONGER = 5, 3
#: Longer than a year is no forecast.
LONGEST = 260


@dataclass(frozen=True, slots=True)
class Forecast:
    """The moment, its likely range, and what it was made from, in working days."""

    at: datetime
    earliest: datetime
    latest: datetime
    decided: int
    longer: int
    used: int
    middle: int
    waits_for_date: bool


@dataclass(frozen=True, slots=True)
class TooLittle:
    """Why nothing can be said."""

    why: str


def forecast(
    past: Sequence[int], opened_at: datetime, zone: str, at: datetime, due: datetime | None = None
) -> Forecast | TooLittle:
    """Say when a list may be signed; ``past`` is how many working days earlier ones took."""
    if len(past) < ENOUGH:
        return TooLittle(
            f"It takes {ENOUGH} requisitions decided before. So far there are {len(past)}."
        )
    used = workdays_since(opened_at, at, zone)
    longer = sorted(days for days in past if used < days <= used + LONGEST)
    if len(longer) < ENOUGH_LONGER:
        return TooLittle("It has taken longer already than nearly all that were decided before.")
    low, middle, high = (_quantile(longer, part) for part in (1, 2, 3))
    moments = [end_of_workday_after(at, days - used, zone) for days in (low, middle, high)]
    later = [max(moment, due) if due else moment for moment in moments]
    return Forecast(
        at=later[1],
        earliest=later[0],
        latest=later[2],
        decided=len(past),
        longer=len(longer),
        used=used,
        middle=middle,
        waits_for_date=later[1] != moments[1],
    )


def _quantile(values: Sequence[int], quarters: int) -> int:
    """Return the value at so many quarters of the sorted values, a real one of them."""
    return values[round((len(values) - 1) * quarters / 4)]

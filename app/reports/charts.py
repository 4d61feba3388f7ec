"""Where things stand in the drawings of a report: plain numbers, drawn by the templates.

The scale of time is stepped: the marks stand at equal distances, so that a day can be told from
two as well as four weeks from six; between two marks it is even.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from app.reports.holding import MARKS
from app.reports.queries.outcomes import Outcomes
from app.reports.queries.people import Load
from app.reports.stages import StageTimes

LEFT, RIGHT, ROW = 130.0, 1090.0, 30
#: What is longer than this stands at the end of the scale.
END = timedelta(weeks=12)
STEPS = (timedelta(0), *(length for _, length in MARKS), END)
STEP = (RIGHT - LEFT) / (len(STEPS) - 1)
#: So many dots of a stage are drawn at most.
DOTS = 100


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage: where its requisitions stand, those gone through and those in it, and the middle.

    ``through`` and ``running`` are places on the scale.
    """

    stage: str
    y: int
    through: tuple[float, ...]
    running: tuple[float, ...]
    middle: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words: what it is of, how long it is drawn, and what stands behind it."""

    words: str
    y: int
    width: float
    says: str


def ticks() -> tuple[tuple[float, str], ...]:
    """Return the marks on the scale of time."""
    return tuple((_x(length), name) for name, length in MARKS)


def lanes(times: Sequence[StageTimes]) -> tuple[Lane, ...]:
    """Return the stages as lanes of dots."""
    return tuple(
        Lane(
            one.stage,
            18 + ROW * place,
            tuple(_x(stay.length) for stay in one.stays if stay.ended_at)[:DOTS],
            tuple(_x(stay.length) for stay in one.stays if not stay.ended_at)[:DOTS],
            _x(one.middle.length) if one.middle else None,
        )
        for place, one in enumerate(times)
    )


def load_bars(loads: Sequence[Load]) -> tuple[Bar, ...]:
    """Return how much lies with whom as bars."""
    return _bars([(one.name, one.count) for one in loads])


def outcome_bars(every: Sequence[Outcomes]) -> tuple[Bar, ...]:
    """Return how the offers ended as bars; those that did not happen are left out."""
    totals = totals_of(every)
    return _bars([(words, count) for words, count in totals if count])


def totals_of(every: Sequence[Outcomes]) -> list[tuple[str, int]]:
    """Return how often each ending came, and how often more time was asked for, in words."""
    return [
        ("Accepted", sum(one.accepted for one in every)),
        ("Declined", sum(one.declined for one in every)),
        ("Ran out", sum(one.lapsed for one in every)),
        ("Withdrawn by us", sum(one.withdrawn for one in every)),
        ("Replaced by a newer one", sum(one.replaced for one in every)),
        ("Still open", sum(one.open for one in every)),
        ("More time asked for", sum(one.more_time for one in every)),
    ]


def _bars(counted: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    most = max((count for _, count in counted), default=1)
    return tuple(
        Bar(words, 8 + ROW * place, round(count / most * 760, 1), f"{count:,}")
        for place, (words, count) in enumerate(counted)
    )


def _x(length: timedelta) -> float:
    for place, (low, high) in enumerate(pairwise(STEPS)):
        if length < high:
            return round(LEFT + STEP * (place + max(length - low, STEPS[0]) / (high - low)), 1)
    return RIGHT

"""Standing: one candidate's line in a ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from app.engine.gaps import Gaps, Status
from app.engine.means import Means
from app.engine.raw import RawNumbers
from app.engine.requirements import Requirements


@dataclass(frozen=True, slots=True)
class Judged:
    """What comparing everyone adds to one candidate's raw numbers; None where nothing can be said.

    `raw_position` is the position by raw alone. `p_top` is the probability of being among the
    first of the list's size, `band` its word (empty where it is only the prior's), `rank_low` to
    `rank_high` where nine of ten draws rank them, `acceptability` the share of weightings near
    the requisition's own that put them on the list. `low` to `high`: where nine of ten draws see
    the score itself.
    """

    raw_position: int | None
    adjusted: float | None
    p_top: float | None
    band: str
    rank_low: int | None
    rank_high: int | None
    acceptability: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one candidate stands, and what that rests on.

    Scores, `best` and `worst` are on the scale 1 to 5, `coverage` is 0 to 1. `position` is None
    outside the ranking (incomplete, unscored). `proposed`: in the proposed set. `spread` is 0
    with one rater: read it beside `raters`.
    """

    candidate: int
    status: Status
    position: int | None
    tied: bool
    proposed: bool
    raw: float | None
    panel_raw: Mapping[str, float | None] = field(hash=False)
    coverage: float
    spread: float | None
    best: float | None
    worst: float | None
    raters: int
    lowest_criterion: int | None
    missing_criteria: tuple[int, ...]
    missing_panels: tuple[str, ...]
    missing_must_haves: tuple[int, ...]
    below_must_haves: tuple[int, ...]
    short_of_coverage: bool
    judged: Judged | None = None

    @property
    def score(self) -> float | None:
        """The score the order rests on: adjusted where it is known, else raw."""
        known = self.judged.adjusted if self.judged else None
        return self.raw if known is None else known

    @property
    def soft_raw(self) -> float | None:
        """The raw score of the soft panel alone."""
        return self.panel_raw.get("soft")

    @property
    def hard_raw(self) -> float | None:
        """The raw score of the hard panel alone."""
        return self.panel_raw.get("hard")


@dataclass(frozen=True, slots=True)
class Assessed:
    """What one candidate's own marks say, before the others are looked at."""

    candidate: int
    numbers: RawNumbers
    gaps: Gaps
    status: Status


@dataclass(frozen=True, slots=True)
class Order:
    """Where a candidate comes among the others."""

    position: int | None = None
    tied: bool = False
    proposed: bool = False


def standing_of(assessed: Assessed, order: Order, requirements: Requirements) -> Standing:
    """Round the exact numbers to floats, once, at the end."""
    numbers, gaps = assessed.numbers, assessed.gaps
    return Standing(
        candidate=assessed.candidate,
        status=assessed.status,
        position=order.position,
        tied=order.tied,
        proposed=order.proposed,
        raw=rounded(numbers.raw),
        panel_raw={panel: rounded(score) for panel, score in numbers.panel_raw.items()},
        coverage=float(numbers.coverage),
        spread=rounded(numbers.spread),
        best=rounded(numbers.best),
        worst=rounded(numbers.worst),
        raters=len(numbers.raters),
        lowest_criterion=lowest_criterion(numbers.means, requirements),
        missing_criteria=gaps.missing_criteria,
        missing_panels=gaps.missing_panels,
        missing_must_haves=gaps.missing_must_haves,
        below_must_haves=gaps.below_must_haves,
        short_of_coverage=gaps.short_of_coverage,
    )


def rounded(exact: Fraction | None) -> float | None:
    """The float nearest to an exact number."""
    return None if exact is None else float(exact)


def lowest_criterion(means: Means, requirements: Requirements) -> int | None:
    """The marked criterion with the lowest mean; of equals the heaviest, then the first."""
    weights = requirements.weights.whole
    return min(
        means.parts,
        key=lambda criterion: (means.parts[criterion], -weights[criterion], criterion),
        default=None,
    )

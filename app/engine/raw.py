"""The raw numbers of one candidate, as exact fractions: what standing and working both print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.engine.cells import Cells, raters_in
from app.engine.inputs import HIGHEST_MARK, LOWEST_MARK
from app.engine.means import Means, criterion_means, rater_means, spread_of
from app.engine.requirements import Requirements


@dataclass(frozen=True, slots=True)
class RawNumbers:
    """Means, raw scores, coverage, spread and bounds. None where nothing is there to divide."""

    means: Means
    raw: Fraction | None
    panel_raw: Mapping[str, Fraction | None]
    coverage: Fraction
    raters: tuple[int, ...]
    rater_means: Means
    spread: Fraction | None
    best: Fraction | None
    worst: Fraction | None


def raw_numbers(cells: Cells, requirements: Requirements) -> RawNumbers:
    """All raw numbers of one candidate. Nothing is imputed but in `best` and `worst`."""
    means = criterion_means(cells)
    by_rater = rater_means(cells, requirements)
    return RawNumbers(
        means=means,
        raw=weighted_mean(means, means.parts, requirements),
        panel_raw={
            panel: weighted_mean(means, (c for c in criteria if c in means.parts), requirements)
            for panel, criteria in requirements.panels.items()
        },
        coverage=requirements.share_of(tuple(means.parts)),
        raters=raters_in(cells),
        rater_means=by_rater,
        spread=spread_of(by_rater),
        best=filled_with(HIGHEST_MARK, means, requirements),
        worst=filled_with(LOWEST_MARK, means, requirements),
    )


def weighted_mean(
    means: Means, criteria: Iterable[int], requirements: Requirements
) -> Fraction | None:
    """Σ w·mean / Σ w over some marked criteria, or None where they weigh nothing."""
    weights = requirements.weights.whole
    weight = total = 0
    for criterion in criteria:
        weight += weights[criterion]
        total += weights[criterion] * means.parts[criterion]
    return Fraction(total, weight * means.whole) if weight else None


def filled_with(mark: int, means: Means, requirements: Requirements) -> Fraction | None:
    """The raw score if every criterion without a mark got this one; None without criteria."""
    weights = requirements.weights
    if not weights.total:
        return None
    total = sum(
        weight * means.parts.get(criterion, mark * means.whole)
        for criterion, weight in weights.whole.items()
    )
    return Fraction(total, weights.total * means.whole)

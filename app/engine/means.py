"""Means over criteria and over raters, kept as whole numbers over one denominator."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.engine.cells import Cells
from app.engine.requirements import Requirements


@dataclass(frozen=True, slots=True)
class Means:
    """The mean of key k (a criterion or a rater) is exactly `parts[k] / whole`.

    Fractions each with a denominator of their own would say the same, ten times slower.
    """

    parts: Mapping[int, int]
    whole: int

    def of(self, key: int) -> Fraction | None:
        """One mean, or None where there is none."""
        return Fraction(self.parts[key], self.whole) if key in self.parts else None


def criterion_means(cells: Cells) -> Means:
    """The mean of each marked criterion over its raters."""
    whole = math.lcm(*{len(cell) for cell in cells.values()})
    parts = {
        criterion: sum(cell.values()) * (whole // len(cell))
        for criterion, cell in sorted(cells.items())
    }
    return Means(parts, whole)


def rater_means(cells: Cells, requirements: Requirements) -> Means:
    """Each rater's plain weighted mean over the criteria that rater marked.

    Weighted by the criteria's own weights; no criterion's mean is taken off. A rater all of
    whose criteria weigh nothing has none.
    """
    weights: defaultdict[int, int] = defaultdict(int)
    totals: defaultdict[int, int] = defaultdict(int)
    for criterion, cell in cells.items():
        weight = requirements.weights.whole[criterion]
        for rater, value in cell.items():
            weights[rater] += weight
            totals[rater] += weight * value
    whole = math.lcm(*{weight for weight in weights.values() if weight})
    parts = {
        rater: totals[rater] * (whole // weight)
        for rater, weight in sorted(weights.items())
        if weight
    }
    return Means(parts, whole)


def spread_of(means: Means) -> Fraction | None:
    """The highest rater mean less the lowest: 0 with one rater, None without any."""
    if not means.parts:
        return None
    return Fraction(max(means.parts.values()) - min(means.parts.values()), means.whole)

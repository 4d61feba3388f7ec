"""Adjusted scores: what is left of a panel's marks when each rater's severity is taken out."""

from dataclasses import dataclass, replace

import numpy as np

from app.engine.arrays import Floats, sums
from app.engine.crossed import Factor, effects
from app.engine.pairs import Pairs
from app.engine.variances import Posterior

AT_ONCE = 1_000_000
"""Numbers of effects worked on at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Adjustment:
    """Best guesses for one panel's N candidates and R raters, averaged over the variances.

    In marks: `mean` of the pairs, `candidate` (N,) above it, `severity` (R,) that the rater adds
    to a mark (less than 0: a strict rater). `criterion` (N, C) is each criterion's own adjusted
    score, on the scale of the marks; with `mean` and `candidate` it adds up by the weights.
    """

    mean: float
    candidate: Floats
    severity: Floats
    criterion: Floats


def adjustment_of(pairs: Pairs, found: Posterior) -> Adjustment:
    """Solve for the pairs and every criterion with the same factors.

    A criterion a pair did not mark counts there as the pair's x, so that the criteria's weighted
    mean is the pairs' own solution.
    """
    total, other_total = _totals(pairs)
    mean = np.zeros(total.shape[1])
    candidate, rater = np.zeros_like(total), np.zeros_like(other_total)
    size = total.size + other_total.size
    for part, share in _parts(found, max(1, AT_ONCE // max(size, 1))):
        each = effects(part, total, other_total)
        mean += share @ each.mean
        candidate += np.tensordot(share, each.candidate, axes=1)
        rater += np.tensordot(share, each.rater, axes=1)
    return Adjustment(
        mean=float(mean[0]),
        candidate=candidate[:, 0],
        severity=rater[:, 0],
        criterion=pairs.means + mean[1:] + candidate[:, 1:],
    )


def _totals(pairs: Pairs) -> tuple[Floats, Floats]:
    """Sums by candidate (N, 1+C) and by rater (R, 1+C): of x, then of each criterion's marks."""
    beyond = pairs.mark - pairs.x[pairs.pair]
    found = []
    for place, members in (
        (pairs.candidate, len(pairs.candidates)),
        (pairs.rater, len(pairs.raters)),
    ):
        whole = sums(place, pairs.x, members)[:, None]
        width = len(pairs.criteria)
        own = sums(place[pairs.pair] * width + pairs.column, beyond, members * width)
        found.append(np.concatenate([whole, whole + own.reshape(members, width)], axis=1))
    return found[0], found[1]


def _parts(found: Posterior, at_once: int) -> list[tuple[Factor, Floats]]:
    whole, points = found.factor, len(found.share)
    parts = []
    for start in range(0, points, at_once):
        cut = slice(start, start + at_once)
        part = replace(
            whole,
            ta=whole.ta[cut],
            tb=whole.tb[cut],
            lower=whole.lower[cut],
            forward=whole.forward[cut],
            rss=whole.rss[cut],
            log_ml=whole.log_ml[cut],
            log_reml=whole.log_reml[cut],
        )
        parts.append((part, found.share[cut]))
    return parts

"""Pairs: what one rater gave one candidate on one panel, as one observation."""

from dataclasses import dataclass

import numpy as np

from app.engine.arrays import Codes, Flags, Floats
from app.engine.ratings import Ratings


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The n (candidate, rater) pairs of one panel, sorted by candidate, then rater.

    `candidates` (N,), `raters` (R,), `criteria` (C,) are places in the ratings' labels, of those
    who have a pair here; `candidate`, `rater` (n,) are places in `candidates` and `raters`.
    `x` (n,) is the pair's weighted mean over the criteria it rated, each less the criterion's
    mean, in marks. `marks` (n, C) are the independent marks, NaN where there is none; `means` (C,)
    their means over the panel's pairs (0 for a criterion nobody marked); `weights` (C,) the
    criteria's part of all weight.
    """

    panel: str
    candidates: Codes
    raters: Codes
    criteria: Codes
    candidate: Codes
    rater: Codes
    x: Floats
    marks: Floats
    means: Floats
    weights: Floats

    @property
    def weight(self) -> float:
        """The panel's part of all weight."""
        return float(self.weights.sum())

    @property
    def per_candidate(self) -> Codes:
        """How many raters each candidate has, (N,)."""
        return np.bincount(self.candidate, minlength=len(self.candidates))

    @property
    def per_rater(self) -> Codes:
        """How many candidates each rater has, (R,)."""
        return np.bincount(self.rater, minlength=len(self.raters))

    def filled(self) -> Floats:
        """The marks less their criterion's mean, (n, C); a mark not given counts as the pair's x.

        So the weighted mean of every row is its x, and per-criterion scores add up.
        """
        return np.where(np.isnan(self.marks), self.x[:, None], self.marks - self.means)


def pairs_of(ratings: Ratings, panel: str) -> Pairs:
    """The pairs of one panel, from independent marks on criteria that carry weight.

    A pair whose marked criteria weigh nothing is left out. One row a pair and not one a mark:
    the marks of one rater on one candidate hang together.
    """
    criteria = ratings.criteria_of(panel)
    weights = ratings.shares[criteria]
    rows = _rows(ratings, criteria)
    column = np.searchsorted(criteria, ratings.criterion[rows])
    value = ratings.independent[rows]
    means = _means(column, value, len(criteria))
    key = ratings.candidate[rows] * len(ratings.raters) + ratings.rater[rows]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    pair = np.cumsum(np.diff(key, prepend=-1) != 0) - 1
    total = np.bincount(pair, weights=weights[column] * (value - means[column]))
    weight = np.bincount(pair, weights=weights[column])
    kept = weight > 0
    marks = np.full((len(starts), len(criteria)), np.nan)
    marks[pair, column] = value
    own = key[starts][kept]
    candidates, candidate = np.unique(own // max(len(ratings.raters), 1), return_inverse=True)
    raters, rater = np.unique(own % max(len(ratings.raters), 1), return_inverse=True)
    return Pairs(
        panel,
        candidates,
        raters,
        criteria,
        candidate,
        rater,
        total[kept] / weight[kept],
        marks[kept],
        means,
        weights,
    )


def _rows(ratings: Ratings, criteria: Codes) -> Codes:
    """The rows of these criteria that hold an independent mark."""
    wanted: Flags = np.zeros(len(ratings.criteria), dtype=bool)
    wanted[criteria] = True
    return np.flatnonzero(wanted[ratings.criterion] & ~np.isnan(ratings.independent))


def _means(column: Codes, value: Floats, criteria: int) -> Floats:
    count = np.bincount(column, minlength=criteria)
    total = np.bincount(column, weights=value, minlength=criteria)
    return total / np.maximum(count, 1)

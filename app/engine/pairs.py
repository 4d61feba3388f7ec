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
    mean, in marks. `means` (C,) are the criteria's means (0 for one nobody marked), `weights` (C,)
    their part of all weight. Behind the pairs are m independent marks: `pair`, `column`, `mark`
    (m,) say which pair, which of `criteria`, and the mark less its criterion's mean.
    """

    panel: str
    candidates: Codes
    raters: Codes
    criteria: Codes
    candidate: Codes
    rater: Codes
    x: Floats
    means: Floats
    weights: Floats
    pair: Codes
    column: Codes
    mark: Floats

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
        marks = np.repeat(self.x[:, None], len(self.criteria), axis=1)
        marks[self.pair, self.column] = self.mark
        return marks


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
    mark = value - means[column]
    first = np.diff(key, prepend=-1) != 0
    pair = np.cumsum(first) - 1
    weight = np.bincount(pair, weights=weights[column])
    kept = weight > 0
    x = np.bincount(pair, weights=weights[column] * mark)[kept] / weight[kept]
    own, held = key[first][kept], kept[pair]
    candidates, candidate = np.unique(own // max(len(ratings.raters), 1), return_inverse=True)
    raters, rater = np.unique(own % max(len(ratings.raters), 1), return_inverse=True)
    return Pairs(
        panel=panel,
        candidates=candidates,
        raters=raters,
        criteria=criteria,
        candidate=candidate,
        rater=rater,
        x=x,
        means=means,
        weights=weights,
        pair=(np.cumsum(kept) - 1)[pair[held]],
        column=column[held],
        mark=mark[held],
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

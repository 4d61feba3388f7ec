"""How each rater's marks lie beside colleagues' on the very same people and criteria."""

from dataclasses import dataclass

import numpy as np

from app.engine.arrays import Codes, Floats, sums
from app.engine.ratings import Ratings


@dataclass(frozen=True, slots=True, eq=False)
class Colleagues:
    """For each of R raters: `shared` marks that a colleague gave too, `within` the share of those
    at most one mark from the colleagues' mean, `apart` the mean distance; NaN without any."""

    shared: Codes
    within: Floats
    apart: Floats


def beside_colleagues(ratings: Ratings) -> Colleagues:
    """Compare marks made before seeing others'; strictness is still in them."""
    rows = np.flatnonzero(~np.isnan(ratings.independent))
    value, rater = ratings.independent[rows], ratings.rater[rows]
    cells = ratings.candidate[rows] * len(ratings.criteria) + ratings.criterion[rows]
    cell = np.unique(cells, return_inverse=True)[1].reshape(-1)
    size = int(cell.max(initial=-1)) + 1
    count, total = np.bincount(cell, minlength=size), sums(cell, value, size)
    both = count[cell] > 1
    others = (total[cell][both] - value[both]) / (count[cell][both] - 1)
    apart, who = np.abs(value[both] - others), rater[both]
    raters = len(ratings.raters)
    shared = np.bincount(who, minlength=raters)
    some = np.where(shared > 0, shared, np.nan)
    return Colleagues(
        shared=shared,
        within=sums(who, (apart <= 1 + 1e-9).astype(float), raters) / some,
        apart=sums(who, apart, raters) / some,
    )

"""Which marks to talk about: where raters are furthest apart, on what weighs, near the cut."""

from dataclasses import dataclass

import numpy as np

from app.engine.arrays import Codes, Floats
from app.engine.inputs import Label
from app.engine.ratings import Ratings

#: How many places above and below the cut are near it.
NEAR = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One candidate on one criterion: the lowest and highest mark, and how much hangs on them.

    `spread` is highest less lowest; `stake` is spread × the criterion's part of all weight, in
    points of the score.
    """

    candidate: Label
    criterion: Label
    lowest: float
    highest: float
    spread: float
    stake: float


def cells_to_discuss(
    ratings: Ratings, order: Codes, top: int, *, near: int = NEAR, most: int = 5
) -> tuple[Cell, ...]:
    """The cells with the largest stake among the candidates near the cut, largest first.

    `order` holds places in `ratings.candidates`, the best first; the candidates near the cut are
    the `near` places on either side of it, after `top`. Cells all raters agree on, or one rater
    gave, are not listed. Equal stakes stand by the order, then by criterion.
    """
    looked_at = order[max(top - near, 0) : top + near]
    place = np.full(len(ratings.candidates), -1)
    place[looked_at] = np.arange(len(looked_at))
    rows = np.flatnonzero((place[ratings.candidate] >= 0) & ~np.isnan(ratings.value))
    criteria = len(ratings.criteria)
    cell = place[ratings.candidate[rows]] * criteria + ratings.criterion[rows]
    lowest: Floats = np.full(len(looked_at) * criteria, np.inf)
    highest: Floats = np.full(len(looked_at) * criteria, -np.inf)
    np.minimum.at(lowest, cell, ratings.value[rows])
    np.maximum.at(highest, cell, ratings.value[rows])
    spread = np.maximum(highest - lowest, 0.0)
    stake = spread * np.tile(ratings.shares, len(looked_at))
    first = [int(found) for found in np.argsort(-stake, kind="stable")[:most] if stake[found] > 0]
    return tuple(
        Cell(
            ratings.candidates[looked_at[found // criteria]],
            ratings.criteria[found % criteria],
            float(lowest[found]),
            float(highest[found]),
            float(spread[found]),
            float(stake[found]),
        )
        for found in first
    )

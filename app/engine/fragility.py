"""The smallest change of one weight that swaps a candidate with the next: exact, not sampled."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.engine.arrays import Codes, Flags, Floats
from app.engine.weight_draws import scaled

#: Rounding, beside the size of the terms that make up a difference.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Fragility:
    """For each neighbouring pair of an order, what would swap them.

    `change` is (n - 1, c): what criterion c's weight, of a total of 1, would have to change by
    (the others scaled to fill the rest) before the candidate at place r and the one after them
    stand level; any more swaps them. Zero where they are level already. NaN where no weight of
    that criterion does it; at exactly 0 or 1 nothing more is left to change. `criterion` and
    `smallest` are (n - 1,): which criterion needs the smallest change, -1 and NaN where none can
    swap them.
    """

    change: Floats
    criterion: Codes
    smallest: Floats


def fragility(scores: ArrayLike, weights: ArrayLike) -> Fragility:
    """Take scores (n, c) in the order proposed, NaN where there is none, and weights (c,).

    A candidate without a score on some criteria is measured by the others, so a difference of two
    is a ratio of lines in the weight t of one criterion, and the swap a root of

        N₁(t)·D₂(t) − N₂(t)·D₁(t),  N(t) = (1−t)·R + t·x,  D(t) = (1−t)·Q + t·o

    with x the score, o whether there is one, R and Q the sums of w·x and w over the other criteria
    with their weights scaled to sum 1. Raises ValueError for weights that are none.
    """
    points = np.asarray(scores, dtype=float)
    given = scaled(weights)
    if points.ndim != 2 or points.shape[1] != len(given):
        raise ValueError(f"Scores are candidates × {len(given)} criteria, not {points.shape}.")
    held = ~np.isnan(points)
    filled = np.where(held, points, 0.0)
    rest = np.where(given < 1, 1 - given, np.nan)
    others = ((filled @ given)[:, None] - filled * given) / rest
    weight = ((held @ given)[:, None] - held * given) / rest
    change = _nearest_root(
        (others[:-1], filled[:-1] - others[:-1]),
        (weight[:-1], held[:-1] - weight[:-1]),
        (others[1:], filled[1:] - others[1:]),
        (weight[1:], held[1:] - weight[1:]),
        given,
    )
    level = _level(filled, held, given)
    change[level] = 0.0
    return _smallest(change)


Line = tuple[Floats, Floats]
"""The constant and the slope of lines in t."""


def _nearest_root(n1: Line, d1: Line, n2: Line, d2: Line, now: Floats) -> Floats:
    """The change from `now` to the nearest t in [0, 1] where n1/d1 crosses n2/d2, or NaN."""
    constant = n1[0] * d2[0] - n2[0] * d1[0]
    slope = n1[0] * d2[1] + n1[1] * d2[0] - n2[0] * d1[1] - n2[1] * d1[0]
    square = n1[1] * d2[1] - n2[1] * d1[1]
    size = np.abs(n1[0]) + np.abs(n1[1]) + np.abs(n2[0]) + np.abs(n2[1])
    square = np.where(np.abs(square) <= ROUNDING * size, 0.0, square)
    slope = np.where(np.abs(slope) <= ROUNDING * size, 0.0, slope)
    best = np.full(constant.shape, np.nan)
    for root in _roots(square, slope, constant):
        inside = (root > ROUNDING) & (root < 1 - ROUNDING)
        inside &= (d1[0] + root * d1[1] > ROUNDING) & (d2[0] + root * d2[1] > ROUNDING)
        change = np.where(inside, root - now, np.nan)
        nearer = ~(np.abs(best) <= np.abs(change))
        best = np.where(nearer & inside, change, best)
    return best


def _roots(square: Floats, slope: Floats, constant: Floats) -> tuple[Floats, Floats]:
    """Both roots of square·t² + slope·t + constant where the sign changes, NaN where none is.

    A double root only touches zero; rounding would part it.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        under = slope * slope - 4 * square * constant
        apart = under > ROUNDING * (slope * slope + np.abs(4 * square * constant))
        far = -(slope + np.copysign(np.sqrt(np.where(apart, under, np.nan)), slope)) / 2
        straight = square == 0
        one = np.where(straight, -constant / slope, far / square)
        two = np.where(straight, np.nan, constant / far)
    return np.where(np.isfinite(one), one, np.nan), np.where(np.isfinite(two), two, np.nan)


def _level(filled: Floats, held: Floats, weights: Floats) -> Flags:
    """Which neighbours stand level now."""
    with np.errstate(invalid="ignore"):
        values = (filled @ weights) / (held @ weights)
    level: Flags = np.abs(np.diff(values)) <= ROUNDING * np.abs(values).max(initial=0.0)
    return level


def _smallest(change: Floats) -> Fragility:
    size = np.where(np.isnan(change), np.inf, np.abs(change))
    criterion = np.argmin(size, axis=1)
    rows = np.arange(len(change))
    none = np.isinf(size[rows, criterion])
    return Fragility(change, np.where(none, -1, criterion), change[rows, criterion])

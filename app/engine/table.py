"""The raw scores of everyone at once, exactly those that `rank` gives one by one.

Marks are made whole (by tens, where a scale has decimals) and weights are whole already, so every
score is one whole number over another and is divided once. Where those outgrow what 64 bits hold
the same sums run on Python's own integers.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from app.engine.arrays import Codes, Flags, Floats, sums
from app.engine.gaps import Status, bars_of
from app.engine.inputs import Criterion, Settings
from app.engine.ratings import Ratings
from app.engine.weights import whole_weights

EXACT = 2**53
"""Whole numbers below this are exact as floats, and so is one division of two of them."""
SHARED = 10_000
"""A common denominator up to this size is taken for everyone at once."""
FINEST = 6
"""Decimals of a mark that are kept exactly."""
BLOCK = 32_768
"""Marks looked at in one go, few enough to stay near the processor."""
Whole = npt.NDArray[Any]
"""Whole numbers: of 64 bits, or Python's own where those are too small."""

STATUSES: tuple[Status, ...] = ("complete", "below must-have", "incomplete", "unscored")


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """Raw numbers of N candidates on C criteria and P panels, NaN where nothing is there.

    `count` (N, C) raters a cell, `mean` (N, C), `raw`, `coverage`, `best`, `worst`, `spread` (N,),
    `panel_raw` (N, P), `raters` (N,). `status` (N,) are places in STATUSES; `below` (N, C) marks
    must-haves whose mean is too low. `top`, `bottom` (N,): raw is exactly `top / bottom`.
    """

    count: Codes
    mean: Floats
    raw: Floats
    coverage: Floats
    best: Floats
    worst: Floats
    spread: Floats
    panel_raw: Floats
    raters: Codes
    status: Codes
    below: Flags
    top: Whole
    bottom: Whole

    def order(self) -> Codes:
        """Dense order of the raw scores, exact: 0 the highest, equals equal, none last, (N,)."""
        floats = np.where(np.isnan(self.raw), -np.inf, self.raw)
        by_float = np.argsort(-floats, kind="stable")
        top, bottom = self.top[by_float].astype(object), self.bottom[by_float].astype(object)
        apart = top[1:] * bottom[:-1] != top[:-1] * bottom[1:]
        if np.any(apart & (floats[by_float][1:] == floats[by_float][:-1])):
            exact = [
                Fraction(int(a), int(b)) if b else Fraction(-1)
                for a, b in zip(self.top, self.bottom, strict=True)
            ]
            places = {score: place for place, score in enumerate(sorted(set(exact))[::-1])}
            return np.array([places[score] for score in exact], dtype=np.int64)
        order = np.empty(len(floats), dtype=np.int64)
        order[by_float] = np.cumsum(np.concatenate([[0], apart])[: len(floats)])
        return order


def raw_scores(ratings: Ratings) -> Floats:
    """Everyone's raw score alone, (N,): Σ w·mean / Σ w over the criteria marked, NaN without."""
    top, bottom = _weighted(_cells(ratings), np.ones(len(ratings.criteria), dtype=bool))
    return _divided(top, bottom)


def raw_table(ratings: Ratings, settings: Settings) -> RawTable:
    """Section A for everyone, from the last marks: nothing imputed but in `best` and `worst`."""
    cells = _cells(ratings)
    bars = bars_of(settings)
    every = np.ones(len(ratings.criteria), dtype=bool)
    top, bottom = _weighted(cells, every)
    total = cells.total_weight
    marked = _row_sum(cells.weights * (cells.count > 0))
    panels = [np.array([p == name for p in ratings.panels]) for name in ratings.panel_names]
    panel_raw = [_divided(*_weighted(cells, panel)) for panel in panels]
    must = ratings.must_have
    low = cells.total * bars.must_have.denominator
    below = (
        must
        & (cells.count > 0)
        & (low < bars.must_have.numerator * cells.unit * cells.count).astype(bool)
    )
    unmet = (must & (cells.count == 0)).any(axis=1)
    for panel, score in zip(panels, panel_raw, strict=True):
        if sum(int(weight) for weight in cells.weights[panel]):
            unmet |= np.isnan(score)
    unmet |= (marked * bars.coverage.denominator < bars.coverage.numerator * total).astype(bool)
    status = np.where(unmet, 2, np.where(below.any(axis=1), 1, 0))
    status[~(cells.count > 0).any(axis=1)] = 3
    raters, spread = _by_rater(ratings, cells)
    return RawTable(
        count=cells.count,
        mean=_divided(cells.total, cells.count * cells.unit),
        raw=_divided(top, bottom),
        coverage=_divided(marked, np.full_like(marked, total)) if total else np.zeros(len(marked)),
        best=_filled(cells, ratings.highest),
        worst=_filled(cells, ratings.lowest),
        spread=spread,
        panel_raw=np.stack(panel_raw, axis=1) if panels else np.empty((len(marked), 0)),
        raters=raters,
        status=status,
        below=below,
        top=top,
        bottom=bottom,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Whole sums: `total` (N, C) of marks times `unit`, `part` the same over the common
    denominator `whole` (N,) instead of each cell's `count`."""

    unit: int
    weights: Whole
    total_weight: int
    count: Codes
    total: Whole
    part: Whole
    whole: Whole


def _cells(ratings: Ratings) -> _Cells:
    shape = (len(ratings.candidates), len(ratings.criteria))
    place = ratings.candidate * shape[1]
    place += ratings.criterion
    value = ratings.value
    held = ~np.isnan(value)
    if not held.all():
        place, value = place[held], value[held]
    unit = _unit(value, ratings.lowest, ratings.highest)
    whole_value = value if unit == 1 else np.rint(value * unit)
    count = np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape)
    summed = sums(place, whole_value, shape[0] * shape[1]).reshape(shape)
    found = whole_weights(
        [Criterion(each, "", float(weight)) for each, weight in enumerate(ratings.weights)]
    )
    whole = _common(count)
    largest = max(abs(ratings.lowest), abs(ratings.highest), 1) * unit
    kind: Any = np.int64
    if whole is None or found.total * largest * int(whole.max(initial=1)) >= EXACT:
        kind = object
        count_whole = np.maximum(count, 1).astype(object)
        whole = np.lcm.reduce(count_whole, axis=1) if shape[1] else np.ones(shape[0], object)
    total = summed.astype(np.int64).astype(kind)
    weights = np.array([found.whole[each] for each in range(shape[1])], dtype=kind)
    part = total * (whole[:, None] // np.maximum(count, 1))
    return _Cells(unit, weights, found.total, count, total, part, whole.astype(kind))


def _unit(value: Floats, lowest: float, highest: float) -> int:
    """The power of ten that makes every mark whole."""
    parts = [np.array([lowest, highest])]
    parts += [value[start : start + BLOCK] for start in range(0, len(value), BLOCK)]
    if all((np.rint(part) == part).all() for part in parts):
        return 1
    for decimals in range(1, FINEST):
        unit = int(10**decimals)
        if all((np.rint(part * unit) / unit == part).all() for part in parts):
            return unit
    return int(10**FINEST)


def _common(count: Codes) -> Codes | None:
    """A common multiple of every row's counts, (N,); None if it outgrows a float."""
    found = math.lcm(*map(int, np.flatnonzero(np.bincount(count.ravel())[1:]) + 1))
    if found < SHARED:
        return np.full(len(count), found)
    whole = np.ones(len(count), dtype=np.int64)
    for column in np.maximum(count, 1).T:
        whole = whole * (column // np.gcd(whole, column))
        if whole.max(initial=1) >= EXACT // max(int(count.max(initial=1)), 1):
            return None
    return whole


def _row_sum(values: Whole) -> Whole:
    return np.asarray(values.sum(axis=1))


def _weighted(cells: _Cells, wanted: Flags) -> tuple[Whole, Whole]:
    """Σ w·mean and Σ w over the wanted criteria that have marks, both times the denominator."""
    weights = cells.weights * wanted
    weight = _row_sum(weights * (cells.count > 0))
    return _row_sum(weights * cells.part), weight * cells.whole * cells.unit


def _filled(cells: _Cells, mark: float) -> Floats:
    """The raw score if every criterion without a mark got this one."""
    if not cells.total_weight:
        return np.full(len(cells.count), np.nan)
    whole = cells.whole[:, None]
    part = np.where(cells.count > 0, cells.part, round(mark * cells.unit) * whole)
    return _divided(_row_sum(cells.weights * part), cells.whole * (cells.total_weight * cells.unit))


def _divided(top: Whole, bottom: Whole) -> Floats:
    """top / bottom, rounded once; NaN where bottom is nothing."""
    empty = bottom == 0
    safe = np.where(empty, 1, bottom)
    return np.where(empty, np.nan, np.asarray(top / safe, dtype=np.float64))


def _by_rater(ratings: Ratings, cells: _Cells) -> tuple[Codes, Floats]:
    """How many raters marked each candidate, and the highest less the lowest of their means."""
    held = ~np.isnan(ratings.value)
    key = (ratings.candidate * max(len(ratings.raters), 1) + ratings.rater)[held]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    owner = ratings.candidate[held][first]
    spread = np.full(len(ratings.candidates), np.nan)
    weights = cells.weights[ratings.criterion[held]]
    marks = np.rint(ratings.value[held] * cells.unit).astype(np.int64)
    if not len(first):
        return np.bincount(owner, minlength=len(ratings.candidates)), spread
    top = np.add.reduceat(weights * marks, first)
    bottom = np.add.reduceat(weights, first) * cells.unit
    mean = _divided(top, bottom)
    if float(top.max(initial=0)) * float(bottom.max(initial=0)) >= EXACT:
        top, bottom = top.astype(object), bottom.astype(object)
    order = np.lexsort((mean, owner))
    order = order[~np.isnan(mean[order])]
    if len(order):
        last = np.diff(owner[order], append=-1) != 0
        start = np.concatenate([[True], last[:-1]])
        low, high = order[start], order[last]
        apart = top[high] * bottom[low] - top[low] * bottom[high]
        spread[owner[low]] = _divided(abs(apart), bottom[high] * bottom[low])
    return np.bincount(owner, minlength=len(ratings.candidates)), spread

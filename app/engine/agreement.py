"""How far raters agree: intraclass correlations, Krippendorff's alpha, weighted kappa.

Tables are (raters, units) or (targets, judges) arrays with NaN for a mark not given. An answer is
None where nothing can be said: nobody marked anything twice, or there was nothing to tell apart.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from app.engine.arrays import Codes, Floats

Metric = Literal["nominal", "ordinal", "interval"]


@dataclass(frozen=True, slots=True)
class Icc:
    """The six intraclass correlations of a complete table, as Shrout & Fleiss number them.

    (1,·): each target has judges of its own; (2,·): the judges are some of many, and how strict
    they are counts; (3,·): only these judges, and only their order counts. (·,1): one judge;
    (·,k): the mean of all k.
    """

    icc_1_1: float
    icc_2_1: float
    icc_3_1: float
    icc_1_k: float
    icc_2_k: float
    icc_3_k: float


def anova_icc(table: ArrayLike) -> Icc | None:
    """The ICCs of n targets × k judges, complete, from the mean squares of the two-way table.

    None for fewer than two targets or judges, or if all targets have one mean. Raises ValueError
    for a hole: variance components serve unbalanced data.
    Source: P. E. Shrout & J. L. Fleiss, Psychological Bulletin 86 (1979) 420-428.
    """
    marks = np.asarray(table, dtype=float)
    if marks.ndim != 2 or np.isnan(marks).any():
        raise ValueError("This needs a table of targets × judges without a hole.")
    n, k = marks.shape
    if n < 2 or k < 2:
        return None
    mean = marks.mean()
    targets, judges = marks.mean(axis=1), marks.mean(axis=0)
    between = k * float(((targets - mean) ** 2).sum()) / (n - 1)
    within = float(((marks - targets[:, None]) ** 2).sum()) / (n * (k - 1))
    judge = n * float(((judges - mean) ** 2).sum()) / (k - 1)
    rest = marks - targets[:, None] - judges + mean
    error = float((rest**2).sum()) / ((n - 1) * (k - 1))
    if not between:
        return None
    return Icc(
        icc_1_1=(between - within) / (between + (k - 1) * within),
        icc_2_1=_ratio(between - error, between + (k - 1) * error + k * (judge - error) / n),
        icc_3_1=(between - error) / (between + (k - 1) * error),
        icc_1_k=(between - within) / between,
        icc_2_k=_ratio(between - error, between + (judge - error) / n),
        icc_3_k=(between - error) / between,
    )


def _ratio(part: float, whole: float) -> float:
    """NaN where judges differ by less than chance would have it and the whole is no variance."""
    return part / whole if whole > 0 else float("nan")


def single_icc(va: float, vb: float, s2: float) -> float | None:
    """ICC(1): how much of one rater's mark is the candidate, va/(va+vb+s²). Variances in marks²."""
    return _part(va, vb + s2)


def consistency_icc(va: float, s2: float) -> float | None:
    """How much of one rater's order is the candidates' own, severity apart: va/(va+s²)."""
    return _part(va, s2)


def mean_icc(va: float, vb: float, s2: float, raters: float) -> float | None:
    """How much of the mean of so many raters is the candidate: va/(va+(vb+s²)/k).

    With two more raters than there are: what they would bring (".62 to .75").
    """
    if raters <= 0:
        return None
    return _part(va, (vb + s2) / raters)


def _part(signal: float, noise: float) -> float | None:
    return signal / (signal + noise) if signal + noise > 0 else None


def krippendorff_alpha(table: ArrayLike, metric: Metric = "ordinal") -> float | None:
    """Krippendorff's α of a (raters, units) table, NaN where a rater did not mark a unit.

    None where no unit has two marks, or all marks that can be paired are equal.
    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability (2011).
    """
    marks = np.asarray(table, dtype=float)
    rater, unit = np.nonzero(~np.isnan(marks))
    return alpha_of(unit, marks[rater, unit], metric)


def alpha_of(unit: Codes, value: Floats, metric: Metric = "ordinal") -> float | None:
    """The same from one row a mark: `unit` (n,) says which marks are of one thing, in any order.

    Costs marks + units × distinct values.
    """
    if not len(value):
        return None
    values, code = np.unique(value, return_inverse=True)
    _, place = np.unique(unit, return_inverse=True)
    count = len(values)
    cells = np.bincount(place * count + code, minlength=(place.max() + 1) * count)
    counts = cells.reshape(-1, count).astype(float)
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return None
    each = counts / (counts.sum(axis=1, keepdims=True) - 1)
    coincidences = counts.T @ each - np.diag(each.sum(axis=0))
    margins = coincidences.sum(axis=1)
    apart = _distances(values, margins, metric)
    expected = float(margins @ apart @ margins)
    if expected <= 0:
        return None
    observed = float((coincidences * apart).sum())
    return 1 - (float(margins.sum()) - 1) * observed / expected


def _distances(values: Floats, margins: Floats, metric: Metric) -> Floats:
    """How far two values are apart, squared: (v, v)."""
    if metric == "nominal":
        return 1 - np.eye(len(values))
    along = values
    if metric == "ordinal":
        along = np.cumsum(margins) - margins / 2
    apart: Floats = np.subtract.outer(along, along) ** 2
    return apart


def quadratic_kappa(first: ArrayLike, second: ArrayLike) -> float | None:
    """Cohen's κ of two raters over the same units, weighted by the square of the difference.

    Units that either left out count nothing. 1 is full agreement, 0 what chance gives. None
    without a common unit, or where both gave all of them one and the same mark. The squares make
    the categories' number and spacing irrelevant beyond the marks themselves.
    Source: J. Cohen, Psychological Bulletin 70 (1968) 213-220.
    """
    one, two = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if one.shape != two.shape or one.ndim != 1:
        raise ValueError("Two raters' marks must be of the same units, in the same order.")
    both = ~(np.isnan(one) | np.isnan(two))
    if not both.any():
        return None
    one, two = one[both], two[both]
    observed = float(((one - two) ** 2).mean())
    expected = float(one.var() + two.var() + (one.mean() - two.mean()) ** 2)
    return 1 - observed / expected if expected > 0 else None

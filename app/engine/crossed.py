"""The crossed model of one panel, solved exactly: x = m + a(candidate) + b(rater) + e.

With va = s²·ta² and vb = s²·tb², everything below is in units of s. The side with more members is
eliminated, which leaves a matrix of the smaller side and the mean; its Cholesky factor gives the
effects of the pairs and of every criterion alike. Scaling the kept effects by their t keeps the
factor sound at t = 0 (Bates et al. 2015, Journal of Statistical Software 67).
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular
from scipy.sparse import csr_array, vstack

from app.engine.arrays import Codes, Floats, sums
from app.engine.connected import Group, groups_of
from app.engine.pairs import Pairs

LARGEST_BATCH = 4_000_000
"""Numbers in the matrices that are worked on at once."""
SPARSE = 8
"""A matrix with less than one cell in so many filled is kept as its filled cells."""
AT_ONCE = 1 << 16
"""Numbers of 32 bits made into 64 at a time."""
SMALL = 48
"""Up to this side, many matrices are solved in one call; above, one after the other."""


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """What the fit needs of n pairs: N eliminated rows, q kept columns, K sizes of row.

    `swapped`: the rows are raters (there are more of them), else candidates. Rows with equally
    many pairs weigh alike whatever t is, so sums are kept by size: `sizes`, `rows_of_size` (K,),
    `overlap` (K, q·q) how many rows of a size hold both columns, `held` (K, q) how many hold one,
    `row_sum`, `row_square` (K,) sums of the rows' totals and their squares, `column_part` (K, q)
    the totals of the rows that hold a column. `incidence` (N, q) has a 1 for each pair.
    """

    swapped: bool
    incidence: csr_array
    size: Codes
    total: Floats
    column_size: Codes
    column_total: Floats
    sizes: Codes
    rows_of_size: Codes
    overlap: Floats | csr_array
    held: Floats
    row_sum: Floats
    row_square: Floats
    column_part: Floats
    square: float
    pairs: int
    groups: tuple[Group, ...]

    @property
    def columns(self) -> int:
        """q, how many members the kept side has."""
        return len(self.column_size)

    def sides(self, ta: Floats, tb: Floats) -> tuple[Floats, Floats]:
        """The ratios of rows and of columns, from those of candidates and raters."""
        return (tb, ta) if self.swapped else (ta, tb)


def crossed_of(pairs: Pairs) -> Crossed:
    """Gather the sums; at least one pair. Costs about Σ (pairs of a row)², and no more again."""
    swapped = len(pairs.raters) > len(pairs.candidates)
    sides = ((pairs.candidate, len(pairs.candidates)), (pairs.rater, len(pairs.raters)))
    (row, rows), (column, columns) = sides[::-1] if swapped else sides
    incidence = csr_array((np.ones(len(row)), (row, column)), shape=(rows, columns))
    size = np.bincount(row, minlength=rows)
    total = sums(row, pairs.x, rows)
    sizes, kind = np.unique(size, return_inverse=True)
    place = kind[row] * columns + column
    cells = len(sizes) * columns
    return Crossed(
        swapped=swapped,
        incidence=incidence,
        size=size,
        total=total,
        column_size=np.bincount(column, minlength=columns),
        column_total=sums(column, pairs.x, columns),
        sizes=sizes,
        rows_of_size=np.bincount(kind),
        overlap=_overlap(incidence, kind, sizes),
        held=np.bincount(place, minlength=cells).astype(float).reshape(-1, columns),
        row_sum=sums(kind, total, len(sizes)),
        row_square=sums(kind, total * total, len(sizes)),
        column_part=sums(place, total[row], cells).reshape(-1, columns),
        square=float(np.sum(pairs.x * pairs.x)),
        pairs=len(row),
        groups=groups_of(pairs),
    )


def _overlap(incidence: csr_array, kind: Codes, sizes: Codes) -> Floats | csr_array:
    """For each size of row, how many rows of it hold both of two columns, (K, q·q).

    Whole numbers up to the number of rows, so that any order of summing gives the same and 32
    bits hold them exactly.
    """
    columns = incidence.shape[1]
    by_size = [incidence[np.flatnonzero(kind == each)] for each in range(len(sizes))]
    cells = len(sizes) * columns**2
    if cells > LARGEST_BATCH and _filled(incidence) < cells / SPARSE:
        return csr_array(vstack([(rows.T @ rows).reshape(1, -1) for rows in by_size]))
    found = np.empty((len(sizes), columns, columns), dtype=np.float32)
    for each, rows in enumerate(by_size):
        if sizes[each] * SPARSE > columns:
            full = rows.toarray().astype(np.float32)
            np.matmul(full.T, full, out=found[each])
        else:
            found[each] = (rows.T @ rows).toarray()
    return found.reshape(len(sizes), -1)


def _filled(incidence: csr_array) -> int:
    """How many products Σ (pairs of a row)² there are: no more cells than that are filled."""
    return int(np.sum(np.diff(incidence.indptr).astype(np.int64) ** 2))


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """The model factored at G points (ta, tb), each (G,).

    `lower` (G, q+1, q+1): Cholesky factor for the kept effects over their t, then the mean;
    `forward` (G, q+1) its solution half way. `rss` (G,) is in marks squared, never negative.
    `log_ml`, `log_reml` (G,): log |V/s²|, and the same with log |1ᵀ(V/s²)⁻¹1| added.
    """

    crossed: Crossed
    ta: Floats
    tb: Floats
    lower: Floats
    forward: Floats
    rss: Floats
    log_ml: Floats
    log_reml: Floats


def shrinkage(size: Codes, ratio: Floats) -> Floats:
    """t² / (1 + n·t²) for members with n pairs, (G, N): what is left of a member's variance once
    its pairs are known, in units of s²."""
    square = ratio[:, None] ** 2
    return np.asarray(square / (1.0 + size * square))


def factor(crossed: Crossed, ta: Floats, tb: Floats) -> Factor:
    """Factor the model at G points: `ta`, `tb` (G,) are the sd of candidates and raters over s."""
    ratio, kept = crossed.sides(ta, tb)
    weight = shrinkage(crossed.sizes, ratio)
    lower: Floats = np.linalg.cholesky(_schur(crossed, weight, kept))
    right = np.empty((len(kept), crossed.columns + 1))
    right[:, :-1] = kept[:, None] * (crossed.column_total - weight @ crossed.column_part)
    right[:, -1] = (1.0 - crossed.sizes * weight) @ crossed.row_sum
    forward = solve_lower(lower, right[:, :, None])[:, :, 0]
    rss = crossed.square - weight @ crossed.row_square - np.sum(forward**2, axis=1)
    diagonal = np.log(np.diagonal(lower, axis1=1, axis2=2))
    by_size = np.log1p(np.outer(ratio**2, crossed.sizes)) @ crossed.rows_of_size
    log_ml = by_size + 2.0 * diagonal[:, :-1].sum(axis=1)
    return Factor(
        crossed=crossed,
        ta=ta,
        tb=tb,
        lower=lower,
        forward=forward,
        rss=np.maximum(rss, 0.0),
        log_ml=log_ml,
        log_reml=log_ml + 2.0 * diagonal[:, -1],
    )


def _schur(crossed: Crossed, weight: Floats, kept: Floats) -> Floats:
    """The matrix left when the rows are eliminated, (G, q+1, q+1), the mean last."""
    points, q = len(kept), crossed.columns
    schur = np.empty((points, q + 1, q + 1))
    both = _weighted(crossed.overlap, weight).reshape(points, q, q)
    np.multiply(both, -(kept**2)[:, None, None], out=schur[:, :q, :q])
    spot = np.arange(q)
    schur[:, spot, spot] += 1.0 + np.outer(kept**2, crossed.column_size)
    left = 1.0 - crossed.sizes * weight
    schur[:, q, :q] = kept[:, None] * (left @ crossed.held)
    schur[:, :q, q] = schur[:, q, :q]
    schur[:, q, q] = left @ (crossed.rows_of_size * crossed.sizes)
    return schur


def _weighted(overlap: Floats | csr_array, weight: Floats) -> Floats:
    """The sum over sizes of weight × overlap, (G, q·q), in 64 bits."""
    if isinstance(overlap, csr_array):
        return np.asarray(overlap.T @ weight.T).T
    found = np.empty((len(weight), overlap.shape[1]))
    for start in range(0, overlap.shape[1], AT_ONCE):
        cut = slice(start, start + AT_ONCE)
        np.matmul(weight, overlap[:, cut].astype(np.float64), out=found[:, cut])
    return found


def solve_lower(lower: Floats, right: Floats) -> Floats:
    """L⁻¹ r for a batch, (G, q, q) and (G, q, c)."""
    return _solve(lower, right, transposed=False)


def solve_upper(lower: Floats, right: Floats) -> Floats:
    """L⁻ᵀ r for a batch, (G, q, q) and (G, q, c)."""
    return _solve(lower, right, transposed=True)


def _solve(lower: Floats, right: Floats, *, transposed: bool) -> Floats:
    if lower.shape[1] <= SMALL:
        found: Floats = np.linalg.solve(np.swapaxes(lower, 1, 2) if transposed else lower, right)
        return found
    return np.stack(
        [
            solve_triangular(one, side, lower=True, trans=int(transposed), check_finite=False)
            for one, side in zip(lower, right, strict=True)
        ]
    )


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """Effects at G points for c right-hand sides: `mean` (G, c), `candidate` (G, N, c), `rater`
    (G, R, c), in marks."""

    mean: Floats
    candidate: Floats
    rater: Floats


def effects(found: Factor, total: Floats, other_total: Floats) -> Effects:
    """The exact solution for c observations on the same pairs, all by the one factor.

    `total` (N, c), `other_total` (R, c): their sums by candidate and by rater.
    """
    crossed, points, width = found.crossed, len(found.ta), total.shape[1]
    ratio, kept = crossed.sides(found.ta, found.tb)
    rows, columns = crossed.sides(total, other_total)
    weight = shrinkage(crossed.size, ratio).T[:, :, None]
    weighted = weight * rows[:, None, :]
    passed = crossed.incidence.T @ weighted.reshape(len(rows), -1)
    right = np.empty((points, crossed.columns + 1, width))
    right[:, :-1] = np.swapaxes(columns[:, None, :] - passed.reshape(-1, points, width), 0, 1)
    right[:, :-1] *= kept[:, None, None]
    right[:, -1] = rows.sum(axis=0) - np.tensordot(crossed.size, weighted, axes=1)
    both = solve_upper(found.lower, solve_lower(found.lower, right))
    mean = both[:, -1]
    column = np.swapaxes(both[:, :-1] * kept[:, None, None], 0, 1)
    taken = (crossed.incidence @ column.reshape(crossed.columns, -1)).reshape(weighted.shape)
    row = weight * (rows[:, None, :] - crossed.size[:, None, None] * mean - taken)
    candidate, rater = crossed.sides(np.swapaxes(row, 0, 1), np.swapaxes(column, 0, 1))
    return Effects(mean=mean, candidate=candidate, rater=rater)

"""What other weights would do to the order: SMAA-2 of Lahdelma & Salminen (2001).

Every function takes samples as arrays, so that a published example can be run as it is printed;
`smaa` does all at once, the others are its steps.
`scores` is (n, c), or (S, n, c) where the scores are uncertain too, higher is better, NaN where a
candidate has none; `weights` is (S, c). S samples, n candidates, c criteria, S in the same order
in both. A tie shares what it is over: two firsts hold half a first and half a second place each.

Source: R. Lahdelma & P. Salminen, SMAA-2: stochastic multicriteria acceptability analysis for
group decision making, Operations Research 49 (2001) 444-454.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.engine.arrays import Codes, Flags, Floats

#: Two values this near, beside the largest of their sample, differ by rounding alone.
TIE = 1e-12
#: Values sorted at a time: what a processor holds close.
AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Smaa:
    """All that SMAA-2 says of n candidates on c criteria.

    `ranks` (n, n): rank acceptability, the share of samples in which candidate i has rank r + 1.
    `central` (n, c): the mean weights of the samples in which i comes first, NaN for who never
    does. `confidence` (n,): how often i comes first under those, NaN likewise. `winning` (n, n):
    the share of samples in which i is above j, a half with themselves.
    """

    ranks: Floats
    central: Floats
    confidence: Floats
    winning: Floats


def smaa(scores: ArrayLike, weights: ArrayLike) -> Smaa:
    """Work out everything from samples: scores (n, c) or (S, n, c), weights (S, c).

    Raises ValueError, in words, for shapes that do not fit, weights that are none, and a candidate
    whose scores weigh nothing in a sample.
    """
    orders = sample_orders(sample_values(scores, weights))
    central = central_weights(orders, weights)
    return Smaa(
        ranks=rank_acceptability(orders),
        central=central,
        confidence=confidence_factors(scores, central),
        winning=pairwise_winning(orders),
    )


@dataclass(frozen=True, slots=True)
class Orders:
    """The candidates of each sample from best to worst, and where equals begin.

    `candidates` and `starts` are (S, n): the candidate at place r of sample s, and whether they
    are worse than the one before them. The first of a sample always starts.
    """

    candidates: Codes
    starts: Flags


def sample_values(scores: ArrayLike, weights: ArrayLike) -> Floats:
    """Return the weighted mean of each candidate in each sample, (S, n).

    A candidate without a score on some criteria is measured by the others, as *raw* is; NaN where
    those weigh nothing. Raises ValueError for shapes that do not fit, weights below zero, all zero
    or not numbers.
    """
    points, drawn = _fitting(scores, weights)
    missing = np.isnan(points)
    if points.ndim == 2:
        if not missing.any():
            plain: Floats = (drawn / drawn.sum(axis=1, keepdims=True)) @ points.T
            return plain
        total = drawn @ np.where(missing, 0.0, points).T
        weight = drawn @ (~missing).T.astype(float)
    else:
        total = np.einsum("sc,snc->sn", drawn, np.where(missing, 0.0, points))
        weight = np.einsum("sc,snc->sn", drawn, (~missing).astype(float))
    with np.errstate(invalid="ignore"):
        found: Floats = np.where(weight > 0, total / np.where(weight > 0, weight, 1.0), np.nan)
    return found


def sample_orders(values: ArrayLike) -> Orders:
    """Put the candidates of each sample in order; `values` is (S, n) without NaN.

    Raises ValueError for another shape and for NaN: leave out whom a sample cannot place.
    """
    found = np.asarray(values, dtype=float)
    if found.ndim != 2:
        raise ValueError(f"Values are samples × candidates, not an array of shape {found.shape}.")
    if np.isnan(found).any():
        raise ValueError("A candidate without a value cannot be placed. Leave them out.")
    candidates = np.empty(found.shape, dtype=np.intp)
    starts = np.ones(found.shape, dtype=bool)
    step = max(AT_ONCE // max(found.shape[1], 1), 1)
    for begin in range(0, len(found) if found.size else 0, step):
        part = slice(begin, begin + step)
        falling = -found[part]
        candidates[part] = np.argsort(falling, axis=1)
        falling.sort(axis=1)
        apart = TIE * np.maximum(np.abs(falling[:, :1]), np.abs(falling[:, -1:]))
        np.greater(falling[:, 1:] - falling[:, :-1], apart, out=starts[part, 1:])
    return Orders(candidates, starts)


def rank_acceptability(orders: Orders) -> Floats:
    """Return b, (n, n): the share of samples in which candidate i has rank r + 1.

    Rows and columns sum to 1.
    """
    samples, n = orders.candidates.shape
    shares: Floats = rank_counts(orders, n) / samples
    return shares


def rank_counts(orders: Orders, kept: int) -> Floats:
    """Count the samples in which each candidate has rank 1, 2, … `kept`, (n, kept).

    A group of t equals holds 1/t of each of its t ranks. Its shares are added at its first rank
    and taken off after its last; a running sum over the ranks fills what lies between, so that
    10,000 ties cost no more than none.
    """
    n = orders.candidates.shape[1]
    starts = orders.starts
    if starts.all():
        cells = orders.candidates[:, :kept] * kept + np.arange(kept)
        return np.bincount(cells.ravel(), minlength=n * kept).reshape(n, kept).astype(float)
    begins = np.flatnonzero(starts)
    size = np.diff(np.append(begins, starts.size))
    first = begins % n
    group = np.repeat(np.flatnonzero(first < kept), size[first < kept])
    inside = np.repeat(first < kept, size)
    rows = orders.candidates.ravel()[inside] * (kept + 1)
    share = 1 / size[group]
    begun = np.bincount(rows + first[group], weights=share, minlength=n * (kept + 1))
    ends = rows + np.minimum(first + size, kept)[group]
    ended = np.bincount(ends, weights=share, minlength=n * (kept + 1))
    steps = (begun - ended).reshape(n, kept + 1)
    counts: Floats = np.maximum(np.cumsum(steps, axis=1)[:, :-1], 0.0)
    return counts


def top_acceptability(ranks: ArrayLike, top: int) -> Floats:
    """Return the share of samples in which each candidate is among the first `top`, (n,).

    `ranks` is what `rank_acceptability` gave. The shares sum to `top`, or n if there are fewer.
    """
    found: Floats = np.asarray(ranks, dtype=float)[:, : max(top, 0)].sum(axis=1)
    return found


def pairwise_winning(orders: Orders) -> Floats:
    """Return p, (n, n): the share of samples in which candidate i is above candidate j.

    A tie is half above and half below, so p + p transposed is 1, with a half on the diagonal.
    """
    samples, n = orders.candidates.shape
    groups = np.cumsum(orders.starts, axis=1, dtype=np.min_scalar_type(n))
    places = np.empty((samples, n), dtype=groups.dtype)
    np.put_along_axis(places, orders.candidates, groups, axis=1)
    places = np.ascontiguousarray(places.T)
    found = np.full((n, n), 0.5)
    for i in range(n):
        above = np.count_nonzero(places[i] < places[i + 1 :], axis=1)
        level = np.count_nonzero(places[i] == places[i + 1 :], axis=1)
        found[i, i + 1 :] = (above + level / 2) / max(samples, 1)
        found[i + 1 :, i] = 1 - found[i, i + 1 :]
    return found


def central_weights(orders: Orders, weights: ArrayLike) -> Floats:
    """Return the mean weights under which each candidate comes first, (n, c), rows summing to 1.

    Several firsts share the sample. NaN for a candidate who never comes first.
    """
    drawn = np.asarray(weights, dtype=float)
    share = first_shares(orders)
    often = share.sum(axis=0)
    totals: Floats = share.T @ (drawn / drawn.sum(axis=1, keepdims=True))
    central: Floats = totals / np.where(often > 0, often, np.nan)[:, None]
    return central


def first_shares(orders: Orders) -> Floats:
    """Return each candidate's share of the first place in each sample, (S, n)."""
    firsts = np.cumsum(orders.starts, axis=1) == 1
    share = np.zeros(firsts.shape)
    parts = firsts / np.maximum(firsts.sum(axis=1, keepdims=True), 1)
    np.put_along_axis(share, orders.candidates, parts, axis=1)
    return share


def confidence_factors(scores: ArrayLike, central: ArrayLike) -> Floats:
    """Return how often each candidate comes first under their own central weights, (n,).

    With certain scores (n, c) that is 1 or 0; with samples (S, n, c) a share. NaN for a candidate
    without central weights. A tie for the first place is shared.
    """
    points, favourable = np.asarray(scores, dtype=float), np.asarray(central, dtype=float)
    samples = len(points) if points.ndim == 3 else 1
    found = np.full(len(favourable), np.nan)
    for i in np.flatnonzero(~np.isnan(favourable).any(axis=1)):
        own = np.broadcast_to(favourable[i], (samples, favourable.shape[1]))
        values = sample_values(points, own)
        apart = TIE * np.abs(values).max(axis=1)
        firsts = values >= (values.max(axis=1) - apart)[:, None]
        found[i] = np.mean(firsts[:, i] / firsts.sum(axis=1))
    return found


def _fitting(scores: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    points, drawn = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    if points.ndim not in (2, 3):
        raise ValueError(
            "Scores are candidates × criteria, or samples × candidates × criteria, "
            f"not an array of shape {points.shape}."
        )
    if drawn.ndim != 2 or drawn.shape[1] != points.shape[-1]:
        raise ValueError(
            f"Weights are samples × {points.shape[-1]} criteria, "
            f"not an array of shape {drawn.shape}."
        )
    if points.ndim == 3 and len(points) != len(drawn):
        raise ValueError(f"There are {len(points)} samples of scores and {len(drawn)} of weights.")
    if not np.isfinite(drawn).all() or (drawn < 0).any():
        raise ValueError("A weight is below zero or not a number.")
    if not len(drawn):
        raise ValueError("There is no sample of weights.")
    if not (drawn.sum(axis=1) > 0).all():
        raise ValueError("All weights of a sample are zero. Give one criterion a weight.")
    return points, drawn

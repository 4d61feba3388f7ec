"""How sure the order is: the share of joint draws in which each candidate is among the first k."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.engine.arrays import Codes, Flags, Floats, sums

DRAWS = 4_000
CELLS = 8_000_000
"""Candidates times draws of everyone; beyond, only those in reach of the list get all draws."""
AT_ONCE = 100_000
TAIL = 0.05
"""A rank interval leaves out this share of draws at either end."""
WINDOW = 4
"""Pairs are compared among this many candidates on either side of the cut."""
REACH = 5.0
"""Standard deviations above a candidate's mean that a draw is taken never to pass."""
CLEAR, UNLIKELY = 0.80, 0.20

Sampler = Callable[[Codes, Codes, np.random.Generator], Floats]
"""Gives the scores of some candidates in some of the draws, (candidates, draws)."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairwise:
    """`above[i, j]`: the probability that the i-th of `candidates` is above the j-th, 0.5 for
    themselves. Candidates (places) around the cut, the likeliest first."""

    candidates: Codes
    above: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Confidence:
    """For n candidates: `p_top` (n,) sums to k over the eligible, NaN for the others; the ranks
    that 90 % of the draws stay between, best and worst, (n,); `sd` (n,) of their drawn scores."""

    p_top: Floats
    sd: Floats
    rank_low: Codes
    rank_high: Codes
    pairwise: Pairwise


def confidence_of(
    sample: Sampler, eligible: Flags, k: int, alike: Codes, *, level: bool, seed: int
) -> Confidence:
    """Rank n candidates in 4,000 joint draws of their scores.

    `eligible` (n,) compete for k places; all n have a rank. `alike` (n,) numbers groups whose
    design and scores are the same: they get their common mean. `level`: nothing differs, so all
    tie and share every rank. Beyond 2,000 candidates, rank intervals come from fewer draws, and
    `p_top` from 4,000 draws of those whom a draw can bring near the list.
    """
    n, top = len(eligible), min(k, int(eligible.sum()))
    if level or n == 0:
        p_top = np.where(eligible, top / max(int(eligible.sum()), 1), np.nan)
        window = np.flatnonzero(eligible)[: 2 * WINDOW]
        flat = Pairwise(window, np.full((len(window), len(window)), 0.5))
        return Confidence(p_top, np.zeros(n), np.ones(n, np.int64), np.full(n, n), flat)
    rng = np.random.default_rng(np.random.SeedSequence([seed, n]))
    draws = min(DRAWS, max(CELLS // n, 200))
    ranks, near, sd = _ranks_of_all(sample, n, draws, eligible, top, rng)
    low, high = _interval(ranks)
    contenders = np.flatnonzero(near)
    if draws < DRAWS:
        ranks, _, _ = _ranks_of_all(
            lambda who, own, each: sample(contenders[who], own, each),
            len(contenders),
            DRAWS,
            eligible[contenders],
            top,
            rng,
        )
    else:
        ranks = ranks[contenders]
    if not eligible[contenders].all():
        ranks, contenders = _among(ranks, eligible[contenders]), contenders[eligible[contenders]]
    share = np.zeros(n)
    share[contenders] = np.mean(ranks < top, axis=1)
    p_top = np.where(eligible, _common(share, alike, eligible), np.nan)
    return Confidence(
        p_top,
        _common(sd, alike, np.ones(n, bool)),
        _rounded(low, alike) + 1,
        _rounded(high, alike) + 1,
        _pairwise(ranks, contenders, p_top, top, alike),
    )


def band_of(p_top: float) -> str:
    """clear from .80, unlikely under .20, else borderline."""
    return "clear" if p_top >= CLEAR else "unlikely" if p_top < UNLIKELY else "borderline"


def _ranks_of_all(
    sample: Sampler, n: int, draws: int, eligible: Flags, top: int, rng: np.random.Generator
) -> tuple[Codes, Flags, Floats]:
    """Ranks from 0 in every draw, (n, draws); who can come near the list, and the sd, (n,)."""
    kind = np.int16 if n < 2**15 else np.int32
    ranks = np.empty((n, draws), dtype=kind)
    at_once = max(1, AT_ONCE // n)
    everyone, places = np.arange(n), np.arange(n, dtype=kind)
    total, square = np.zeros(n), np.zeros(n)
    lowest = np.inf
    cut = int(eligible.sum()) - top
    for start in range(0, draws, at_once):
        drawn = sample(everyone, np.arange(start, min(start + at_once, draws)), rng)
        scores = np.ascontiguousarray(drawn.T)
        order = np.argsort(-scores, axis=1)
        rank = np.empty(order.shape, dtype=kind)
        np.put_along_axis(rank, order, np.broadcast_to(places, order.shape), axis=1)
        ranks[:, start : start + len(scores)] = rank.T
        total += scores.sum(axis=0)
        square += (scores**2).sum(axis=0)
        if top and draws < DRAWS:
            kth = np.partition(scores[:, eligible], cut, axis=1)[:, cut]
            lowest = min(lowest, float(kth.min()))
    mean = total / draws
    sd = np.sqrt(np.maximum(square / draws - mean**2, 0.0))
    if draws == DRAWS:
        return ranks, np.ones(n, dtype=bool), sd
    return ranks, mean + REACH * sd >= lowest, sd


def _interval(ranks: Codes) -> tuple[Floats, Floats]:
    draws = ranks.shape[1]
    low, high = int(TAIL * draws), draws - 1 - int(TAIL * draws)
    held = np.sort(ranks, axis=1, kind="stable")
    return held[:, low].astype(float), held[:, high].astype(float)


def _among(ranks: Codes, wanted: Flags) -> Codes:
    """Ranks among some of those ranked, (wanted, draws)."""
    order = np.argsort(ranks[wanted], axis=0)
    found = np.empty_like(order)
    np.put_along_axis(found, order, np.arange(len(order))[:, None], axis=0)
    return found


def _common(values: Floats, alike: Codes, wanted: Flags) -> Floats:
    """Every candidate's value replaced by the mean of their group's wanted members."""
    groups = int(alike.max()) + 1
    size = np.bincount(alike[wanted], minlength=groups)
    return (sums(alike[wanted], values[wanted], groups) / np.maximum(size, 1))[alike]


def _rounded(ranks: Floats, alike: Codes) -> Codes:
    return np.rint(_common(ranks, alike, np.ones(len(alike), bool))).astype(np.int64)


def _pairwise(ranks: Codes, contenders: Codes, p_top: Floats, top: int, alike: Codes) -> Pairwise:
    order = np.argsort(-p_top[contenders], kind="stable")
    window = order[max(top - WINDOW, 0) : top + WINDOW]
    own = ranks[window]
    above = np.mean(own[:, None, :] < own[None, :, :], axis=2)
    who = contenders[window]
    above[alike[who][:, None] == alike[who][None, :]] = 0.5
    return Pairwise(who, above)

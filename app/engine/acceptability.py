"""How often other weights keep each candidate near the top, for few candidates or ten thousand."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.engine.arrays import Flags, Floats
from app.engine.smaa import first_shares, rank_counts, sample_orders, sample_values
from app.engine.weight_draws import any_weights, near_weights

SAMPLES = 10_000
#: Fewer samples with many candidates: never more values than this, never fewer samples than 1,000.
MOST_VALUES = 4_000_000
FEWEST_SAMPLES = 1_000
VALUES_HELD = 500_000
#: Up to so many candidates the rank table is kept whole; of more, the first ranks.
WHOLE_TABLE = 400
FIRST_RANKS = 100


@dataclass(frozen=True, slots=True)
class Acceptability:
    """What a sample of weights says of n candidates.

    `ranks` is (n, r): the share of samples with rank 1, 2, … r, r being `ranks_kept(n)`. `top` is
    (n,), the share among the first `top`. `central` is (n, c), NaN for who never comes first.
    `samples` is how many were drawn.
    """

    ranks: Floats
    top: Floats
    central: Floats
    samples: int


def near_acceptability(
    scores: ArrayLike, weights: ArrayLike, top: int, *, seed: int
) -> Acceptability:
    """Sample weights near those given; scores (n, c), NaN where a candidate has none.

    Criteria must come in the same order each time, for the same draws. Raises ValueError for
    weights or shapes that cannot be, and for a candidate whose scores weigh nothing.
    """
    points = np.asarray(scores, dtype=float)
    return accepted(points, near_weights(weights, samples_for(len(points)), seed=seed), top)


def any_acceptability(scores: ArrayLike, top: int, *, seed: int) -> Acceptability:
    """Sample any weights at all; otherwise as `near_acceptability`."""
    points = np.asarray(scores, dtype=float)
    drawn = any_weights(points.shape[1], samples_for(len(points)), seed=seed)
    return accepted(points, drawn, top)


def samples_for(candidates: int) -> int:
    """How many samples of weights are drawn: 10,000, or from 400 candidates fewer."""
    return int(np.clip(MOST_VALUES // max(candidates, 1), FEWEST_SAMPLES, SAMPLES))


def ranks_kept(candidates: int) -> int:
    """How many ranks are kept: all of up to 400 candidates, the first 100 of more."""
    return candidates if candidates <= WHOLE_TABLE else FIRST_RANKS


def accepted(scores: Floats, weights: Floats, top: int) -> Acceptability:
    """Count ranks under weights already drawn, (S, c).

    With many candidates only those are put in order who reach the ranks kept in any sample;
    the others' shares are zero, not small.
    """
    n, shown = len(scores), ranks_kept(len(scores))
    kept = min(max(top, shown), n)
    reaching = np.flatnonzero(_reaching(scores, weights, kept))
    counts = np.zeros((len(reaching), kept))
    totals, often = np.zeros((len(reaching), weights.shape[1])), np.zeros(len(reaching))
    for block in _blocks(len(weights), len(reaching)):
        orders = sample_orders(sample_values(scores[reaching], weights[block]))
        counts += rank_counts(orders, kept)
        firsts = first_shares(orders)
        totals += firsts.T @ weights[block]
        often += firsts.sum(axis=0)
    ranks, central = np.zeros((n, kept)), np.full((n, weights.shape[1]), np.nan)
    ranks[reaching] = counts / len(weights)
    central[reaching] = totals / np.where(often > 0, often, np.nan)[:, None]
    return Acceptability(ranks[:, :shown], ranks[:, :top].sum(axis=1), central, len(weights))


def _blocks(samples: int, candidates: int) -> Iterator[slice]:
    """Parts of the samples small enough to be held at once."""
    size = max(VALUES_HELD // max(candidates, 1), 1)
    return (slice(start, start + size) for start in range(0, samples, size))


def _reaching(scores: Floats, weights: Floats, kept: int) -> Flags:
    """Tell who is among the first `kept` in any sample.

    The values of the best by mean weights give each sample a bar that its true one cannot be
    under; whoever never clears it is out.
    """
    n = len(scores)
    if n <= 2 * kept:
        return np.ones(n, dtype=bool)
    middle = sample_values(scores, weights.mean(axis=0, keepdims=True))[0]
    best = np.argpartition(-middle, 2 * kept)[: 2 * kept]
    bars = np.partition(sample_values(scores[best], weights), -kept, axis=1)[:, -kept]
    found = np.zeros(n, dtype=bool)
    for start in range(0, n, kept):
        block = slice(start, start + kept)
        values = sample_values(scores[block], weights)
        found[block] = (values >= bars[:, None] - 1e-9).any(axis=0)
    return found

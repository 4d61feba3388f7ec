"""Samples of weights: near those that were set, or any at all."""

import numpy as np
from numpy.typing import ArrayLike

from app.engine.arrays import Floats

#: How near: the larger, the nearer. With 60, a weight of .25 stays within .15 and .35 in 93 % of
#: the samples.
NEARNESS = 60


def near_weights(weights: ArrayLike, samples: int, *, seed: int) -> Floats:
    """Draw from Dirichlet(60·w), (samples, c): on average the weights given, scaled to sum 1.

    A weight of zero stays zero. Raises ValueError, in words, for a weight below zero or no number,
    and where all are zero.
    """
    given = scaled(weights)
    positive = given > 0
    drawn = np.zeros((samples, len(given)))
    rng = np.random.default_rng(seed)
    drawn[:, positive] = rng.dirichlet(NEARNESS * given[positive], size=samples)
    return drawn


def any_weights(criteria: int, samples: int, *, seed: int) -> Floats:
    """Draw evenly from all weights that sum to 1, (samples, criteria)."""
    if criteria < 1:
        raise ValueError("There is no criterion to weigh.")
    return np.random.default_rng(seed).dirichlet(np.ones(criteria), size=samples)


def scaled(weights: ArrayLike) -> Floats:
    """Return weights (c,) scaled to sum 1; refuse what are none."""
    given = np.asarray(weights, dtype=float)
    if given.ndim != 1 or not len(given):
        raise ValueError("There is no criterion to weigh.")
    if not np.isfinite(given).all() or (given < 0).any():
        raise ValueError("A weight is below zero or not a number.")
    if not given.any():
        raise ValueError("All weights are zero. Give at least one criterion a weight.")
    found: Floats = given / given.sum()
    return found

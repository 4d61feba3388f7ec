"""Likely ranges of scores: what the marks leave open about each candidate's own level."""

import numpy as np

from app.engine.arrays import Floats
from app.engine.assessment import RANKED, Assessment
from app.engine.confidence import DRAWS
from app.engine.panel import INTERVAL


def score_ranges(found: Assessment) -> Floats:
    """The 90 % range of each candidate's adjusted score, (N, 2), on the scale of the marks.

    From the joint draws behind the probabilities. NaN for who has no position, and for everybody
    where only the prior says how far interviews agree. Drawn anew from the assessment's seed.
    """
    ranges = np.full((len(found.adjusted), 2), np.nan)
    ranked = np.flatnonzero(found.table.status <= RANKED)
    fits = [fit for fit in found.panels.values() if fit.pairs.weight > 0]
    if found.prior_only or not fits or not len(ranked):
        return ranges
    draws = max(400, min(DRAWS, 2_000_000 // len(ranked)))
    own = np.arange(draws)
    rng = np.random.default_rng(np.random.SeedSequence([found.seed, len(ranked), 1]))
    scores = np.zeros((len(ranked), draws))
    whole = sum(fit.pairs.weight for fit in fits)
    for fit in fits:
        drawn = fit.draws.candidates(fit.members(ranked), own, rng)
        level = fit.base - fit.adjustment.mean + fit.draws.mean[own]
        scores += fit.pairs.weight / whole * (level + drawn)
    low, high = np.quantile(scores, INTERVAL, axis=1)
    ranges[ranked] = np.clip(np.stack([low, high], axis=1), *found.settings.scale)
    return ranges

"""A third opinion on the crossed model, for sets too large for the second: Henderson's equations.

One sparse matrix of the mean and both sides' effects, factored by SuperLU. Nothing is eliminated
by hand, so it shares no step with the engine.
"""

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import splu

from app.engine.arrays import Codes, Floats
from app.engine.pairs import Pairs
from app.engine.variances import Variances


def design_of(pairs: Pairs) -> sp.csc_array:
    """A column of ones, one a candidate, one a rater."""
    n = len(pairs.x)

    def side(place: Codes, members: Codes) -> sp.csr_array:
        return sp.csr_array((np.ones(n), (np.arange(n), place)), shape=(n, len(members)))

    parts = [np.ones((n, 1)), side(pairs.candidate, pairs.candidates)]
    return sp.csc_array(sp.hstack([*parts, side(pairs.rater, pairs.raters)]))


def solved(pairs: Pairs, at: Variances) -> tuple[float, Floats]:
    """−2 log restricted likelihood at given variances, and mean and effects in one array."""
    design, n = design_of(pairs), len(pairs.x)
    right = design.T @ pairs.x
    sides = len(pairs.candidates), len(pairs.raters)
    ratios = at.va / at.s2, at.vb / at.s2
    ridge = np.concatenate(
        [[0.0], *(np.full(m, 1 / r) for m, r in zip(sides, ratios, strict=True))]
    )
    factored = splu(
        sp.csc_matrix(design.T @ design + sp.diags_array(ridge)),
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )
    effects = factored.solve(right)
    rss = pairs.x @ pairs.x - right @ effects
    log = np.log(np.abs(factored.U.diagonal())).sum()
    log += np.dot(sides, np.log(ratios))
    return float((n - 1) * np.log(2 * np.pi * at.s2) + rss / at.s2 + log), effects

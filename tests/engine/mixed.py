"""A second opinion on the crossed model: MixedLM of statsmodels on the same pairs."""

import warnings

import numpy as np
import pandas as pd

from app.engine.pairs import Pairs
from app.engine.variances import Variances


def mixed_lm(pairs: Pairs) -> tuple[Variances, float]:
    """REML variances and −2 log likelihood by statsmodels, both sides as variance components."""
    import statsmodels.formula.api as smf  # takes seconds, so only where it is asked

    frame = pd.DataFrame(
        {"x": pairs.x, "candidate": pairs.candidate, "rater": pairs.rater, "all": 1}
    )
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # it warns of variances that are nil, which we want to see
        found = smf.mixedlm(
            "x ~ 1",
            frame,
            groups="all",
            re_formula="0",
            vc_formula={"candidate": "0 + C(candidate)", "rater": "0 + C(rater)"},
        ).fit(reml=True, method="nm", xtol=1e-9, ftol=1e-12, maxiter=2_000)
    va, vb = np.asarray(found.vcomp)
    return Variances(float(va), float(vb), float(found.scale)), -2 * float(found.llf)

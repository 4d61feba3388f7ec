"""PanelFit: everything the model says of one panel."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.engine.adjusted import Adjustment, adjustment_of
from app.engine.arrays import Codes, Floats
from app.engine.connected import Group
from app.engine.crossed import crossed_of
from app.engine.draws import Draws, draws_of
from app.engine.pairs import Pairs
from app.engine.variances import (
    Method,
    Objective,
    Posterior,
    Variances,
    estimates,
    posterior,
)

INTERVAL = (0.05, 0.95)
ENOUGH = 1_000
"""Draws of the raters' severities an interval is taken from."""


@dataclass(frozen=True, eq=False)
class PanelFit:
    """One panel with at least one pair, fitted.

    `severity_low`, `severity_high` (R,): 90 % of what each rater's severity may be. `unadjusted`
    says why no severity could be taken out, None where it was. `prior_only`: nobody was seen by
    two raters, so nothing but the prior says how far interviews agree.
    """

    pairs: Pairs
    posterior: Posterior
    adjustment: Adjustment
    draws: Draws
    severity_low: Floats
    severity_high: Floats
    groups: tuple[Group, ...]
    unadjusted: str | None
    prior_only: bool

    @property
    def method(self) -> str:
        """`grid` or `reml`: what the scores rest on."""
        return self.posterior.method

    @cached_property
    def plain(self) -> tuple[Variances, Objective] | None:
        """REML variances and both objectives without prior or penalty, for comparison."""
        return estimates(self.posterior.factor.crossed, near=self.posterior.used)

    @property
    def variances(self) -> Variances:
        """Under `reml` the plain estimates, as other programs print them; under `grid` the middle
        of what takes part. `posterior.used` are those behind the adjusted scores."""
        if self.method == "reml" and self.plain:
            return self.plain[0]
        return self.posterior.used

    @property
    def objective(self) -> Objective | None:
        """The least −2 log likelihoods; None where the marks hold no residual."""
        return self.plain[1] if self.plain else None

    @property
    def balanced(self) -> bool:
        """Everyone was seen by every rater, so the order within the panel is the raw one."""
        return len(self.pairs.x) == len(self.pairs.candidates) * len(self.pairs.raters)

    @property
    def base(self) -> float:
        """The usual mark on this panel, on the scale of the marks: candidates are above or below.

        The mean of the pairs, and the weighted mean of the criteria they rated.
        """
        pairs = self.pairs
        marked = pairs.weights * (np.bincount(pairs.column, minlength=len(pairs.weights)) > 0)
        return self.adjustment.mean + float(marked @ pairs.means) / (float(marked.sum()) or 1.0)

    def members(self, candidates: Codes) -> Codes:
        """Places of candidates of the ratings in this panel, -1 for one without a pair."""
        own = self.pairs.candidates
        place = np.minimum(np.searchsorted(own, candidates), len(own) - 1)
        return np.where(own[place] == candidates, place, -1)


def panel_fit(pairs: Pairs, method: Method, draws: int, rng: np.random.Generator) -> PanelFit:
    """Fit a panel's n ≥ 1 pairs and draw from the fit."""
    found = posterior(crossed_of(pairs), method)
    drawn = draws_of(found, draws, rng)
    severities = drawn.raters(rng, min(draws, ENOUGH))
    low, high = np.quantile(severities, INTERVAL, axis=1)
    return PanelFit(
        pairs=pairs,
        posterior=found,
        adjustment=adjustment_of(pairs, found),
        draws=drawn,
        severity_low=low,
        severity_high=high,
        groups=found.factor.crossed.groups,
        unadjusted=_unadjusted(pairs),
        prior_only=int(pairs.per_candidate.max()) < 2,
    )


def _unadjusted(pairs: Pairs) -> str | None:
    if len(pairs.candidates) == 1:
        return "there is one candidate"
    if len(pairs.raters) == 1:
        return "one person gave all the marks, so nothing tells a strict rater from weak candidates"
    if len(pairs.x) < 2 * len(pairs.raters):
        return "the raters saw fewer than two candidates each"
    return None

"""Joint draws of one panel's effects: severities and mean together, candidates given those."""

from dataclasses import dataclass

import numpy as np

from app.engine.arrays import Codes, Floats
from app.engine.crossed import shrinkage, solve_upper
from app.engine.variances import Posterior


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """D joint draws: `point` (D,) of the variances, `s` (D,), `mean` (D,), `kept` (q, D) effects
    of the side that was kept; all in marks."""

    found: Posterior
    point: Codes
    s: Floats
    mean: Floats
    kept: Floats

    def candidates(self, members: Codes, own: Codes, rng: np.random.Generator) -> Floats:
        """Some draws of m + a for some of the panel's candidates, (draws, members).

        A member of -1 has no pair here and is drawn from all candidates alike.
        """
        crossed, factor = self.found.factor.crossed, self.found.factor
        if self.found.level:
            return np.zeros((len(own), len(members)))
        drawn = np.repeat(self.mean[own, None], len(members), axis=1)
        known = members >= 0
        if crossed.swapped:
            drawn[:, known] += self.kept[members[known]].T[own]
        elif known.all():
            drawn += self._eliminated(members, own, rng)
        else:
            drawn[:, known] += self._eliminated(members[known], own, rng)
        if not known.all():
            spread = self.s[own, None] * factor.ta[self.point[own], None]
            drawn[:, ~known] += spread * rng.standard_normal((len(own), int((~known).sum())))
        return drawn

    def raters(self, rng: np.random.Generator, draws: int) -> Floats:
        """The first draws of the raters' severities, (draws, R)."""
        crossed = self.found.factor.crossed
        if self.found.level:
            members = len(crossed.size) if crossed.swapped else crossed.columns
            return np.zeros((draws, members))
        if not crossed.swapped:
            return self.kept[:, :draws].T
        return self._eliminated(np.arange(len(crossed.size)), np.arange(draws), rng)

    def _eliminated(self, members: Codes, own: Codes, rng: np.random.Generator) -> Floats:
        """Effects of eliminated rows given the mean and the kept side, (draws, members)."""
        crossed, factor = self.found.factor.crossed, self.found.factor
        ratio = crossed.sides(factor.ta, factor.tb)[0]
        size = crossed.size[members]
        rest = crossed.total[members][:, None] - np.outer(size, self.mean[own])
        rest -= crossed.incidence[members] @ self.kept[:, own]
        noise: Floats = rng.standard_normal((len(own), len(members)))
        left = shrinkage(size, ratio)[self.point[own]]
        noise *= np.sqrt(left)
        noise *= self.s[own, None]
        left *= rest.T
        left += noise
        return left


def draws_of(found: Posterior, draws: int, rng: np.random.Generator) -> Draws:
    """Draw the variances in proportion to their share (evenly spread, then shuffled), then s² as
    rss over a χ², then the kept effects and the mean together."""
    factor = found.factor
    q = factor.crossed.columns
    point = np.searchsorted(np.cumsum(found.share), (np.arange(draws) + 0.5) / draws)
    point = np.minimum(point, len(found.share) - 1)
    s = np.sqrt(factor.rss[point] / rng.chisquare(found.freedom, draws))
    noise = rng.standard_normal((q + 1, draws))
    kept_ratio = factor.crossed.sides(factor.ta, factor.tb)[1]
    edges = np.searchsorted(point, np.arange(len(found.share) + 1))
    drawn = np.empty((q + 1, draws))
    for each in np.unique(point):
        cut = slice(edges[each], edges[each + 1])
        right = factor.forward[each][:, None] + s[cut] * noise[:, cut]
        drawn[:, cut] = solve_upper(factor.lower[each : each + 1], right[None])[0]
        drawn[:q, cut] *= kept_ratio[each]
    shuffled = rng.permutation(draws)
    return Draws(found, point[shuffled], s[shuffled], drawn[q, shuffled], drawn[:q, shuffled])

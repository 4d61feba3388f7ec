"""Joint draws of one panel's effects: severities and mean together, candidates given those."""

from dataclasses import dataclass

import numpy as np

from app.engine.arrays import Codes, Floats
from app.engine.crossed import SMALL, shrinkage, solve_upper
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
        """Some draws of a for some of the panel's candidates, (members, draws).

        A member of -1 has no pair here and is drawn from all candidates alike.
        """
        crossed, factor = self.found.factor.crossed, self.found.factor
        if self.found.level:
            return np.zeros((len(members), len(own)))
        known = members >= 0
        if known.all():
            return (
                self.kept[np.ix_(members, own)]
                if crossed.swapped
                else self._drawn(members, own, rng)
            )
        drawn = np.empty((len(members), len(own)))
        drawn[known] = self.candidates(members[known], own, rng)
        spread = self.s[own] * factor.ta[self.point[own]]
        drawn[~known] = spread * rng.standard_normal((int((~known).sum()), len(own)))
        return drawn

    def raters(self, rng: np.random.Generator, draws: int) -> Floats:
        """The first draws of the raters' severities, (R, draws)."""
        crossed = self.found.factor.crossed
        if self.found.level:
            return np.zeros((len(crossed.size) if crossed.swapped else crossed.columns, draws))
        if not crossed.swapped:
            return self.kept[:, :draws]
        return self._drawn(np.arange(len(crossed.size)), np.arange(draws), rng)

    def _drawn(self, members: Codes, own: Codes, rng: np.random.Generator) -> Floats:
        """Effects of eliminated rows given the mean and the kept side, (members, draws)."""
        crossed, factor = self.found.factor.crossed, self.found.factor
        sizes, kind = np.unique(crossed.size[members], return_inverse=True)
        ratio = crossed.sides(factor.ta, factor.tb)[0]
        left = shrinkage(sizes, ratio).T[:, self.point[own]]
        spread = np.sqrt(left) * self.s[own]
        if len(sizes) > 1:
            left, spread = left[kind], spread[kind]
        taken = crossed.incidence[members] @ (self.kept[:, own] + self.mean[own])
        drawn: Floats = np.subtract(crossed.total[members][:, None], taken, out=taken)
        drawn *= left
        noise: Floats = rng.standard_normal(drawn.shape)
        noise *= spread
        drawn += noise
        return drawn


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
    used, starts = np.unique(point, return_index=True)
    drawn = s * noise + factor.forward[point].T
    edges = np.append(starts, draws)
    if q < SMALL:
        inverse = solve_upper(factor.lower[used], np.eye(q + 1)[None].repeat(len(used), axis=0))
        for place in range(len(used)):
            cut = slice(edges[place], edges[place + 1])
            drawn[:, cut] = inverse[place] @ drawn[:, cut]
    else:
        for place, each in enumerate(used):
            cut = slice(edges[place], edges[place + 1])
            drawn[:, cut] = solve_upper(factor.lower[each : each + 1], drawn[None, :, cut])[0]
    drawn[:q] *= kept_ratio[point]
    shuffled = rng.permutation(draws)
    return Draws(found, point[shuffled], s[shuffled], drawn[q, shuffled], drawn[:q, shuffled])

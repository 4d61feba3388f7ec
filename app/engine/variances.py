"""How far candidates and raters differ: variances integrated over a grid, or the REML mode.

Few pairs cannot settle the variances, and one plugged-in value would make the confidence too
bold; so under `GRID_UNDER` pairs all plausible values take part, weighed by how well they fit and
by what is usual between interviewers. From there the mode of the restricted likelihood is used,
with the penalty of Chung et al. 2013 (Psychometrika 78:685) that keeps it off the boundary.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from app.engine.arrays import Codes, Floats
from app.engine.crossed import LARGEST_BATCH, SMALL, Crossed, Factor, factor

Method = Literal["auto", "grid", "reml"]

GRID_UNDER = 2_000
PRIOR_CENTRE = np.log([0.886, 0.5])
"""Log of sd_a/s: one interviewer's reliability is about .44 (Huffcutt et al. 2013); and sd_b/s."""
PRIOR_SD = np.array([0.75, 1.0])
COARSE, FINE = 13, 17
"""Points a side: over the prior's width, then over where the weight is."""
REACH = 3.5
NEGLIGIBLE = 1e-5
FLOOR = 1e-12
"""Marks squared a pair: residuals no larger than this are rounding."""
LARGEST = 8.0
"""The widest log, or arsinh, of a ratio looked at."""
STEP = 1e-3
SETTLED = 1e-4
"""A step so small is the last: the next one would be the square of it."""
OFF = 0.1
"""A step off a ridge: where a ratio is 0 the plain likelihood is level and may be lowest."""
WIDE_STEP = 0.1
DEAR = 7
"""Points a side where each costs much."""
DEAR_SIDE = 300
LONGEST = 50
NEAR = 1e-9
"""Two likelihoods no further apart than this are as good."""
_STENCIL = np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1], [1, 1]])
_PARTS = (1.0, 0.5, 0.2, 0.05)
_STARTS = (0.13, 0.5, 1.8)


@dataclass(frozen=True, slots=True)
class Variances:
    """Variances in marks squared: candidates, raters, and what neither explains."""

    va: float
    vb: float
    s2: float


@dataclass(frozen=True, slots=True)
class Objective:
    """Least −2 log likelihood, restricted and full, without any prior or penalty."""

    reml: float
    ml: float


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """The variances that take part: G points of a factor, `share` (G,) of the weight, sum 1.

    At each point s² is `factor.rss` over a χ² with `freedom` degrees. `level`: nothing differs at
    all (equal marks), so every effect is nil.
    """

    method: Literal["grid", "reml"]
    factor: Factor
    share: Floats
    freedom: int
    level: bool

    @property
    def used(self) -> Variances:
        """The variances in the middle of what takes part (geometric means)."""
        s2 = np.log(self.factor.rss / self.freedom)
        sides = ((self.factor.ta, s2), (self.factor.tb, s2), (np.ones(len(s2)), s2))
        return Variances(*(_middle(ratio, log, self.share) for ratio, log in sides))


def _middle(ratio: Floats, log: Floats, share: Floats) -> float:
    with np.errstate(divide="ignore"):
        return float(np.exp(share @ (2 * np.log(ratio) + log)))


def posterior(crossed: Crossed, method: Method = "auto") -> Posterior:
    """The variances of one panel's model. `auto`: the grid under 2,000 pairs, REML from there.

    Where marks hold no residual (nobody was seen twice, or one rater) REML has no mode, and the
    grid answers with the prior whatever was asked.
    """
    level = total_square(crossed) <= FLOOR * crossed.pairs
    if method == "auto":
        method = "grid" if crossed.pairs < GRID_UNDER else "reml"
    if method == "reml" and not level and has_residual(crossed):
        ta, tb = mode(crossed, restricted=True, penalised=True)
        found = _floored(factor(crossed, np.array([ta]), np.array([tb])))
        return Posterior("reml", found, np.ones(1), max(crossed.pairs - 3, 1), level)
    ta_grid, tb_grid, share = _grid(crossed)
    found = _floored(factor(crossed, ta_grid, tb_grid))
    return Posterior("grid", found, share, max(crossed.pairs - 1, 1), level)


def total_square(crossed: Crossed) -> float:
    """Σ (x − mean)²."""
    total = float(crossed.total.sum())
    return max(crossed.square - total * total / crossed.pairs, 0.0)


def has_residual(crossed: Crossed) -> bool:
    """Whether candidates and raters together leave anything unexplained to estimate s² from."""
    rows, columns = len(crossed.size), crossed.columns
    return min(rows, columns) > 1 and crossed.pairs > rows + columns - len(crossed.groups)


def _floored(found: Factor) -> Factor:
    return replace(found, rss=np.maximum(found.rss, FLOOR * found.crossed.pairs))


def _grid(crossed: Crossed) -> tuple[Floats, Floats, Floats]:
    """Points and shares: first over the whole prior, then over the part that carries weight.

    With many on both sides that part is narrow and a factor dear, so it is looked for outright.
    """
    axes = _around_mode(crossed) if crossed.columns > SMALL else _over_the_prior(crossed)
    log = _log_posterior(crossed, *axes)
    share = np.exp(log - log.max())
    kept = np.nonzero(share > NEGLIGIBLE)
    ta, tb = (np.exp(axis[place]) for axis, place in zip(axes, kept, strict=True))
    return ta, tb, share[kept] / share[kept].sum()


def _over_the_prior(crossed: Crossed) -> list[Floats]:
    axes = [
        np.linspace(centre - REACH * sd, centre + REACH * sd, COARSE)
        for centre, sd in zip(PRIOR_CENTRE, PRIOR_SD, strict=True)
    ]
    log = _log_posterior(crossed, *axes)
    wide = log > log.max() + np.log(NEGLIGIBLE)
    return [
        _narrowed(axis, np.flatnonzero(wide.any(axis=1 - side))) for side, axis in enumerate(axes)
    ]


def _around_mode(crossed: Crossed) -> list[Floats]:
    def value(log_ratios: Floats) -> Floats:
        return -2.0 * _log_posterior_at(crossed, log_ratios)

    centre = _lowest(value, PRIOR_CENTRE)
    bend = _bend(value(centre + WIDE_STEP * _STENCIL), WIDE_STEP)[1]
    sd = np.sqrt(np.diagonal(np.linalg.pinv(bend / 2.0)))
    sd = np.clip(sd, 0.01, PRIOR_SD)
    return [np.linspace(c - 3.0 * s, c + 3.0 * s, DEAR) for c, s in zip(centre, sd, strict=True)]


def _narrowed(axis: Floats, held: Codes) -> Floats:
    first, last = max(held[0] - 1, 0), min(held[-1] + 1, len(axis) - 1)
    return np.asarray(np.linspace(axis[first], axis[last], FINE))


def _log_posterior(crossed: Crossed, log_ta: Floats, log_tb: Floats) -> Floats:
    """Log posterior of the two ratios on the grid of two axes."""
    both = np.stack(np.meshgrid(log_ta, log_tb, indexing="ij"), axis=-1).reshape(-1, 2)
    return _log_posterior_at(crossed, both).reshape(len(log_ta), len(log_tb))


def _log_posterior_at(crossed: Crossed, log_ratios: Floats) -> Floats:
    """The same at (G, 2) points, with m and s² integrated out, (G,)."""
    rss, log_reml = np.empty(len(log_ratios)), np.empty(len(log_ratios))
    start = 0
    for part in _batches(crossed, np.exp(log_ratios)):
        cut, found = slice(start, start + len(part)), factor(crossed, *part.T)
        rss[cut], log_reml[cut], start = found.rss, found.log_reml, start + len(part)
    rss = np.maximum(rss, FLOOR * crossed.pairs)
    prior = np.sum(((log_ratios - PRIOR_CENTRE) / PRIOR_SD) ** 2, axis=1)
    log: Floats = -0.5 * (log_reml + (crossed.pairs - 1) * np.log(rss) + prior)
    return log


def _batches(crossed: Crossed, points: Floats) -> list[Floats]:
    """The points in parts whose matrices fit."""
    at_once = max(1, LARGEST_BATCH // (crossed.columns + 1) ** 2)
    return np.split(points, range(at_once, len(points), at_once))


def estimates(
    crossed: Crossed, near: Variances | None = None
) -> tuple[Variances, Objective] | None:
    """The plain REML variances and both least objectives, as other programs print them.

    `near` is where to look first, if a good guess is at hand.

    Without prior or penalty, so a variance may be 0. None where marks hold no residual.
    """
    if not has_residual(crossed) or total_square(crossed) <= FLOOR * crossed.pairs:
        return None
    guess = None if near is None else ((near.va / near.s2) ** 0.5, (near.vb / near.s2) ** 0.5)
    ta, tb = mode(crossed, restricted=True, start=guess)
    found = _floored(factor(crossed, np.array([ta]), np.array([tb])))
    s2 = float(found.rss[0]) / (crossed.pairs - 1)
    reml = deviance(found, restricted=True)
    full = mode(crossed, restricted=False, start=(ta, tb))
    ml = deviance(factor(crossed, *(np.array([ratio]) for ratio in full)), restricted=False)
    return Variances(s2 * ta**2, s2 * tb**2, s2), Objective(float(reml[0]), float(ml[0]))


def deviance(found: Factor, *, restricted: bool, penalised: bool = False) -> Floats:
    """−2 log likelihood at G points, s² at its best for each, (G,).

    The penalty adds −2 log sd_a − 2 log sd_b (a gamma prior with shape 2 and no end on each).
    """
    log = found.log_reml if restricted else found.log_ml
    freedom = found.crossed.pairs - restricted
    rss = np.maximum(found.rss, FLOOR * found.crossed.pairs)
    if penalised:
        log = log - 2.0 * np.log(found.ta * found.tb)
        freedom = max(freedom - 2, 1)
        return np.asarray(freedom * np.log(rss / freedom) + log)
    return np.asarray(freedom * (1.0 + np.log(2.0 * np.pi * rss / freedom)) + log)


def mode(
    crossed: Crossed,
    *,
    restricted: bool,
    penalised: bool = False,
    start: tuple[float, float] | None = None,
) -> tuple[float, float]:
    """(ta, tb) where the likelihood is highest; exactly 0 where the plain one is highest there.

    The plain one is even in t and flat where a variance is nil, so it is looked for in arsinh t:
    like t near 0, which is then reached in a few steps, and like log t further out. The penalty
    ends at 0 with the logarithm, and is looked for in that.
    """

    def value(places: Floats) -> Floats:
        ratios = np.exp(places) if penalised else np.abs(np.sinh(places))
        return np.concatenate(
            [
                deviance(
                    factor(crossed, part[:, 0], part[:, 1]),
                    restricted=restricted,
                    penalised=penalised,
                )
                for part in _batches(crossed, ratios)
            ]
        )

    place_of = np.log if penalised else np.arcsinh
    if start is None or min(start) == 0:
        starts = _STARTS if crossed.columns <= DEAR_SIDE else _STARTS[1:2]
        around = place_of(np.array([[a, b] for a in starts for b in starts]))
        first = around[np.argmin(value(around))]
    else:
        first = place_of(np.array(start))
    best = _lowest(value, first)
    ta, tb = np.exp(best) if penalised else np.abs(np.sinh(best))
    if not penalised:
        choices = np.array([[ta, tb], [ta, 0.0], [0.0, tb], [0.0, 0.0]])
        found = factor(crossed, choices[:, 0], choices[:, 1])
        heights = deviance(found, restricted=restricted)
        ta, tb = choices[np.flatnonzero(heights <= heights.min() + NEAR)[-1]]
    return float(ta), float(tb)


def _lowest(value: Callable[[Floats], Floats], start: Floats) -> Floats:
    """Newton's method in two places, by differences, kept inside the widest ratios.

    A step is tried with all that the next one needs, so that only steps refused cost extra.
    """
    here, heights = start, value(start + STEP * _STENCIL)
    for _ in range(LONGEST):
        step = _newton_step(heights)
        if np.abs(step).max() < SETTLED:
            return np.asarray(np.clip(here + step, -LARGEST, LARGEST))
        for part in _PARTS:
            there = np.clip(here + part * step, -LARGEST, LARGEST)
            tried = value(there + STEP * _STENCIL)
            if tried[0] < heights[0]:
                break
        else:
            break
        here, heights = there, tried
    return here


def _newton_step(heights: Floats) -> Floats:
    """The step to the bottom of the bowl; where the surface is no bowl, downhill; off a ridge."""
    slope, bend = _bend(heights, STEP)
    values, vectors = np.linalg.eigh(bend)
    step = -vectors @ ((vectors.T @ slope) / np.maximum(np.abs(values), 1e-3))
    if np.abs(step).max() < SETTLED and values[0] < 0:
        step = OFF * vectors[:, 0]
    return np.asarray(np.clip(step, -2.0, 2.0))


def _bend(heights: Floats, step: float) -> tuple[Floats, Floats]:
    """Slope (2,) and second derivatives (2, 2) from the heights on the stencil."""
    centre, east, west, north, south, corner = heights
    slope = np.array([east - west, north - south]) / (2 * step)
    twist = corner - east - north + centre
    bend = [[east - 2 * centre + west, twist], [twist, north - 2 * centre + south]]
    return slope, np.array(bend) / step**2

"""The two in front: how sure it is who of them is first, and what more interviewers would tell.

`above` is the share of joint draws in which the first is above the second. One more interviewer
who meets both adds a card on each. Their own strictness is in both and falls out, so what is
learned is how far the two lie apart, give or take what two cards of equals differ by. For a
spread of draws taken as the truth such a difference is invented, and all draws are weighed by how
likely it is under each: that gives the probability the team would have afterwards.
Source of the way (samples of what is unknown, reweighed): M. Strong, J. Oakley, A. Brennan,
P. Breeze, Medical Decision Making 35 (2015) 570-583.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.engine.arrays import Floats
from app.engine.assessment import Assessment
from app.engine.confidence import DRAWS
from app.engine.panel import PanelFit

SURE = 0.90
"""From this probability on, one is clearly ahead (row 9 of the product)."""
INVENTED, WEIGHED = 200, 1_000
"""How many further interviews are invented, and by how many of the draws each is judged."""
MORE = (1, 3)
"""How many further interviewers are looked at."""


@dataclass(frozen=True, slots=True)
class Further:
    """So many more interviewers on a panel, who meet both: what it would do.

    `settles`: the share of invented interviews after which either is above the other with a
    probability of SURE or more. `swaps`: those after which the second is the likelier first.
    """

    panel: str
    raters: int
    settles: float
    swaps: float


@dataclass(frozen=True, slots=True)
class Front:
    """The two best complete candidates, by their places in the ratings.

    `above` is Pr(first above second), .5 where they tie. `further` has a line a panel and number
    of MORE, fewer interviewers first, then what settles most; empty where one is clearly ahead
    already or nothing tells them apart.
    """

    first: int
    second: int
    above: float
    further: tuple[Further, ...]


def front_of(found: Assessment) -> Front | None:
    """Look at the two in front; None with fewer than two complete candidates.

    The same assessment gives the same answer: draws have the assessment's seed.
    """
    complete = [int(place) for place in found.order if found.table.status[place] == 0]
    if len(complete) < 2:
        return None
    first, second = complete[:2]
    fits = [fit for fit in found.panels.values() if fit.pairs.weight > 0]
    rng = np.random.default_rng(np.random.SeedSequence([found.seed, first, second]))
    apart = {fit.pairs.panel: _apart(fit, first, second, rng) for fit in fits}
    total = sum((fit.pairs.weight * apart[fit.pairs.panel] for fit in fits), np.zeros(DRAWS))
    above = _above(found, first, second, total)
    further = _further(fits, apart, total, rng) if above < SURE and total.any() else ()
    return Front(first, second, above, further)


def _apart(fit: PanelFit, first: int, second: int, rng: np.random.Generator) -> Floats:
    """Draws of how far the first is above the second on one panel."""
    members = fit.members(np.array([first, second]))
    drawn = fit.draws.candidates(members, np.arange(DRAWS), rng)
    apart: Floats = drawn[0] - drawn[1]
    return apart


def _above(found: Assessment, first: int, second: int, total: Floats) -> float:
    """Pr(first above second): as the ranking's own comparisons say it, where they hold both."""
    if found.position[first] == found.position[second]:
        return 0.5
    held = {int(place): number for number, place in enumerate(found.pairwise.candidates)}
    if first in held and second in held:
        return float(found.pairwise.above[held[first], held[second]])
    return float(np.mean(total > 0) + np.mean(total == 0) / 2)


def _further(
    fits: list[PanelFit], apart: Mapping[str, Floats], total: Floats, rng: np.random.Generator
) -> tuple[Further, ...]:
    found = [
        _more(fit, apart[fit.pairs.panel], total, raters, rng) for raters in MORE for fit in fits
    ]
    return tuple(sorted(found, key=lambda one: (one.raters, -one.settles, one.panel)))


def _more(
    fit: PanelFit, apart: Floats, total: Floats, raters: int, rng: np.random.Generator
) -> Further:
    spread = np.sqrt(2.0 / raters) * fit.draws.s
    truths = np.linspace(0, DRAWS - 1, INVENTED).astype(np.int64)
    seen = apart[truths] + spread[truths] * rng.standard_normal(INVENTED)
    judges = slice(0, DRAWS, DRAWS // WEIGHED)
    apart, spread, total = apart[judges], spread[judges], total[judges]
    far = ((seen[:, None] - apart) / spread) ** 2
    weight = np.exp(-0.5 * (far - np.min(far, axis=1, keepdims=True))) / spread
    after = (weight @ (total > 0) + weight @ (total == 0) / 2) / weight.sum(axis=1)
    return Further(
        fit.pairs.panel,
        raters,
        settles=float(np.mean(np.maximum(after, 1 - after) >= SURE)),
        swaps=float(np.mean(after < 0.5)),
    )

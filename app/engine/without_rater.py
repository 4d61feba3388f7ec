"""Whose absence would change the set: everyone's marks left out once, rater by rater."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from app.engine.arrays import Codes, Flags, Floats, sums
from app.engine.assessment import EQUAL, Assessment
from app.engine.crossed import crossed_of, effects, factor
from app.engine.inputs import Label
from app.engine.pairs import Pairs
from app.engine.panel import PanelFit
from app.engine.table import raw_table

#: Raters × marks; beyond it no single rater is asked about.
MOST_WORK = 20_000_000


@dataclass(frozen=True, slots=True)
class Absence:
    """What the set would be without one rater's marks.

    `comes_in`, `goes_out`: who would join and leave the set. `incomparable`: who would have no
    marks left on a panel, and so no place in the order.
    """

    rater: Label
    comes_in: tuple[Label, ...]
    goes_out: tuple[Label, ...]
    incomparable: tuple[Label, ...]


def absences_of(found: Assessment) -> tuple[Absence, ...] | None:
    """The raters whose absence would change the set, in the order of their names; None if too many.

    The set here is the `top` best complete candidates by the score the order rests on, ties over
    the cut included. Each time the effects are solved anew without that rater; the variances stay
    those found with everyone, for one rater says little about them and a refit would mix two
    questions.
    """
    raters = np.unique(found.ratings.rater)
    if len(raters) * len(found.ratings.value) > MOST_WORK:
        return None
    scores = _raw_without if found.ordered_by == "raw" else adjusted_without
    own = found.table.status == 0
    everyone = found.table.raw if found.ordered_by == "raw" else found.adjusted
    before = _set(np.where(own, everyone, np.nan), found.top)
    absences = (_absence(found, rater, before, scores(found, rater)) for rater in raters.tolist())
    return tuple(one for one in absences if one.comes_in or one.goes_out or one.incomparable)


def _absence(found: Assessment, rater: int, before: Flags, scores: Floats) -> Absence:
    own = found.table.status == 0
    after = _set(np.where(own, scores, np.nan), found.top)
    return Absence(
        found.ratings.raters[rater],
        _named(found, after & ~before),
        _named(found, before & ~after),
        _named(found, own & np.isnan(scores)),
    )


def _named(found: Assessment, chosen: Flags) -> tuple[Label, ...]:
    return tuple(found.ratings.candidates[place] for place in np.flatnonzero(chosen))


def _set(scores: Floats, top: int) -> Flags:
    """The best, and who ties with the last of them."""
    known = np.sort(np.round(scores[~np.isnan(scores)], EQUAL))[::-1]
    cut = known[:top][-1] if len(known) else np.inf
    return np.round(np.where(np.isnan(scores), -np.inf, scores), EQUAL) >= cut


def _raw_without(found: Assessment, rater: int) -> Floats:
    """Raw scores from the other raters, NaN for who is then not complete, (N,)."""
    rows = found.ratings.rater != rater
    fewer = replace(
        found.ratings,
        candidate=found.ratings.candidate[rows],
        rater=found.ratings.rater[rows],
        criterion=found.ratings.criterion[rows],
        value=found.ratings.value[rows],
        independent=found.ratings.independent[rows],
    )
    table = raw_table(fewer, found.settings)
    return np.where(table.status <= 1, table.raw, np.nan)


def adjusted_without(found: Assessment, rater: int) -> Floats:
    """Adjusted scores from the other raters, NaN for who has nobody left on a panel, (N,)."""
    scores = found.adjusted.copy()
    for fit, place in _sat_on(found, rater):
        change = np.zeros(len(scores))
        change[fit.pairs.candidates] = np.nan
        others = fit.pairs.rater != place
        if others.any():
            pairs, kept = _fewer(fit.pairs, others)
            mean, effect = _solved(fit, pairs)
            before = fit.adjustment.mean + fit.adjustment.candidate[kept]
            change[fit.pairs.candidates[kept]] = mean + effect - before
            absent = ~np.isin(np.arange(len(scores)), fit.pairs.candidates)
            change[absent] = mean - fit.adjustment.mean
        scores += fit.pairs.weight * change
    return scores


def _sat_on(found: Assessment, rater: int) -> Iterator[tuple[PanelFit, int]]:
    """The panels with weight that a rater sat on, and their place among its raters."""
    for fit in found.panels.values():
        place = int(np.searchsorted(fit.pairs.raters, rater))
        here = place < len(fit.pairs.raters) and fit.pairs.raters[place] == rater
        if fit.pairs.weight > 0 and here:
            yield fit, place


def _fewer(pairs: Pairs, rows: Flags) -> tuple[Pairs, Codes]:
    """Some of the pairs, renumbered; and which of the candidates are left, by place in the panel.

    The marks behind the pairs are not carried along: only their sums are solved for.
    """
    kept, candidate = np.unique(pairs.candidate[rows], return_inverse=True)
    raters, rater = np.unique(pairs.rater[rows], return_inverse=True)
    fewer = replace(
        pairs,
        candidates=pairs.candidates[kept],
        raters=pairs.raters[raters],
        candidate=candidate,
        rater=rater,
        x=pairs.x[rows],
    )
    return fewer, kept


def _solved(fit: PanelFit, pairs: Pairs) -> tuple[float, Floats]:
    """The mean and the candidates' effects of fewer pairs, with the panel's variances."""
    if fit.posterior.level:
        return fit.adjustment.mean, np.zeros(len(pairs.candidates))
    used = fit.posterior.used
    one = factor(
        crossed_of(pairs),
        np.sqrt(np.array([used.va / used.s2])),
        np.sqrt(np.array([used.vb / used.s2])),
    )
    solved = effects(
        one,
        sums(pairs.candidate, pairs.x, len(pairs.candidates))[:, None],
        sums(pairs.rater, pairs.x, len(pairs.raters))[:, None],
    )
    return float(solved.mean[0, 0]), solved.candidate[0, :, 0]

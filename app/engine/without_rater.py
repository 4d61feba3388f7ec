"""Whose absence would change the set: everyone's marks left out once, rater by rater."""

from dataclasses import dataclass, replace

import numpy as np

from app.engine.arrays import Flags, Floats
from app.engine.assessment import EQUAL, Assessment
from app.engine.inputs import Label
from app.engine.panel import PanelFit
from app.engine.table import raw_table

#: Candidates × raters³, the multiplications it takes; beyond it no single rater is asked about.
MOST_WORK = 100_000_000


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
    if len(found.table.raw) * len(raters) ** 3 > MOST_WORK:
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
    for fit in found.panels.values():
        others = fit.pairs.raters[fit.pairs.rater] != rater
        if fit.pairs.weight > 0 and not others.all():
            scores += fit.pairs.weight * _change(fit, others, len(scores))
    return scores


def _change(fit: PanelFit, rows: Flags, candidates: int) -> Floats:
    """What some of a panel's pairs would change in its scores, NaN for who has none of them.

    Who had no pair to begin with stands at the mean, and moves with it.
    """
    mean, effect = _solved(fit, rows)
    change = np.full(candidates, mean - fit.adjustment.mean)
    change[fit.pairs.candidates] += effect - fit.adjustment.candidate
    return change


def _solved(fit: PanelFit, rows: Flags) -> tuple[float, Floats]:
    """The mean and the candidates' effects from some pairs, with the panel's variances.

    The equations of `crossed`, in full matrices: for few raters that costs less than it saves. A
    rater without a pair keeps a line of zeros but for the prior, and so an effect of zero.
    """
    pairs = fit.pairs
    if not rows.any():
        return fit.adjustment.mean, np.full(len(pairs.candidates), np.nan)
    used = fit.posterior.used
    ta, tb = (0.0, 0.0) if fit.posterior.level else np.sqrt([used.va / used.s2, used.vb / used.s2])
    seen, x = np.zeros((2, len(pairs.candidates), len(pairs.raters)))
    seen[pairs.candidate[rows], pairs.rater[rows]] = 1.0
    x[pairs.candidate[rows], pairs.rater[rows]] = pairs.x[rows]
    count, total = seen.sum(axis=1), x.sum(axis=1)
    weight = ta**2 / (1.0 + count * ta**2)
    left = 1.0 - count * weight
    raters = len(pairs.raters)
    matrix, right = np.eye(raters + 1), np.empty(raters + 1)
    both = np.diag(seen.sum(axis=0)) - seen.T @ (weight[:, None] * seen)
    matrix[:raters, :raters] += tb**2 * both
    matrix[raters, :raters] = matrix[:raters, raters] = tb * (left @ seen)
    matrix[raters, raters] = left @ count
    right[:raters] = tb * (x.sum(axis=0) - seen.T @ (weight * total))
    right[raters] = left @ total
    solved = np.linalg.solve(matrix, right)
    mean = float(solved[raters])
    effect = weight * (total - count * mean - seen @ (tb * solved[:raters]))
    return mean, np.where(count > 0, effect, np.nan)

"""The report of an assessment, for a file: plain words, numbers, lists, and nothing that is NaN."""

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.engine.acceptability import Acceptability, near_acceptability
from app.engine.agreement import (
    alpha_of,
    consistency_icc,
    mean_icc,
    quadratic_kappa,
    single_icc,
)
from app.engine.arrays import Codes, Floats
from app.engine.assessment import Assessment
from app.engine.disagreement import cells_to_discuss
from app.engine.fragility import fragility
from app.engine.inputs import Label
from app.engine.panel import PanelFit
from app.engine.weight_draws import NEARNESS
from app.engine.without_rater import absences_of

#: Fragility is reported for so many places of the order.
FRAGILE_PLACES = 50
#: Candidates times distinct marks; beyond it α of a criterion is not worked out.
MOST_CELLS = 5_000_000
MORE_RATERS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate's line of the table: None where nothing can be said."""

    candidate: Label
    rank: int | None
    raw: float | None
    coverage: float
    adjusted: float | None
    p_top: float | None
    band: str
    rank_low: int | None
    rank_high: int | None
    acceptability: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Report:
    """Lines in the proposed order, and everything else under the names of the report file."""

    lines: tuple[Line, ...]
    document: dict[str, Any]


def report_of(found: Assessment, *, engine: str) -> Report:
    """Sample other weights, and write down the whole of an assessment.

    `rank_acceptability` has a row a complete candidate, in the order of the lines, and a column a
    rank among them; of more than 400 candidates the first 100 rows and ranks. Their names are in
    `rank_acceptability_of`.
    """
    complete = found.order[found.table.status[found.order] == 0]
    near = weightings_of(found, complete)
    return Report(_lines(found, complete, near), _document(found, complete, near, engine))


def weightings_of(found: Assessment, complete: Codes) -> Acceptability:
    """Sample weights near those given, for the complete candidates in the order of their places.

    Before there are criteria nothing weighs and nobody is complete: no sample, no candidate.
    """
    if not found.ratings.criteria:
        return Acceptability(np.zeros((0, 0)), np.zeros(0), np.zeros((0, 0)), 0)
    scores = scores_of(found)[complete]
    return near_acceptability(scores, found.ratings.shares, found.settings.top, seed=found.seed)


def scores_of(found: Assessment) -> Floats:
    """The scores by criterion that the order rests on, (N, C), NaN where there is none.

    Raw means where nothing was adjusted, or all of a candidate's marks came after seeing others'.
    """
    adjusted = found.adjusted_criteria
    return np.where(np.isnan(adjusted), found.table.mean, adjusted)


def _lines(found: Assessment, complete: Codes, near: Acceptability) -> tuple[Line, ...]:
    accepted = np.full(len(found.ratings.candidates), np.nan)
    accepted[complete] = near.top
    bands, statuses = found.bands, found.statuses
    columns = zip(
        found.position.tolist(),
        found.table.raw.tolist(),
        found.table.coverage.tolist(),
        found.adjusted.tolist(),
        found.p_top.tolist(),
        found.rank_low.tolist(),
        found.rank_high.tolist(),
        accepted.tolist(),
        strict=True,
    )
    rows = list(columns)
    return tuple(
        Line(
            found.ratings.candidates[place],
            rank or None,
            known(raw),
            coverage,
            known(adjusted),
            known(p_top),
            bands[place],
            low or None,
            high or None,
            known(share),
            statuses[place],
        )
        for place in found.order.tolist()
        for rank, raw, coverage, adjusted, p_top, low, high, share in [rows[place]]
    )


def _document(
    found: Assessment, complete: Codes, near: Acceptability, engine: str
) -> dict[str, Any]:
    ratings = found.ratings
    shown = near.ranks[: near.ranks.shape[1]]  # as many rows as ranks are kept
    return {
        "n": {
            "candidates": len(ratings.candidates),
            "raters": len(ratings.raters),
            "criteria": len(ratings.criteria),
            "ratings": int((~np.isnan(ratings.value)).sum()),
        },
        "top": found.top,
        "weights": dict(zip(map(str, ratings.criteria), ratings.shares.tolist(), strict=True)),
        "panels": {name: _panel(found, fit) for name, fit in found.panels.items()},
        "rank_acceptability": shown.tolist(),
        "rank_acceptability_of": _names(found, complete[: len(shown)]),
        "weight_samples": {"near": NEARNESS, "samples": near.samples},
        "fragility": _fragility(found, complete),
        "without_rater": _absences(found),
        "agreement": _agreement(found),
        "discuss": _to_discuss(found, complete),
        "notes": list(found.notes),
        "seed": found.seed,
        "engine": engine,
    }


def _panel(found: Assessment, fit: PanelFit) -> dict[str, Any]:
    used, objective = fit.variances, fit.objective
    raters = len(fit.pairs.x) / len(fit.pairs.candidates)
    severity = fit.adjustment.severity.tolist()
    return {
        "variances": asdict(used),
        "severity": {
            str(found.ratings.raters[place]): value
            for place, value in zip(fit.pairs.raters.tolist(), severity, strict=True)
        },
        "reliability": {
            "single": single_icc(used.va, used.vb, used.s2),
            "consistency": consistency_icc(used.va, used.s2),
            "k": mean_icc(used.va, used.vb, used.s2, raters),
            "raters": raters,
            "two_more": mean_icc(used.va, used.vb, used.s2, raters + MORE_RATERS),
        },
        "components": len(fit.groups),
        "estimates": fit.plain and asdict(fit.plain[0]),
        "objective": {
            "reml": objective.reml if objective else None,
            "ml": objective.ml if objective else None,
        },
        "method": fit.method,
        "not_adjusted_because": fit.unadjusted,
        "prior_only": fit.prior_only,
    }


def _fragility(found: Assessment, complete: Codes) -> list[dict[str, Any]]:
    """Of each of the first places: the smallest change of one weight that swaps it with the next.

    In the order proposed by score: where two stand against their weights' order, as they can
    after a tie or beside a candidate below a must-have, the change is counted all the same.
    """
    kept = complete[: FRAGILE_PLACES + 1]
    if not len(kept):
        return []
    weakest = fragility(scores_of(found)[kept], found.ratings.shares)
    names = _names(found, kept)
    return [
        {
            "candidate": names[place],
            "next": names[place + 1],
            "criterion": None if criterion < 0 else str(found.ratings.criteria[criterion]),
            "change": known(change),
        }
        for place, (criterion, change) in enumerate(
            zip(weakest.criterion.tolist(), weakest.smallest.tolist(), strict=True)
        )
    ]


def _absences(found: Assessment) -> list[dict[str, Any]] | None:
    absences = absences_of(found)
    if absences is None:
        return None
    return [
        {
            "rater": str(one.rater),
            "in": [str(each) for each in one.comes_in],
            "out": [str(each) for each in one.goes_out],
            "incomparable": [str(each) for each in one.incomparable],
        }
        for one in absences
    ]


def _agreement(found: Assessment) -> dict[str, dict[str, float | None]]:
    """Of each criterion, from independent marks: Krippendorff's ordinal α, and of two raters
    quadratic κ."""
    ratings, agreed = found.ratings, {}
    for place, criterion in enumerate(ratings.criteria):
        rows = np.flatnonzero((ratings.criterion == place) & ~np.isnan(ratings.independent))
        who, marks = ratings.candidate[rows], ratings.independent[rows]
        few = len(ratings.candidates) * len(np.unique(marks)) <= MOST_CELLS
        kappa = None
        raters = np.unique(ratings.rater[rows])
        if len(raters) == 2:
            pair = np.full((2, len(ratings.candidates)), np.nan)
            pair[np.searchsorted(raters, ratings.rater[rows]), who] = marks
            kappa = quadratic_kappa(*pair)
        agreed[str(criterion)] = {"alpha": alpha_of(who, marks) if few else None, "kappa": kappa}
    return agreed


def _to_discuss(found: Assessment, complete: Codes) -> list[dict[str, Any]]:
    """The marks worth talking about: furthest apart, on what weighs most, near the cut."""
    return [
        {
            "candidate": str(cell.candidate),
            "criterion": str(cell.criterion),
            "lowest": cell.lowest,
            "highest": cell.highest,
            "stake": cell.stake,
        }
        for cell in cells_to_discuss(found.ratings, complete, found.top)
    ]


def _names(found: Assessment, places: Iterable[int]) -> list[str]:
    return [str(found.ratings.candidates[place]) for place in places]


def known(number: float) -> float | None:
    """The number, or None for NaN and what is without end."""
    return number if math.isfinite(number) else None

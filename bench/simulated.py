"""Simulated hiring rounds: who is best is known, and raters are as raters are."""

from dataclasses import dataclass, replace

import numpy as np

from app.engine.arrays import Flags, Floats
from app.engine.ratings import Axis, Ratings, ratings_of
from app.engine.variances import PRIOR_CENTRE, PRIOR_SD


@dataclass(frozen=True, slots=True)
class Design:
    """How many candidates and raters, how many raters see a candidate, and what they are like.

    Standard deviations in marks: `severity` between raters, `halo` of a rater's impression of a
    candidate as a whole, `noise` of one mark, `merit` between candidates (per panel), `facet` of
    one candidate's criteria around their own merit. `skipped`: the part of marks not given;
    `one_panel`: the part of raters who only mark one panel. `rounded`: marks are 1, 2, 3, 4, 5.
    `usual`: every round draws merit and severity anew, as the engine's prior expects.
    """

    candidates: int
    raters: int
    each: int
    top: int
    severity: float
    merit: float = 0.6
    halo: float = 0.45
    noise: float = 0.6
    facet: float = 0.25
    panels: int = 2
    criteria: int = 4
    skipped: float = 0.05
    one_panel: float = 0.25
    rounded: bool = True
    usual: bool = False

    @property
    def name(self) -> str:
        """Candidates × raters, raters a candidate, list size, severity."""
        return (
            f"{self.candidates}x{self.raters}, {self.each} each, "
            f"k={self.top}, severity {self.severity:g}"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """One simulated round: the ratings, the truth (N,), and each rater's severity (R,)."""

    design: Design
    ratings: Ratings
    truth: Floats
    severity: Floats

    @property
    def best(self) -> Flags:
        """Who is truly among the first `top`, (N,)."""
        best = np.zeros(len(self.truth), dtype=bool)
        best[np.argsort(-self.truth, kind="stable")[: self.design.top]] = True
        return best


def simulated(design: Design, seed: int) -> Round:
    """Draw one round. Merit on two panels correlates .5; every panel has its own halo."""
    rng = np.random.default_rng(np.random.SeedSequence([seed, design.candidates, design.raters]))
    n, r, p, c = design.candidates, design.raters, design.panels, design.criteria
    if design.usual:
        merit_sd, severity_sd = design.halo * np.exp(rng.normal(PRIOR_CENTRE, PRIOR_SD))
        design = replace(design, merit=float(merit_sd), severity=float(severity_sd))
    shared, own = rng.normal(0, 1, (n, 1)), rng.normal(0, 1, (n, p))
    merit = design.merit * (shared + own) / np.sqrt(2) if p > 1 else design.merit * shared
    facets = merit[:, :, None] + rng.normal(0, design.facet, (n, p, c))
    severity = rng.normal(0, design.severity, r)
    level = rng.normal(3.2, 0.3, (p, c))
    marks = level + facets[:, None] + severity[:, None, None]
    marks = marks + rng.normal(0, design.halo, (n, r, p, 1))
    marks = marks + rng.normal(0, design.noise, (n, r, p, c))
    if design.rounded:
        marks = np.clip(np.rint(marks), 1, 5)
    marks[~_seen(design, rng)] = np.nan
    marks[rng.random(marks.shape) < design.skipped] = np.nan
    weights = rng.integers(1, 5, p * c)
    shares = weights / weights.sum()
    truth = facets.reshape(n, -1) @ shares
    codes = np.indices(marks.shape).reshape(4, -1)
    ratings = ratings_of(
        Axis(tuple(range(n)), codes[0]),
        Axis(tuple(range(r)), codes[1]),
        Axis(tuple(range(p * c)), codes[2] * c + codes[3]),
        marks.ravel(),
        weights=weights.tolist(),
        panels=[("soft", "hard")[place] for place in range(p) for _ in range(c)],
        must_have=[False] * (p * c),
        scale=(1, 5) if design.rounded else (-99, 99),
    )
    return Round(design, ratings, truth, severity)


def _seen(design: Design, rng: np.random.Generator) -> Flags:
    """Who marked whom on which panel, (N, R, P); every candidate has a rater on every panel."""
    n, r, p = design.candidates, design.raters, design.panels
    order = np.argsort(rng.random((n, r)) + np.arange(r) * 1e-9, axis=1)
    seen = np.zeros((n, r), dtype=bool)
    np.put_along_axis(seen, order[:, : design.each], values=True, axis=1)
    marks = np.repeat(seen[:, :, None], p, axis=2)
    if p > 1:
        partial = np.flatnonzero(rng.random(r) < design.one_panel)
        for rater in partial:
            marks[:, rater, rng.integers(p)] = False
        bare = np.argwhere(~marks.any(axis=1))
        for candidate, panel in bare:
            marks[candidate, seen[candidate], panel] = True
    return marks

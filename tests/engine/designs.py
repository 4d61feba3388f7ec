"""Random panels for tests: marks 1 to 5 by the crossed model, with holes."""

import numpy as np

from app.engine.arrays import Floats
from app.engine.ratings import Axis, Ratings, ratings_of


def marks_of(
    candidates: int, raters: int, *, each: int = 0, criteria: int = 4, seed: int = 0
) -> Floats:
    """Marks (candidates, raters, criteria), NaN where a rater did not see a candidate; `each`
    candidate is seen by so many raters, by all if 0."""
    rng = np.random.default_rng(seed)
    merit = rng.normal(0, 0.7, (candidates, 1, 1)) + rng.normal(0, 0.5, (1, raters, 1))
    marks = 3 + merit + rng.normal(0, 0.5, (candidates, raters, 1))
    marks = marks + rng.normal(0, 0.7, (candidates, raters, criteria))
    marks = np.clip(np.rint(marks), 1, 5)
    if each:
        for candidate in range(candidates):
            marks[candidate, rng.permutation(raters)[each:]] = np.nan
    return marks


def laid_out(
    marks: Floats,
    *,
    weights: list[float] | None = None,
    panels: str = "",
    seed: int | None = None,
    scale: tuple[float, float] = (1, 5),
) -> Ratings:
    """Ratings of such marks; `panels` as letters as in `tables`; `seed` shuffles the rows."""
    shape = marks.shape
    codes = np.indices(shape).reshape(3, -1)
    order = (
        np.arange(marks.size)
        if seed is None
        else np.random.default_rng(seed).permutation(marks.size)
    )
    axes = [Axis(tuple(range(n)), each[order]) for n, each in zip(shape, codes, strict=True)]
    names = {"s": "soft", "h": "hard"}
    return ratings_of(
        axes[0],
        axes[1],
        axes[2],
        marks.ravel()[order],
        weights=weights or [1] * shape[2],
        panels=[names[letter] for letter in panels or "s" * shape[2]],
        must_have=[False] * shape[2],
        scale=scale,
    )

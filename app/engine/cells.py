"""Marks laid out by candidate, criterion and rater, and refused in words where they cannot be."""

from collections.abc import Iterable, Sequence

from app.engine.inputs import HIGHEST_MARK, LOWEST_MARK, Mark
from app.engine.requirements import Requirements

Cells = dict[int, dict[int, int]]
"""The marks of one candidate: criterion, then rater, then value. A criterion without is absent."""

_VALUES = frozenset(range(LOWEST_MARK, HIGHEST_MARK + 1))


def cells_by_candidate(
    candidates: Sequence[int], requirements: Requirements, marks: Iterable[Mark]
) -> dict[int, Cells]:
    """Lay out the marks of all candidates, in the order of their ids.

    Refuses a candidate given twice, a mark for an unknown candidate or criterion, a value that
    is not 1, 2, 3, 4 or 5, and a second mark of one rater for one candidate and criterion.
    """
    laid: dict[int, Cells] = {candidate: {} for candidate in sorted(candidates)}
    if len(laid) != len(candidates):
        raise ValueError("A candidate is given twice.")
    known = requirements.criteria
    for mark in marks:
        cells = laid.get(mark.candidate)
        if cells is None:
            raise ValueError(f"{_named(mark)}: candidate {mark.candidate} is not in this ranking.")
        if mark.criterion not in known:
            raise ValueError(f"{_named(mark)}: there is no criterion {mark.criterion}.")
        if mark.value not in _VALUES:
            raise ValueError(
                f"{_named(mark)} is {mark.value!r}. "
                f"A mark is a whole number from {LOWEST_MARK} to {HIGHEST_MARK}."
            )
        cell = cells.setdefault(mark.criterion, {})
        if mark.rater in cell:
            raise ValueError(f"{_named(mark)} is given twice.")
        cell[mark.rater] = int(mark.value)
    return laid


def _named(mark: Mark) -> str:
    return (
        f"The mark of rater {mark.rater} for candidate {mark.candidate} "
        f"on criterion {mark.criterion}"
    )


def raters_in(cells: Cells) -> tuple[int, ...]:
    """Everyone who gave this candidate a mark."""
    return tuple(sorted({rater for cell in cells.values() for rater in cell}))

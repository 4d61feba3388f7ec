"""Ratings: all marks as arrays in one canonical order, refused in words where they cannot be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.engine.arrays import Codes, Flags, Floats
from app.engine.inputs import (
    HIGHEST_MARK,
    LARGEST_WEIGHT,
    LOWEST_MARK,
    Criterion,
    Label,
    Mark,
)


class RatingError(ValueError):
    """What cannot be, in words; `row` counts the rows given from 0, `column` names the input."""

    def __init__(self, words: str, *, row: int | None = None, column: str | None = None) -> None:
        super().__init__(words)
        self.row = row
        self.column = column


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """One column of a table: row r holds `labels[codes[r]]`. A label may be held by no row."""

    labels: Sequence[Label]
    codes: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """n ratings of N candidates by R raters on C criteria.

    `candidates`, `raters`, `criteria` are labels in sorted order. `weights` (0 or more, as given),
    `panels` and `must_have` have one entry a criterion. `candidate`, `rater`, `criterion` (n,) are
    places in those, sorted by candidate, then rater, then criterion: whatever order the rows came
    in, the same data is the same object. `value` (n,) is the last mark, on the scale `lowest` to
    `highest`; `independent` (n,) the mark made before seeing others. Either may be NaN, not both.
    """

    candidates: tuple[Label, ...]
    raters: tuple[Label, ...]
    criteria: tuple[Label, ...]
    weights: Floats
    panels: tuple[str, ...]
    must_have: Flags
    candidate: Codes
    rater: Codes
    criterion: Codes
    value: Floats
    independent: Floats
    lowest: float
    highest: float

    @property
    def shares(self) -> Floats:
        """The weights scaled to sum 1, (C,)."""
        largest = self.weights.max(initial=0.0)
        scaled: Floats = self.weights / (largest or 1.0)
        return scaled / (scaled.sum() or 1.0)

    @property
    def panel_names(self) -> tuple[str, ...]:
        """The panels that have a criterion, sorted."""
        return tuple(sorted(set(self.panels)))

    def criteria_of(self, panel: str) -> Codes:
        """The places of a panel's criteria, in order."""
        return np.flatnonzero(np.array([name == panel for name in self.panels], dtype=bool))


def axis_of(values: Iterable[Label], *, also: Iterable[Label] = ()) -> Axis:
    """Number a column's labels; `also` names labels that need no row of their own."""
    places: dict[Label, int] = {}
    codes = [places.setdefault(value, len(places)) for value in values]
    for label in also:
        places.setdefault(label, len(places))
    return Axis(tuple(places), np.array(codes, dtype=np.int64))


def ratings_of(
    candidates: Axis,
    raters: Axis,
    criteria: Axis,
    value: npt.ArrayLike,
    *,
    weights: Sequence[float],
    panels: Sequence[str],
    must_have: Sequence[bool],
    independent: npt.ArrayLike | None = None,
    scale: tuple[float, float] = (LOWEST_MARK, HIGHEST_MARK),
) -> Ratings:
    """Check n rows and lay them out. A blank mark is NaN; a row without any mark is left out.

    `weights`, `panels`, `must_have` follow `criteria.labels`. `independent` (n,) are the marks
    made before seeing others (NaN: none was); by default all of `value` are.

    Raises RatingError for a mark outside the scale, a (candidate, rater, criterion) given twice,
    a weight that is none, all weights zero, labels that cannot be sorted together or are doubled.
    """
    candidate_labels, candidate = _sorted_axis(candidates, "candidate")
    rater_labels, rater = _sorted_axis(raters, "rater")
    criterion_labels, criterion = _sorted_axis(criteria, "criterion")
    order = _order(criteria.labels, "criterion")
    marks = np.asarray(value, dtype=np.float64)
    first = marks if independent is None else np.asarray(independent, dtype=np.float64)
    _check_scale(marks, scale, "rating")
    if first is not marks:
        _check_scale(first, scale, "independent_rating")
    key = (candidate * len(rater_labels) + rater) * len(criterion_labels) + criterion
    rows = _canonical_rows(key)
    _check_once(key, rows, (candidates, raters, criteria))
    held = ~(np.isnan(marks) & np.isnan(first))
    if rows is not None:
        rows = rows[held[rows]]
    elif not held.all():
        rows = np.flatnonzero(held)
    found_weights = _weights(weights, criteria.labels)[order]
    if rows is not None:
        candidate, rater, criterion = candidate[rows], rater[rows], criterion[rows]
        marks, first = marks[rows], first[rows]
    return Ratings(
        candidates=candidate_labels,
        raters=rater_labels,
        criteria=criterion_labels,
        weights=found_weights,
        panels=tuple(panels[place] for place in order),
        must_have=np.array([must_have[place] for place in order], dtype=bool),
        candidate=candidate,
        rater=rater,
        criterion=criterion,
        value=marks,
        independent=first,
        lowest=float(scale[0]),
        highest=float(scale[1]),
    )


def ratings_from(
    candidates: Iterable[int],
    criteria: Sequence[Criterion],
    marks: Sequence[Mark],
    *,
    scale: tuple[float, float] = (LOWEST_MARK, HIGHEST_MARK),
) -> Ratings:
    """The same from plain criteria and marks, as `rank` takes them. Raises as `ratings_of`."""
    known = tuple(candidates)
    own = axis_of((mark.candidate for mark in marks), also=known)
    asked = axis_of((mark.criterion for mark in marks), also=(each.id for each in criteria))
    by_id = {each.id: each for each in criteria}
    if len(by_id) < len(criteria):
        raise RatingError("A criterion is given twice.", column="criterion")
    for row, mark in enumerate(marks):
        if mark.criterion not in by_id:
            raise RatingError(f"There is no criterion {mark.criterion}.", row=row)
    if len(own.labels) > len(known) or len(set(known)) < len(known):
        raise RatingError("A candidate is given twice, or has marks and is not in this ranking.")
    return ratings_of(
        own,
        axis_of(mark.rater for mark in marks),
        asked,
        [mark.value for mark in marks],
        weights=[by_id[int(label)].weight for label in asked.labels],
        panels=[by_id[int(label)].panel for label in asked.labels],
        must_have=[by_id[int(label)].must_have for label in asked.labels],
        independent=[np.nan if mark.independent is None else mark.independent for mark in marks],
        scale=scale,
    )


def _order(labels: Sequence[Label], column: str) -> list[int]:
    """The places of labels in sorted order."""
    try:
        order = sorted(range(len(labels)), key=labels.__getitem__)
    except TypeError:
        raise RatingError(f"The {column} column mixes numbers and words.", column=column) from None
    for before, after in pairwise(order):
        if labels[before] == labels[after]:
            raise RatingError(f"{column} {labels[after]} is given twice.", column=column)
    return order


def _sorted_axis(axis: Axis, column: str) -> tuple[tuple[Label, ...], Codes]:
    """Sorted labels, and the codes that go with them."""
    order = _order(axis.labels, column)
    if order == list(range(len(order))):
        return tuple(axis.labels), np.asarray(axis.codes, dtype=np.int64)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return tuple(axis.labels[old] for old in order), place[axis.codes]


def _canonical_rows(key: Codes) -> Codes | None:
    """The rows in the order of their keys; None if they are in it already."""
    if np.all(key[1:] >= key[:-1]):
        return None
    return np.argsort(key, kind="stable")


def _check_once(key: Codes, rows: Codes | None, axes: tuple[Axis, Axis, Axis]) -> None:
    """Refuse a second mark of one rater for one candidate and criterion, even if they agree."""
    laid = key if rows is None else key[rows]
    doubled = np.flatnonzero(laid[1:] == laid[:-1]) + 1
    if len(doubled):
        row = int(doubled[0] if rows is None else rows[doubled[0]])
        candidate, rater, criterion = (axis.labels[axis.codes[row]] for axis in axes)
        raise RatingError(
            f"The mark of rater {rater} for candidate {candidate} on criterion {criterion} "
            "is given twice.",
            row=row,
        )


def _check_scale(marks: Floats, scale: tuple[float, float], column: str) -> None:
    lowest, highest = scale
    if not lowest < highest:
        raise RatingError(f"A scale from {lowest:g} to {highest:g} has no room for marks.")
    wrong = np.flatnonzero((marks < lowest) | (marks > highest))
    if len(wrong):
        row = int(wrong[0])
        raise RatingError(
            f"A mark is {marks[row]:g}. It must be from {lowest:g} to {highest:g}.",
            row=row,
            column=column,
        )


def _weights(weights: Sequence[float], labels: Sequence[Label]) -> Floats:
    found = np.asarray(weights, dtype=np.float64)
    for label, weight in zip(labels, found, strict=True):
        if not 0 <= weight <= LARGEST_WEIGHT:
            raise RatingError(
                f"The weight of criterion {label} is {weight:g}. "
                f"It must be a number from 0 to {LARGEST_WEIGHT:,}.",
                column="weight",
            )
    if len(found) and not found.any():
        raise RatingError(
            "All weights are zero. Give at least one criterion a weight.", column="weight"
        )
    return found

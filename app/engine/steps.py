"""Working: the arithmetic behind one candidate's numbers, so that a page can print every step."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.engine.cells import Cells, cells_by_candidate
from app.engine.inputs import Criterion, Mark
from app.engine.raw import RawNumbers, raw_numbers
from app.engine.requirements import Requirements, requirements_of
from app.engine.standing import rounded


@dataclass(frozen=True, slots=True)
class CriterionWorking:
    """One row: the marks as (rater, value), their mean, the weight, and weight × mean.

    `share` is the weight's part of all weight. Without marks, `mean` and `product` are None.
    """

    criterion: int
    panel: str
    weight: float
    share: float
    marks: tuple[tuple[int, int], ...]
    mean: float | None
    product: float | None


@dataclass(frozen=True, slots=True)
class SumWorking:
    """One division: `product_sum` / `marked_weight` = `raw`, `marked_weight` / `weight` =
    `coverage`. Weights are on the scale they were given in."""

    product_sum: float
    marked_weight: float
    weight: float
    raw: float | None
    coverage: float


@dataclass(frozen=True, slots=True)
class RaterWorking:
    """One rater's weighted mean over the criteria that rater marked; spread is taken from these."""

    rater: int
    product_sum: float
    marked_weight: float
    mean: float | None


@dataclass(frozen=True, slots=True)
class Working:
    """All steps for one candidate: `criteria` by id, `total`, one sum a panel, one row a rater.

    Every quotient equals the Standing's number of the same name, to the last bit.
    """

    candidate: int
    criteria: tuple[CriterionWorking, ...]
    total: SumWorking
    panels: dict[str, SumWorking]
    raters: tuple[RaterWorking, ...]
    spread: float | None
    best: float | None
    worst: float | None


def working(candidate: int, criteria: Sequence[Criterion], marks: Sequence[Mark]) -> Working:
    """Redo one candidate's numbers step by step; marks of others are passed over.

    Raises ValueError as `rank` does, for the criteria and for this candidate's marks.
    """
    requirements = requirements_of(criteria)
    own = [mark for mark in marks if mark.candidate == candidate]
    cells = cells_by_candidate([candidate], requirements, own)[candidate]
    numbers = raw_numbers(cells, requirements)
    return Working(
        candidate=candidate,
        criteria=tuple(
            _criterion(criterion, cells, numbers, requirements)
            for criterion in requirements.criteria.values()
        ),
        total=_sum(tuple(requirements.criteria), numbers.raw, numbers, requirements),
        panels={
            panel: _sum(ids, numbers.panel_raw[panel], numbers, requirements)
            for panel, ids in requirements.panels.items()
        },
        raters=tuple(_rater(rater, cells, numbers, requirements) for rater in numbers.raters),
        spread=rounded(numbers.spread),
        best=rounded(numbers.best),
        worst=rounded(numbers.worst),
    )


def _criterion(
    criterion: Criterion, cells: Cells, numbers: RawNumbers, requirements: Requirements
) -> CriterionWorking:
    means, weight = numbers.means, _weight((criterion.id,), requirements)
    mean = means.of(criterion.id)
    return CriterionWorking(
        criterion=criterion.id,
        panel=criterion.panel,
        weight=float(weight),
        share=float(requirements.share_of((criterion.id,))),
        marks=tuple(sorted(cells.get(criterion.id, {}).items())),
        mean=rounded(mean),
        product=None if mean is None else float(weight * mean),
    )


def _sum(
    criteria: tuple[int, ...],
    raw: Fraction | None,
    numbers: RawNumbers,
    requirements: Requirements,
) -> SumWorking:
    marked = _weight(tuple(c for c in criteria if c in numbers.means.parts), requirements)
    weight = _weight(criteria, requirements)
    return SumWorking(
        product_sum=float(marked * (raw or 0)),
        marked_weight=float(marked),
        weight=float(weight),
        raw=rounded(raw),
        coverage=float(marked / weight) if weight else 0.0,
    )


def _rater(
    rater: int, cells: Cells, numbers: RawNumbers, requirements: Requirements
) -> RaterWorking:
    mean = numbers.rater_means.of(rater)
    weight = _weight(tuple(c for c, cell in cells.items() if rater in cell), requirements)
    return RaterWorking(
        rater=rater,
        product_sum=float(weight * (mean or 0)),
        marked_weight=float(weight),
        mean=rounded(mean),
    )


def _weight(criteria: Sequence[int], requirements: Requirements) -> Fraction:
    """The weight of some criteria together, on the scale it was given in."""
    return requirements.weight_of(criteria) * requirements.weights.unit

"""One candidate's numbers step by step, each line as a person would write it (law L20)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.wording import number
from app.engine import SumWorking, Working, working
from app.engine.inputs import HIGHEST_MARK, LOWEST_MARK
from app.requisitions.models import Requirements
from app.scorecards.queries.cards import Given
from app.scorecards.queries.doubts import share
from app.scorecards.queries.ranking import engine_criteria, engine_marks

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion: who gave what, their mean, the weight, and weight × mean."""

    name: str
    panel: str
    must_have: bool
    marks: str
    mean: str
    weight: str
    product: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A number as the ranking has it (``value``), and the division it comes from."""

    key: str
    title: str
    value: str
    how: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """All steps behind one candidate's line in the ranking."""

    lines: tuple[Line, ...]
    product_sum: str
    marked_weight: str
    sums: tuple[Sum, ...]
    raters: tuple[tuple[str, str, str, str], ...]

    @property
    def rows(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Return the lines as the cells of a small table."""
        return tuple((one.name, one.marks, one.mean, one.weight, one.product) for one in self.lines)


def arithmetic(
    candidacy_id: int,
    requirements: Requirements,
    cards: Sequence[Given],
    names: Mapping[int, str],
) -> Arithmetic:
    """Return the steps, from cards the viewer may see."""
    steps = working(candidacy_id, engine_criteria(requirements), engine_marks(cards))
    criteria = {one.id: one for one in requirements.criteria}
    order = {one.id: place for place, one in enumerate(requirements.criteria)}
    unassessed = _unassessed(cards, names)
    lines = tuple(
        Line(
            name=criteria[step.criterion].name,
            panel=step.panel,
            must_have=criteria[step.criterion].must_have,
            marks=", ".join(
                [f"{names[rater]} {value}" for rater, value in step.marks]
                + unassessed.get(step.criterion, [])
            )
            or NOTHING,
            mean=_plain(step.mean),
            weight=_plain(step.weight),
            product=_plain(step.product),
        )
        for step in sorted(steps.criteria, key=lambda one: order[one.criterion])
    )
    return Arithmetic(
        lines,
        _plain(steps.total.product_sum),
        _plain(steps.total.marked_weight),
        tuple(_sums(steps)),
        tuple(
            (
                names[one.rater],
                _plain(one.product_sum),
                _plain(one.marked_weight),
                number(one.mean),
            )
            for one in steps.raters
        ),
    )


def _sums(steps: Working) -> list[Sum]:
    found = [
        _quotient(panel, f"{panel.capitalize()} raw", steps.panels[panel])
        for panel in ("soft", "hard")
        if panel in steps.panels
    ]
    found.append(_quotient("total", "Total raw", steps.total))
    found.append(
        Sum(
            "coverage",
            "Coverage",
            share(steps.total.coverage),
            f"weight with a mark ÷ all weight = {_plain(steps.total.marked_weight)} ÷ "
            f"{_plain(steps.total.weight)}",
        )
    )
    found.append(Sum("spread", "Spread", number(steps.spread), _spread(steps)))
    if steps.total.marked_weight < steps.total.weight:
        found += [
            _bound("best", HIGHEST_MARK, steps.best, steps.total),
            _bound("worst", LOWEST_MARK, steps.worst, steps.total),
        ]
    return found


def _quotient(key: str, title: str, one: SumWorking) -> Sum:
    if one.raw is None:
        return Sum(key, title, NOTHING, "no marks yet")
    how = f"{_plain(one.product_sum)} ÷ {_plain(one.marked_weight)} = {_plain(one.raw)}"
    return Sum(key, title, number(one.raw), how)


def _spread(steps: Working) -> str:
    means = [one.mean for one in steps.raters if one.mean is not None]
    if not means:
        return "no marks yet"
    if len(means) == 1:
        return "one rater, so nothing to compare"
    return f"highest rater mean − lowest = {number(max(means))} − {number(min(means))}"


def _bound(key: str, mark: int, value: float | None, total: SumWorking) -> Sum:
    missing = total.weight - total.marked_weight
    how = (
        f"with {mark} for all that is missing: ({_plain(total.product_sum)} + {mark} × "
        f"{_plain(missing)}) ÷ {_plain(total.weight)} = {_plain(value)}"
    )
    return Sum(key, f"{key.capitalize()} it could become", number(value), how)


def _unassessed(cards: Sequence[Given], names: Mapping[int, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for card in cards:
        for criterion_id, mark in card.marks.items():
            if mark.not_assessed:
                said = f"{names[card.rater_id]} not assessed"
                found.setdefault(criterion_id, []).append(said)
    return found


def _plain(value: float | None) -> str:
    """Write a number with as many places as it needs, four at most."""
    if value is None:
        return NOTHING
    return f"{value:.4f}".rstrip("0").rstrip(".")

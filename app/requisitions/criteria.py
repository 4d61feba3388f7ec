"""Criteria as they are typed or come in a file: read, with every bad cell by row and column."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.core.decision import Decision, unless
from app.core.names import name_key
from app.requisitions.models import AREAS, KINDS, Criterion

MOST: Final = 40
LARGEST_WEIGHT: Final = 1000
LENGTHS: Final = {"criterion": 120, "question": 1000} | {f"anchor_{n}": 500 for n in range(1, 6)}
#: The columns of a file of criteria, in the order of the contract; a question may be added.
COLUMNS: Final = (
    "criterion",
    "kind",
    "area",
    "weight",
    "must_have",
    *(f"anchor_{n}" for n in range(1, 6)),
)
YES: Final = frozenset({"yes", "y", "true", "1", "x", "on"})
NO: Final = frozenset({"", "no", "n", "false", "0"})


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """One criterion, read and in range."""

    name: str
    kind: str
    area: str
    weight: float
    must_have: bool
    question: str | None
    anchors: tuple[str | None, ...]

    def columns(self) -> dict[str, object]:
        """Return the values of the table's columns."""
        anchors = {f"anchor_{number}": text for number, text in enumerate(self.anchors, 1)}
        return {
            "name": self.name,
            "name_key": name_key(self.name),
            "kind": self.kind,
            "area": self.area,
            "weight": self.weight,
            "must_have": self.must_have,
            "question": self.question,
            **anchors,
        }


@dataclass(slots=True)
class Reading:
    """What rows of cells said: the criteria, and what is wrong by (row, column)."""

    criteria: list[CriterionFacts] = field(default_factory=list)
    wrong: dict[tuple[int, str], str] = field(default_factory=dict)


def facts_of(criterion: Criterion) -> CriterionFacts:
    """Return what a stored criterion says."""
    return CriterionFacts(
        criterion.name,
        criterion.kind,
        criterion.area,
        criterion.weight,
        criterion.must_have,
        criterion.question,
        tuple(criterion.anchors.values()),
    )


def cells_of(criterion: Criterion) -> dict[str, str]:
    """Return a stored criterion as the cells it would be typed in."""
    return {
        "criterion": criterion.name,
        "kind": criterion.kind,
        "area": criterion.area,
        "weight": f"{criterion.weight:g}",
        "must_have": "yes" if criterion.must_have else "",
        "question": criterion.question or "",
        **{f"anchor_{number}": text or "" for number, text in criterion.anchors.items()},
    }


def read(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Reading:
    """Read numbered rows of cells; a row with nothing typed into it is passed over."""
    reading = Reading()
    seen: dict[str, int] = {}
    for number, cells in rows:
        if not has_text(cells):
            continue
        wrong = _wrong_cells(cells)
        key = name_key(cells.get("criterion", ""))
        if key and key in seen:
            wrong["criterion"] = f"This name is in row {seen[key]} already."
        seen.setdefault(key, number)
        reading.wrong.update({(number, column): text for column, text in wrong.items()})
        if not wrong:
            reading.criteria.append(_facts(cells))
    return reading


def has_text(cells: Mapping[str, str]) -> bool:
    """Say whether a row means a criterion: kind, area and a tick alone do not."""
    typed = ("criterion", "weight", "question", *(f"anchor_{n}" for n in range(1, 6)))
    return any(cells.get(column, "").strip() for column in typed)


def may_be_criteria(criteria: Sequence[CriterionFacts]) -> Decision:
    """Say whether criteria may stand together."""
    return unless(
        (bool(criteria), "Set at least one criterion, soft or hard."),
        (len(criteria) <= MOST, f"{MOST} criteria are the most that one requisition takes."),
        (
            not criteria or any(one.weight > 0 for one in criteria),
            "All weights are zero. Give at least one criterion a weight.",
        ),
    )


def shares(criteria: Sequence[CriterionFacts]) -> list[float]:
    """Return each criterion's part of all weight, of 1."""
    total = math.fsum(one.weight for one in criteria)
    return [one.weight / total if total else 0.0 for one in criteria]


def weight_of(text: str) -> float | None:
    """Return a typed weight (a comma or a point for decimals), or none where it is not one."""
    try:
        weight = float(text.strip().replace(",", ".", 1))
    except ValueError:
        return None
    return weight if 0 <= weight <= LARGEST_WEIGHT else None


def _wrong_cells(cells: Mapping[str, str]) -> dict[str, str]:
    wrong = {
        column: f"At most {most} characters."
        for column, most in LENGTHS.items()
        if len(cells.get(column, "").strip()) > most
    }
    for column, text in cells.items():
        if any(sign < " " and sign not in "\t\r\n" for sign in text):
            wrong[column] = "This holds a sign that is not text."
    if not name_key(cells.get("criterion", "")):
        wrong["criterion"] = "Give it a name."
    if _word(cells, "kind") not in KINDS:
        wrong["kind"] = "Say soft or hard."
    if _word(cells, "area") not in AREAS:
        wrong["area"] = f"Say {', '.join(AREAS[:-1])} or {AREAS[-1]}."
    if weight_of(cells.get("weight", "")) is None:
        wrong["weight"] = f"A weight is a number from 0 to {LARGEST_WEIGHT}."
    if _word(cells, "must_have") not in YES | NO:
        wrong["must_have"] = "Say yes or no."
    return wrong


def _facts(cells: Mapping[str, str]) -> CriterionFacts:
    return CriterionFacts(
        " ".join(cells["criterion"].split()),
        _word(cells, "kind"),
        _word(cells, "area"),
        weight_of(cells["weight"]) or 0.0,
        _word(cells, "must_have") in YES,
        cells.get("question", "").strip() or None,
        tuple(cells.get(f"anchor_{n}", "").strip() or None for n in range(1, 6)),
    )


def _word(cells: Mapping[str, str], column: str) -> str:
    return " ".join(cells.get(column, "").casefold().split())

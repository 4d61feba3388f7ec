"""docs/scoring.md says what the engine computes: every table and every line of arithmetic."""

import ast
import operator
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.engine import Criterion, Mark, Ranking, Settings, Standing, Working, rank, working

TEXT = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")

OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def table(marker: str) -> list[list[str]]:
    after = re.split(rf"<!-- {marker}[^>]*-->\n", TEXT)[1]
    lines = after.split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [rows[0], *rows[2:]]


CRITERIA = [
    Criterion(int(number), panel, float(weight), must == "yes")
    for number, _, panel, weight, must in table("criteria")[1:]
]
CANDIDATES = {name: key for key, name in enumerate(dict.fromkeys(r[0] for r in table("marks")[1:]))}
RATERS = {name: key for key, name in enumerate(dict.fromkeys(r[1] for r in table("marks")[1:]))}
MARKS = [
    Mark(CANDIDATES[candidate], RATERS[rater], int(number), int(value))
    for candidate, rater, *values in table("marks")[1:]
    for number, value in zip(table("marks")[0][2:], values, strict=True)
    if value != "–"
]


def ranking() -> Ranking:
    stated = re.search(r"<!-- ranking: top (\d+), coverage ([\d.]+), must-have ([\d.]+) -->", TEXT)
    assert stated
    top, coverage, must_have = stated.groups()
    settings = Settings(int(top), float(coverage), float(must_have))
    return rank(list(CANDIDATES.values()), CRITERIA, MARKS, settings)


def shown(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"


def line_of(standing: Standing) -> list[str]:
    name = next(name for name, key in CANDIDATES.items() if key == standing.candidate)
    position = f"{standing.position or '–'}{' tied' if standing.tied else ''}"
    return [
        position,
        name,
        shown(standing.raw),
        shown(standing.soft_raw),
        shown(standing.hard_raw),
        shown(standing.coverage),
        shown(standing.spread),
        str(standing.raters),
        shown(standing.best),
        shown(standing.worst),
        standing.status,
        "yes" if standing.proposed else "no",
    ]


def test_the_documents_ranking_is_the_engines() -> None:
    assert table("ranking")[1:] == [line_of(standing) for standing in ranking().standings]


def test_the_documents_tie_over_the_cut_is_the_engines() -> None:
    assert ranking().tie_over_cut
    assert len(ranking().proposed) == 3


STEPS = [
    (name, quantity, sum_, result)
    for block in re.findall(r"```\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines()
    for name, quantity, sum_, result in [re.split(r", | = ", line)]
]


def value_of(sum_: str) -> float:
    def walk(node: ast.expr) -> float:
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](walk(node.left), walk(node.right))
        assert isinstance(node, ast.Constant)
        assert isinstance(node.value, int | float)
        return node.value

    return walk(ast.parse(sum_.replace("×", "*"), mode="eval").body)


def quantity_in(steps: Working, quantity: str) -> float | None:
    match quantity.split():
        case ["mean", "of", rater]:
            return next(row.mean for row in steps.raters if row.rater == RATERS[rater])
        case ["criterion", number]:
            return next(row.mean for row in steps.criteria if row.criterion == int(number))
        case ["soft" | "hard" as panel]:
            return steps.panels[panel].raw
        case ["raw"]:
            return steps.total.raw
        case ["coverage"]:
            return steps.total.coverage
        case ["spread"]:
            return steps.spread
        case ["best"]:
            return steps.best
        case _:
            assert quantity == "worst"
            return steps.worst


def test_the_document_shows_its_arithmetic() -> None:
    assert len(STEPS) > 15
    shown_for = {quantity.split()[0] for _, quantity, _, _ in STEPS}
    assert {"raw", "soft", "hard", "coverage", "spread", "best", "worst", "mean"} <= shown_for


@pytest.mark.parametrize(("name", "quantity", "sum_", "result"), STEPS)
def test_a_line_of_arithmetic_is_right_and_is_what_the_engine_says(
    name: str, quantity: str, sum_: str, result: str
) -> None:
    assert shown(value_of(sum_)) == result
    computed = quantity_in(working(CANDIDATES[name], CRITERIA, MARKS), quantity)
    assert computed == pytest.approx(value_of(sum_), abs=1e-12)

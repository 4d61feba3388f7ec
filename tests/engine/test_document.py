"""docs/scoring.md says what the engine computes: every table and every line of arithmetic."""

import ast
import doctest
import importlib
import operator
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.engine import Criterion, Mark, Ranking, Settings, Standing, Working, rank, working
from app.engine.acceptability import any_acceptability, near_acceptability
from app.engine.agreement import mean_icc
from app.engine.assessment import Assessment, assess
from app.engine.fairness import fairness
from app.engine.fragility import fragility
from app.engine.ratings import ratings_from
from app.engine.without_rater import absences_of

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
    for block in re.findall(r"\n```\n(.*?)```\n", TEXT, re.DOTALL)
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
        case ["best" | "worst" as end]:
            return steps.best if end == "best" else steps.worst
        case _:
            return with_a_third_on(quantity.removeprefix("with a third on "), steps)


def with_a_third_on(number: str, steps: Working) -> float:
    """The raw score if one criterion weighed a third and the others kept their proportions."""
    means = {str(row.criterion): (row.weight, row.mean or 0) for row in steps.criteria}
    _, own = means.pop(number)
    rest = sum(weight * mean for weight, mean in means.values())
    return (2 * rest / sum(weight for weight, _ in means.values()) + own) / 3


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


SIX = [row[0] for row in table("cards")[1:]]
THREE = table("cards")[0][1:]


def six_by_three() -> Assessment:
    marks = [
        Mark(SIX.index(candidate), THREE.index(rater), 1, int(value))
        for candidate, *values in table("cards")[1:]
        for rater, value in zip(THREE, values, strict=True)
        if value != "–"
    ]
    ratings = ratings_from(range(len(SIX)), [Criterion(1, "hard", 1)], marks)
    return assess(ratings, Settings(top=2))


def test_the_documents_adjusted_scores_and_chances_are_the_engines() -> None:
    found = six_by_three()
    rows = [
        [
            str(found.position[place]),
            SIX[place],
            shown(found.table.raw[place]),
            shown(found.adjusted[place]),
            shown(found.p_top[place]),
            found.bands[place],
            f"{found.rank_low[place]} to {found.rank_high[place]}",
        ]
        for place in found.order
    ]
    assert table("judged")[1:] == rows
    assert table("sum of chances")[1:] == [[str(found.top), shown(found.p_top.sum())]]


def test_the_documents_severities_and_agreement_are_the_engines() -> None:
    fit = six_by_three().panels["hard"]
    columns = (fit.adjustment.severity, fit.severity_low, fit.severity_high)
    rows = [
        [rater, *(shown(column[place]) for column in columns)] for place, rater in enumerate(THREE)
    ]
    assert table("severity")[1:] == rows
    used = fit.variances
    for raters, agreement in table("agreement")[1:]:
        assert shown(mean_icc(used.va, used.vb, used.s2, float(raters))) == agreement


def test_the_documents_list_without_a_rater_is_the_engines() -> None:
    rows = [
        [
            THREE[int(one.rater)],
            ", ".join(SIX[int(each)] for each in one.comes_in) or "–",
            ", ".join(SIX[int(each)] for each in one.goes_out) or "–",
        ]
        for one in absences_of(six_by_three()) or ()
    ]
    assert table("without")[1:] == rows


def test_the_documents_other_weights_are_the_engines() -> None:
    found = assess(ratings_from(list(CANDIDATES.values()), CRITERIA, MARKS), Settings(top=2))
    names = [row[0] for row in table("weightings")[1:]]
    scores = found.table.mean[[CANDIDATES[name] for name in names]]
    near = near_acceptability(scores, found.ratings.shares, 2, seed=0).top
    free = any_acceptability(scores, 2, seed=0).top
    rows = [[name, shown(a), shown(b)] for name, a, b in zip(names, near, free, strict=True)]
    assert table("weightings")[1:] == rows
    ana_and_chiara = fragility(scores[[1, 3]], found.ratings.shares)
    assert found.ratings.shares[3] + ana_and_chiara.change[0, 3] == pytest.approx(1 / 3)


def test_the_documents_python_answers_what_it_shows() -> None:
    example = doctest.DocTestParser().get_doctest(TEXT, {}, "scoring.md", None, None)
    assert len(example.examples) == 5
    assert doctest.DocTestRunner().run(example).failed == 0


def test_the_documents_functions_are_there_and_say_what_they_take() -> None:
    table_ = TEXT.split("## From Python")[1].split("Two candidates")[0]
    names = re.findall(r"`([\w.]+)`", "\n".join(row.split("|")[1] for row in rows_of(table_)))
    module = ""
    for name in names:
        module = name.rpartition(".")[0] or module
        found = getattr(importlib.import_module(module), name.rpartition(".")[2])
        assert len(found.__doc__ or "") > 60, name
    assert len(names) > 15


def rows_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("| `")]


def test_the_documents_groups_are_the_engines() -> None:
    stated = table("groups")[1:]
    found = fairness({group: (int(some), int(people)) for group, some, people, *_ in stated})
    for row, group in zip(stated, found.groups, strict=True):
        flag = "yes" if group.flagged else "no"
        assert row[3:6] == [shown(group.rate), shown(group.ratio), flag]
        assert row[6] == f"{group.p_value:.4f}"

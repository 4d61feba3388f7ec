"""A set of the shape of a public one: students who rate their lecturers, sparse and crossed."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine.assessment import assess
from app.engine.crossed import crossed_of, effects, factor
from app.engine.inputs import Settings
from app.engine.pairs import Pairs, pairs_of
from app.engine.ratings import Axis, Ratings, ratings_of
from app.engine.variances import Variances, estimates
from tests.engine.sparse import solved


def evaluation(candidates: int, raters: int, marks: int) -> Ratings:
    """Everyone rates or is rated at least once; the rest goes where it is crowded already."""
    rng = np.random.default_rng(0)
    liked, busy = rng.gamma(0.8, 1, candidates), rng.gamma(4, 1, raters)
    liked, busy = liked / liked.sum(), busy / busy.sum()
    one = np.concatenate([rng.choice(candidates, raters, p=liked), np.arange(candidates)])
    other = np.concatenate([np.arange(raters), rng.integers(0, raters, candidates)])
    pairs = np.unique(one * raters + other)
    while len(pairs) < marks:
        seats = rng.choice(candidates, marks, p=liked), rng.choice(raters, marks, p=busy)
        more = rng.permutation(np.setdiff1d(seats[0] * raters + seats[1], pairs))
        pairs = np.concatenate([pairs, more[: marks - len(pairs)]])
    candidate, rater = np.divmod(pairs, raters)
    truth = rng.normal(0, 0.5, candidates)[candidate] + rng.normal(0, 0.3, raters)[rater]
    value = np.clip(np.rint(3.2 + truth + rng.normal(0, 1.2, marks)), 1, 5)
    return ratings_of(
        Axis(tuple(f"d{each:04}" for each in range(candidates)), candidate),
        Axis(tuple(f"s{each:04}" for each in range(raters)), rater),
        Axis(("teaching",), np.zeros(marks, dtype=np.int64)),
        value,
        weights=[1],
        panels=["all"],
        must_have=[False],
    )


def agrees_with_henderson(pairs: Pairs) -> None:
    """The same height and effects at the engine's answer, and no higher ground around it."""
    found = estimates(crossed_of(pairs))
    assert found
    at, objective = found
    height, other = solved(pairs, at)
    assert objective.reml == pytest.approx(height, abs=1e-5)
    ratio = np.sqrt([[at.va / at.s2], [at.vb / at.s2]])
    own = effects(factor(crossed_of(pairs), *ratio), *_totals(pairs))
    everything = np.concatenate([own.mean[0], own.candidate[0, :, 0], own.rater[0, :, 0]])
    assert everything == pytest.approx(other, abs=1e-8)
    for name in ("va", "vb", "s2"):
        for part in (0.99, 1.01):
            near = replace(at, **{name: getattr(at, name) * part})
            assert solved(pairs, near)[0] > height


def _totals(pairs: Pairs) -> list[np.ndarray]:
    sides = ((pairs.candidate, pairs.candidates), (pairs.rater, pairs.raters))
    return [np.bincount(place, pairs.x, len(all_))[:, None] for place, all_ in sides]


@pytest.mark.parametrize(("candidates", "raters"), [(90, 240), (240, 90)])
def test_variances_and_effects_of_a_large_set_are_those_of_henderson_s_equations(
    candidates: int, raters: int
) -> None:
    agrees_with_henderson(pairs_of(evaluation(candidates, raters, 4_000), "all"))


@pytest.mark.soak
def test_seventy_three_thousand_ratings_of_teaching_are_too() -> None:
    agrees_with_henderson(pairs_of(evaluation(1_128, 2_972, 73_421), "all"))


def test_a_large_set_is_fitted_by_reml_and_ranked_whole() -> None:
    found = assess(evaluation(240, 600, 9_000), Settings())
    fit = found.panels["all"]
    assert fit.method == "reml"
    assert fit.variances == Variances(
        pytest.approx(0.2, abs=0.07), pytest.approx(0.08, abs=0.03), pytest.approx(1.25, abs=0.15)
    )
    assert found.p_top.sum() == pytest.approx(4)
    assert sorted(found.order.tolist()) == list(range(240))
    assert np.diff(found.adjusted[found.order]).max() <= 0
    assert found.rank_low[found.order[0]] == 1

"""The fit reproduces published estimates to the digits given, and a direct computation."""

import numpy as np
import pytest

from app.engine.crossed import crossed_of, effects, factor
from app.engine.pairs import Pairs, pairs_of
from app.engine.variances import Variances, estimates, mode, posterior
from tests.engine.mixed import mixed_lm
from tests.engine.published import PENICILLIN, SHROUT_FLEISS, crossed_table


def penicillin() -> Pairs:
    return pairs_of(crossed_table(PENICILLIN, (1, 40)), "all")


def random_pairs(seed: int, candidates: int = 12, raters: int = 5, chance: float = 0.5) -> Pairs:
    """Marks of a random unbalanced design."""
    rng = np.random.default_rng(seed)
    marks = rng.normal(0, 1, (candidates, 1)) + rng.normal(0, 0.5, raters)
    marks = marks + rng.normal(0, 0.8, marks.shape)
    marks[rng.random(marks.shape) > chance] = np.nan
    lines = (f"{place} " + " ".join(map(str, row)) for place, row in enumerate(marks))
    return pairs_of(crossed_table("\n".join(lines), (-9, 9)), "all")


def test_penicillin_by_restricted_likelihood_is_as_published() -> None:
    found = estimates(crossed_of(penicillin()))
    assert found
    variances, objective = found
    assert objective.reml == pytest.approx(330.8606, abs=5e-5)
    assert objective.ml == pytest.approx(332.18835, abs=5e-6)
    assert [variances.va**0.5, variances.vb**0.5, variances.s2**0.5] == pytest.approx(
        [0.8467, 1.9316, 0.5499], abs=5e-5
    )


def test_penicillin_by_full_likelihood_is_as_published() -> None:
    crossed = crossed_of(penicillin())
    ta, tb = mode(crossed, restricted=False)
    found = factor(crossed, np.array([ta]), np.array([tb]))
    s = (found.rss[0] / crossed.pairs) ** 0.5
    assert [ta * s, tb * s, s] == pytest.approx([0.845572, 1.770666, 0.549932], abs=2e-5)


def test_a_search_that_begins_where_a_variance_is_nil_leaves_it() -> None:
    """There the likelihood is level, whichever way it bends."""
    crossed = crossed_of(penicillin())
    for restricted in (True, False):
        expected = mode(crossed, restricted=restricted)
        for start in ((1e-9, 3.0), (1.5, 1e-9), (1e-9, 1e-9)):
            found = mode(crossed, restricted=restricted, start=start)
            assert found == pytest.approx(expected, rel=1e-5)


def test_either_side_can_be_eliminated() -> None:
    table = np.array([line.split()[1:] for line in PENICILLIN.strip().splitlines()], dtype=float)
    lines = (f"{place} " + " ".join(map(str, row)) for place, row in enumerate(table.T))
    turned = estimates(crossed_of(pairs_of(crossed_table("\n".join(lines), (1, 40)), "all")))
    straight = estimates(crossed_of(penicillin()))
    assert turned
    assert straight
    assert turned[0] == Variances(
        *map(pytest.approx, (straight[0].vb, straight[0].va, straight[0].s2))
    )


def test_balanced_restricted_estimates_are_those_of_the_analysis_of_variance() -> None:
    found = estimates(crossed_of(pairs_of(crossed_table(SHROUT_FLEISS, (1, 10)), "all")))
    assert found
    variances = found[0]
    total = variances.va + variances.vb + variances.s2
    assert variances.va / total == pytest.approx(0.289764, abs=5e-7)
    assert variances.va / (variances.va + variances.s2) == pytest.approx(0.714841, abs=5e-7)


@pytest.mark.parametrize("seed", range(4))
def test_effects_and_likelihood_are_those_of_the_full_matrices(seed: int) -> None:
    """The same numbers from the covariance matrix of all pairs, inverted outright."""
    pairs = random_pairs(seed, *((12, 5) if seed % 2 else (5, 12)))
    n, ta, tb = len(pairs.x), 0.9, 0.4
    of_candidate = np.eye(len(pairs.candidates))[pairs.candidate]
    of_rater = np.eye(len(pairs.raters))[pairs.rater]
    v = np.eye(n) + ta**2 * of_candidate @ of_candidate.T + tb**2 * of_rater @ of_rater.T
    inverse, one = np.linalg.inv(v), np.ones(n)
    mean = one @ inverse @ pairs.x / (one @ inverse @ one)
    rest = inverse @ (pairs.x - mean)
    crossed = crossed_of(pairs)
    found = factor(crossed, np.array([ta]), np.array([tb]))
    solved = effects(found, of_candidate.T @ pairs.x[:, None], of_rater.T @ pairs.x[:, None])
    assert solved.mean[0, 0] == pytest.approx(mean)
    assert solved.candidate[0, :, 0] == pytest.approx(ta**2 * of_candidate.T @ rest)
    assert solved.rater[0, :, 0] == pytest.approx(tb**2 * of_rater.T @ rest)
    assert found.rss[0] == pytest.approx((pairs.x - mean) @ rest)
    assert found.log_ml[0] == pytest.approx(np.linalg.slogdet(v)[1])
    assert found.log_reml[0] == pytest.approx(np.linalg.slogdet(v)[1] + np.log(one @ inverse @ one))


def test_a_variance_that_is_nil_is_nil_for_reml_and_not_with_the_penalty() -> None:
    table = "1 3 3 4\n2 3 4 3\n3 4 3 3\n4 1 1.5 1\n5 5 5 4.5"
    crossed = crossed_of(pairs_of(crossed_table(table, (1, 5)), "all"))
    found = estimates(crossed)
    assert found
    assert found[0].vb == 0
    assert posterior(crossed, "reml").used.vb > 0


def test_the_grid_is_used_for_few_pairs_and_weighs_to_one() -> None:
    found = posterior(crossed_of(penicillin()))
    assert found.method == "grid"
    assert found.share.sum() == pytest.approx(1)
    assert found.used.va == pytest.approx(0.70, abs=0.05)


@pytest.mark.parametrize("table", ["1 3\n2 4\n3 5", "1 3 4 5", "1 3"])
def test_marks_without_a_residual_are_answered_with_the_prior(table: str) -> None:
    crossed = crossed_of(pairs_of(crossed_table(table, (1, 5)), "all"))
    assert estimates(crossed) is None
    found = posterior(crossed, "reml")
    assert found.method == "grid"
    assert np.isfinite(found.used.va)


def test_one_rater_leaves_the_prior_as_it_was() -> None:
    found = posterior(crossed_of(pairs_of(crossed_table("1 3\n2 4\n3 5\n4 1", (1, 5)), "all")))
    middle = found.share @ np.log(found.factor.ta)
    assert middle == pytest.approx(np.log(0.886), abs=0.01)


def agrees_with_mixed_lm(seed: int) -> None:
    rng = np.random.default_rng(seed)
    candidates, raters = int(rng.integers(6, 25)), int(rng.integers(3, 9))
    pairs = random_pairs(seed, candidates, raters, rng.uniform(0.4, 0.9))
    ours, theirs = estimates(crossed_of(pairs)), mixed_lm(pairs)
    assert ours
    assert ours[1].reml == pytest.approx(theirs[1], rel=1e-6)
    total = ours[0].va + ours[0].vb + ours[0].s2
    for name in ("va", "vb", "s2"):
        own, other = getattr(ours[0], name), getattr(theirs[0], name)
        assert own == pytest.approx(other, rel=1e-3, abs=1e-4 * total)


@pytest.mark.parametrize("seed", range(2))
def test_variances_agree_with_a_second_program(seed: int) -> None:
    agrees_with_mixed_lm(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(50))
def test_variances_agree_with_a_second_program_on_50_designs(seed: int) -> None:
    agrees_with_mixed_lm(seed)

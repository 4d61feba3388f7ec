"""SMAA-2: other weights, by sampling, against answers that can be worked out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.engine.acceptability import (
    accepted,
    any_acceptability,
    near_acceptability,
    ranks_kept,
    samples_for,
)
from app.engine.smaa import (
    central_weights,
    confidence_factors,
    pairwise_winning,
    rank_acceptability,
    sample_orders,
    sample_values,
    smaa,
    top_acceptability,
)
from app.engine.weight_draws import any_weights, near_weights

nan = np.nan


def table(scores, weights):
    return rank_acceptability(sample_orders(sample_values(scores, weights)))


def test_two_candidates_who_each_win_one_criterion_split_the_simplex_where_they_cross() -> None:
    # 4w + 2(1-w) beats 3 where w > 1/2; 5w + 2(1-w) where w > 1/3.
    weights = any_weights(2, 200_000, seed=0)
    assert table([[4, 2], [3, 3]], weights)[0] == pytest.approx([1 / 2, 1 / 2], abs=0.004)
    assert table([[5, 2], [3, 3]], weights)[0] == pytest.approx([2 / 3, 1 / 3], abs=0.004)


def test_central_weights_are_the_middle_of_where_a_candidate_wins() -> None:
    weights = any_weights(2, 200_000, seed=1)
    orders = sample_orders(sample_values([[5, 2], [3, 3], [1, 1]], weights))
    central = central_weights(orders, weights)
    assert central[0] == pytest.approx([2 / 3, 1 / 3], abs=0.003)
    assert central[1] == pytest.approx([1 / 6, 5 / 6], abs=0.003)
    assert np.isnan(central[2]).all()
    assert confidence_factors([[5, 2], [3, 3], [1, 1]], central).tolist() == pytest.approx(
        [1, 1, nan], nan_ok=True
    )


def test_every_sample_may_have_scores_of_its_own() -> None:
    scores = [[[2, 0], [1, 0]], [[1, 0], [2, 0]], [[3, 0], [1, 0]], [[3, 0], [3, 0]]]
    weights = [[1, 0], [1, 0], [0.5, 0.5], [1, 1]]
    orders = sample_orders(sample_values(scores, weights))
    assert rank_acceptability(orders).tolist() == [[0.625, 0.375], [0.375, 0.625]]
    assert pairwise_winning(orders).tolist() == [[0.5, 0.625], [0.375, 0.5]]
    assert confidence_factors(scores, [[1, 0], [1, 0]]).tolist() == [0.625, 0.375]


def test_everything_at_once_is_what_can_be_counted_by_hand() -> None:
    # The first wins twice, ties once and loses once; a tie is half a win.
    weights = [[1, 0], [0.75, 0.25], [0.5, 0.5], [0, 1]]
    found = smaa([[4, 2], [3, 3]], weights)
    assert found.ranks.tolist() == [[0.625, 0.375], [0.375, 0.625]]
    assert found.winning.tolist() == [[0.5, 0.625], [0.375, 0.5]]
    assert found.central == pytest.approx(np.array([[0.8, 0.2], [1 / 6, 5 / 6]]))
    assert found.confidence.tolist() == [1, 1]


def test_uncertain_scores_make_a_first_place_uncertain_under_its_own_weights() -> None:
    # With all weight on the first criterion, sure to be the first's central weights, it wins
    # the first two samples, loses the third and ties in the last.
    scores = [[[2, 0], [1, 0]], [[3, 0], [2, 0]], [[1, 0], [2, 0]], [[2, 0], [2, 0]]]
    found = smaa(scores, [[1, 0]] * 4)
    assert found.ranks.tolist() == [[0.625, 0.375], [0.375, 0.625]]
    assert found.central.tolist() == [[1, 0], [1, 0]]
    assert found.confidence.tolist() == [0.625, 0.375]


def test_who_is_behind_another_on_everything_is_never_first_and_has_no_central_weights() -> None:
    found = smaa([[4, 3], [2, 1]], any_weights(2, 100, seed=0))
    assert found.ranks.tolist() == [[1, 0], [0, 1]]
    assert np.isnan(found.central[1]).all()
    assert found.confidence.tolist() == pytest.approx([1, nan], nan_ok=True)
    with pytest.raises(ValueError, match="Leave them out"):
        smaa([[4, nan], [2, 1]], [[0, 1]])


def test_a_tie_shares_the_ranks_it_is_over() -> None:
    third = 1 / 3
    ranks = table([[3, 3], [4, 4], [3, 3], [3, 3], [1, 1]], any_weights(2, 50, seed=0))
    shared = [0, third, third, third, 0]
    expected = [shared, [1, 0, 0, 0, 0], shared, shared, [0, 0, 0, 0, 1]]
    assert ranks == pytest.approx(np.array(expected))
    assert top_acceptability(ranks, 2) == pytest.approx([third, 1, third, third, 0])


def test_who_lacks_a_score_is_measured_by_the_others() -> None:
    values = sample_values([[4, nan], [2, 6], [nan, nan]], [[0.5, 0.5], [0, 1]])
    assert values.tolist() == pytest.approx(np.array([[4, 4, nan], [nan, 6, nan]]), nan_ok=True)
    with pytest.raises(ValueError, match="Leave them out"):
        sample_orders(values)


@pytest.mark.parametrize(
    ("scores", "weights", "words"),
    [
        ([1, 2], [[1]], "Scores are candidates × criteria"),
        ([[1, 2]], [[1]], "Weights are samples × 2 criteria"),
        ([[1, 2]], [1, 1], "Weights are samples × 2 criteria"),
        ([[[1, 2]]], [[1, 1], [1, 1]], "1 samples of scores and 2 of weights"),
        ([[1, 2]], [[1, -1]], "below zero"),
        ([[1, 2]], [[1, nan]], "not a number"),
        ([[1, 2]], [[0, 0]], "All weights of a sample are zero"),
        ([[1, 2]], np.zeros((0, 2)), "no sample"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(scores, weights, words) -> None:
    with pytest.raises(ValueError, match=words):
        sample_values(scores, weights)


def test_weights_near_those_given_are_those_given_on_average_and_stay_zero_at_zero() -> None:
    drawn = near_weights([5, 3, 2, 0], 50_000, seed=3)
    assert drawn.mean(axis=0) == pytest.approx([0.5, 0.3, 0.2, 0], abs=0.002)
    assert not drawn[:, 3].any()
    assert drawn.sum(axis=1) == pytest.approx(1)
    inside = np.abs(near_weights([1, 1, 1, 1], 50_000, seed=0)[:, 0] - 0.25) < 0.1
    assert inside.mean() == pytest.approx(0.93, abs=0.01)


@pytest.mark.parametrize(
    ("weights", "words"),
    [([0, 0], "All weights are zero"), ([], "no criterion"), ([1, -1], "below zero")],
)
def test_weights_that_are_none_are_refused_in_words(weights, words) -> None:
    with pytest.raises(ValueError, match=words):
        near_weights(weights, 10, seed=0)
    with pytest.raises(ValueError, match="no criterion"):
        any_weights(0, 10, seed=0)


def test_the_same_seed_gives_the_same_and_scaled_weights_too() -> None:
    scores = [[4, 2, 3], [3, 3, 3], [2, 5, 3]]
    first = near_acceptability(scores, [5, 3, 2], 1, seed=7)
    again = near_acceptability(scores, [0.5, 0.3, 0.2], 1, seed=7)
    assert first.ranks.tolist() == again.ranks.tolist()
    other = near_acceptability(scores, [5, 3, 2], 1, seed=8)
    assert first.top.tolist() != other.top.tolist()
    assert first.top == pytest.approx(other.top, abs=4 * np.sqrt(0.25 / first.samples) * 2**0.5)


def test_with_many_candidates_those_far_from_the_cut_are_passed_over_and_nothing_changes() -> None:
    scores = np.random.default_rng(0).integers(1, 6, (1_500, 3, 4)).mean(axis=2)
    weights = near_weights([3, 2, 1], 60, seed=0)
    found = accepted(scores, weights, 5)
    ranks = table(scores, weights)
    assert found.ranks == pytest.approx(ranks[:, : ranks_kept(1_500)])
    assert found.top == pytest.approx(top_acceptability(ranks, 5))
    assert found.ranks.shape == (1_500, 100)


def test_two_thousand_ties_are_one_tie() -> None:
    found = near_acceptability(np.full((2_000, 3), 3.0), [1, 1, 1], 4, seed=0)
    assert found.top == pytest.approx(4 / 2_000)
    assert found.ranks == pytest.approx(1 / 2_000)


def test_the_fewest_samples_are_a_thousand() -> None:
    assert [samples_for(n) for n in (0, 9, 400, 1_000, 10_000)] == [
        *(10_000, 10_000, 10_000),
        *(4_000, 1_000),
    ]


def test_one_candidate_and_none_are_answered() -> None:
    alone = any_acceptability([[3, 4]], 4, seed=0)
    assert (alone.ranks.tolist(), alone.top.tolist()) == ([[1]], [1])
    assert near_acceptability(np.zeros((0, 2)), [1, 1], 4, seed=0).ranks.shape == (0, 0)


@settings(max_examples=60)
@given(
    arrays.arrays(float, st.tuples(st.integers(1, 7), st.just(3)), elements=st.integers(1, 5)),
    st.integers(1, 7),
)
def test_the_table_sums_to_one_both_ways_and_top_shares_to_the_list(scores, top) -> None:
    weights = any_weights(3, 40, seed=0)
    orders = sample_orders(sample_values(scores, weights))
    ranks = rank_acceptability(orders)
    assert ranks.sum(axis=0) == pytest.approx(1)
    assert ranks.sum(axis=1) == pytest.approx(1)
    assert top_acceptability(ranks, top).sum() == pytest.approx(min(top, len(scores)))
    winning = pairwise_winning(orders)
    assert winning + winning.T == pytest.approx(1)
    # Being above so many others is what a mean rank says.
    mean_rank = ranks @ np.arange(1, len(scores) + 1)
    assert winning.sum(axis=1) - 0.5 == pytest.approx(len(scores) - mean_rank)
    central = central_weights(orders, weights)
    wins = ~np.isnan(central[:, 0])
    assert (wins == (ranks[:, 0] > 0)).all()
    assert central[wins].sum(axis=1) == pytest.approx(1)

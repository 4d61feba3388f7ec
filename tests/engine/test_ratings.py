"""Ratings: one canonical order, every refusal in words with its row."""

import numpy as np
import pytest

from app.engine import Mark
from app.engine.pairs import pairs_of
from app.engine.ratings import RatingError, Ratings, axis_of, ratings_from, ratings_of
from tests.engine.tables import criteria, marks

TABLE = "2 1 4 3\n1 2 5 .\n1 1 2 4\n3 2 1 1"


def laid(
    rows: list[tuple[str, str, str, float]], *, weights: dict[str, float] | None = None
) -> Ratings:
    asked = axis_of(row[2] for row in rows)
    return ratings_of(
        axis_of(row[0] for row in rows),
        axis_of(row[1] for row in rows),
        asked,
        [row[3] for row in rows],
        weights=[(weights or {}).get(str(label), 1) for label in asked.labels],
        panels=["all"] * len(asked.labels),
        must_have=[False] * len(asked.labels),
    )


def same(one: Ratings, other: Ratings) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name == "value")
        for name in ("candidates", "raters", "criteria", "candidate", "rater", "criterion", "value")
    )


def test_the_same_rows_in_any_order_are_the_same_ratings() -> None:
    one = ratings_from([1, 2, 3, 4], criteria(2, 1), marks(TABLE))
    other = ratings_from([4, 3, 1, 2], criteria(2, 1)[::-1], marks(TABLE)[::-1])
    assert same(one, other)
    assert one.candidates == (1, 2, 3, 4)
    assert one.weights.tolist() == other.weights.tolist() == [2, 1]


def test_a_row_without_a_mark_is_left_out_and_its_candidate_kept() -> None:
    found = laid([("Ann", "Rob", "talk", 4), ("Bea", "Rob", "talk", np.nan)])
    assert found.candidates == ("Ann", "Bea")
    assert found.value.tolist() == [4]


def test_a_mark_given_twice_is_refused_with_its_row() -> None:
    with pytest.raises(RatingError, match="rater Rob for candidate Ann on criterion talk") as error:
        laid([("Ann", "Rob", "talk", 4), ("Bea", "Rob", "talk", 1), ("Ann", "Rob", "talk", 4)])
    assert error.value.row == 2


@pytest.mark.parametrize("mark", [0.5, 5.5, -1, np.inf])
def test_a_mark_outside_the_scale_is_refused_with_its_row_and_column(mark: float) -> None:
    with pytest.raises(RatingError, match="It must be from 1 to 5") as error:
        laid([("Ann", "Rob", "talk", 4), ("Bea", "Rob", "talk", mark)])
    assert (error.value.row, error.value.column) == (1, "rating")


@pytest.mark.parametrize("weight", [-1, np.nan, np.inf])
def test_a_weight_that_is_none_is_refused(weight: float) -> None:
    with pytest.raises(RatingError, match="The weight of criterion talk"):
        laid([("Ann", "Rob", "talk", 4)], weights={"talk": weight})


def test_weights_that_are_all_zero_are_refused() -> None:
    with pytest.raises(RatingError, match="All weights are zero"):
        laid([("Ann", "Rob", "talk", 4)], weights={"talk": 0})


def test_labels_of_two_kinds_are_refused() -> None:
    axes = axis_of(["Ann", 7])
    with pytest.raises(RatingError, match="mixes numbers and words"):
        ratings_of(axes, axes, axes, [1, 2], weights=[1, 1], panels=["a", "a"], must_have=[0, 0])


def test_no_rows_at_all_are_ratings() -> None:
    found = ratings_from([], [], [])
    assert (found.candidates, found.raters, found.panel_names) == ((), (), ())


def test_a_pair_is_its_weighted_distance_from_the_criteria_means() -> None:
    pairs = pairs_of(ratings_from([1, 2, 3], criteria(2, 1), marks(TABLE)), "soft")
    assert pairs.means == pytest.approx([3, 8 / 3])
    expected = [(2 * (2 - 3) + 4 - 8 / 3) / 3, 5 - 3, (2 * (4 - 3) + 3 - 8 / 3) / 3]
    assert pairs.x[:3] == pytest.approx(expected)
    assert pairs.per_candidate.tolist() == [2, 1, 1]
    assert pairs.filled() @ pairs.weights == pytest.approx(pairs.x)


def test_a_pair_on_criteria_without_weight_is_left_out() -> None:
    found = ratings_from([1, 2], criteria(0, 1), marks("1 1 5 .\n2 1 4 4"))
    assert pairs_of(found, "soft").candidates.tolist() == [1]


def test_a_mark_after_seeing_others_counts_in_the_value_only() -> None:
    found = ratings_from(
        [1, 2],
        criteria(1),
        [Mark(1, 1, 1, 5, after_others=True), Mark(2, 1, 1, 4, after_others=True, first=2)],
    )
    assert found.value.tolist() == [5, 4]
    pairs = pairs_of(found, "soft")
    assert pairs.candidates.tolist() == [1]
    assert pairs.means.tolist() == [2]

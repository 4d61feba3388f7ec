"""Agreement, against published answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.engine.agreement import (
    anova_icc,
    consistency_icc,
    krippendorff_alpha,
    mean_icc,
    quadratic_kappa,
    single_icc,
)

nan = np.nan

SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]

KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]


def test_shrout_and_fleiss_s_table_gives_their_six_answers() -> None:
    found = anova_icc(SHROUT_FLEISS)
    assert found is not None
    assert found.icc_1_1 == pytest.approx(0.165742, abs=5e-7)
    assert found.icc_2_1 == pytest.approx(0.289764, abs=5e-7)
    assert found.icc_3_1 == pytest.approx(0.714841, abs=5e-7)
    assert found.icc_1_k == pytest.approx(0.442797, abs=5e-7)
    assert found.icc_2_k == pytest.approx(0.620051, abs=5e-7)
    assert found.icc_3_k == pytest.approx(0.909316, abs=5e-7)


@pytest.mark.parametrize("table", [[[1, 2, 3]], [[1], [2]], [[3, 3], [3, 3]], [[1, 3], [3, 1]]])
def test_a_table_that_says_nothing_of_targets_has_no_icc(table) -> None:
    assert anova_icc(table) is None


def test_full_agreement_is_one_and_a_hole_is_refused() -> None:
    found = anova_icc([[1, 1], [2, 2], [4, 4]])
    assert found is not None
    assert (found.icc_1_1, found.icc_2_k, found.icc_3_1) == (1, 1, 1)
    with pytest.raises(ValueError, match="without a hole"):
        anova_icc([[1, nan], [2, 3]])


def test_variance_components_say_what_more_raters_would_bring() -> None:
    assert single_icc(0.5, 0.2, 0.3) == 0.5
    assert consistency_icc(0.6, 0.2) == pytest.approx(0.75)
    assert mean_icc(0.5, 0.2, 0.3, 1) == 0.5
    assert mean_icc(0.62, 0.1, 0.28, 2) == pytest.approx(0.62 / (0.62 + 0.19))
    assert [single_icc(0, 0, 0), consistency_icc(0, 0), mean_icc(1, 1, 1, 0)] == [None] * 3


@pytest.mark.parametrize(
    ("metric", "answer"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_krippendorff_s_table_gives_his_answers(metric, answer) -> None:
    assert krippendorff_alpha(KRIPPENDORFF, metric) == pytest.approx(answer, abs=5e-4)


@pytest.mark.parametrize("table", [[[1, 2, 3]], [[nan, nan]], [[1, nan], [nan, 2]], [[3, 3]] * 2])
def test_marks_that_cannot_be_paired_or_never_differ_have_no_alpha(table) -> None:
    assert krippendorff_alpha(table) is None


def test_quadratic_kappa_is_what_its_table_of_squares_gives() -> None:
    one, two = [1, 2, 3, 4, 5, nan, 2], [2, 2, 3, 5, 5, 3, nan]
    table = np.zeros((5, 5))
    for row, column in zip(one[:5], two[:5], strict=True):
        table[int(row) - 1, int(column) - 1] += 1
    weights = np.subtract.outer(np.arange(5), np.arange(5)) ** 2
    chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    by_hand = 1 - (weights * table).sum() / (weights * chance).sum()
    assert quadratic_kappa(one, two) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(0.9)


def test_kappa_of_nothing_in_common_or_of_one_mark_is_nothing() -> None:
    assert quadratic_kappa([1, nan], [nan, 2]) is None
    assert quadratic_kappa([3, 3], [3, 3]) is None
    with pytest.raises(ValueError, match="same units"):
        quadratic_kappa([1, 2], [1])


@settings(max_examples=60)
@given(arrays.arrays(float, (3, 5), elements=st.sampled_from([1, 2, 3, nan])), st.randoms())
def test_alpha_is_at_most_one_and_no_order_of_raters_or_units_changes_it(table, random) -> None:
    raters, units = list(range(3)), list(range(5))
    random.shuffle(raters)
    random.shuffle(units)
    found = krippendorff_alpha(table)
    again = krippendorff_alpha(table[raters][:, units])
    assert (found is None) == (again is None)
    if found is not None:
        assert found <= 1
        assert again == pytest.approx(found)

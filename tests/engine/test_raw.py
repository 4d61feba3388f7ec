"""Raw, panels, coverage, bounds and spread against numbers worked out by hand."""

import pytest

from app.engine import Settings, Standing, rank
from tests.engine.tables import criteria, marks


def standing(table: str, *weights: float, panels: str = "", **settings: float) -> Standing:
    ranking = rank([1], criteria(*weights, panels=panels), marks(table), Settings(**settings))  # type: ignore[arg-type]
    return ranking.standings[0]


def test_raw_is_the_weighted_mean_of_the_criterion_means() -> None:
    one = standing("1 1 4 2\n1 2 5 3", 3, 1)
    assert one.raw == (3 * 4.5 + 1 * 2.5) / 4


def test_the_mean_is_over_those_who_marked_it_not_over_all_raters() -> None:
    one = standing("1 1 5 2\n1 2 . 4\n1 3 . 3", 1, 1)
    assert one.raw == (5 + 3) / 2


def test_not_assessed_is_left_out_of_the_sum_and_of_the_weights() -> None:
    one = standing("1 1 4 . 2", 2, 3, 5)
    assert one.raw == (2 * 4 + 5 * 2) / 7
    assert one.coverage == 0.7
    assert one.missing_criteria == (2,)


def test_best_and_worst_put_5_and_1_where_a_mark_is_missing() -> None:
    one = standing("1 1 4 . 2", 2, 3, 5)
    assert one.best == (2 * 4 + 3 * 5 + 5 * 2) / 10
    assert one.worst == (2 * 4 + 3 * 1 + 5 * 2) / 10


def test_with_every_mark_best_and_worst_are_the_raw_score() -> None:
    one = standing("1 1 4 3", 2, 3)
    assert one.best == one.worst == one.raw == 3.4


def test_a_panels_score_is_renormalised_within_the_panel() -> None:
    one = standing("1 1 4 2 . .\n1 2 . . 3 5", 1, 3, 2, 6, panels="sshh")
    assert one.soft_raw == (4 + 3 * 2) / 4
    assert one.hard_raw == (2 * 3 + 6 * 5) / 8
    assert one.panel_raw == {"hard": one.hard_raw, "soft": one.soft_raw}


def test_spread_is_the_highest_rater_mean_less_the_lowest() -> None:
    one = standing("1 1 5 2\n1 2 3 3\n1 3 . 1", 3, 1)
    assert one.spread == (3 * 5 + 2) / 4 - 1
    assert one.raters == 3


def test_a_rater_with_only_weightless_criteria_counts_as_a_rater_and_not_in_spread() -> None:
    one = standing("1 1 4 5\n1 2 . 1", 1, 0)
    assert one.spread == 0
    assert one.raters == 2


def test_one_rater_has_no_spread_to_show_but_zero() -> None:
    one = standing("1 1 5 1", 1, 1)
    assert (one.spread, one.raters) == (0, 1)


def test_the_lowest_criterion_is_the_one_with_the_lowest_mean() -> None:
    assert standing("1 1 5 2 3\n1 2 5 3 3", 1, 1, 9).lowest_criterion == 2


def test_of_equally_low_criteria_the_heaviest_is_named_then_the_first() -> None:
    assert standing("1 1 2 2 2", 1, 4, 1).lowest_criterion == 2
    assert standing("1 1 2 2 2", 1, 1, 1).lowest_criterion == 1


def test_a_criterion_of_weight_zero_is_shown_and_counts_for_nothing() -> None:
    one = standing("1 1 4 1", 1, 0)
    assert (one.raw, one.coverage) == (4, 1)
    assert one.lowest_criterion == 2


@pytest.mark.parametrize("scale", [0.01, 1 / 3, 3.7, 100, 1e6])
def test_only_the_proportions_of_the_weights_count(scale: float) -> None:
    table = "1 1 4 . 2 5\n1 2 3 1 . 4"
    weights = (0.15, 0.35, 0.2, 0.3)
    scaled = tuple(weight * scale for weight in weights)
    assert standing(table, *scaled) == standing(table, *weights)


def test_a_panel_may_have_any_name() -> None:
    from app.engine import Criterion, Mark

    one = rank([1], [Criterion(1, "all", 1)], [Mark(1, 1, 1, 4)], Settings()).standings[0]
    assert one.panel_raw == {"all": 4.0}
    assert one.soft_raw is None
    assert one.hard_raw is None

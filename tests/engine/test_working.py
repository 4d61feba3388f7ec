"""The steps behind a number add up to the number."""

import pytest

from app.engine import Mark, Settings, rank, working
from tests.engine.tables import criteria, marks

TABLE = """
1 4 4 . . 5
1 2 5 3 . 4
2 4 1 1 1 1
"""
CRITERIA = criteria(0.2, 0.1, 0.3, 0.4, panels="sshh", must=(3,))


def test_each_criterion_shows_its_marks_mean_weight_share_and_product() -> None:
    first, second, third, fourth = working(1, CRITERIA, marks(TABLE)).criteria
    assert first.marks == ((2, 5), (4, 4))
    assert (first.mean, first.weight, first.share, first.product) == (4.5, 0.2, 0.2, 0.9)
    assert (second.marks, second.mean, second.product) == (((2, 3),), 3, 0.3)
    assert (third.marks, third.mean, third.product) == ((), None, None)
    assert (fourth.panel, fourth.mean, fourth.product) == ("hard", 4.5, 1.8)


def test_the_total_is_the_sum_over_the_weights_that_were_marked() -> None:
    total = working(1, CRITERIA, marks(TABLE)).total
    assert (total.product_sum, total.marked_weight, total.weight) == (3.0, 0.7, 1.0)
    assert total.raw == 3.0 / 0.7
    assert total.coverage == 0.7


def test_each_panel_has_its_own_sum() -> None:
    panels = working(1, CRITERIA, marks(TABLE)).panels
    assert panels["soft"].raw == 4.0
    assert (panels["hard"].product_sum, panels["hard"].marked_weight) == (1.8, 0.4)
    assert (panels["hard"].weight, panels["hard"].raw) == (0.7, 4.5)


def test_each_rater_has_a_mean_and_spread_is_their_difference() -> None:
    steps = working(1, CRITERIA, marks(TABLE))
    assert [row.rater for row in steps.raters] == [2, 4]
    two, four = steps.raters
    assert (two.product_sum, two.marked_weight) == (2.9, 0.7)
    assert two.mean == pytest.approx(2.9 / 0.7)
    assert four.mean == pytest.approx(2.8 / 0.6)
    assert steps.spread == pytest.approx(2.8 / 0.6 - 2.9 / 0.7)


def test_weights_are_shown_on_the_scale_they_were_given_in() -> None:
    rows = working(1, criteria(20, 10, 30, 40), marks(TABLE)).criteria
    assert [(row.weight, row.share) for row in rows] == [(20, 0.2), (10, 0.1), (30, 0.3), (40, 0.4)]


def test_marks_of_others_are_passed_over() -> None:
    assert working(1, CRITERIA, marks(TABLE)) == working(1, CRITERIA, marks(TABLE)[:5])


def test_a_candidate_without_marks_has_empty_steps() -> None:
    steps = working(3, CRITERIA, marks(TABLE))
    assert (steps.total.raw, steps.total.product_sum, steps.total.coverage) == (None, 0, 0)
    assert (steps.raters, steps.spread, steps.best, steps.worst) == ((), None, 5, 1)


def test_without_criteria_there_is_nothing_to_show() -> None:
    steps = working(1, [], [])
    assert (steps.criteria, steps.panels, steps.total.raw, steps.total.coverage) == (
        (),
        {},
        None,
        0,
    )


def test_a_rater_of_weightless_criteria_has_a_row_without_a_mean() -> None:
    steps = working(1, criteria(1, 0), marks("1 1 4 .\n1 2 . 5"))
    assert [(row.rater, row.marked_weight, row.mean) for row in steps.raters] == [
        (1, 1, 4),
        (2, 0, None),
    ]


def test_wrong_marks_are_refused_as_in_the_ranking() -> None:
    with pytest.raises(ValueError, match="is given twice"):
        working(1, CRITERIA, [*marks(TABLE), Mark(1, 4, 1, 4)])


def test_the_steps_end_in_the_standings_numbers_to_the_last_bit() -> None:
    ranking = rank([1, 2, 3], CRITERIA, marks(TABLE), Settings())
    for standing in ranking.standings:
        steps = working(standing.candidate, CRITERIA, marks(TABLE))
        assert steps.total.raw == standing.raw
        assert steps.total.coverage == standing.coverage
        assert {panel: row.raw for panel, row in steps.panels.items()} == standing.panel_raw
        assert (steps.spread, steps.best, steps.worst) == (
            standing.spread,
            standing.best,
            standing.worst,
        )
        assert len(steps.raters) == standing.raters

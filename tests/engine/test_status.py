"""Complete, incomplete, below a must-have, unscored: each by the fact that makes it so."""

from app.engine import Settings, Standing, rank
from tests.engine.tables import criteria, marks


def standing(
    table: str,
    *weights: float,
    panels: str = "",
    must: tuple[int, ...] = (),
    settings: Settings | None = None,
) -> Standing:
    given = criteria(*weights, panels=panels, must=must)
    return rank([1], given, marks(table), settings or Settings()).standings[0]


def test_coverage_of_exactly_080_is_complete() -> None:
    one = standing("1 1 4 .", 0.8, 0.2)
    assert (one.status, one.short_of_coverage) == ("complete", False)


def test_coverage_of_exactly_080_is_complete_where_floats_fall_short_of_it() -> None:
    assert 0.1 + 0.7 < 0.8
    one = standing("1 1 4 3 .", 0.1, 0.7, 0.2)
    assert (one.coverage, one.status) == (0.8, "complete")


def test_coverage_under_080_is_incomplete_and_has_no_position() -> None:
    one = standing("1 1 4 .", 0.79, 0.21)
    assert (one.status, one.short_of_coverage, one.position) == ("incomplete", True, None)
    assert one.raw == 4


def test_the_least_coverage_is_the_policys() -> None:
    assert standing("1 1 4 .", 1, 1, settings=Settings(coverage_min=0.5)).status == "complete"


def test_a_panel_without_a_mark_is_incomplete_however_light() -> None:
    one = standing("1 1 4 .", 9, 1, panels="sh")
    assert one.coverage == 0.9
    assert (one.status, one.missing_panels, one.hard_raw) == ("incomplete", ("hard",), None)


def test_a_panel_without_weight_is_not_waited_for() -> None:
    one = standing("1 1 4 .", 1, 0, panels="sh")
    assert (one.status, one.missing_panels, one.missing_criteria) == ("complete", (), (2,))


def test_a_panel_where_only_weightless_criteria_are_marked_is_missing() -> None:
    one = standing("1 1 4 5 .", 9, 0, 1, panels="shh")
    assert (one.status, one.missing_panels) == ("incomplete", ("hard",))


def test_only_weightless_criteria_marked_gives_no_score_and_is_incomplete() -> None:
    one = standing("1 1 . 5", 1, 0, settings=Settings(coverage_min=0))
    assert (one.status, one.raw, one.coverage) == ("incomplete", None, 0)
    assert (one.best, one.worst) == (5, 1)


def test_a_must_have_without_a_mark_is_incomplete_even_with_enough_coverage() -> None:
    one = standing("1 1 4 .", 9, 1, must=(2,))
    assert (one.status, one.missing_must_haves) == ("incomplete", (2,))


def test_a_must_have_of_weight_zero_is_waited_for() -> None:
    assert standing("1 1 4 .", 1, 0, must=(2,)).missing_must_haves == (2,)


def test_a_must_have_with_a_mean_of_exactly_3_is_complete() -> None:
    assert standing("1 1 4 2\n1 2 4 4", 1, 1, must=(2,)).status == "complete"


def test_a_must_have_under_3_is_below_and_keeps_its_position() -> None:
    one = standing("1 1 5 2\n1 2 5 3", 1, 1, must=(2,))
    assert (one.status, one.below_must_haves) == ("below must-have", (2,))
    assert (one.position, one.proposed) == (1, False)


def test_the_least_mean_of_a_must_have_is_the_policys() -> None:
    settings = Settings(must_have_min=3.3)
    table = "1 1 3\n" + "\n".join(f"1 {rater} 3" for rater in range(2, 8))
    three_of_ten = table + "\n1 8 4\n1 9 4\n1 10 4"
    assert standing(three_of_ten, 1, must=(1,), settings=settings).status == "complete"
    assert standing(table, 1, must=(1,), settings=settings).status == "below must-have"


def test_a_low_mark_on_another_criterion_is_no_must_have_matter() -> None:
    assert standing("1 1 1 3", 1, 1, must=(2,)).status == "complete"


def test_incomplete_is_said_before_below_a_must_have_and_both_facts_stay() -> None:
    one = standing("1 1 2 .", 1, 1, must=(1,))
    assert (one.status, one.below_must_haves) == ("incomplete", (1,))


def test_without_marks_a_candidate_is_unscored() -> None:
    one = standing("", 1, 1, panels="sh", must=(1,))
    assert (one.status, one.raw, one.coverage, one.spread, one.raters) == (
        "unscored",
        None,
        0,
        None,
        0,
    )
    assert (one.best, one.worst, one.lowest_criterion) == (5, 1, None)
    assert one.missing_criteria == (1, 2)
    assert one.missing_panels == ("hard", "soft")
    assert one.missing_must_haves == (1,)

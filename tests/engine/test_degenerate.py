"""What is hardly there is answered in words; what cannot be is refused in words."""

import math

import pytest

from app.engine import Criterion, Mark, Settings, rank, working
from tests.engine.tables import criteria, marks


def test_no_candidates_is_an_answer() -> None:
    ranking = rank([], criteria(1, 1), [], Settings())
    assert (ranking.standings, ranking.top, ranking.proposed) == ((), 0, ())
    assert ranking.notes == ("There is no candidate to rank.",)


def test_no_criteria_is_an_answer() -> None:
    ranking = rank([1, 2], [], [], Settings())
    assert [standing.status for standing in ranking.standings] == ["unscored", "unscored"]
    assert ranking.standings[0].best is None
    assert ranking.notes == ("There are no criteria yet, so nobody has a score.",)


def test_no_marks_is_an_answer() -> None:
    ranking = rank([2, 1], criteria(1, 1), [], Settings())
    assert [standing.candidate for standing in ranking.standings] == [1, 2]
    assert all(standing.position is None for standing in ranking.standings)
    assert ranking.notes == ("There are no marks yet, so nobody has a score.",)


def test_one_candidate_and_one_rater_is_an_answer() -> None:
    ranking = rank([7], criteria(1), marks("7 1 3"), Settings())
    assert ranking.proposed == (7,)
    assert ranking.notes == (
        "One person gave all the marks, so nothing says how far apart views are.",
    )


def test_all_the_same_marks_are_one_tie_and_all_are_proposed() -> None:
    ranking = rank([1, 2, 3], criteria(1, 2), marks("1 1 3 3\n2 1 3 3\n3 2 3 3"), Settings(top=1))
    assert {standing.position for standing in ranking.standings} == {1}
    assert ranking.proposed == (1, 2, 3)


def test_raters_who_share_no_candidate_are_ranked_all_the_same() -> None:
    ranking = rank([1, 2], criteria(1), marks("1 1 5\n2 2 4"), Settings())
    assert [standing.position for standing in ranking.standings] == [1, 2]


def test_the_unscored_are_counted_in_words() -> None:
    ranking = rank([1, 2, 3], criteria(1, 1), marks("1 1 5 5\n1 2 5 5\n2 1 5 ."), Settings(top=1))
    assert ranking.notes == (
        (
            "1 of 3 is incomplete and without a position: "
            "best and worst say where the missing marks could lead."
        ),
        "1 of 3 is without any mark yet.",
    )


@pytest.mark.parametrize("value", [0, 6, -1, 4.5, "four", None, math.nan])
def test_a_value_outside_1_to_5_is_refused_with_its_row(value: int) -> None:
    words = r"rater 8 for candidate 1 on criterion 1 is .*from 1 to 5"
    with pytest.raises(ValueError, match=words):
        rank([1], criteria(1), [Mark(1, 8, 1, value)], Settings())


def test_the_same_mark_twice_is_refused_even_if_the_values_agree() -> None:
    with pytest.raises(ValueError, match="rater 1 for candidate 1 on criterion 2 is given twice"):
        rank([1], criteria(1, 1), [*marks("1 1 3 4"), Mark(1, 1, 2, 4)], Settings())


def test_a_mark_on_an_unknown_criterion_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no criterion 9"):
        rank([1], criteria(1), [Mark(1, 1, 9, 4)], Settings())


def test_a_mark_for_an_unknown_candidate_is_refused() -> None:
    with pytest.raises(ValueError, match="candidate 2 is not in this ranking"):
        rank([1], criteria(1), [Mark(2, 1, 1, 4)], Settings())


def test_a_candidate_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="A candidate is given twice"):
        rank([1, 1], criteria(1), [], Settings())


def test_a_criterion_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Criterion 3 is given twice"):
        rank([1], [Criterion(3, "soft", 1), Criterion(3, "hard", 1)], [], Settings())


def test_all_weights_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="All weights are zero"):
        rank([1], criteria(0, 0), [], Settings())


@pytest.mark.parametrize("weight", [-1, -0.001, math.nan, math.inf, 1e10])
def test_a_weight_that_is_no_weight_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="The weight of criterion 2 is"):
        rank([1], criteria(1, weight), [], Settings())


def test_a_weight_too_small_to_show_still_decides() -> None:
    ranking = rank([1, 2], criteria(1e9, 1e-9), marks("1 1 3 3\n2 1 3 4"), Settings())
    assert [standing.candidate for standing in ranking.standings] == [2, 1]
    assert [standing.raw for standing in ranking.standings] == [3, 3]
    assert not any(standing.tied for standing in ranking.standings)


def test_weights_at_the_edge_of_what_floats_hold_are_computed() -> None:
    assert working(1, criteria(1e9, 5e-324), marks("1 1 3 4")).total.raw == 3
    assert working(1, criteria(1e-320, 1e-320), marks("1 1 3 4")).total.raw == 3.5


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"top": 0}, "The list size is 0"),
        ({"coverage_min": 1.1}, "The least coverage is 1.1"),
        ({"coverage_min": math.nan}, "The least coverage is nan"),
        ({"must_have_min": 0.5}, "The least mean of a must-have is 0.5"),
    ],
)
def test_settings_that_cannot_be_are_refused(wrong: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Settings(**wrong)  # type: ignore[arg-type]

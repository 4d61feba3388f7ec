"""Positions, ties and the proposed set."""

import time

from app.engine import Mark, Ranking, Settings, rank
from tests.engine.tables import criteria, marks


def ranked(table: str, *weights: float, top: int = 4, must: tuple[int, ...] = ()) -> Ranking:
    given = marks(table)
    candidates = sorted({mark.candidate for mark in given})
    return rank(candidates, criteria(*weights, must=must), given, Settings(top=top))


def positions(ranking: Ranking) -> dict[int, int | None]:
    return {standing.candidate: standing.position for standing in ranking.standings}


def test_the_order_is_by_raw_highest_first() -> None:
    ranking = ranked("1 1 2\n2 1 5\n3 1 3", 1)
    assert positions(ranking) == {2: 1, 3: 2, 1: 3}
    assert [standing.candidate for standing in ranking.standings] == [2, 3, 1]


def test_equals_share_a_position_and_the_next_one_is_skipped() -> None:
    ranking = ranked("1 1 5\n2 1 4\n3 1 4\n4 1 3", 1)
    assert [standing.position for standing in ranking.standings] == [1, 2, 2, 4]
    assert [standing.tied for standing in ranking.standings] == [False, True, True, False]


def test_inside_a_tie_the_id_keeps_the_page_stable_and_a_note_says_it_means_nothing() -> None:
    ranking = ranked("9 1 4\n3 1 4", 1)
    assert [standing.candidate for standing in ranking.standings] == [3, 9]
    assert "Equal scores share a position; the order inside a tie means nothing." in ranking.notes


def test_equal_by_hand_is_equal_in_code_where_floats_differ() -> None:
    assert 0.1 * 3 + 0.2 * 3 != 0.3 * 3  # the reason for whole numbers
    ranking = ranked("1 1 4 4 1\n2 1 1 1 4", 0.1, 0.2, 0.3)
    assert [standing.position for standing in ranking.standings] == [1, 1]


def test_thirds_tie_with_their_like_whatever_the_number_of_raters() -> None:
    table = "1 1 4 5\n1 2 5 4\n1 3 4 4\n2 1 4 .\n2 2 4 .\n2 3 5 .\n2 4 . 4\n2 5 . 5\n2 6 . 4"
    ranking = ranked(table, 1 / 3, 2 / 3)
    assert [standing.position for standing in ranking.standings] == [1, 1]


def test_a_difference_too_small_to_print_is_not_a_tie() -> None:
    ranking = ranked("1 1 4 5\n2 1 4 4", 1, 0.000001)
    assert [standing.position for standing in ranking.standings] == [1, 2]


def test_the_top_by_raw_are_proposed() -> None:
    ranking = ranked("1 1 2\n2 1 5\n3 1 3\n4 1 4", 1, top=2)
    assert ranking.proposed == (2, 4)
    assert not ranking.tie_over_cut


def test_a_tie_over_the_cut_extends_the_proposed_set_and_says_so() -> None:
    ranking = ranked("1 1 5\n2 1 4\n3 1 4\n4 1 4\n5 1 3", 1, top=2)
    assert ranking.proposed == (1, 2, 3, 4)
    assert ranking.tie_over_cut
    assert "4 are proposed instead of 2, because the last of them are tied." in ranking.notes


def test_a_tie_within_the_cut_extends_nothing() -> None:
    ranking = ranked("1 1 4\n2 1 4\n3 1 3", 1, top=2)
    assert ranking.proposed == (1, 2)
    assert not ranking.tie_over_cut


def test_one_below_a_must_have_keeps_the_position_and_gives_up_the_proposal() -> None:
    ranking = ranked("1 1 5 2\n2 1 4 3\n3 1 3 3\n4 1 1 3", 9, 1, must=(2,), top=2)
    assert positions(ranking) == {1: 1, 2: 2, 3: 3, 4: 4}
    assert ranking.proposed == (2, 3)
    assert "1 of 4 is below a must-have: in the ranking, not proposed." in ranking.notes


def test_one_below_a_must_have_tied_at_the_cut_is_not_drawn_in() -> None:
    ranking = ranked("1 1 4 2\n2 1 2 4\n3 1 1 3", 1, 1, must=(2,), top=1)
    assert positions(ranking) == {1: 1, 2: 1, 3: 3}
    assert ranking.proposed == (2,)
    assert not ranking.tie_over_cut


def test_incomplete_come_after_the_ranking_and_unscored_last() -> None:
    given = marks("1 1 5 .\n2 1 2 2\n4 1 3 .\n5 1 3 3")
    ranking = rank([1, 2, 3, 4, 5], criteria(1, 1), given, Settings())
    assert [standing.candidate for standing in ranking.standings] == [5, 2, 1, 4, 3]
    assert [standing.status for standing in ranking.standings] == [
        "complete",
        "complete",
        "incomplete",
        "incomplete",
        "unscored",
    ]
    assert positions(ranking) == {5: 1, 2: 2, 1: None, 4: None, 3: None}


def test_an_incomplete_one_is_never_proposed_nor_tied() -> None:
    ranking = ranked("1 1 5 .\n2 1 5 .\n3 1 2 2", 1, 1, top=3)
    assert ranking.proposed == (3,)
    assert not any(standing.tied for standing in ranking.standings)
    assert "The list holds 3; 1 can be proposed so far." in ranking.notes


def test_top_is_at_most_the_number_of_candidates() -> None:
    assert ranked("1 1 5\n2 1 4", 1).top == 2


def test_10_000_equals_are_one_tie_in_reasonable_time() -> None:
    given = [Mark(i, j, c, 3) for i in range(10_000) for j in (1, 2) for c in (1, 2, 3)]
    began = time.perf_counter()
    ranking = rank(range(10_000), criteria(0.2, 0.3, 0.5), given, Settings())
    assert time.perf_counter() - began < 10
    assert {standing.position for standing in ranking.standings} == {1}
    assert len(ranking.proposed) == 10_000
    assert [standing.candidate for standing in ranking.standings] == list(range(10_000))

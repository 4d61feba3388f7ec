"""Everyone's raw numbers at once are those of the ranking, to the last bit."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import Criterion, Settings, rank
from app.engine.ratings import ratings_from
from app.engine.table import STATUSES, raw_table
from tests.engine.tables import criteria, marks
from tests.engine.test_invariants import Round, rounds


def same(one: float | None, other: float) -> bool:
    return np.isnan(other) if one is None else one == other


def agrees(one: Round) -> None:
    ranking = one.ranked()
    ratings = ratings_from(one.candidates, one.criteria, one.marks)
    table = raw_table(ratings, one.policy)
    for standing in ranking.standings:
        place = ratings.candidates.index(standing.candidate)
        assert same(standing.raw, table.raw[place])
        assert same(standing.best, table.best[place])
        assert same(standing.worst, table.worst[place])
        assert same(standing.spread, table.spread[place])
        assert standing.coverage == table.coverage[place]
        assert standing.raters == table.raters[place]
        assert standing.status == STATUSES[table.status[place]]
        for panel, score in standing.panel_raw.items():
            assert same(score, table.panel_raw[place, ratings.panel_names.index(panel)])
    scores = {standing.candidate: standing for standing in ranking.standings if standing.position}
    order = table.order()
    for ahead, standing in scores.items():
        for behind, other in scores.items():
            assert standing.position is not None
            assert other.position is not None
            assert (
                order[ratings.candidates.index(ahead)] < order[ratings.candidates.index(behind)]
            ) == (standing.position < other.position)


@given(rounds())
@settings(max_examples=40)
def test_the_table_gives_what_the_ranking_gives(one: Round) -> None:
    agrees(one)


@given(rounds(), st.lists(st.floats(1e-9, 1e9), min_size=5, max_size=5))
@settings(max_examples=20)
def test_it_does_with_weights_no_64_bits_can_hold(one: Round, weights: list[float]) -> None:
    odd = [
        Criterion(each.id, each.panel, weight, each.must_have)
        for each, weight in zip(one.criteria, weights, strict=False)
    ]
    agrees(Round(one.candidates, odd, one.marks, one.policy))


def test_a_weight_too_small_to_show_still_decides() -> None:
    asked, given_marks = criteria(1e9, 1e-9), marks("1 1 3 3\n2 1 3 4")
    agrees(Round([1, 2], asked, given_marks, Settings()))
    assert raw_table(ratings_from([1, 2], asked, given_marks), Settings()).order().tolist() == [
        1,
        0,
    ]
    assert rank([1, 2], asked, given_marks, Settings()).standings[0].candidate == 2

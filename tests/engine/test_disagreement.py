"""The cells worth talking about."""

import numpy as np

from app.engine.disagreement import cells_to_discuss
from app.engine.ratings import ratings_from
from tests.engine.tables import criteria, marks


def test_the_widest_spread_on_the_heaviest_criterion_near_the_cut_comes_first() -> None:
    ratings = ratings_from(
        [1, 2, 3, 4, 5, 6],
        criteria(3, 1),
        marks("""
            1 1 5 5
            1 2 1 1
            2 1 4 1
            2 2 3 5
            3 1 5 4
            3 2 3 4
            4 1 3 3
            5 1 2 .
            5 2 . 2
            6 1 5 5
            6 2 1 1
        """),
    )
    found = cells_to_discuss(ratings, np.array([0, 1, 2, 3, 4, 5]), 3)
    assert [(one.candidate, one.criterion, one.spread) for one in found] == [
        (3, 1, 2),
        (2, 2, 4),
        (2, 1, 1),
    ]
    assert [one.stake for one in found] == [1.5, 1.0, 0.75]
    assert (found[0].lowest, found[0].highest) == (3, 5)
    assert len(cells_to_discuss(ratings, np.array([0, 1, 2, 3, 4, 5]), 3, most=1)) == 1


def test_nobody_near_the_cut_leaves_nothing_to_discuss() -> None:
    ratings = ratings_from([1], criteria(1), [])
    assert cells_to_discuss(ratings, np.array([], dtype=np.int64), 4) == ()
    assert cells_to_discuss(ratings, np.array([0]), 4) == ()

"""Fragility: the change of one weight that swaps two neighbours, against trying it out."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.engine.fragility import fragility

nan = np.nan


def values(scores, weights):
    held = ~np.isnan(scores)
    return np.nansum(scores * weights, axis=1) / (held @ weights)


def changed(weights, criterion, change):
    """The weights after one changed and the others took up the rest, in proportion."""
    moved = weights * (1 - weights[criterion] - change) / (1 - weights[criterion])
    moved[criterion] = weights[criterion] + change
    return moved


def test_the_change_can_be_redone_by_hand() -> None:
    # 4w + 2(1-w) = 3 at w = .5: from .6 that is .1 less of the first, or .1 more of the second.
    found = fragility([[4, 2], [3, 3]], [6, 4])
    assert found.change[0] == pytest.approx([-0.1, 0.1])
    assert found.smallest[0] == pytest.approx(-0.1)
    assert found.criterion[0] == 0


def test_one_who_is_better_at_everything_cannot_be_swapped() -> None:
    found = fragility([[4, 4], [3, 3]], [1, 1])
    assert np.isnan(found.change).all()
    assert (found.criterion.tolist(), np.isnan(found.smallest).tolist()) == ([-1], [True])


def test_standing_level_on_the_last_weight_left_is_no_swap() -> None:
    assert np.isnan(fragility([[5, 3], [3, 3]], [1, 1]).change).all()


def test_a_tie_needs_no_change_and_the_only_weight_cannot_change() -> None:
    assert fragility([[4, 2], [2, 4]], [1, 1]).change.tolist() == [[0, 0]]
    assert np.isnan(fragility([[4], [3]], [1]).change).all()
    assert np.isnan(fragility([[4, 1], [3, 5]], [1, 0]).change[0, 0])


def test_one_candidate_has_no_next() -> None:
    assert fragility([[4, 2]], [1, 1]).smallest.tolist() == []
    with pytest.raises(ValueError, match="2 criteria"):
        fragility([[4, 2, 1]], [1, 1])


@settings(max_examples=100)
@given(
    arrays.arrays(float, (2, 3), elements=st.sampled_from([1, 2, 3, 4, 5, nan])),
    st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any),
)
def test_just_short_of_the_change_nothing_happens_and_just_beyond_they_swap(scores, given_) -> None:
    weights = np.array(given_) / sum(given_)
    held = ~np.isnan(scores)
    assume((held @ weights > 0).all())
    now = values(scores, weights)
    assume(abs(now[0] - now[1]) > 1e-9)
    scores = scores if now[0] > now[1] else scores[::-1]
    change = fragility(scores, weights).change[0]
    for criterion in np.flatnonzero(weights < 1):
        step = change[criterion]
        ends = (-weights[criterion], 1 - weights[criterion])
        if np.isnan(step):  # nothing in reach swaps them
            reach = np.linspace(*ends, 102)[1:-1]
        else:
            assert ends[0] < step < ends[1]
            reach = np.linspace(0, step, 50)[:-1]
            beyond = values(scores, changed(weights, criterion, step * (1 + 1e-6)))
            assert beyond[1] > beyond[0] - 1e-9
            level = values(scores, changed(weights, criterion, step))
            assert level[0] == pytest.approx(level[1], abs=1e-9)
        for part in reach:
            one, two = values(scores, changed(weights, criterion, part))
            assert one > two - 1e-9

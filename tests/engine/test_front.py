"""The two in front: how sure it is who is first, and what more interviewers would tell."""

from statistics import NormalDist

import numpy as np
import pytest

from app.engine import Settings
from app.engine.assessment import assess
from app.engine.colleagues import beside_colleagues
from app.engine.front import SURE, front_of
from app.engine.ratings import ratings_from
from tests.engine.designs import laid_out, marks_of
from tests.engine.tables import criteria, marks


def assessed(table: str, top: int = 4):
    candidates = sorted({int(line.split()[0]) for line in table.splitlines()})
    return assess(ratings_from(candidates, criteria(1, 1), marks(table)), Settings(top=top))


def table_of(rows):
    """Lines of candidate, rater, criterion, mark: the same mark on both criteria."""
    return "\n".join(
        f"{candidate} {rater} {mark} {mark}"
        for candidate, given in enumerate(rows)
        for rater, mark in enumerate(given)
    )


FAR = table_of([(5, 5, 5), (3, 3, 2), (3, 2, 3), (2, 3, 3)])
NEAR = table_of([(4, 3, 4), (3, 4, 3), (2, 2, 1), (2, 1, 2)])
LEVEL = table_of([(4, 3), (4, 3), (2, 2)])


def test_who_leads_by_far_is_above_with_near_certainty_and_nothing_more_is_asked():
    front = front_of(assessed(FAR))
    assert front.first == 0
    assert front.above >= SURE
    assert front.further == ()


def test_two_who_are_near_are_not_called_and_more_interviewers_tell_more():
    front = front_of(assessed(NEAR))
    assert (front.first, front.second) == (0, 1)
    assert 0.5 < front.above < SURE
    one, three = (
        max(each.settles for each in front.further if each.raters == count) for count in (1, 3)
    )
    assert 0 <= one <= three <= 1
    assert all(0 <= each.swaps <= 0.5 for each in front.further)


def test_who_stands_level_is_at_evens():
    assert front_of(assessed(LEVEL)).above == 0.5


@pytest.mark.parametrize("seed", range(4))
def test_what_is_invented_agrees_with_the_formula_where_everything_is_normal(seed):
    """For a difference N(μ, σ²) and a card N(0, v) the share is known (a sum of two tails)."""
    found = assess(laid_out(marks_of(30, 6, each=4, seed=seed)), Settings())
    front = front_of(found)
    assert front.further
    for each in front.further:
        fit = found.panels[each.panel]
        rng = np.random.default_rng(0)
        members = fit.members(np.array([front.first, front.second]))
        one, two = fit.draws.candidates(members, np.arange(4_000), rng)
        mean, variance = np.mean(one - two), np.var(one - two)
        noise = 2 / each.raters * np.mean(fit.draws.s**2)
        moved = NormalDist(mean, np.sqrt(variance**2 / (variance + noise)))
        bar = NormalDist().inv_cdf(SURE) * np.sqrt(variance * noise / (variance + noise))
        assert each.settles == pytest.approx(moved.cdf(-bar) + 1 - moved.cdf(bar), abs=0.12)


def test_the_probability_is_that_of_the_rankings_own_comparisons():
    found = assessed(NEAR)
    front, pairs = front_of(found), found.pairwise
    held = list(pairs.candidates)
    assert front.above == pairs.above[held.index(front.first), held.index(front.second)]


def test_where_the_comparisons_leave_out_the_first_it_is_drawn_anew():
    found = assess(laid_out(marks_of(14, 4, each=3, seed=3)), Settings(top=9))
    front = front_of(found)
    assert front.first not in set(found.pairwise.candidates.tolist())
    assert 0.5 - 0.03 <= front.above <= 1


def test_the_same_marks_give_the_same_answer():
    assert front_of(assessed(NEAR)) == front_of(assessed(NEAR))


@pytest.mark.parametrize("rows", [[(4, 4)], []])
def test_fewer_than_two_have_no_front(rows):
    found = assess(
        ratings_from(range(len(rows)), criteria(1, 1), marks(table_of(rows)) if rows else []),
        Settings(),
    )
    assert front_of(found) is None


def test_a_score_lies_in_its_range_and_more_cards_make_it_narrower():
    few = assess(laid_out(marks_of(8, 6, each=2, seed=2)), Settings())
    many = assess(laid_out(marks_of(8, 6, each=6, seed=2)), Settings())
    for found in (few, many):
        low, high = found.low, found.high
        ranked = found.position > 0
        assert np.all((low <= found.adjusted)[ranked])
        assert np.all((found.adjusted <= high)[ranked])
        assert np.all((low[ranked] >= 1) & (high[ranked] <= 5))
    width = [np.nanmean(found.high - found.low) for found in (few, many)]
    assert width[1] < width[0]


def test_marks_beside_colleagues_can_be_counted_by_hand():
    # Candidate 0: raters 0 and 1 gave 4 and 3 on both criteria; candidate 1: rater 0 alone.
    found = beside_colleagues(
        ratings_from(
            range(3),
            criteria(1, 1),
            marks("0 0 4 4\n0 1 3 3\n1 0 5 .\n2 0 1 .\n2 1 4 .\n2 2 5 ."),
        )
    )
    assert found.shared.tolist() == [3, 3, 1]
    assert found.within == pytest.approx([2 / 3, 3 / 3, 0])
    assert found.apart == pytest.approx([(1 + 1 + 3.5) / 3, (1 + 1 + 1) / 3, 2.5])


def test_a_rater_without_colleagues_shares_nothing():
    found = beside_colleagues(ratings_from([0], criteria(1), marks("0 0 4")))
    assert found.shared.tolist() == [0]
    assert np.isnan(found.within).all()

"""Adjusted scores and confidence: what must hold whatever the marks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import Criterion, Mark, Settings
from app.engine.arrays import Floats
from app.engine.assessment import Assessment, assess
from app.engine.ratings import Ratings, ratings_from
from tests.engine.designs import laid_out, marks_of
from tests.engine.tables import criteria, marks

ARRAYS = ("adjusted", "adjusted_criteria", "p_top", "rank_low", "rank_high", "position", "order")


def assessed(table: str, *weights: float, panels: str = "", top: int = 4) -> Assessment:
    candidates = sorted({int(line.split()[0]) for line in table.splitlines()})
    asked = criteria(*weights, panels=panels)
    return assess(ratings_from(candidates, asked, marks(table)), Settings(top=top))


sizes = st.tuples(st.integers(2, 9), st.integers(2, 5), st.integers(0, 3), st.integers(0, 10**6))


@given(sizes, st.integers(1, 5))
@settings(max_examples=15, deadline=None)
def test_the_probabilities_sum_to_the_list_size(size: tuple[int, int, int, int], top: int) -> None:
    candidates, raters, each, seed = size
    found = assess(
        laid_out(marks_of(candidates, raters, each=min(each, raters), seed=seed)), Settings(top=top)
    )
    assert np.nansum(found.p_top) == pytest.approx(min(top, candidates))
    assert np.all((found.rank_low >= 1) & (found.rank_low <= found.rank_high))
    assert np.all(found.rank_high <= candidates)
    above = found.pairwise.above
    assert above + above.T == pytest.approx(1)
    assert found.proposed.sum() >= min(top, candidates)


@given(sizes)
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_rows_changes_nothing_at_all(size: tuple[int, int, int, int]) -> None:
    candidates, raters, each, seed = size
    cells = marks_of(candidates, raters, each=min(each, raters), seed=seed)
    one, other = (
        assess(laid_out(cells, panels="sshh", seed=order), Settings()) for order in (None, seed)
    )
    for name in ARRAYS:
        assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
    assert one.notes == other.notes


@given(sizes)
@settings(max_examples=10, deadline=None)
def test_a_complete_panel_keeps_the_raw_order(size: tuple[int, int, int, int]) -> None:
    candidates, raters, _, seed = size
    found = assess(laid_out(marks_of(candidates, raters, seed=seed)), Settings())
    raw = np.unique(-np.round(found.table.raw, 9), return_inverse=True)[1]
    adjusted = np.unique(-np.round(found.adjusted, 9), return_inverse=True)[1]
    if not found.panels["soft"].posterior.level:
        assert raw.tolist() == adjusted.tolist()


@given(sizes, st.floats(0.01, 100))
@settings(max_examples=10, deadline=None)
def test_scaling_the_weights_changes_nothing(size: tuple[int, int, int, int], scale: float) -> None:
    candidates, raters, each, seed = size
    cells = marks_of(candidates, raters, each=min(each, raters), seed=seed)
    one, other = (
        assess(laid_out(cells, weights=[w * by for w in (1, 2, 3, 4)]), Settings())
        for by in (1, scale)
    )
    assert other.adjusted == pytest.approx(one.adjusted)
    assert other.p_top == pytest.approx(one.p_top, abs=0.002)
    assert one.order.tolist() == other.order.tolist()


@pytest.mark.parametrize("seed", range(3))
def test_a_constant_added_to_one_rater_moves_only_their_severity(seed: int) -> None:
    cells = marks_of(6, 3, seed=seed)
    moved = cells.copy()
    moved[:, 1] += 10
    one, other = (assess(_on_wide_scale(each), Settings(scale=(1, 20))) for each in (cells, moved))
    assert one.order.tolist() == other.order.tolist()
    severity = [found.panels["soft"].adjustment.severity for found in (one, other)]
    assert severity[1].argmax() == 1
    assert severity[1][1] - severity[1][[0, 2]].max() > 7


def _on_wide_scale(cells: Floats) -> Ratings:
    rows = [
        Mark(candidate, rater, criterion, int(cells[candidate, rater, criterion]))
        for candidate, rater, criterion in np.ndindex(cells.shape)
    ]
    return ratings_from(
        range(len(cells)),
        [Criterion(each, "soft", 1) for each in range(cells.shape[2])],
        rows,
        scale=(1, 20),
    )


def test_the_criteria_add_up_to_the_adjusted_score() -> None:
    ratings = laid_out(marks_of(9, 6, each=3), weights=[1, 2, 3, 4], panels="sshh")
    found = assess(ratings, Settings())
    assert found.ordered_by == "adjusted"
    assert found.adjusted_criteria @ ratings.shares == pytest.approx(found.adjusted)


def test_they_add_up_where_a_pair_left_a_criterion_out() -> None:
    cells = marks_of(9, 6, each=3)
    seen = np.argwhere(~np.isnan(cells[:, :, 0]))
    for candidate, rater in seen[::3]:
        cells[candidate, rater, 2] = np.nan
    ratings = laid_out(cells)
    found = assess(ratings, Settings())
    whole = ~np.isnan(found.table.mean).any(axis=1)
    assert whole.sum() > 5
    assert (found.adjusted_criteria @ ratings.shares)[whole] == pytest.approx(found.adjusted[whole])


def test_a_candidate_of_strict_raters_moves_up_and_of_kind_ones_down() -> None:
    table = "\n".join(
        f"{candidate} {rater} {4 if rater < 3 else 2} {4 if rater < 3 else 2}"
        for candidate, raters in ((1, (1, 2)), (2, (2, 3)), (3, (3, 4)), (4, (1, 4)), (5, (3, 4)))
        for rater in raters
    )
    found = assessed(table, 1, 1, top=2)
    assert found.shift[0] < 0 < found.shift[2]
    severity = found.panels["soft"].adjustment.severity
    assert severity[:2].min() > 0 > severity[2:].max()


def test_all_equal_marks_tie_and_share_the_list() -> None:
    found = assessed("1 1 3 3\n2 1 3 3\n3 2 3 3\n1 2 3 3", 1, 1, top=2)
    assert found.p_top.tolist() == [2 / 3] * 3
    assert found.proposed.all()
    assert found.position.tolist() == [1, 1, 1]
    assert found.rank_low.tolist() == [1, 1, 1]
    assert found.rank_high.tolist() == [3, 3, 3]
    assert np.all(np.isfinite(found.adjusted))
    assert "All marks are equal, so nothing tells the candidates apart." in found.notes


def test_ten_thousand_ties_are_ten_thousand_equals() -> None:
    ratings = laid_out(np.full((10_000, 2, 1), 4.0))
    found = assess(ratings, Settings())
    assert found.p_top == pytest.approx(4 / 10_000)
    assert found.proposed.all()


def test_candidates_with_the_same_marks_from_the_same_raters_have_one_probability() -> None:
    cells = marks_of(7, 3, seed=4)
    cells[5] = cells[2]
    found = assess(laid_out(cells), Settings(top=3))
    assert found.p_top[5] == found.p_top[2]
    assert found.rank_low[5] == found.rank_low[2]
    assert found.tied[[2, 5]].all()


def test_names_change_nothing_beyond_chance() -> None:
    cells = marks_of(8, 4, each=3, seed=1)
    turned = np.array([3, 1, 0, 2, 7, 6, 4, 5])
    one = assess(laid_out(cells), Settings())
    other = assess(laid_out(cells[turned]), Settings())
    assert other.adjusted == pytest.approx(one.adjusted[turned])
    p = one.p_top[turned]
    error = np.sqrt(np.maximum(p * (1 - p), 1e-3) * 2 / 4_000)
    assert np.all(np.abs(other.p_top - p) <= 4 * error)


def test_one_person_a_panel_leaves_the_raw_scores_and_gives_no_bands() -> None:
    found = assessed(
        "1 1 4 .\n2 1 3 .\n3 1 5 .\n1 2 . 4\n2 2 . 5\n3 2 . 2", 1, 1, panels="sh", top=1
    )
    assert found.ordered_by == "raw"
    assert found.prior_only
    assert found.bands == ("", "", "")
    assert found.adjusted.tolist() == found.table.raw.tolist()
    assert found.order.tolist() == [0, 1, 2]
    assert found.position.tolist() == [1, 1, 3]
    assert found.proposed.tolist() == [True, True, False]
    assert np.nansum(found.p_top) == pytest.approx(1)
    assert any(
        note.startswith("Soft: nothing was adjusted, because one person") for note in found.notes
    )


def test_groups_that_share_no_rater_are_named() -> None:
    found = assess(
        ratings_from([1, 2, 3], criteria(1), marks("1 1 3\n1 2 4\n2 3 5\n3 3 2\n2 4 4\n3 4 1")),
        Settings(top=1),
        names={1: "Ann", 2: "Bea", 3: "Cid"},
    )
    assert any("Bea, Cid; Ann." in note for note in found.notes)


def test_marks_after_seeing_others_count_in_raw_only() -> None:
    rows = marks("1 1 4\n1 2 4\n2 1 3\n2 2 3\n3 1 2\n3 2 2")
    late = [*rows[:5], Mark(3, 2, 1, 5, after_others=True, first=2)]
    before, after = (
        assess(ratings_from([1, 2, 3], criteria(1), each), Settings(top=1)) for each in (rows, late)
    )
    assert after.table.raw[2] == 3.5
    assert after.adjusted.tolist() == before.adjusted.tolist()
    assert after.p_top.tolist() == before.p_top.tolist()
    assert any(note.startswith("1 mark was given or changed after") for note in after.notes)


def test_a_candidate_whose_every_mark_came_late_counts_as_average() -> None:
    rows = marks("1 1 4\n1 2 5\n2 1 3\n2 2 2")
    late = [Mark(3, rater, 1, 5, after_others=True) for rater in (1, 2)]
    found = assess(ratings_from([1, 2, 3], criteria(1), [*rows, *late]), Settings(top=1))
    assert found.adjusted[0] > found.adjusted[2] > found.adjusted[1]
    assert np.nansum(found.p_top) == pytest.approx(1)


def test_who_is_below_a_must_have_has_a_rank_and_no_probability() -> None:
    asked = criteria(1, 1, must=(1,))
    rows = marks("1 1 2 5\n1 2 2 5\n2 1 3 3\n2 2 4 3\n3 1 3 2\n3 2 3 1")
    found = assess(ratings_from([1, 2, 3], asked, rows), Settings(top=1))
    assert found.statuses == ("below must-have", "complete", "complete")
    assert np.isnan(found.p_top[0])
    assert found.rank_high[0] > 0
    assert not found.proposed[0]
    assert np.nansum(found.p_top) == pytest.approx(1)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("1 1 4", "Nothing was adjusted, because there is one candidate."),
        ("1 1 4\n2 1 3", "Nothing was adjusted, because one person gave all the marks"),
        ("1 1 4\n2 2 3", "Nothing was adjusted, because the raters saw fewer than two"),
        ("1 1 .\n2 2 .", "There are no marks yet, so nobody has a score."),
    ],
)
def test_hardly_any_marks_are_answered_in_words(table: str, words: str) -> None:
    found = assessed(table, 1)
    assert any(note.startswith(words) for note in found.notes)


def test_nobody_and_nothing_are_answered_in_words() -> None:
    assert assess(ratings_from([], [], []), Settings()).notes == ("There is no candidate to rank.",)
    empty = assess(ratings_from([1, 2], [], []), Settings())
    assert empty.notes == ("There are no criteria yet, so nobody has a score.",)
    assert empty.order.tolist() == [0, 1]
    assert np.isnan(empty.p_top).all()


def test_the_seed_is_what_the_draws_hang_on() -> None:
    ratings = laid_out(marks_of(8, 4, each=2))
    assert np.array_equal(assess(ratings, Settings()).p_top, assess(ratings, Settings()).p_top)
    other = assess(ratings, Settings(), seed=1)
    assert not np.array_equal(assess(ratings, Settings()).p_top, other.p_top)
    assert other.p_top == pytest.approx(assess(ratings, Settings()).p_top, abs=0.05)


def test_settings_for_another_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="different scales"):
        assess(laid_out(marks_of(2, 2)), Settings(scale=(1, 7)))


def test_the_more_people_saw_somebody_the_narrower_the_range_of_their_score() -> None:
    seen_by_many = assess(laid_out(marks_of(12, 8, seed=3)), Settings())
    seen_by_few = assess(laid_out(marks_of(12, 8, each=2, seed=3)), Settings())
    for found in (seen_by_many, seen_by_few):
        assert np.all((found.low <= found.adjusted) & (found.adjusted <= found.high))
        assert np.all((found.low >= 1) & (found.high <= 5))
    wide, narrow = (np.mean(one.high - one.low) for one in (seen_by_few, seen_by_many))
    assert wide > 1.3 * narrow > 0


def test_nine_of_ten_draws_of_a_score_lie_in_its_range() -> None:
    found = assess(laid_out(marks_of(12, 6, each=3, seed=5)), Settings())
    (fit,) = found.panels.values()
    everyone, rng = np.arange(12), np.random.default_rng(1)
    drawn = fit.draws.candidates(fit.members(everyone), np.arange(4000), rng)
    centred = drawn - drawn.mean(axis=1, keepdims=True)
    inside = np.abs(centred) <= ((found.high - found.low) / 2)[:, None]
    assert np.all(np.abs(inside.mean(axis=1) - 0.90) < 0.02)

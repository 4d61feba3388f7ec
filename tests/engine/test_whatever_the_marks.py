"""What holds of a whole report whatever the marks: nobody, hardly any, equal, apart, renamed."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import Criterion, Mark, Settings
from app.engine.assessment import Assessment, assess
from app.engine.ratings import RatingError, ratings_from
from app.engine.report import Report, report_of
from tests.engine.designs import laid_out, marks_of

SCALE = (-50.0, 50.0)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[int], list[Criterion], list[Mark]]:
    """Anything that can be laid out: from nobody at all to a few crossed cards."""
    candidates = list(range(draw(st.integers(0, 6))))
    raters = range(draw(st.integers(0, 4)))
    weights = draw(
        st.lists(st.integers(0, 3), max_size=4).filter(lambda all_: not all_ or any(all_))
    )
    criteria = [
        Criterion(number, draw(st.sampled_from(["soft", "hard"])), weight, draw(st.booleans()))
        for number, weight in enumerate(weights)
    ]
    missing = draw(st.sampled_from([0.0, 0.4, 0.8, 1.0]))
    equal = draw(st.booleans())
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    marks = [
        Mark(
            candidate,
            rater,
            one.id,
            3 if equal else int(rng.integers(1, 6)),
            after_others=bool(rng.random() < 0.1),
        )
        for candidate in candidates
        for rater in raters
        for one in criteria
        if rng.random() >= missing
    ]
    return candidates, criteria, marks


def reported(found: Assessment) -> Report:
    report = report_of(found, engine="1")
    json.dumps(report.document, allow_nan=False)
    return report


@given(rounds(), st.integers(1, 4), st.sampled_from(["auto", "grid", "reml"]))
@settings(max_examples=150)
def test_anything_that_can_be_laid_out_is_answered_with_numbers_or_none_and_in_words(
    one, top, method
) -> None:
    candidates, criteria, marks = one
    found = assess(ratings_from(candidates, criteria, marks), Settings(top=top), method=method)
    report = reported(found)
    assert sorted(line.candidate for line in report.lines) == candidates
    complete = found.table.status == 0
    assert np.isnan(found.p_top[~complete]).all()
    fitted = any(fit.pairs.weight > 0 for fit in found.panels.values())
    if complete.any() and fitted:
        assert np.nansum(found.p_top) == pytest.approx(min(top, complete.sum()))
    ranks = np.array(report.document["rank_acceptability"])
    assert len(ranks) == complete.sum()
    if len(ranks):
        assert ranks.sum(axis=0) == pytest.approx(1)
        assert ranks.sum(axis=1) == pytest.approx(1)
    assert found.notes or (
        complete.all() and len(candidates) > 1 and len({m.rater for m in marks}) > 1
    )
    for line in report.lines:
        assert (line.rank is None) == (line.status in ("incomplete", "unscored"))


@given(st.integers(2, 8), st.integers(2, 5), st.integers(1, 5), st.integers(1, 3))
@settings(max_examples=25)
def test_equal_marks_are_one_tie_over_every_place(candidates, raters, value, top) -> None:
    found = assess(
        laid_out(np.full((candidates, raters, 3), value)), Settings(top=top, must_have_min=1)
    )
    assert found.position.tolist() == [1] * candidates
    assert found.p_top.tolist() == pytest.approx([min(top, candidates) / candidates] * candidates)
    assert found.adjusted.tolist() == [value] * candidates
    assert found.proposed.all()
    ranks = np.array(reported(found).document["rank_acceptability"])
    assert ranks == pytest.approx(1 / candidates)


@given(
    st.integers(3, 8), st.integers(2, 5), st.integers(0, 10**6), st.integers(-40, 40).filter(bool)
)
@settings(max_examples=25)
def test_a_constant_added_to_one_rater_of_a_complete_panel_moves_only_their_severity(
    candidates, raters, seed, more
) -> None:
    cells = marks_of(candidates, raters, seed=seed)
    moved = cells.copy()
    moved[:, 0] += more
    one, other = (
        assess(laid_out(each, scale=SCALE), Settings(scale=SCALE)) for each in (cells, moved)
    )
    if one.panels["soft"].posterior.level:
        return
    assert one.order.tolist() == other.order.tolist()
    assert one.position.tolist() == other.position.tolist()
    before, after = (found.panels["soft"].adjustment.severity for found in (one, other))
    assert np.sign((after - before)[0]) == np.sign(more)
    others = [np.argsort(np.round(each[1:], 9), kind="stable").tolist() for each in (before, after)]
    assert others[0] == others[1]


@given(st.integers(3, 8), st.integers(2, 4), st.integers(1, 3), st.integers(0, 10**6))
@settings(max_examples=15)
def test_renaming_everybody_changes_nothing_beyond_chance(candidates, raters, each, seed) -> None:
    rng = np.random.default_rng(seed)
    cells = marks_of(candidates, raters, each=min(each, raters), seed=seed)
    people, others = rng.permutation(candidates), rng.permutation(raters)
    one = assess(laid_out(cells), Settings(top=2))
    other = assess(laid_out(cells[people][:, others]), Settings(top=2))
    assert other.adjusted == pytest.approx(one.adjusted[people])
    assert other.position.tolist() == one.position[people].tolist()
    p = one.p_top[people]
    error = np.sqrt(2 * np.maximum(p * (1 - p), 1e-3) / 4_000)
    # four standard errors for one number; here are hundreds of them
    assert np.all(np.abs(other.p_top - p) <= 5 * error)


@given(rounds(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_a_mark_given_twice_is_refused_wherever_it_stands(one, random) -> None:
    candidates, criteria, marks = one
    if not marks:
        return
    again = random.choice(marks)
    rows = [*marks, Mark(again.candidate, again.rater, again.criterion, again.value)]
    random.shuffle(rows)
    with pytest.raises(RatingError, match="is given twice"):
        ratings_from(candidates, criteria, rows)

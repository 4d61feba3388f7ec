"""What holds for any marks: checked on random requisitions against a second, plain computation."""

from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import Criterion, Mark, Ranking, Settings, rank, working


@dataclass(frozen=True)
class Round:
    """One requisition: what `rank` is given."""

    candidates: list[int]
    criteria: list[Criterion]
    marks: list[Mark]
    policy: Settings

    def ranked(self) -> Ranking:
        return rank(self.candidates, self.criteria, self.marks, self.policy)


@st.composite
def rounds(draw: st.DrawFn, *, full: bool = False, highest: int = 5) -> Round:
    candidates = list(range(1, draw(st.integers(1, 7)) + 1))
    raters = range(1, draw(st.integers(1, 4)) + 1)
    weights = draw(st.lists(st.integers(0, 9), min_size=1, max_size=5).filter(any))
    criteria = [
        Criterion(number, draw(st.sampled_from(["soft", "hard"])), weight, draw(st.booleans()))
        for number, weight in enumerate(weights, start=1)
    ]
    value = st.integers(1, highest)
    given_value = value if full else st.none() | value
    marks = [
        Mark(candidate, rater, criterion.id, found)
        for candidate in candidates
        for rater in raters
        for criterion in criteria
        if (found := draw(given_value)) is not None
    ]
    policy = Settings(
        top=draw(st.integers(1, 4)), coverage_min=draw(st.sampled_from([0, 0.5, 0.8]))
    )
    return Round(candidates, criteria, marks, policy)


def by_hand(one: Round, candidate: int) -> Fraction | None:
    """Section A as it is written, one fraction after the other."""
    total = weight = Fraction(0)
    for criterion in one.criteria:
        values = [
            mark.value
            for mark in one.marks
            if (mark.candidate, mark.criterion) == (candidate, criterion.id)
        ]
        if values:
            total += Fraction(criterion.weight) * Fraction(sum(values), len(values))
            weight += Fraction(criterion.weight)
    return total / weight if weight else None


@given(rounds())
def test_raw_is_the_sum_written_in_the_definition(one: Round) -> None:
    for standing in one.ranked().standings:
        expected = by_hand(one, standing.candidate)
        assert standing.raw == (None if expected is None else float(expected))


@given(rounds())
def test_positions_are_one_more_than_the_number_ahead(one: Round) -> None:
    ranked = [standing for standing in one.ranked().standings if standing.position]
    scores = {standing.candidate: by_hand(one, standing.candidate) for standing in ranked}
    for standing in ranked:
        own = scores[standing.candidate]
        assert own is not None
        others = [score for score in scores.values() if score is not None]
        assert standing.position == 1 + sum(score > own for score in others)
        assert standing.tied == (others.count(own) > 1)


@given(rounds())
def test_the_proposed_are_those_with_fewer_than_top_complete_ones_ahead(one: Round) -> None:
    ranking = one.ranked()
    complete = {
        standing.candidate: by_hand(one, standing.candidate)
        for standing in ranking.standings
        if standing.status == "complete"
    }
    scores = [score for score in complete.values() if score is not None]
    expected = {
        candidate
        for candidate, own in complete.items()
        if own is not None and sum(score > own for score in scores) < ranking.top
    }
    assert set(ranking.proposed) == expected
    assert ranking.tie_over_cut == (len(expected) > ranking.top)


@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(one: Round, random: Random) -> None:
    mixed = replace(one, candidates=[*one.candidates], criteria=[*one.criteria], marks=[*one.marks])
    for rows in (mixed.candidates, mixed.criteria, mixed.marks):
        random.shuffle(rows)
    assert mixed.ranked() == one.ranked()
    candidate = one.candidates[0]
    assert working(candidate, mixed.criteria, mixed.marks) == working(
        candidate, one.criteria, one.marks
    )


@given(rounds(), st.floats(1e-6, 1e6))
def test_scaling_the_weights_changes_nothing(one: Round, scale: float) -> None:
    scaled = [replace(criterion, weight=criterion.weight * scale) for criterion in one.criteria]
    assert replace(one, criteria=scaled).ranked() == one.ranked()


@given(rounds(), st.lists(st.floats(0.001, 1000), min_size=5, max_size=5))
def test_any_weights_at_all_stay_within_the_marks_and_repeat(one: Round, any_: list[float]) -> None:
    criteria = [
        replace(criterion, weight=weight)
        for criterion, weight in zip(one.criteria, any_, strict=False)
    ]
    again = replace(one, criteria=criteria)
    assert again.ranked() == again.ranked()
    for standing in again.ranked().standings:
        values = [mark.value for mark in one.marks if mark.candidate == standing.candidate]
        if standing.raw is not None:
            assert min(values) <= standing.raw <= max(values)


@given(rounds(full=True, highest=4))
def test_one_more_on_every_mark_of_a_full_panel_adds_one_and_keeps_the_order(one: Round) -> None:
    free = [replace(criterion, must_have=False) for criterion in one.criteria]
    before = replace(one, criteria=free)
    raised = replace(before, marks=[replace(mark, value=mark.value + 1) for mark in one.marks])
    for old, new in zip(before.ranked().standings, raised.ranked().standings, strict=True):
        assert old.raw is not None
        assert new.raw is not None
        assert abs(new.raw - old.raw - 1) < 1e-12
        assert (old.candidate, old.position, old.tied, old.proposed) == (
            new.candidate,
            new.position,
            new.tied,
            new.proposed,
        )


@given(rounds(full=True, highest=4), st.integers(1, 4))
def test_a_stricter_rater_in_a_full_panel_keeps_the_order(one: Round, rater: int) -> None:
    free = [replace(criterion, must_have=False) for criterion in one.criteria]
    before = replace(one, criteria=free)
    kinder = [
        replace(mark, value=mark.value + 1) if mark.rater == rater else mark for mark in one.marks
    ]
    assert [
        (standing.candidate, standing.position)
        for standing in replace(before, marks=kinder).ranked().standings
    ] == [(standing.candidate, standing.position) for standing in before.ranked().standings]


@given(rounds(full=True), st.integers(1, 5))
def test_all_equal_marks_are_one_tie(one: Round, value: int) -> None:
    free = [replace(criterion, must_have=False) for criterion in one.criteria]
    level = replace(
        one, criteria=free, marks=[replace(mark, value=value) for mark in one.marks]
    ).ranked()
    assert {standing.position for standing in level.standings} == {1}
    assert {(standing.raw, standing.spread) for standing in level.standings} == {(value, 0)}
    assert level.proposed == tuple(one.candidates)


@given(rounds(full=True))
def test_the_panels_together_are_the_raw_score_when_everything_is_marked(one: Round) -> None:
    weight_of = {
        panel: sum(criterion.weight for criterion in one.criteria if criterion.panel == panel)
        for panel in ("soft", "hard")
    }
    for standing in one.ranked().standings:
        together = sum(
            weight_of[panel] * score
            for panel, score in standing.panel_raw.items()
            if score is not None
        )
        assert standing.raw is not None
        assert abs(together / sum(weight_of.values()) - standing.raw) < 1e-12


@given(rounds())
def test_worst_raw_and_best_stand_in_this_order_and_meet_when_nothing_is_missing(
    one: Round,
) -> None:
    for standing in one.ranked().standings:
        assert standing.best is not None
        assert standing.worst is not None
        assert 1 <= standing.worst <= standing.best <= 5
        if standing.raw is not None:
            assert standing.worst <= standing.raw <= standing.best
        if standing.coverage == 1:
            assert standing.worst == standing.raw == standing.best


@given(rounds())
def test_filling_the_gaps_with_5_or_1_ends_in_best_or_worst(one: Round) -> None:
    for standing in one.ranked().standings:
        for value, bound in ((5, standing.best), (1, standing.worst)):
            filled = [
                Mark(standing.candidate, 99, criterion, value)
                for criterion in standing.missing_criteria
            ]
            steps = working(standing.candidate, one.criteria, [*one.marks, *filled])
            assert steps.total.raw == bound


@given(rounds())
@settings(max_examples=50)
def test_the_steps_end_in_the_standings_numbers(one: Round) -> None:
    for standing in one.ranked().standings:
        steps = working(standing.candidate, one.criteria, one.marks)
        assert steps.total.raw == standing.raw
        assert steps.total.coverage == standing.coverage
        assert {panel: row.raw for panel, row in steps.panels.items()} == standing.panel_raw
        assert (steps.spread, steps.best, steps.worst) == (
            standing.spread,
            standing.best,
            standing.worst,
        )


@given(rounds())
def test_a_candidate_left_out_changes_nobody_elses_numbers(one: Round) -> None:
    """The ranking of a viewer who may not see someone is computed without them."""
    hidden = one.candidates[0]
    seen = replace(
        one,
        candidates=one.candidates[1:],
        marks=[mark for mark in one.marks if mark.candidate != hidden],
    ).ranked()
    everyone = {standing.candidate: standing for standing in one.ranked().standings}
    assert hidden not in {standing.candidate for standing in seen.standings}
    for standing in seen.standings:
        same = everyone[standing.candidate]
        assert (standing.raw, standing.status, standing.spread) == (
            same.raw,
            same.status,
            same.spread,
        )

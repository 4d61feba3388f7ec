"""Rates by group, against the published example and Fisher's test worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.fairness import fairness, fisher_exact, under_four_fifths


def by_group(counts):
    return {one.group: one for one in fairness(counts).groups}


def test_the_example_of_the_questions_and_answers_of_1979() -> None:
    rates = by_group({"A": (60, 100), "B": (45, 100), "C": (48, 100), "D": (51, 100)})
    assert [rates[name].ratio for name in "BCD"] == pytest.approx([0.75, 0.80, 0.85])
    assert [name for name in "ABCD" if rates[name].flagged] == ["B"]


def test_two_of_four_groups_with_the_reference_p_value() -> None:
    found = fairness({"a": (48, 80), "b": (12, 40)})
    rates = {one.group: one for one in found.groups}
    assert found.highest == "a"
    assert rates["b"].ratio == 0.5
    assert rates["b"].p_value == pytest.approx(0.00340922, abs=5e-9)
    assert rates["b"].flagged
    assert not rates["b"].one_more_changes
    assert (rates["a"].ratio, rates["a"].p_value, rates["a"].flagged) == (1, 1, False)


def test_an_exact_four_fifths_is_not_flagged_whatever_floating_point_says() -> None:
    assert not under_four_fifths(8, 30, (10, 30))
    assert under_four_fifths(7, 30, (10, 30))
    assert 0.1 + 0.2 != 0.3  # why it is counted in whole numbers
    assert not under_four_fifths(24, 100, (30, 100))


def test_one_more_person_can_turn_a_flag_and_it_is_said() -> None:
    rates = by_group({"a": (10, 20), "b": (7, 20), "c": (2, 20), "d": (8, 20)})
    assert (rates["b"].flagged, rates["b"].one_more_changes) == (True, True)
    assert (rates["c"].flagged, rates["c"].one_more_changes) == (True, False)
    assert (rates["d"].flagged, rates["d"].one_more_changes) == (False, True)
    assert not rates["a"].one_more_changes


def test_of_a_group_under_five_nothing_is_said_and_it_is_never_the_highest() -> None:
    found = fairness({"a": (10, 20), "b": (5, 20), "few": (4, 4)})
    few = next(one for one in found.groups if one.group == "few")
    assert found.highest == "a"
    assert few.too_few
    assert (few.rate, few.ratio, few.p_value, few.flagged) == (None, None, None, False)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"a": (9, 15), "b": (1, 14)}, "29 candidates are too few"),
        ({}, "0 candidates are too few"),
        ({"a": (9, 40), "b": (1, 4)}, "fewer than two groups have 5"),
    ],
)
def test_too_few_to_say_is_said_and_nothing_else(counts, words) -> None:
    found = fairness(counts)
    assert not found.enough
    assert found.groups == ()
    assert words in (found.why_not or "")


def test_nobody_selected_is_no_ratio_and_an_impossible_count_is_refused() -> None:
    rates = by_group({"a": (0, 20), "b": (0, 20)})
    assert [(one.ratio, one.flagged, one.p_value) for one in rates.values()] == [
        (None, False, 1)
    ] * 2
    with pytest.raises(ValueError, match="a: 3 of 2"):
        fairness({"a": (3, 2)})


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_fisher_s_test_is_a_probability_and_takes_no_side(one, two, data) -> None:
    first = (data.draw(st.integers(0, one)), one)
    second = (data.draw(st.integers(0, two)), two)
    found = fisher_exact(first, second)
    assert 0 < found <= 1
    assert found == pytest.approx(fisher_exact(second, first))
    turned = fisher_exact((one - first[0], one), (two - second[0], two))
    assert found == pytest.approx(turned)

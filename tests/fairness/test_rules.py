"""What of the counts may be shown: rounded, and nothing that points at somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fairness.rules import (
    ONE_GROUP,
    TOO_FEW,
    TOO_NARROW,
    may_be_asked,
    may_be_shown_apart,
    may_tell,
    shown,
)

PAIRS = st.integers(0, 60).flatmap(
    lambda people: st.tuples(st.integers(0, people), st.just(people))
)


def line(found, group):
    return next(one for one in found.lines if one.group == group)


def test_two_of_four_groups_as_computed_elsewhere():
    found = shown({"A": (48, 80), "B": (12, 40)})
    assert found.why_not is None
    assert line(found, "A").is_highest
    assert (line(found, "B").ratio, line(found, "B").flagged) == (0.5, True)
    assert not line(found, "B").by_chance  # Fisher's p is .0034
    assert (line(found, "A").people, line(found, "B").rate) == (80, 0.3)


def test_exactly_four_fifths_is_not_flagged():
    found = shown({"A": (10, 20), "B": (8, 20)})
    assert not line(found, "B").flagged
    assert line(found, "B").one_more_changes
    assert line(found, "B").by_chance


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ({}, TOO_FEW),
        ({"A": (10, 15), "B": (7, 14)}, TOO_FEW),
        ({"A": (1, 20), "B": (3, 20)}, TOO_NARROW),
        ({"A": (20, 20), "B": (17, 20)}, TOO_NARROW),
        ({"A": (20, 36), "B": (2, 4)}, ONE_GROUP),
    ],
)
def test_why_nothing_is_shown(counts, why):
    assert shown(counts) == type(shown({}))((), why)


def test_where_everybody_came_through_nobody_is_pointed_at():
    found = shown({"A": (20, 20), "B": (20, 20)})
    assert [one.rate for one in found.lines] == [1.0, 1.0]


def test_a_group_of_four_is_there_by_its_name_alone():
    found = shown({"A": (10, 20), "B": (8, 20), "C": (4, 4)})
    few = line(found, "C")
    assert few.too_few
    assert (few.people, few.rate, few.ratio, few.flagged) == (None, None, None, False)


@given(st.dictionaries(st.sampled_from("ABCDE"), PAIRS, max_size=5))
def test_no_count_under_five_and_no_exact_one_is_ever_shown(counts):
    found = shown(counts)
    if sum(people for _, people in counts.values()) < 30:
        assert not found.lines
    for one in found.lines:
        _, people = counts[one.group]
        assert one.too_few == (people < 5)
        if not one.too_few:
            assert one.people % 5 == 0
            assert one.people >= 5
            assert abs(one.people - people) <= 2
            assert round(one.rate * 20, 6) == round(one.rate * 20)


@pytest.mark.parametrize(("elsewhere", "may"), [(0, True), (1, False), (29, False), (30, True)])
def test_a_requisition_stands_beside_the_company_only_if_the_rest_is_many(elsewhere, may):
    assert bool(may_be_shown_apart(elsewhere)) is may


@pytest.mark.parametrize(
    ("words", "choices", "already"),
    [
        ("", ("A", "B"), 0),
        ("Q", ("A",), 0),
        ("Q", ("A", "a"), 0),
        ("Q", tuple("ABCDEFGHIJKLM"), 0),
        ("Q", ("A", "x" * 121), 0),
        ("x" * 201, ("A", "B"), 0),
        ("Q", ("A", "B"), 8),
    ],
)
def test_what_cannot_be_a_question(words, choices, already):
    assert not may_be_asked(words, choices, asked_already=already)
    assert may_be_asked("Q", ("A", "B"), asked_already=7)


def test_without_consent_or_while_nobody_asks_nothing_is_taken():
    assert may_tell(asking=True, consents=True)
    assert not may_tell(asking=True, consents=False)
    assert not may_tell(asking=False, consents=True)

"""Whose absence would change the set, against leaving them out of the file."""

import numpy as np
import pytest

from app.engine.assessment import assess
from app.engine.inputs import Settings
from app.engine.ratings import ratings_from
from app.engine.without_rater import absences_of, adjusted_without
from tests.engine.tables import criteria, marks

TWO_AGAINST_ONE = """
    1 1 5
    1 2 3
    1 3 3
    2 1 1
    2 2 4
    2 3 4
    3 1 2
    3 2 1
    3 3 1
"""


def found_for(table, *, weights=(1,), panels="", top=1):
    given = marks(table)
    people = sorted({mark.candidate for mark in given})
    ratings = ratings_from(people, criteria(*weights, panels=panels), given)
    return assess(ratings, Settings(top=top))


def test_the_rater_who_alone_holds_somebody_on_the_list_is_named() -> None:
    (one,) = absences_of(found_for(TWO_AGAINST_ONE)) or ()
    assert (one.rater, one.comes_in, one.goes_out, one.incomparable) == (1, (2,), (1,), ())


def test_nobody_s_absence_changes_what_all_agree_on() -> None:
    agreed = "1 1 5\n1 2 5\n1 3 4\n2 1 3\n2 2 3\n2 3 3\n3 1 1\n3 2 2\n3 3 1"
    assert absences_of(found_for(agreed)) == ()


def test_whoever_saw_a_candidate_alone_leaves_them_without_a_place() -> None:
    table = "1 1 5 5\n1 2 4 .\n2 1 3 3\n2 2 3 .\n3 2 4 .\n3 3 . 5"
    absences = absences_of(found_for(table, weights=(1, 1), panels="sh", top=2)) or ()
    assert {one.rater: one.incomparable for one in absences} == {1: (1, 2), 2: (3,), 3: (3,)}


def test_with_one_rater_their_absence_leaves_nobody() -> None:
    (one,) = absences_of(found_for("1 1 5\n2 1 3\n3 1 2")) or ()
    assert (one.goes_out, one.incomparable) == ((1,), (1, 2, 3))


def test_without_ratings_nobody_is_absent_and_a_million_marks_are_too_many() -> None:
    empty = assess(ratings_from([1, 2], criteria(1), []), Settings())
    assert absences_of(empty) == ()


def test_the_scores_are_those_of_a_fit_without_the_rater_at_the_same_variances() -> None:
    found = found_for(TWO_AGAINST_ONE)
    used = found.panels["soft"].posterior.used
    pairs = found.panels["soft"].pairs
    rows = pairs.rater != 0
    design = np.zeros((rows.sum(), 3))
    design[np.arange(rows.sum()), pairs.candidate[rows]] = 1
    raters = np.eye(3)[pairs.rater[rows]]
    v = used.va * design @ design.T + used.vb * raters @ raters.T + used.s2 * np.eye(len(design))
    inverse = np.linalg.inv(v)
    x = pairs.x[rows]
    mean = inverse.sum(axis=0) @ x / inverse.sum()
    expected = mean + used.va * design.T @ inverse @ (x - mean) + pairs.means[0]
    assert adjusted_without(found, 0) == pytest.approx(expected)

"""Groups that share no chain of raters are told apart."""

from app.engine.connected import groups_of
from app.engine.pairs import pairs_of
from app.engine.ratings import ratings_from
from tests.engine.tables import criteria, marks


def groups(table: str) -> list[tuple[list[int], list[int]]]:
    candidates = sorted({int(line.split()[0]) for line in table.splitlines()})
    pairs = pairs_of(ratings_from(candidates, criteria(1), marks(table)), "soft")
    return [(one.candidates.tolist(), one.raters.tolist()) for one in groups_of(pairs)]


def test_a_chain_of_raters_holds_candidates_together() -> None:
    assert groups("1 1 3\n2 1 4\n2 2 5\n3 2 1") == [([0, 1, 2], [0, 1])]


def test_candidates_without_a_common_chain_are_groups_of_their_own() -> None:
    assert groups("1 1 3\n2 2 4\n3 2 5\n4 3 1") == [([1, 2], [1]), ([0], [0]), ([3], [2])]


def test_no_marks_are_no_group() -> None:
    assert groups("1 1 .") == []

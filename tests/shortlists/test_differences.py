"""What changed between two frozen versions."""

from app.shortlists.differences import Change, added, changes_between


def row(key, position=None, reason="As before"):
    return {"candidacy_id": key, "name": f"N{key}", "position": position, "reason": reason}


def frozen(finalists, left_out=(), requirements=1):
    return {"requirements_version": requirements, "finalists": finalists, "left_out": left_out}


def test_the_same_version_twice_shows_no_change():
    one = frozen([row(1, 1), row(2, 2)], [row(3)])
    assert changes_between(one, one) == []


def test_added_removed_moved_and_reasons_changed_are_named():
    before = frozen([row(1, 1), row(2, 2), row(3, 3)], [row(4), row(5)])
    after = frozen(
        [row(2, 1), row(1, 2, "Stronger on SQL"), row(4, 3)], [row(3), row(5, None, "Later")], 2
    )
    assert changes_between(before, after) == [
        Change("requirements", "Requirements", "version 1", "version 2"),
        Change("replaced", "3rd position", "N3", "N4"),
        Change("moved", "N2", "2nd", "1st"),
        Change("moved", "N1", "1st", "2nd"),
        Change("reason", "Reason for N1", "As before", "Stronger on SQL"),
        Change("reason", "Why not N5", "As before", "Later"),
    ]
    assert added(before, after) == {4}
    assert added(None, after) == set()


def test_a_longer_or_shorter_list_says_who_came_and_who_left():
    three = frozen([row(1, 1), row(2, 2), row(3, 3)])
    four = frozen([row(1, 1), row(2, 2), row(3, 3), row(4, 4)])
    assert changes_between(three, four) == [Change("added", "4th position", None, "N4")]
    assert changes_between(four, three) == [Change("removed", "4th position", "N4", None)]

"""Where picks agree and differ."""

from hypothesis import given
from hypothesis import strategies as st

from app.shortlists.agreement import agreement_of

picks = st.dictionaries(
    st.integers(1, 4), st.lists(st.integers(1, 9), unique=True, max_size=5), max_size=3
)


def test_two_picks_show_both_only_and_a_different_order():
    found = agreement_of({1: [10, 20, 30], 2: [20, 10, 40]})
    assert found.both == (10, 20)
    assert found.only == {1: (30,), 2: (40,)}
    assert found.differing == (10, 20)
    assert found.positions[10] == {1: 1, 2: 2}


def test_a_single_pick_agrees_with_itself_and_differs_from_nobody():
    found = agreement_of({1: [10, 20]})
    assert found.both == (10, 20)
    assert found.only == {}
    assert found.differing == ()


def test_no_picks_are_no_agreement():
    assert agreement_of({}).both == ()


@given(picks)
def test_everyone_picked_is_agreed_on_by_all_or_has_someone_who_did_not(picked):
    found = agreement_of(picked)
    for candidacy, by in found.positions.items():
        assert (candidacy in found.both) == (len(by) == len(picked))
    assert set(found.positions) == {one for chosen in picked.values() for one in chosen}
    for person, only in found.only.items():
        assert set(only) <= set(picked[person])

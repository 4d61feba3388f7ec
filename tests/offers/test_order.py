"""Who is up, what each place is, and where each candidacy stands."""

import pytest

from app.offers import queries


def up(requisition, make):
    return queries.up(requisition.id, make.at)


def test_nobody_is_up_before_an_order_is_signed(make):
    requisition = make.requisition()
    make.candidacy(requisition)
    assert up(requisition, make) is None


def test_the_first_of_the_order_is_up(make):
    requisition, (ana, *_) = make.hiring()
    assert up(requisition, make) == ana.id


@pytest.mark.parametrize("end", ["declined", "lapsed", "withdrawn"])
def test_after_an_end_without_a_yes_the_next_is_up(make, end):
    requisition, (ana, chau, olu) = make.hiring()
    make.offer(ana, end)
    assert up(requisition, make) == chau.id
    make.offer(chau, end)
    assert up(requisition, make) == olu.id


def test_the_next_is_up_at_the_closing_moment_with_nothing_stamped(make, clock):
    requisition, (ana, chau, *_) = make.hiring()
    offer = make.offer(ana, "open")
    clock.forward(hours=23, minutes=59, seconds=59)
    assert up(requisition, make) == ana.id
    clock.forward(seconds=1)
    assert up(requisition, make) == chau.id
    assert offer.lapsed_at is None


def test_who_left_is_passed_over(make):
    requisition, (ana, chau, olu) = make.hiring()
    ana.withdrawn_at = make.at
    chau.set_aside_at = make.at
    assert up(requisition, make) == olu.id


def test_with_a_second_place_free_the_second_is_up_beside_the_first(make):
    requisition, (ana, chau, *_) = make.hiring(places=2)
    make.offer(ana, "open")
    assert up(requisition, make) == chau.id


def test_who_accepted_is_not_up_again(make):
    requisition, (ana, chau, *_) = make.hiring(places=2)
    make.offer(ana, "accepted")
    assert up(requisition, make) == chau.id


def test_nobody_is_up_once_all_places_are_filled(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "accepted")
    assert up(requisition, make) is None


def test_nobody_is_up_when_the_order_is_used_up(make):
    requisition, finalists = make.hiring()
    for one in finalists:
        make.offer(one, "declined")
    assert up(requisition, make) is None


def test_a_draft_changes_no_turn(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "declined").dispatched_at = None
    make.session.rollback()
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "dropped")
    assert up(requisition, make) == ana.id


def test_a_later_offer_to_the_same_candidate_is_what_counts(make):
    requisition, (ana, chau, *_) = make.hiring()
    make.offer(ana, "declined")
    make.offer(ana, "open")
    assert up(requisition, make) == ana.id
    assert queries.live_offer(ana.id, make.at).version == 2
    assert chau.id != ana.id


def test_an_order_that_is_not_approved_makes_nobody_a_finalist(make):
    requisition = make.requisition()
    ana = make.candidacy(requisition)
    shortlist = make.signed_order(requisition, ana)
    make.chain(requisition, make.person(), subject_id=shortlist.id)
    assert up(requisition, make) is None
    assert queries.statuses([ana.id], make.at) == {ana.id: "in play"}


def test_statuses_of_many_come_in_one_query(make, statements):
    requisition, finalists = make.hiring(places=4, finalists=4)
    ana, chau, olu, zoe = finalists
    make.offer(ana, "accepted")
    make.offer(chau, "open")
    make.offer(olu, "declined")
    plain = make.candidacy(requisition)
    gone = make.candidacy(requisition, withdrawn_at=make.at)
    aside = make.candidacy(requisition, set_aside_at=make.at)
    ids = [one.id for one in (*finalists, plain, gone, aside)]
    with statements() as seen:
        found = queries.statuses(ids, make.at)
    assert len(seen) == 1
    assert [found[one] for one in ids] == [
        "hired",
        "offered",
        "declined",
        "finalist",
        "in play",
        "withdrawn",
        "set aside",
    ]
    assert zoe.id in found


def test_a_lapsed_offer_leaves_a_finalist(make):
    _, (ana, *_) = make.hiring()
    make.offer(ana, "lapsed")
    assert queries.statuses([ana.id], make.at) == {ana.id: "finalist"}


def test_places_are_free_held_or_filled(make, clock):
    requisition, (ana, chau, olu) = make.hiring(places=3)
    make.offer(ana, "accepted")
    make.offer(chau, "open")
    make.offer(olu, "declined")
    found = queries.places(requisition.id, make.at)
    assert [(one.status, one.name) for one in found] == [
        ("filled", "Ana Lúcia Ferreira"),
        ("held", "Nguyễn Minh Châu"),
        ("free", None),
    ]
    assert queries.free_places(requisition.id, make.at) == (1, 3)
    clock.forward(hours=24)
    assert queries.free_places(requisition.id, make.at) == (2, 3)
    assert not queries.is_filled(requisition.id)

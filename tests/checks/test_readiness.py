"""Readiness: what the policy needs, what is in, what was settled otherwise, what is missing."""

import pytest

from app.checks.queries import readiness


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana")


def of(candidacy):
    return readiness([candidacy.id], candidacy.requisition_id)[candidacy.id]


def test_with_nobody_named_a_manager_and_a_colleague_are_missing(ana):
    found = of(ana)
    assert (found.received, found.needed, found.complete) == (0, 2, False)
    assert found.missing == ("a manager's reference", "a colleague's reference")


def test_a_manager_and_a_colleague_make_it_complete(make, ana):
    make.reference_in(ana)
    assert of(ana).missing == ("a colleague's reference",)
    make.reference_in(ana, relation="colleague")
    found = of(ana)
    assert (found.received, found.complete, found.missing) == (2, True, ())


def test_two_managers_are_no_colleague(make, ana):
    make.reference_in(ana)
    make.reference_in(ana)
    found = of(ana)
    assert (found.received, found.missing) == (1, ("a colleague's reference",))


def test_named_asked_and_declined_do_not_count(make, ana):
    make.referee(ana)
    make.referee(ana, asked=True)
    make.referee(ana, relation="colleague", asked=True, declined_at=make.at)
    assert of(ana).missing == ("a manager's reference", "a colleague's reference")


def test_a_waived_reference_and_one_after_acceptance_are_settled_and_said_so(make, ana):
    make.referee(ana, asked=True, waived_at=make.at, waived_reason="On leave")
    make.referee(ana, relation="colleague", after_acceptance_at=make.at)
    found = of(ana)
    assert found.complete
    assert found.received == 0
    assert found.without == (
        "a manager's reference waived",
        "a colleague's reference after acceptance",
    )


def test_a_relation_never_named_can_be_waived_as_a_whole(make, ana):
    make.reference_waiver(ana, "manager")
    found = of(ana)
    assert found.missing == ("a colleague's reference",)
    assert found.without == ("a manager's reference waived",)


def test_a_policy_of_none_needs_none_and_one_of_two_says_how_many(make):
    none = make.requisition(policy={"references_manager": 0, "references_colleague": 0})
    two = make.requisition(policy={"references_manager": 1, "references_colleague": 2})
    assert of(make.candidacy(none)).complete
    assert of(make.candidacy(two)).missing == (
        "a manager's reference",
        "2 colleagues' references",
    )


def test_what_others_have_does_not_count(make, requisition, ana):
    bo = make.candidacy(requisition, "Bo")
    make.reference_in(bo)
    make.reference_in(bo, relation="colleague")
    found = readiness([ana.id, bo.id], requisition.id)
    assert not found[ana.id].complete
    assert found[bo.id].complete


def test_it_takes_the_same_queries_for_three_and_thirty(make, requisition, statements):
    some = [make.candidacy(requisition) for _ in range(3)]
    with statements() as few:
        readiness([one.id for one in some], requisition.id)
    some += [make.candidacy(requisition) for _ in range(27)]
    with statements() as many:
        readiness([one.id for one in some], requisition.id)
    assert len(few) == len(many)

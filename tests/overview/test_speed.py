"""The pages everybody opens all day ask little of the database, whoever looks."""

import pytest

from app.people.queries import lead
from app.scorecards.actions import ask

ROLES = ("recruiter", "hiring manager", "interviewer", "approver", "observer", "agency recruiter")
MOST = 15


@pytest.fixture
def busy(make):
    requisition = make.requisition(places=2)
    people = [make.scored(requisition, mark) for mark in (5, 4, 3, 2)]
    make.shortlist(requisition, people[:3])
    make.referee(people[0], asked=True)
    make.note(
        people[0],
        lead(requisition.id, "recruiter"),
        mentions=[make.member(requisition, "recruiter")],
    )
    make.offer(people[0], "open")
    newcomer = make.candidacy(requisition)
    rater = make.member(requisition, "interviewer")
    make.interview(newcomer, rater)
    ask(requisition, [(newcomer.id, rater.id, "hard")], by=rater, at=make.at)
    return requisition, people[0]


@pytest.mark.parametrize("role", [*ROLES, "hr", "admin"])
def test_desk_lists_candidate_and_requisition_take_fifteen_statements_at_most(
    make, client, statements, busy, role
):
    requisition, candidacy = busy
    if role in ROLES:
        person = make.member(requisition, role)
        make.interview(candidacy, person)
    else:
        person = make.person(**{role: True})
    client.sign_in(person)
    pages = (
        "/",
        "/candidates",
        f"/requisitions/{requisition.id}/candidates",
        f"/candidacies/{candidacy.id}",
        f"/requisitions/{requisition.id}",
    )
    counted = {}
    for page in pages:
        with statements() as seen:
            client.get(page)
        counted[page] = len(seen)
    assert {page: count for page, count in counted.items() if count > MOST} == {}


def test_the_decision_takes_twenty_five_statements_at_most_in_each_of_its_states(
    make, client, statements
):
    requisition = make.requisition()
    lead_recruiter = lead(requisition.id, "recruiter")
    people = [make.scored(requisition, mark) for mark in (5, 4, 3, 2)]
    client.sign_in(lead_recruiter)
    counted = {}

    def look(state, at=requisition):
        with statements() as seen:
            assert client.get(f"/requisitions/{at.id}/decision").status_code == 200
        counted[state] = len(seen)

    look("scored")
    make.picking(requisition, {lead_recruiter: people[:3]}, opened=True)
    look("picked")
    make.editing_list(requisition, people[:3])
    look("edited")
    other = make.requisition(recruiter=lead_recruiter)
    three = [make.scored(other, mark) for mark in (5, 4, 3)]
    make.picking(other, {lead_recruiter: three}, closed="Away")
    make.shortlist(other, three, approvers=[make.member(other, "approver")])
    look("put forward", other)
    make.editing_list(other, three, version=2)
    look("put forward and in work anew", other)
    assert {state: count for state, count in counted.items() if count > 25} == {}

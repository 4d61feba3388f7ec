"""Whoever owes a card reads nothing of what others think, on any page that speaks of order."""

import pytest

from app.people.queries import lead
from app.signoffs import actions as signing
from app.signoffs.queries import chain_of

PAGES = (
    "/",
    "/offers",
    "/references",
    "/messages",
    "/candidates",
    "/requisitions/{0}",
    "/requisitions/{0}/candidates",
    "/requisitions/{0}/history",
    "/requisitions/{0}/decision",
    "/requisitions/{0}/ranking",
    "/requisitions/{0}/signoffs",
    "/requisitions/{0}/references",
    "/requisitions/{0}/offers",
    "/requisitions/{0}/exports/candidates.csv",
    "/requisitions/{0}/exports/shortlist.csv",
    "/requisitions/{0}/exports/scores.csv",
    "/requisitions/{0}/exports/signoffs.csv",
    "/requisitions/{0}/exports/references.csv",
    "/requisitions/{0}/exports/offers.csv",
    "/requisitions/{0}/exports/history.csv",
    "/candidacies/{1}",
    "/candidacies/{1}/references",
    "/candidacies/{1}/arithmetic",
    "/shortlists/{2}",
)
#: Reasons on a list, words of an approver, and whatever tells the order.
PLANTED = ("Reason for number", "PLANTED", "Planted is up", "who is up", "1st in", "2nd in")


@pytest.fixture
def hiring(make):
    return make.requisition(policy={"references_manager": 0, "references_colleague": 0})


def telling(client, person, hiring, candidacy, version):
    client.sign_in(person)
    found = {}
    for page in PAGES:
        address = page.format(hiring.id, candidacy.id, version.id)
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        found[page] = answer.text
    return {page for page, text in found.items() if any(word in text for word in PLANTED)}


def test_a_list_sent_back_tells_nothing_to_whoever_is_asked_anew(make, client, hiring):
    rui = make.approver(hiring, position=1)
    people = [make.scored(hiring, mark, name) for mark, name in ((5, "Ana Planted"), (4, "Bo"))]
    people.append(make.scored(hiring, 3, "Cy"))
    version = make.shortlist(hiring, people)
    signing.send_back(chain_of("shortlist", version.id), by=rui, reason="PLANTED", at=make.at)
    late, other = (make.member(hiring, "recruiter") for _ in range(2))
    make.ask(people[0], late)
    make.session.commit()
    assert telling(client, other, hiring, people[0], version)
    assert not telling(client, late, hiring, people[0], version)


def test_an_approved_list_and_its_offers_tell_no_order_to_whoever_owes_a_card(make, client, hiring):
    people = [make.scored(hiring, mark, name) for mark, name in ((5, "Ana Planted"), (4, "Bo"))]
    people.append(make.scored(hiring, 3, "Cy"))
    left_out = make.scored(hiring, 2, "Dora")
    version = make.shortlist(hiring, people)
    make.editing_list(hiring, people, version=2)
    late, other = (make.member(hiring, "recruiter") for _ in range(2))
    make.ask(left_out, late)
    make.offer(people[1], "declined")
    make.session.commit()
    told = telling(client, other, hiring, left_out, version)
    assert told >= {"/requisitions/{0}/offers", "/shortlists/{2}", "/"}
    assert not telling(client, late, hiring, left_out, version)


def test_the_requisition_does_not_say_who_is_up_to_whoever_owes_a_card(make, client, hiring):
    people = [make.scored(hiring, mark, name) for mark, name in ((5, "Ana Planted"), (4, "Bo"))]
    make.shortlist(hiring, [*people, make.scored(hiring, 3, "Cy")])
    newcomer = make.candidacy(hiring)
    late = make.member(hiring, "recruiter")
    make.ask(newcomer, late)
    page = f"/requisitions/{hiring.id}"
    open_to = client.sign_in(lead(hiring.id, "recruiter")).get(page).text
    assert "An offer to Ana Planted, who is up" in open_to
    told = client.sign_in(late).get(page).text
    assert "An offer to whoever is up" in told
    assert "Ana Planted" not in told

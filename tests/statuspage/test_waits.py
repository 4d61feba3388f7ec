"""What a candidate reads of what we wait for: plain, without names, and the same for all."""

import re
from dataclasses import replace

import pytest

from app.people.queries import lead
from app.statuspage.rules import STANDINGS, WaitFacts, waits_for
from app.statuspage.words import HIDES, TEXTS, TITLES, WAITS, WHEN

ALL = WaitFacts("finalist", panel=True, references=True, signoff=True, on_hold=True)


def test_every_standing_has_its_words_and_every_wait_its_line():
    assert set(TEXTS) == set(TITLES) == set(WHEN) == set(STANDINGS)
    assert set(WAITS) == set(HIDES) == set(waits_for(ALL))


@pytest.mark.parametrize("key", WAITS)
def test_each_may_be_hidden_by_policy(key):
    assert key not in waits_for(replace(ALL, hidden=frozenset({key})))
    assert len(waits_for(replace(ALL, hidden=frozenset({key})))) == len(WAITS) - 1


@pytest.mark.parametrize("standing", sorted(set(STANDINGS) - {"deciding", "finalist"}))
def test_once_it_is_settled_nothing_is_waited_for(standing):
    assert waits_for(replace(ALL, standing=standing)) == ()


def test_references_are_spoken_of_to_those_who_were_asked_for_them():
    assert "references" not in waits_for(replace(ALL, standing="deciding"))


@pytest.fixture
def requisition(make):
    return make.requisition(title="Product designer")


def page_of(client, make, candidacy):
    return client.get(make.own_page(candidacy)).text


def test_a_card_that_is_owed_is_waited_for_until_it_is_in(client, make, requisition):
    ana = make.candidacy(requisition, "Ana Ferreira")
    rater = make.member(requisition, "interviewer", make.person("Rita Rater"))
    assert WAITS["panel"] not in page_of(client, make, ana)
    make.ask(ana, rater)
    page = page_of(client, make, ana)
    assert WAITS["panel"] in page
    assert "Rita Rater" not in page
    make.scorecard(ana, rater, 4, 4)
    assert WAITS["panel"] not in page_of(client, make, ana)


def test_a_list_that_waits_for_sign_offs_reads_the_same_on_it_and_off_it(client, make, requisition):
    people = [make.candidacy(requisition, f"Candidate {letter}") for letter in "ABCD"]
    approver = make.member(requisition, "approver")
    make.shortlist(requisition, people[:3], approvers=[approver])
    pages = []
    for one in people:
        page = page_of(client, make, one)
        assert WAITS["signoff"] in page
        pages.append(page.split("<main")[1].replace(one.candidate.name, "…"))
    assert len({_without_tokens(page) for page in pages}) == 1


def test_hidden_by_policy_it_is_on_no_page(client, make, requisition):
    ana = make.candidacy(requisition, "Ana Ferreira")
    make.ask(ana, make.member(requisition, "interviewer"))
    client.sign_in(lead(requisition.id, "recruiter"))
    client.post(f"/requisitions/{requisition.id}/page", data={"hides_panel": "y"})
    assert WAITS["panel"] not in page_of(client, make, ana)


def _without_tokens(page):
    page = re.sub(r"/c/[\w-]+", "/c/…", page)
    return re.sub(r'name="csrf_token"[^>]*>', "", page)

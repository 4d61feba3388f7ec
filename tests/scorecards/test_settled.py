"""Nobody owes a card for somebody whom a list that stands, or an offer, speaks of (law L1)."""

import pytest
from sqlalchemy import select

from app.core.decision import Refused
from app.offers import actions as offers
from app.offers.actions import Package
from app.people.queries import lead
from app.scorecards import actions
from app.scorecards.models import Ask
from app.scorecards.queries import owed_ids
from app.scorecards.queries.settled import settled_in
from app.signoffs import actions as signing
from app.signoffs.queries import chain_of
from tests.makers.offers import PACKAGE


@pytest.fixture
def hiring(make):
    return make.requisition()


@pytest.fixture
def recruiter(hiring):
    return lead(hiring.id, "recruiter")


@pytest.fixture
def late(make, hiring):
    """A recruiter who is asked after everybody else."""
    return make.member(hiring, "recruiter", make.person("Nuno Late"))


def asked(hiring, person, candidacy, recruiter, at):
    return actions.ask(hiring, [(candidacy.id, person.id, "hard")], by=recruiter, at=at)


def test_a_list_put_forward_ends_the_asks_of_everybody(make, db, hiring, late):
    four = [make.scored(hiring, mark) for mark in (5, 4, 3, 2)]
    cards = [make.ask(one, late) for one in (four[0], four[3])]
    make.shortlist(hiring, four[:3])
    assert not owed_ids(late.id, hiring.id)
    assert {db.session.get(Ask, one.id).ended_by for one in cards} == {"shortlist"}


def test_nobody_is_asked_about_a_finalist_until_the_list_is_sent_back(
    make, hiring, recruiter, late
):
    rui = make.approver(hiring, position=1)
    version = make.shortlist(hiring)
    finalist = make.session.get(type(make.candidacy(hiring)), version.lines[0].candidacy_id)
    with pytest.raises(Refused, match="is on the list put forward"):
        asked(hiring, late, finalist, recruiter, make.at)
    make.editing_list(hiring, [finalist], version=2)
    with pytest.raises(Refused, match="is on the list put forward"):
        asked(hiring, late, finalist, recruiter, make.at)
    signing.send_back(chain_of("shortlist", version.id), by=rui, reason="Too few", at=make.at)
    asked(hiring, late, finalist, recruiter, make.at)
    assert owed_ids(late.id, hiring.id) == {finalist.id}


def test_whoever_was_left_out_can_be_asked_about_once_a_new_version_is_begun(
    make, hiring, recruiter, late
):
    four = [make.scored(hiring, mark) for mark in (5, 4, 3, 2)]
    make.shortlist(hiring, four[:3])
    with pytest.raises(Refused, match="was left out of the list put forward"):
        asked(hiring, late, four[3], recruiter, make.at)
    make.editing_list(hiring, four[:3], version=2)
    asked(hiring, late, four[3], recruiter, make.at)
    assert owed_ids(late.id, hiring.id) == {four[3].id}


def test_somebody_brought_in_after_the_list_can_be_asked_about(make, hiring, recruiter, late):
    make.shortlist(hiring)
    newcomer = make.candidacy(hiring)
    asked(hiring, late, newcomer, recruiter, make.at)
    assert owed_ids(late.id, hiring.id) == {newcomer.id}


@pytest.mark.parametrize(
    "status", ["draft", "dropped", "open", "accepted", "declined", "lapsed", "withdrawn", "reneged"]
)
def test_nobody_is_asked_about_whoever_has_an_offer_in_any_state(
    make, hiring, recruiter, late, status
):
    candidacy = make.candidacy(hiring)
    make.offer(candidacy, status)
    assert settled_in(hiring.id) == {candidacy.id: "offered"}
    with pytest.raises(Refused, match="has an offer"):
        asked(hiring, late, candidacy, recruiter, make.at)
    assert not make.session.scalars(select(Ask)).all()


def test_an_offer_ends_what_others_owe_but_nobody_frees_themselves_by_making_one(
    make, db, hiring, recruiter, late
):
    candidacy = make.candidacy(hiring)
    card = make.ask(candidacy, late)
    package = Package(**PACKAGE)
    with pytest.raises(Refused, match="You owe a card on this candidate yourself"):
        offers.make(candidacy, package, by=late, at=make.at)
    assert owed_ids(late.id, hiring.id) == {candidacy.id}
    offers.make(candidacy, package, by=recruiter, at=make.at)
    assert not owed_ids(late.id, hiring.id)
    assert db.session.get(Ask, card.id).ended_by == "offer"


def test_everyone_in_play_means_everyone_who_can_be_asked_about(
    make, client, hiring, recruiter, late
):
    make.shortlist(hiring)
    newcomer = make.candidacy(hiring)
    data = {"people": [late.id], "whom": "all", "due_at": "2026-11-30T18:00"}
    page = client.sign_in(recruiter).get(f"/requisitions/{hiring.id}/scores").text
    assert "3 candidates cannot be asked about" in page
    answer = client.post(f"/requisitions/{hiring.id}/scores", data=data)
    assert answer.status_code == 303, answer.text
    assert set(make.session.scalars(select(Ask.candidacy_id))) == {newcomer.id}

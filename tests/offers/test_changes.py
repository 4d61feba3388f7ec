"""A change asked for: declined in words, or met by an offer that takes the first one's place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core.decision import Refused
from app.history.actions import Actor
from app.offers import actions, queries
from app.offers.actions import Package
from app.offers.models import ChangeAsked, Offer
from app.requisitions.models import Place
from tests.makers.offers import PACKAGE

WORDS = "Could the pay be 72,000, since I leave a bonus behind?"


@pytest.fixture
def offer(make):
    _, (ana, *_) = make.hiring()
    return make.offer(ana, "open")


@pytest.fixture
def link(make, offer):
    return make.offer_link(offer)


def ask(offer, make, words=WORDS):
    by = Actor("candidate", offer.candidacy_id)
    return actions.ask_for_change(offer, about="pay", words=words, by=by, at=make.at)


def better(offer, make, **changed):
    """A changed offer, drafted in the place of this one."""
    package = replace(Package(**PACKAGE), **{"amount": 7_200_000, **changed})
    return actions.draft_in_place_of(offer, package, by=make.leader(offer), at=make.at)


def sent(offer, make, clock=None):
    """Let a changed offer out by a link, so that its clock runs."""
    latest = better(offer, make)
    actions.hand_over(latest, by=make.leader(offer), at=make.at)
    return latest


def test_she_asks_by_her_page_and_both_leads_hear_of_it_without_pay(
    client, db, make, offer, link, mails
):
    before = offer.closes_at
    assert "Ask for a change</a>" in client.get(link).text
    data = {"about": "pay", "words": WORDS}
    assert client.post(link + "/change", data=data).status_code == 303
    page = client.get(link).text
    assert WORDS.split(",")[0] in page
    assert "Ask for a change</a>" not in page
    db.session.refresh(offer)
    assert offer.closes_at == before
    told = mails("team")
    assert {one.to_email for one in told} == {
        make.leader(offer, part).email for part in ("recruiter", "hiring manager")
    }
    assert not any("72,000" in one.subject + one.body for one in told)


@pytest.mark.parametrize("data", [{}, {"about": "pay", "words": " "}, {"about": "x", "words": "y"}])
def test_a_request_without_words_is_asked_again_and_changes_nothing(client, db, link, data):
    assert client.post(link + "/change", data=data).status_code == 422
    assert db.session.scalars(select(ChangeAsked)).all() == []


def test_one_change_at_a_time(make, offer):
    ask(offer, make)
    with pytest.raises(Refused, match="asked for a change already"):
        ask(offer, make)


def test_no_change_is_asked_at_the_closing_moment(client, db, clock, offer, link):
    clock.set(offer.closes_at)
    data = {"about": "pay", "words": WORDS}
    assert client.post(link + "/change", data=data).status_code == 409
    assert db.session.scalars(select(ChangeAsked)).all() == []


def test_a_no_is_said_in_words_and_the_offer_stands(client, db, make, offer, link, mails, verbs):
    asked = ask(offer, make)
    recruiter, manager = make.leader(offer), make.leader(offer, "hiring manager")
    url = f"/offers/{offer.id}/changes/{asked.id}/refusal"
    client.sign_in(manager)
    assert WORDS.split(",")[0] in client.get(f"/offers/{offer.id}").text
    assert client.post(url, data={"answer": "No."}).status_code == 403
    client.sign_out()
    client.sign_in(recruiter)
    assert client.post(url, data={"answer": " "}).status_code == 422
    assert client.post(url, data={"answer": "All of us are paid so."}).status_code == 303
    assert client.post(url, data={"answer": "Again."}).status_code == 409
    client.sign_out()
    assert "All of us are paid so." in client.get(link).text
    (told,) = mails("change")
    assert "All of us are paid so." in told.body
    assert queries.status_of(db.session.get_one(Offer, offer.id), make.at) == "open"


def test_a_changed_offer_takes_the_place_in_one_step_with_a_clock_of_its_own(
    make, offer, db, clock, verbs
):
    asked, place_id = ask(offer, make), offer.place_id
    clock.forward(hours=20)
    latest = better(offer, make)
    assert queries.status_of(offer, make.at) == "open"
    actions.hand_over(latest, by=make.leader(offer), at=make.at)
    db.session.refresh(asked)
    assert (offer.replaced_at, asked.met_at) == (make.at, make.at)
    assert latest.place_id == place_id
    assert latest.closes_at == make.at + timedelta(hours=24)
    place = db.session.get_one(Place, place_id, populate_existing=True)
    assert (place.offer_id, place.held_until) == (latest.id, latest.closes_at)
    assert queries.status_of(offer, make.at) == "replaced"
    assert "replaced" in verbs(queries.shown(offer, make.at).requisition)


def test_nothing_else_about_law_5_is_forgotten_for_a_changed_offer(make, offer):
    latest = better(offer, make, letter="Dear {name}, ____")
    with pytest.raises(Refused, match="blank to fill"):
        actions.dispatch(latest, by=make.leader(offer), at=make.at)
    assert queries.status_of(offer, make.at) == "open"


@pytest.mark.parametrize("end", ["accepted", "declined", "withdrawn", "lapsed"])
def test_what_has_ended_is_not_replaced(make, end):
    _, (ana, *_) = make.hiring()
    ended = make.offer(ana, end)
    with pytest.raises(Refused, match=end if end != "lapsed" else "ended on"):
        better(ended, make)


def test_a_draft_whose_offer_ran_out_is_a_second_offer_and_needs_a_reason(make, offer, clock):
    latest = better(offer, make)
    clock.set(offer.closes_at)
    with pytest.raises(Refused, match="ran out without an answer"):
        actions.dispatch(latest, by=make.leader(offer), at=make.at)


def test_the_mail_says_what_is_different_and_never_pay(make, offer, mails):
    better_one = better(offer, make, start_on=date(2027, 2, 1))
    actions.dispatch(better_one, by=make.leader(offer), at=make.at)
    (told,) = mails("offer")
    assert told.subject == "Your changed offer: Product designer"
    assert "Different now: pay and first day." in told.body
    assert "72,000" not in told.body


def test_the_old_link_goes_on_to_the_new_offer(client, make, offer, link):
    sent(offer, make)
    page = client.get(link).text
    assert "€\u00a072,000 a year" in page
    assert "€\u00a068,000" not in page
    assert "This offer replaces the one from" in page


def test_nobody_signs_by_the_old_page_what_they_have_not_read(client, db, make, offer, link):
    old_page = {"full_name": "Ana Lúcia Ferreira", "version": offer.version}
    latest = sent(offer, make)
    for data in (old_page, {"full_name": "Ana Lúcia Ferreira"}):
        answer = client.post(link + "/acceptance", data=data)
        assert answer.status_code == 409
        assert "A newer version replaced this offer" in answer.text
    assert client.post(link + "/decline", data={"version": offer.version}).status_code == 409
    db.session.refresh(latest)
    assert (latest.accepted_at, latest.declined_at) == (None, None)
    shown = client.get(link + "/acceptance").text
    assert f'name="version" value="{latest.version}"' in shown
    data = old_page | {"version": latest.version}
    assert client.post(link + "/acceptance", data=data).status_code == 303
    db.session.refresh(latest)
    assert latest.accepted_at is not None


def test_the_changed_offer_is_drafted_and_sent_by_hand_from_the_page(
    client, db, make, offer, outbox
):
    ask(offer, make)
    client.sign_in(make.leader(offer))
    page = client.get(f"/offers/{offer.id}/replacement").text
    assert WORDS.split(",")[0] in page
    form = {
        "title": "Product designer",
        "amount": "72,000",
        "currency": "EUR",
        "period": "year",
        "start_on": "2027-01-11",
        "location": "Lisbon",
        "letter": "Dear {name}, {pay}.",
    }
    answer = client.post(f"/offers/{offer.id}/replacement", data=form)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Send in place of version 1" in page
    assert "What changed since version 1" in page
    assert "Ana Lúcia Ferreira holds version 1, which it replaces." in page
    assert client.get(f"/offers/{offer.id}/replacement").location == answer.location
    assert client.post(answer.location + "/handover").status_code == 200
    assert "See version 2" in client.get(f"/offers/{offer.id}").text

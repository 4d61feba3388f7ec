"""A candidate withdraws by themselves: asked twice, all ends at once, and the recruiter hears."""

import pytest
from sqlalchemy import select

from app.mail.models import Message


@pytest.fixture
def requisition(make):
    return make.requisition(title="Product designer", recruiter=make.person("Beatriz Nogueira"))


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana Ferreira")


def test_the_page_leads_to_a_second_page_and_neither_withdraws(client, ana, make):
    page = make.own_page(ana)
    assert f"{page}/withdrawal" in client.get(page).text
    second = client.get(f"{page}/withdrawal").text
    assert "Would you rather stop here?" in second
    assert "Yes, I withdraw" in second
    assert ana.withdrawn_at is None


def test_the_second_yes_ends_it_with_all_that_hangs_on_it(client, ana, make, db, requisition):
    need = make.need(ana)
    make.ask(ana, make.member(requisition, "interviewer"))
    page = make.own_page(ana)
    answer = client.post(f"{page}/withdrawal", data={"note": "I stay where I am."})
    assert answer.status_code == 303
    assert ana.withdrawn_at == make.at
    assert ana.withdrawn_note == "I stay where I am."
    assert db.session.get(Message, need.message_id).void_at == make.at
    after = client.get(page).text
    assert "You withdrew" in after
    assert "Your degree certificate" not in after
    told = db.session.scalars(select(Message).where(Message.kind == "changes.withdrew")).one()
    assert told.to_name == "Beatriz Nogueira"


def test_an_open_offer_is_said_to_end_with_it(client, ana, make):
    offer = make.offer(ana, "open")
    page = make.own_page(ana)
    assert "the offer you have is declined with it" in client.get(f"{page}/withdrawal").text
    client.post(f"{page}/withdrawal")
    assert offer.declined_at == make.at


def test_an_offer_not_yet_sent_is_not_spoken_of(client, ana, make):
    make.offer(ana, "ready")
    assert "offer" not in client.get(f"{make.own_page(ana)}/withdrawal").text.casefold()


def test_once_hired_or_gone_it_is_refused_in_words(client, ana, make, db):
    make.offer(ana, "accepted")
    page = make.own_page(ana)
    assert "I would rather stop here" not in client.get(page).text
    answer = client.post(f"{page}/withdrawal")
    assert answer.status_code == 409
    assert ana.withdrawn_at is None
    assert db.session.scalars(select(Message)).first() is None


def test_twice_is_once(client, ana, make, db):
    page = make.own_page(ana)
    client.post(f"{page}/withdrawal")
    assert client.post(f"{page}/withdrawal").status_code == 409
    kept = db.session.scalars(select(Message).where(Message.kind == "changes.withdrew")).all()
    assert len(kept) == 1

"""Where no mail goes out, no page says that it does, and handing over is the act."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import actions as accounts
from app.mail.models import Message
from app.people.queries import company, lead


@pytest.fixture
def with_mail(app, smtp):
    app.config["SMTP_URL"] = smtp.url
    yield
    app.config["SMTP_URL"] = None


def invited(make):
    new = accounts.NewAccount("zoe@example.com", "Zoë", "Europe/Lisbon")
    person = accounts.invite(new, by=make.person(), at=make.at)
    make.session.commit()
    return person


def test_an_invitation_is_handed_over(client, make):
    person = invited(make)
    client.sign_in(make.person(admin=True))
    page = client.get(f"/people/{person.id}").text
    assert "No mail is sent from here. Show the link" in page
    assert "waiting to go out" not in page
    assert "Mail it again" not in page
    sent = {"name": "Bo", "email": "bo@example.com", "time_zone": "Lisbon"}
    said = client.get(client.post("/people/new", data=sent).location).text
    assert "Bo has an account, and chooses a password by the link you give them." in said


def test_an_invitation_is_mailed_where_mail_goes_out(client, make, with_mail):
    person = invited(make)
    page = client.sign_in(make.person(admin=True)).get(f"/people/{person.id}").text
    assert "The mail is waiting to go out." in page
    assert "No mail is sent from here" not in page


def test_a_referee_and_a_candidate_get_their_links_by_hand(client, make):
    requisition = make.requisition()
    ana = make.candidacy(requisition, "Ana")
    referee = make.referee(ana, "Harriet")
    client.sign_in(lead(requisition.id, "recruiter"))
    back = client.post(f"/references/{referee.id}/request").location
    page = client.get(back).text
    assert "Asked Harriet for a reference. No mail is sent from here: hand each the link." in page
    assert "Remind" not in page
    assert "Show the link" in client.get(f"/references/{referee.id}").text
    page = client.get(client.post(f"/candidacies/{ana.id}/referees/request").location).text
    assert "Ana names referees on their own page. Hand over its link." in page
    assert "Show the link" in page


def test_what_the_demo_tells_as_sent_is_not_said_to_have_been_mailed(client, make, db):
    person = invited(make)
    message = db.session.scalars(select(Message).where(Message.person_id == person.id)).one()
    message.sent_at = company().demo_loaded_at = make.at
    client.sign_in(make.person(admin=True))
    assert "In the demo" in client.get("/messages").text
    assert "mailed to nobody" in client.get(f"/messages/{message.id}").text
    message.sent_at = make.at + timedelta(minutes=1)
    assert "In the demo" not in client.get("/messages").text


@pytest.mark.parametrize("path", ["/messages", "/passwords", "/people/new"])
def test_no_page_promises_a_mail(client, make, path):
    page = client.sign_in(make.person(admin=True)).get(path).text
    assert "No mail is sent from here" in page
    assert "mail you a link" not in page.replace("cannot mail you a link", "")


def test_an_offer_is_handed_over_and_sent_only_where_mail_goes_out(client, make, app, smtp):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    client.sign_in(make.leader(requisition))
    page = client.get(f"/offers/{offer.id}").text
    assert "Hand over by a link" in page
    assert "Send the offer" not in page
    app.config["SMTP_URL"] = smtp.url
    page = client.get(f"/offers/{offer.id}").text
    app.config["SMTP_URL"] = None
    assert "Send the offer" in page
    assert "No mail is sent from here" not in page

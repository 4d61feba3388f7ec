"""Servers that refuse, greylist, stall, hang up or babble: what arrives, what is said (L10)."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.links.actions import hash_token
from app.links.models import Link
from app.mail import actions, smtp
from app.mail.delivery import IN_DOUBT_AFTER, in_doubt, send_due
from app.mail.kinds import KINDS, Kind, register
from app.mail.models import Message
from app.mail.rules import status
from app.offers.models import Offer
from app.offers.queries import status_of
from tests.mail.rough_server import DROP, STALL, RoughServer

ANA = actions.To("Ana Lúcia Ferreira", "ana@example.com")
BABBLE = b"\x00\xff\xfe?? 250\r\n"


@pytest.fixture(autouse=True)
def kind():
    register(Kind("tests.note"))
    yield
    KINDS.pop("tests.note")


@pytest.fixture
def rough(app, monkeypatch, request):
    stalls = "stall" in request.node.name
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3 if stalls else 10)
    server = RoughServer()
    app.config["SMTP_URL"] = server.url
    yield server
    app.config["SMTP_URL"] = None
    server.stop()


def write(make, db, key="k1", **more):
    more = {"subject": "Hello", "body": "Open {link}\n", **more}
    link = actions.WithLink("referee", 7)
    actions.queue("tests.note", 1, to=ANA, at=make.at, key=key, link=link, **more)
    db.session.commit()


def found(db):
    return db.session.scalars(select(Message)).one()


def stands(db, make):
    return status(found(db), in_doubt=in_doubt(found(db), make.at))


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("greeting", BABBLE),
        ("greeting", b"554 Not today\r\n"),
        ("greeting", STALL),
        ("ehlo", BABBLE),
        ("mail", DROP),
        ("mail", b"451 Greylisted\r\n"),
        ("rcpt", b"450 Greylisted\r\n"),
        ("rcpt", STALL),
        ("data", BABBLE),
        ("text", b"452 Disk full\r\n"),
    ],
)
def test_what_was_not_taken_waits_and_arrives_once_when_the_server_is_well(
    make, db, clock, rough, step, answer
):
    write(make, db)
    rough.answers = {step: answer}
    assert send_due("w1") == 0
    assert stands(db, make) == "queued"
    assert found(db).error
    rough.answers, rough.mails[:] = {}, []
    assert send_due("w1") == 0  # not at once
    clock.forward(minutes=5)
    assert send_due("w1") == 1
    assert send_due("w1") == 0
    assert stands(db, make) == "sent"
    assert len(rough.mails) == 1


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "text"])
def test_what_is_refused_for_good_has_failed_until_a_person_sends_it_again(make, db, rough, step):
    write(make, db)
    rough.answers = {step: b"550 No such person\r\n"}
    assert send_due("w1") == 0
    assert stands(db, make) == "failed"
    assert "No such person" in found(db).error
    assert send_due("w1") == 0


@pytest.mark.parametrize("answer", [DROP, STALL, BABBLE])
def test_without_a_clear_answer_to_the_text_it_goes_once_more_and_no_third_time(
    make, db, clock, rough, answer
):
    write(make, db)
    rough.answers = {"text": answer}
    for copies in (1, 2, 2):
        assert send_due("w1") == 0
        assert len(rough.mails) == copies
        clock.forward(minutes=11)
    assert stands(db, make) == "in doubt"
    ids = {re.search(r"^Message-ID: (.+?)\r", mail, re.M)[1] for mail in rough.mails}
    assert len(ids) == 1
    actions.send_again(found(db), by=make.person(), at=make.at)
    db.session.commit()
    rough.answers = {}
    assert send_due("w1") == 1


def test_a_server_that_repeats_the_mail_puts_no_token_into_our_table(make, db, rough):
    write(make, db)
    rough.answers = {"text": lambda mail: f"554 Bad: {_link(mail)}\r\n".encode()}
    send_due("w1")
    token = _link(rough.mails[0]).rsplit("/", 1)[1]
    assert db.session.scalars(select(Link.token_hash)).all() == [hash_token(token)]
    assert token not in found(db).error
    assert "[link]" in found(db).error


def test_while_a_server_stalls_the_others_wait_their_turn_untried(make, db, clock, rough):
    for number in range(5):
        write(make, db, key=f"k{number}")
    rough.answers = {"greeting": STALL}
    assert send_due("w1") == 0
    tried = select(Message.attempts).order_by(Message.id)
    assert db.session.scalars(tried).all() == [1, 0, 0, 0, 0]
    rough.answers = {}
    clock.forward(minutes=5)
    assert send_due("w1") == 5


@pytest.mark.parametrize("answer", [DROP, BABBLE])
def test_an_offer_in_doubt_is_not_sent_again_and_the_desk_says_so(
    make, db, clock, rough, client, answer
):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    offer_id, recruiter = offer.id, make.leader(requisition)
    client.sign_in(recruiter)
    assert client.post(f"/offers/{offer_id}/dispatch").status_code == 303
    rough.answers = {"text": answer}
    began = make.at
    send_due("w1")
    rough.answers = {}
    for _ in range(3):
        clock.forward(minutes=11)
        send_due("w1")
    letters = [mail for mail in rough.mails if "Accept" in mail or "/o/" in mail]
    assert len(letters) == 1
    offer = db.session.get_one(Offer, offer_id)
    assert (offer.sent_at, offer.closes_at) == (None, began + timedelta(hours=24))
    assert status_of(offer, make.at) == "on its way"
    mail = db.session.scalars(select(Message).where(Message.kind == "offers.offer")).one()
    assert in_doubt(mail, make.at)
    assert clock.now() - mail.sending_at > IN_DOUBT_AFTER
    assert "arrive" in client.get("/").text
    assert "Arrived?" in client.get("/messages?show=failed").text


def test_an_offers_clock_starts_with_the_attempt_that_was_taken(make, db, clock, rough, client):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    client.sign_in(make.leader(requisition)).post(f"/offers/{offer.id}/dispatch")
    rough.answers = {"rcpt": b"450 Greylisted\r\n"}
    send_due("w1")
    assert (offer.sending_at, offer.closes_at, offer.sent_at) == (None, None, None)
    rough.answers = {}
    taken = clock.forward(minutes=7)
    assert send_due("w1") >= 1
    assert (offer.sent_at, offer.closes_at) == (taken, taken + timedelta(hours=24))


def _link(mail: str) -> str:
    return re.search(r"http://\S+/r/\S+", mail.replace("=\r\n", "").replace("=3D", "="))[0]

"""From the outbox to the server: each message once, links minted at sending."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.links.models import Link
from app.mail import actions
from app.mail.delivery import IN_DOUBT_AFTER, TRIES, in_doubt, send_due
from app.mail.kinds import KINDS, Kind, register
from app.mail.models import Message

ANA = actions.To("Ana Lúcia Ferreira", "ana@example.com")


@pytest.fixture(autouse=True)
def kind():
    register(Kind("tests.note"))
    yield
    KINDS.pop("tests.note")


@pytest.fixture
def outbox(app, smtp):
    app.config["SMTP_URL"] = smtp.url
    yield smtp
    app.config["SMTP_URL"] = None


def write(make, key="k1", **more):
    more = {"subject": "Hello", "body": "A word.\n", **more}
    return actions.queue("tests.note", 1, to=ANA, at=make.at, key=key, **more)


def test_a_message_goes_out_once_however_often_the_worker_looks(make, db, outbox):
    write(make)
    db.session.commit()
    assert send_due("w1") == 1
    assert send_due("w1") == 0
    assert [mail.message["To"] for mail in outbox.mails] == ["Ana Lúcia Ferreira <ana@example.com>"]


def test_the_same_key_is_one_message(make, db):
    assert write(make) is not None
    assert write(make) is None


def test_a_link_exists_in_the_mail_only(make, db, outbox):
    write(make, body="Open {link}\n", link=actions.WithLink("referee", 7))
    db.session.commit()
    send_due("w1")
    token = re.search(r"/r/(\S+)", outbox.mails[0].text)[1]
    row = db.session.scalars(select(Message)).one()
    assert "{link}" in row.body
    link = db.session.scalars(select(Link)).one()
    assert (link.purpose, link.subject_id) == ("referee", 7)
    for column in (row.body, row.subject, str(row.facts), link.token_hash):
        assert token not in column


def test_facts_fill_their_places_and_braces_in_them_stay(make, db, outbox):
    write(make, body="{until} {odd} {link\n", facts={"until": "{link} x"})
    db.session.commit()
    send_due("w1")
    assert outbox.mails[0].text.strip() == "{link} x {odd} {link"


def test_without_settings_mail_stays_readable_in_the_app(make, db):
    write(make)
    db.session.commit()
    assert send_due("w1") == 0
    assert db.session.scalars(select(Message)).one().sent_at is None


def test_what_no_longer_makes_sense_is_void_not_sent(make, db, outbox):
    register(Kind("tests.note", still_true=lambda message, at: False))
    write(make)
    db.session.commit()
    send_due("w1")
    row = db.session.scalars(select(Message)).one()
    assert row.void_at is not None
    assert row.sending_at is None
    assert not outbox.mails


def test_a_refused_address_fails_for_good_and_says_why(make, db, outbox):
    outbox.refuse.add("ana@example.com")
    write(make)
    db.session.commit()
    send_due("w1")
    row = db.session.scalars(select(Message)).one()
    assert row.failed_at is not None
    assert row.error
    assert row.sending_at is None


@pytest.mark.parametrize("address", ["a@b@c", "a b@c", ""])
def test_an_address_that_is_none_fails_its_own_mail_and_stops_no_other(make, db, outbox, address):
    odd = write(make, key="odd")
    odd.to_email = address
    write(make, key="fine")
    db.session.commit()
    assert send_due("w1") == 1
    failed = db.session.scalars(select(Message).where(Message.failed_at.is_not(None))).all()
    assert [one.key for one in failed] == ["odd"]


def test_a_server_that_is_down_is_tried_again_later_and_given_up_in_the_end(app, make, db, clock):
    app.config["SMTP_URL"] = "smtp://127.0.0.1:9"
    write(make)
    db.session.commit()
    for _ in range(TRIES):
        send_due("w1")
        clock.forward(hours=2)
    app.config["SMTP_URL"] = None
    row = db.session.scalars(select(Message)).one()
    assert row.attempts == TRIES
    assert row.failed_at is not None


def test_after_a_crash_a_message_goes_out_once_more_under_the_same_id(make, db, outbox, clock):
    message = write(make)
    message.sending_at = make.at  # the worker died after saying so
    db.session.commit()
    assert send_due("w2") == 0
    clock.set(clock.now() + IN_DOUBT_AFTER)
    assert send_due("w2") == 1
    assert message.message_id in outbox.mails[0].message["Message-ID"]


def test_after_a_crash_some_kinds_wait_for_a_person(make, db, outbox, clock):
    register(Kind("tests.note", waits_for_a_person=True))
    message = write(make)
    message.sending_at = make.at
    db.session.commit()
    clock.set(clock.now() + IN_DOUBT_AFTER)
    assert in_doubt(message, clock.now())
    assert send_due("w2") == 0
    assert not outbox.mails


def test_hooks_run_with_the_moment_of_sending(make, db, outbox, clock):
    seen = []
    register(
        Kind(
            "tests.note",
            on_sending=lambda message, at: seen.append(("sending", at)),
            on_sent=lambda message, at: seen.append(("sent", message.sent_at)),
        )
    )
    write(make)
    db.session.commit()
    moment = clock.forward(minutes=5)
    send_due("w1")
    assert seen == [("sending", moment), ("sent", moment)]


def test_a_subject_cannot_bring_headers_of_its_own(make, db, outbox):
    write(make, subject="Hello\r\nBcc: eve@example.com")
    db.session.commit()
    send_due("w1")
    assert outbox.mails[0].message["Bcc"] is None


def test_a_message_waits_until_its_moment(make, db, outbox, clock):
    write(make, send_at=clock.now() + timedelta(hours=1))
    db.session.commit()
    assert send_due("w1") == 0
    clock.forward(hours=1)
    assert send_due("w1") == 1


def test_voiding_leaves_what_is_on_its_way(make, db):
    write(make)
    gone = write(make, key="k2")
    gone.sending_at = make.at
    actions.void("tests.note", 1, at=make.at, reason="She withdrew.")
    db.session.commit()
    rows = {row.key: row.void_at for row in db.session.scalars(select(Message))}
    assert rows["k1"] is not None
    assert rows["k2"] is None

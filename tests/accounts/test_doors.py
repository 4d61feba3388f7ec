"""Setting a password by link, a first one or a forgotten one."""

import re
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from app.db import unit_of_work
from app.links.actions import mint, revoke
from app.links.models import Link, Visit
from app.mail.delivery import filled_in
from app.mail.models import Message
from app.people.attempts import LIMITS
from app.people.models import Person, SignIn
from app.people.passwords import matches
from tests.client import Client

GOOD = "the tide comes in at six"


@pytest.fixture
def zoe(make):
    return make.person("Zoë", email="zoe@example.com", password=None)


def link(make, person, purpose="invitation", **lasts):
    """The path of a link, as the worker or an admin would have made it."""
    ends_at = make.at + timedelta(**(lasts or {"days": 7}))
    address = mint(purpose, person.id, at=make.at, ends_at=ends_at, person_id=person.id)
    return address.removeprefix("http://localhost")


def test_an_invited_person_sets_a_password_and_is_signed_in(client, make, db, zoe):
    path = link(make, zoe)
    page = client.get(path)
    assert (page.status_code, "Welcome, Zoë" in page.text) == (200, True)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    answer = client.post(path, data={"password": GOOD})
    assert (answer.status_code, answer.location) == (303, "/")
    assert matches(zoe.password_hash, GOOD)
    assert zoe.password_set_at == make.at
    assert client.get("/account").status_code == 200


def test_looking_at_an_invitation_changes_nothing_but_a_visit(client, make, db, zoe):
    path = link(make, zoe)
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 3
    assert db.session.scalars(select(Link)).one().used_at is None
    assert zoe.password_hash is None


def test_a_link_works_once(client, new_client, make, zoe):
    path = link(make, zoe)
    client.post(path, data={"password": GOOD})
    again = new_client().post(path, data={"password": "somebody else entirely"})
    assert again.status_code == 410
    assert "Mail me a fresh link" in again.text
    assert matches(zoe.password_hash, GOOD)
    assert new_client().get(path).status_code == 410


def test_a_second_invitation_link_ends_with_the_first_password(client, make, zoe):
    one, other = link(make, zoe), link(make, zoe)
    client.post(one, data={"password": GOOD})
    assert client.get(other).status_code == 410


def test_an_invitation_ends_after_seven_days(client, make, clock, zoe):
    path = link(make, zoe)
    clock.forward(days=7, seconds=-1)
    assert client.get(path).status_code == 200
    clock.forward(seconds=1)
    assert client.get(path).status_code == 410
    assert client.post(path, data={"password": GOOD}).status_code == 410
    assert zoe.password_hash is None


def test_a_link_of_another_purpose_or_none_opens_nothing(client, make, zoe):
    invitation = link(make, zoe).split("/")[-1]
    for path in (f"/passwords/{invitation}", "/invitations/nothing-at-all"):
        answer = client.get(path)
        assert (answer.status_code, "This link has ended" in answer.text) == (410, True)
        assert client.post(path, data={"password": GOOD}).status_code == 410
    assert zoe.password_hash is None


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "Type a password"),
        ("short one", "at least 10"),
        ("zoe@example.com", "first thing anyone would try"),
        ("aaaaaaaaaaaa", "different characters"),
        ("x" * 600, "at most 500"),
    ],
)
def test_a_weak_password_is_refused_in_words_and_the_link_stays_good(
    client, make, zoe, password, words
):
    path = link(make, zoe)
    answer = client.post(path, data={"password": password})
    assert (answer.status_code, words in answer.text) == (422, True)
    assert f'value="{password}"' not in answer.text.split('id="password"')[-1] or not password
    assert client.post(path, data={"password": GOOD}).status_code == 303


def test_somebody_switched_off_sets_no_password(client, make, zoe):
    path = link(make, zoe)
    zoe.switched_off_at = make.at
    assert client.get(path).status_code == 410
    assert client.post(path, data={"password": GOOD}).status_code == 410
    assert zoe.password_hash is None


def test_whoever_was_signed_in_at_this_browser_no_longer_is(client, make, db, zoe):
    client.sign_in(make.person("Ada"))
    client.post(link(make, zoe), data={"password": GOOD})
    assert "zoe@example.com" in client.get("/account").text
    rows = db.session.scalars(select(SignIn).order_by(SignIn.id)).all()
    assert [row.ended_at is not None for row in rows] == [True, False]


# A forgotten password


def asked(client, email):
    return client.post("/passwords", data={"email": email})


@pytest.fixture
def mail(app):
    app.config["SMTP_URL"] = "smtp://localhost:1"
    yield
    app.config["SMTP_URL"] = None


def test_asking_says_the_same_whether_or_not_the_address_is_known(client, make, db, mail):
    make.person(email="known@example.com")
    known, unknown = asked(client, "Known@example.com"), asked(client, "un@example.com")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert "If that address has an account" in client.get(known.location).text
    assert [m.to_email for m in db.session.scalars(select(Message))] == ["known@example.com"]


def test_a_reset_link_lasts_two_hours_and_ends_every_session(client, new_client, make, db, clock):
    person = make.person(email="known@example.com")
    other = new_client().sign_in(person)
    asked(client, person.email)
    message = db.session.scalars(select(Message)).one()
    assert (message.kind, message.link_purpose) == ("accounts.reset", "reset")
    assert message.link_ends_at - message.written_at == timedelta(hours=2)
    assert "{link}" in message.body
    body = filled_in(message, make.at).body
    path = re.search(r"http://localhost(/passwords/[\w-]{43})", body)[1]
    assert client.get(path).headers["Referrer-Policy"] == "no-referrer"
    assert client.post(path, data={"password": GOOD}).status_code == 303
    assert matches(person.password_hash, GOOD)
    assert other.get("/account").status_code == 303
    assert client.get("/account").status_code == 200


def test_a_reset_link_ends_after_two_hours(client, make, clock):
    person = make.person()
    path = link(make, person, "reset", hours=2)
    clock.forward(hours=2)
    before = person.password_hash
    assert client.post(path, data={"password": GOOD}).status_code == 410
    assert person.password_hash == before


def test_an_invited_person_who_asks_gets_the_invitation_again(client, db, zoe):
    asked(client, zoe.email)
    assert db.session.scalars(select(Message.kind)).all() == ["accounts.invitation"]


def test_somebody_switched_off_gets_nothing(client, make, db):
    person = make.person(switched_off_at=make.at)
    assert asked(client, person.email).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Message)) == 0


def test_asking_too_often_waits(client, make, db, clock):
    person = make.person()
    for _ in range(LIMITS["reset"]):
        assert asked(client, person.email).status_code == 303
    assert asked(client, person.email).status_code == 429
    assert len(db.session.scalars(select(Message)).all()) == LIMITS["reset"]
    clock.forward(minutes=16)
    assert asked(client, person.email).status_code == 303


def test_a_new_wish_stops_the_mail_of_the_one_before(client, make, db):
    person = make.person()
    asked(client, person.email)
    asked(client, person.email)
    first, second = db.session.scalars(select(Message).order_by(Message.id))
    assert (first.void_at is None, second.void_at is None) == (False, True)


def test_an_address_that_is_none_is_refused_in_words(client, mail):
    answer = asked(client, "nobody")
    assert (answer.status_code, "whole e-mail address" in answer.text) == (422, True)


# Races


def test_of_two_who_open_one_invitation_at_once_one_sets_the_password(race_db):
    paths = []
    with race_db.data() as make:
        for _ in range(race_db.rounds):
            person = make.person(password=None)
            paths.append((person.id, link(make, person)))

    def take(path, password):
        client = Client(race_db.app, use_cookies=True)
        return client.post(path, data={"password": password}).status_code

    for person_id, path in paths:
        words = ("the tide comes in at six", "the tide goes out at nine")
        results = race_db.together(*[partial(take, path, word) for word in words])
        assert sorted(results) == [303, 410], results
        with race_db.app.app_context(), unit_of_work() as session:
            hashed = session.get(Person, person_id).password_hash
        assert matches(hashed, words[results.index(303)])


def test_a_revoked_link_sets_no_password(client, make, zoe):
    path = link(make, zoe)
    revoke("invitation", zoe.id, at=make.at)
    assert client.post(path, data={"password": GOOD}).status_code == 410
    assert zoe.password_hash is None

"""Mail me a fresh link: the same words for everybody, a mail for those it concerns."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.links.actions import mint, revoke
from app.mail.models import Message
from app.people.attempts import LIMITS


def token(make, person, purpose, **lasts):
    ends_at = make.at + timedelta(**lasts)
    return mint(purpose, person.id, at=make.at, ends_at=ends_at).rsplit("/", 1)[1]


def ask(client, secret):
    return client.post("/fresh-links", data={"token": secret})


def kinds(db):
    return db.session.scalars(select(Message.kind).order_by(Message.id)).all()


def test_an_ended_page_offers_a_fresh_link_for_the_token_it_was_opened_with(client, make, clock):
    secret = token(make, make.person(password=None), "invitation", days=7)
    clock.forward(days=8)
    page = client.get(f"/invitations/{secret}")
    assert page.status_code == 410
    assert f'name="token" value="{secret}"' in page.text
    assert "Mail me a fresh link" in page.text


@pytest.mark.parametrize(
    ("purpose", "password", "kind"),
    [
        ("invitation", None, "accounts.invitation"),
        ("reset", "a quiet harbour at dawn", "accounts.reset"),
        ("invitation", "a quiet harbour at dawn", "accounts.reset"),
    ],
)
def test_whoever_held_an_ended_link_gets_the_one_they_need(
    client, make, db, clock, purpose, password, kind
):
    secret = token(make, make.person(password=password), purpose, hours=2)
    clock.forward(hours=3)
    assert ask(client, secret).status_code == 303
    assert kinds(db) == [kind]


def test_the_answer_is_the_same_whether_or_not_the_link_was_known(client, make, db):
    known = ask(client, token(make, make.person(), "reset", hours=2))
    unknown, nothing = ask(client, "x" * 43), ask(client, "")
    assert {one.status_code for one in (known, unknown, nothing)} == {303}
    assert {one.location for one in (known, unknown, nothing)} == {"/fresh-links"}
    assert "If that link was one of ours" in client.get("/fresh-links").text
    assert kinds(db) == ["accounts.reset"]


def test_a_revoked_link_brings_nothing(client, make, db):
    person = make.person()
    secret = token(make, person, "reset", hours=2)
    revoke("reset", person.id, at=make.at)
    assert ask(client, secret).status_code == 303
    assert kinds(db) == []


def test_a_purpose_that_mails_nothing_brings_nothing(client, make, db):
    secret = token(make, make.person(), "calendar", hours=2)
    assert ask(client, secret).status_code == 303
    assert kinds(db) == []


def test_asking_too_often_waits(client, make, db):
    secret = token(make, make.person(), "reset", hours=2)
    for _ in range(LIMITS["fresh-link"]):
        assert ask(client, secret).status_code == 303
    assert ask(client, secret).status_code == 429
    assert db.session.scalar(select(func.count()).select_from(Message)) == LIMITS["fresh-link"]


def test_one_network_address_asks_for_so_many_links_and_no_more(client):
    for number in range(LIMITS["fresh-link-address"]):
        assert ask(client, f"guess-{number}").status_code == 303
    assert ask(client, "one more guess").status_code == 429


def test_an_endless_token_is_no_trouble(client):
    assert ask(client, "x" * 100_000).status_code == 303


def test_nothing_about_an_ended_link_tells_that_it_was_ever_known(client, make, clock, statements):
    person = make.person(password=None)
    ended = token(make, person, "invitation", days=7)
    other, unknown = token(make, person, "reset", days=30), "x" * 43
    clock.forward(days=8)

    def told(method, secret):
        with statements() as seen:
            answer = method(f"/invitations/{secret}", data={"password": "long enough a word"})
        words = answer.text.replace(secret, "").split("<body", 1)[1]
        words = re.sub(r'name="csrf_token" value="[^"]+"', "", words)  # it is dated to the second
        return answer.status_code, words, len(seen)

    for method in (client.get, client.post):
        answers = {told(method, secret) for secret in (ended, other, unknown)}
        assert len(answers) == 1
        assert answers.pop()[0] == 410

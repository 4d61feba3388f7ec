"""Signing in and out, and what the guard lets through."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.people.attempts import LIMITS
from app.people.models import SignIn
from app.people.signing_in import IDLE_HOURS
from app.people.views import own_page
from tests.makers.people import PASSWORD


def sign_in(client, person, password=PASSWORD, **more):
    return client.post("/sign-in", data={"email": person.email, "password": password, **more})


def test_the_right_password_signs_in_whatever_the_case_of_the_address(client, make):
    make.person(email="Ana@Example.com")
    answer = client.post("/sign-in", data={"email": " aNA@example.com", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/")


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client, make):
    person = make.person()
    known = sign_in(client, person, "a wrong guess at it")
    unknown = client.post("/sign-in", data={"email": "x@example.com", "password": "whatever it is"})
    assert known.status_code == unknown.status_code == 422
    assert "do not fit" in known.text
    assert "do not fit" in unknown.text


def test_somebody_switched_off_cannot_sign_in(client, make):
    person = make.person(switched_off_at=make.at)
    assert sign_in(client, person).status_code == 422


def test_somebody_merely_invited_cannot_sign_in(client, make):
    assert sign_in(client, make.person(password=None)).status_code == 422


def test_the_cookie_holds_a_secret_of_which_only_the_hash_is_kept(client, db, make):
    sign_in(client, make.person())
    row = db.session.scalars(select(SignIn)).one()
    with client.session_transaction() as cookie:
        assert cookie["_user_id"] != row.secret_hash
        assert len(row.secret_hash) == 64


def test_signing_in_again_makes_a_new_secret(client, db, make):
    person = make.person()
    sign_in(client, person)
    sign_in(client, person)
    assert len({row.secret_hash for row in db.session.scalars(select(SignIn))}) == 2


def test_after_too_many_attempts_even_the_right_password_waits(client, make, clock):
    person = make.person()
    for _ in range(LIMITS["sign-in"]):
        assert sign_in(client, person, "not this one either").status_code == 422
    assert sign_in(client, person).status_code == 429
    clock.forward(minutes=16)
    assert sign_in(client, person).status_code == 303


def test_a_success_forgets_the_attempts_before_it(client, make):
    person = make.person()
    for _ in range(LIMITS["sign-in"] - 1):
        sign_in(client, person, "not this one either")
    assert sign_in(client, person).status_code == 303
    assert sign_in(client, person, "not this one either").status_code == 422


@pytest.mark.parametrize(
    "address",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", "x", "/sign-in"],
)
def test_sign_in_leads_nobody_to_another_site(address):
    assert own_page(address) == "/"


def test_sign_in_goes_on_to_the_page_that_asked_for_it(client, make):
    answer = sign_in(client, make.person(), then="/requisitions?stage=open")
    assert answer.location == "/requisitions?stage=open"


def test_a_signed_in_browser_goes_stale(client, make, clock):
    client.sign_in(make.person())
    clock.set(clock.now() + timedelta(hours=IDLE_HOURS) + timedelta(minutes=1))
    answer = client.post("/sign-out")
    assert answer.location.startswith("/sign-in")


def test_nobody_stays_signed_in_for_ever(client, make, clock):
    client.sign_in(make.person())
    for _ in range(29):
        clock.forward(hours=11)
        client.get("/sign-in")
    clock.forward(hours=20)
    assert client.get("/sign-in").status_code == 200


def test_signing_out_ends_the_session_in_the_table(client, db, make):
    client.sign_in(make.person())
    client.post("/sign-out")
    assert db.session.scalars(select(SignIn)).one().ended_at is not None


def test_reading_pages_moves_last_seen_at_most_every_five_minutes(client, db, make, clock):
    client.sign_in(make.person())
    first = db.session.scalars(select(SignIn)).one().last_seen_at
    clock.forward(minutes=4)
    client.get("/sign-in")
    assert db.session.scalars(select(SignIn)).one().last_seen_at == first
    clock.forward(minutes=2)
    client.get("/sign-in")
    assert db.session.scalars(select(SignIn)).one().last_seen_at == clock.now()

"""One's own account: name, zone, password, browsers."""

import pytest
from sqlalchemy import select

from app.people.attempts import LIMITS
from app.people.models import SignIn
from app.people.passwords import matches
from tests.makers.people import PASSWORD

NEW = "the tide comes in at six"


def change(client, old=PASSWORD, new=NEW):
    return client.post("/account/password", data={"old": old, "password": new})


@pytest.fixture
def zoe(make):
    return make.person("Zoë", email="zoe@example.com")


def test_an_account_is_its_owners(client):
    assert client.get("/account").status_code == 303
    assert client.post("/account", data={"name": "X"}).status_code == 303


def test_name_and_zone_change(client, zoe):
    client.sign_in(zoe)
    sent = {"name": " Zoë  Ångström ", "time_zone": "asia/tokyo"}
    assert client.post("/account", data=sent).status_code == 303
    assert (zoe.name, zoe.name_key, zoe.time_zone) == (
        "Zoë Ångström",
        "zoe angstrom",
        "Asia/Tokyo",
    )


@pytest.mark.parametrize("sent", [{"name": ""}, {"time_zone": "x"}, {"name": "x" * 201}])
def test_what_cannot_be_changes_nothing(client, zoe, sent):
    data = {"name": "Zoë", "time_zone": "Europe/Paris"} | sent
    assert client.sign_in(zoe).post("/account", data=data).status_code == 422
    assert (zoe.name, zoe.time_zone) == ("Zoë", "Europe/Lisbon")


def test_changing_the_password_asks_the_old_one_and_ends_other_sessions(client, new_client, zoe):
    other = new_client().sign_in(zoe)
    client.sign_in(zoe)
    assert change(client).status_code == 303
    assert matches(zoe.password_hash, NEW)
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("not my password", NEW, "not your present password"),
        ("", NEW, "Type your present password"),
        (PASSWORD, "short", "at least 10"),
        (PASSWORD, "zoe@example.com", "first thing"),
    ],
)
def test_a_wrong_old_or_weak_new_password_changes_nothing(client, zoe, old, new, words):
    answer = change(client.sign_in(zoe), old, new)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert matches(zoe.password_hash, PASSWORD)
    assert client.get("/account").status_code == 200


def test_guessing_the_old_password_is_counted(client, zoe):
    client.sign_in(zoe)
    for _ in range(LIMITS["sign-in"]):
        assert change(client, "not my password").status_code == 422
    assert change(client).status_code == 429
    assert matches(zoe.password_hash, PASSWORD)


def test_one_browser_or_all_others_are_signed_out(client, new_client, make, db, zoe):
    others = [new_client().sign_in(zoe) for _ in range(3)]
    client.sign_in(zoe)
    first = db.session.scalars(select(SignIn).order_by(SignIn.id)).first()
    client.post(f"/account/sessions/{first.id}/ending")
    assert [one.get("/account").status_code for one in others] == [303, 200, 200]
    client.post("/account/sessions/ending")
    assert [one.get("/account").status_code for one in others] == [303, 303, 303]
    assert client.get("/account").status_code == 200


def test_nobody_ends_the_session_of_another(client, new_client, make, db, zoe):
    hers = new_client().sign_in(zoe)
    row = db.session.scalars(select(SignIn)).one()
    client.sign_in(make.person())
    assert client.post(f"/account/sessions/{row.id}/ending").status_code == 404
    assert hers.get("/account").status_code == 200

"""The second factor: set up, asked at sign-in, replayed, recovered, taken away, required."""

import re

import pyotp
import pytest
from sqlalchemy import select, text

from app.accounts.views import second_step
from app.history.models import HistoryLine
from app.mail.models import Message
from app.people import codes
from app.people.attempts import LIMITS
from app.people.factor import take_code
from app.people.models import Company, RecoveryCode, SecondFactor, SignIn
from app.people.sealing import unseal
from tests.makers.factors import SECRET
from tests.makers.people import PASSWORD

STEP = "/sign-in/second-factor"
RECOVERY = "k7qm-2fnx-9abc-defg"
PAGES = "/account/second-factor"


@pytest.fixture
def zoe(make):
    return make.person("Zoë", email="zoe@example.com")


@pytest.fixture
def phone(clock):
    """Return what an authenticator app shows now for a secret."""
    return lambda secret=SECRET: pyotp.TOTP(secret).at(clock.now())


def with_password(client, person, **more):
    return client.post("/sign-in", data={"email": person.email, "password": PASSWORD, **more})


def verbs(db):
    return db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)).all()


def set_up(client, phone):
    """Set up a phone and return its secret and the recovery codes."""
    assert client.post(PAGES, data={"old": PASSWORD}).location == f"{PAGES}/phone"
    page = client.get(f"{PAGES}/phone").text
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    done = client.post(f"{PAGES}/phone", data={"code": phone(secret)})
    return secret, re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){5}", done.text)


def test_a_phone_is_set_up_by_password_picture_and_code(client, new_client, db, zoe, phone):
    elsewhere = new_client().sign_in(zoe)
    client.sign_in(zoe)
    secret, recovery = set_up(client, phone)
    assert len(set(recovery)) == codes.RECOVERY_CODES
    found = db.session.scalars(select(SecondFactor)).one()
    assert (unseal(found.secret), found.new_secret) == (secret, None)
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert verbs(db) == ["accounts.factor_set_up"]
    assert "set up" in db.session.scalars(select(Message.subject)).one()
    again = client.get(f"{PAGES}/phone")
    assert (again.status_code, secret in again.text.replace(" ", "")) == (409, False)


def test_the_picture_is_drawn_without_style_or_script(client, zoe):
    client.sign_in(zoe).post(PAGES, data={"old": PASSWORD})
    drawn = re.search(r"<svg.*?</svg>", client.get(f"{PAGES}/phone").text.split("qr mb")[1], re.S)
    assert "<path" in drawn[0]
    assert not re.search(r"style=|<style|<script|on\w+=", drawn[0])


def test_no_secret_and_no_recovery_code_is_in_any_table(client, db, zoe, phone):
    secret, recovery = set_up(client.sign_in(zoe), phone)
    for table in db.metadata.sorted_tables:
        kept = " ".join(map(str, db.session.execute(select(table)).all()))
        assert not [one for one in (secret, *recovery) if one in kept], table.name


@pytest.mark.parametrize("sent", [{"old": "not my password"}, {"old": ""}])
def test_nothing_begins_without_the_password(client, db, zoe, sent):
    assert client.sign_in(zoe).post(PAGES, data=sent).status_code == 422
    assert db.session.scalars(select(SecondFactor)).all() == []


def test_a_wrong_code_turns_nothing_on(client, db, zoe):
    client.sign_in(zoe).post(PAGES, data={"old": PASSWORD})
    answer = client.post(f"{PAGES}/phone", data={"code": "12 34"})
    assert (answer.status_code, "does not fit" in answer.text) == (422, True)
    assert db.session.scalars(select(SecondFactor.confirmed_at)).one() is None


def test_the_password_alone_opens_nothing_but_the_second_step(client, make, db, zoe, phone):
    make.second_factor(zoe)
    answer = with_password(client, zoe, then="/signoffs")
    assert answer.location == f"{STEP}?then=/signoffs"
    assert client.get("/account").status_code == 303
    assert client.get(STEP).status_code == 200
    done = client.post(answer.location, data={"code": phone()})
    assert (done.status_code, done.location) == (303, "/signoffs")
    assert client.get("/account").status_code == 200
    half, whole = db.session.scalars(select(SignIn).order_by(SignIn.id))
    assert half.ended_at is not None
    assert whole.secret_hash != half.secret_hash


def test_a_code_works_once(client, new_client, make, zoe, phone, clock):
    make.second_factor(zoe)
    with_password(client, zoe)
    assert client.post(STEP, data={"code": phone()}).location == "/"
    other = new_client()
    with_password(other, zoe)
    answer = other.post(STEP, data={"code": phone()})
    assert (answer.status_code, "used before" in answer.text) == (422, True)
    clock.forward(minutes=1)
    assert other.post(STEP, data={"code": phone()}).location == "/"


@pytest.mark.parametrize(("seconds", "status"), [(-60, 422), (-30, 303), (30, 303), (60, 422)])
def test_a_phones_clock_may_be_half_a_minute_off(client, make, zoe, clock, seconds, status):
    make.second_factor(zoe)
    with_password(client, zoe)
    code = pyotp.TOTP(SECRET).at(int(clock.now().timestamp()) + seconds)
    assert client.post(STEP, data={"code": code}).status_code == status


def test_guessing_codes_is_counted(client, make, zoe, phone):
    make.second_factor(zoe)
    with_password(client, zoe)
    for _ in range(LIMITS["factor"]):
        assert client.post(STEP, data={"code": "000000"}).status_code == 422
    answer = client.post(STEP, data={"code": phone()})
    assert (answer.status_code, second_step.SLOW_DOWN in answer.text) == (429, True)


def test_the_second_step_waits_ten_minutes_and_needs_the_first(client, make, zoe, phone, clock):
    make.second_factor(zoe)
    assert client.post(STEP, data={"code": phone()}).location == "/sign-in"
    with_password(client, zoe)
    clock.forward(minutes=10)
    assert client.post(STEP, data={"code": phone()}).location == "/sign-in"


def test_a_recovery_code_works_once_and_its_owner_is_told(client, new_client, make, db, zoe):
    make.second_factor(zoe, recovery=[RECOVERY])
    with_password(client, zoe)
    page = f"{STEP}?by=recovery"
    assert client.post(page, data={"code": "k7qm-2fnx-9abc-defh"}).status_code == 422
    typed = RECOVERY.upper().replace("-", " ")
    assert client.post(page, data={"code": typed}).location == "/"
    assert verbs(db) == ["accounts.recovery_code_used"]
    assert "recovery code was used" in db.session.scalars(select(Message.subject)).one()
    other = new_client()
    with_password(other, zoe)
    assert other.post(page, data={"code": RECOVERY}).status_code == 422


def test_a_password_set_by_mail_does_not_pass_the_second_factor(client, make, zoe):
    from app.links.actions import mint

    make.second_factor(zoe)
    link = mint("reset", zoe.id, at=make.at, ends_at=make.at.replace(hour=23), person_id=zoe.id)
    path = link.removeprefix("http://localhost")
    answer = client.post(path, data={"password": "the tide comes in at six"})
    assert answer.location == STEP
    assert client.get("/account").status_code == 303


def test_taking_it_away_needs_the_password(client, make, db, zoe):
    make.second_factor(zoe, recovery=[RECOVERY])
    client.sign_in(zoe)
    assert client.post(f"{PAGES}/removal", data={"old": "guess at it"}).status_code == 422
    assert client.post(f"{PAGES}/removal", data={"old": PASSWORD}).status_code == 303
    assert db.session.scalars(select(RecoveryCode)).all() == []
    assert verbs(db) == ["accounts.factor_removed"]


def test_new_recovery_codes_replace_the_old(client, make, db, zoe):
    make.second_factor(zoe, recovery=[RECOVERY])
    client.sign_in(zoe).post(f"{PAGES}/recovery-codes", data={"old": PASSWORD})
    kept = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert len(kept) == codes.RECOVERY_CODES
    assert codes.hash_recovery_code(RECOVERY) not in kept


@pytest.mark.parametrize(
    ("rule", "role", "asked"),
    [
        ("hr and admins", {"hr": True}, True),
        ("hr and admins", {"admin": True}, True),
        ("hr and admins", {}, False),
        ("everybody", {}, True),
        ("nobody", {"hr": True}, False),
    ],
)
def test_whoever_must_have_one_reaches_nothing_else_before(client, make, db, rule, role, asked):
    db.session.execute(text("UPDATE company SET second_factor_for = :rule"), {"rule": rule})
    client.sign_in(make.person(**role))
    for page in ("/", "/account", "/people", "/requisitions"):
        assert (client.get(page).location == PAGES) is asked
    answer = client.post("/account", data={"name": "X", "time_zone": "Europe/Paris"})
    assert (answer.location == PAGES) is asked
    assert client.get(PAGES).status_code == 200


def test_whoever_must_have_one_does_not_take_it_away(client, make, db, zoe):
    make.second_factor(zoe)
    db.session.scalars(select(Company)).one().second_factor_for = "everybody"
    answer = client.sign_in(zoe).post(f"{PAGES}/removal", data={"old": PASSWORD})
    assert (answer.status_code, "asks you for a second factor" in answer.text) == (409, True)
    assert db.session.scalars(select(SecondFactor)).one().secret is not None


def test_an_admin_takes_away_the_factor_of_another_but_not_their_own(
    client, new_client, make, db, zoe
):
    ada = make.person("Ada", admin=True)
    make.second_factor(zoe, recovery=[RECOVERY])
    make.second_factor(ada)
    hers = new_client().sign_in(zoe)
    client.sign_in(ada)
    assert client.post(f"/people/{ada.id}/second-factor/removal").status_code == 409
    assert client.post(f"/people/{zoe.id}/second-factor/removal").status_code == 303
    assert hers.get("/account").status_code == 303
    assert verbs(db) == ["accounts.factor_reset"]
    assert db.session.scalars(select(Message.to_email)).all() == [zoe.email]
    assert with_password(new_client(), zoe).location == "/"


def test_a_secret_sealed_by_another_installation_opens_nothing(app, make, zoe):
    sealed = make.second_factor(zoe).secret
    kept = app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = "another"
    try:
        assert (unseal(sealed), take_code(zoe.id, "000000", at=make.at)) == (None, False)
    finally:
        app.config["SECRET_KEY"] = kept

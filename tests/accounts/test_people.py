"""The pages of accounts that an admin works with."""

import re

import pytest
from sqlalchemy import func, select

from app.accounts import queries
from app.history.models import HistoryLine
from app.links.models import Link
from app.mail.models import Message
from app.people.models import Person, SignIn
from app.people.queries import company

NEW = {"name": "Zoë Ångström", "email": "Zoe@Example.com", "time_zone": "Europe/Oslo"}


@pytest.fixture
def ada(make):
    return make.person("Ada", email="ada@example.com", admin=True)


def invited(db, email="zoe@example.com"):
    return db.session.scalar(select(Person).where(Person.email_key == email))


def messages(db, kind="accounts.invitation"):
    return list(
        db.session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id))
    )


GETS = ("/people", "/people/new", "/people/{id}")
POSTS = (
    "/people/new",
    "/people/{id}/roles",
    "/people/{id}/invitation",
    "/people/{id}/invitation-link",
    "/people/{id}/switching-off",
    "/people/{id}/switching-on",
)


@pytest.mark.parametrize("path", GETS + POSTS)
def test_accounts_are_for_admins_only(client, new_client, make, db, path):
    someone = make.person("Bo", password=None)
    path = path.format(id=someone.id)
    for other in (
        make.person(),
        make.person(hr=True),
        make.member(make.requisition(), "recruiter"),
    ):
        visitor = new_client().sign_in(other)
        assert visitor.post(path).status_code in (403, 405)
        assert visitor.get(path).status_code in (403, 405)
    assert client.get(path).status_code in (303, 405)
    assert db.session.scalar(select(func.count()).select_from(Message)) == 0
    assert db.session.get(Person, someone.id).active


def test_an_invitation_makes_an_account_without_password_and_a_mail_without_token(client, db, ada):
    answer = client.sign_in(ada).post("/people/new", data=NEW | {"hr": "y"})
    zoe = invited(db)
    assert (answer.status_code, answer.location) == (303, f"/people/{zoe.id}")
    assert (zoe.name, zoe.email, zoe.is_hr, zoe.is_admin) == (
        NEW["name"],
        NEW["email"],
        True,
        False,
    )
    assert zoe.password_hash is None
    (message,) = messages(db)
    assert (message.to_email, message.link_purpose, message.link_subject_id) == (
        "Zoe@Example.com",
        "invitation",
        zoe.id,
    )
    assert "{link}" in message.body
    assert (message.link_ends_at - message.written_at).days == 7
    assert db.session.scalar(select(func.count()).select_from(Link)) == 0
    verbs = db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)).all()
    assert verbs == ["accounts.invited", "accounts.made_hr"]


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"email": "ADA@example.com"}, 409, "Ada has an account"),
        ({"email": "nobody"}, 422, "whole e-mail address"),
        ({"email": ""}, 422, "whole e-mail address"),
        ({"name": "  "}, 422, "Type their name"),
        ({"name": "x" * 201}, 422, "200"),
        ({"time_zone": "Mars/Olympus"}, 422, "Europe/Lisbon"),
    ],
)
def test_a_wrong_invitation_is_refused_in_words_and_nobody_is_made(
    client, db, ada, change, status, words
):
    answer = client.sign_in(ada).post("/people/new", data=NEW | change)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1
    assert messages(db) == []


def test_sending_the_invitation_again_stops_the_one_still_waiting(client, make, db, ada):
    client.sign_in(ada).post("/people/new", data=NEW)
    zoe = invited(db)
    assert client.post(f"/people/{zoe.id}/invitation").status_code == 303
    first, second = messages(db)
    assert first.void_at is not None
    assert second.void_at is None


def test_the_link_is_shown_once_by_hand_and_history_says_so(client, make, db, ada):
    zoe = make.person("Zoë", password=None)
    answer = client.sign_in(ada).post(f"/people/{zoe.id}/invitation-link")
    link = re.search(r'value="(http://localhost/invitations/[\w-]{43})"', answer.text)[1]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "/invitations/" not in client.get(f"/people/{zoe.id}").text
    assert db.session.scalars(select(HistoryLine.verb)).all() == ["accounts.link_shown"]
    assert "Welcome, Zoë" in client.get(link.removeprefix("http://localhost")).text


def test_no_link_is_shown_once_a_password_is_set(client, make, db, ada):
    zoe = make.person("Zoë")
    answer = client.sign_in(ada).post(f"/people/{zoe.id}/invitation-link")
    assert (answer.status_code, "has set a password" in answer.text) == (409, True)
    assert db.session.scalar(select(func.count()).select_from(Link)) == 0


@pytest.mark.parametrize("roles", [{"admin": "y", "hr": "y"}, {"hr": "y"}, {}])
def test_nobody_changes_their_own_roles_not_even_with_another_admin(client, make, db, ada, roles):
    make.person("Bo", admin=True)
    answer = client.sign_in(ada).post(f"/people/{ada.id}/roles", data=roles)
    assert (answer.status_code, "Nobody changes their own roles" in answer.text) == (409, True)
    assert (ada.is_admin, ada.is_hr) == (True, False)
    assert db.session.scalars(select(HistoryLine.verb)).all() == []
    assert "Save the roles" not in client.get(f"/people/{ada.id}").text


def test_an_admin_changes_the_roles_of_another(client, make, ada):
    zoe = make.person("Zoë", admin=True)
    client.sign_in(ada).post(f"/people/{zoe.id}/roles", data={"hr": "y"})
    assert (zoe.is_hr, zoe.is_admin) == (True, False)


def test_a_new_hr_person_is_in_history_and_told_to_hr_and_the_other_admins(client, make, db, ada):
    hana, bo = make.person("Hana", hr=True), make.person("Bo", admin=True)
    make.person("Gone", hr=True, switched_off_at=make.at)
    zoe = make.person("Zoë")
    client.sign_in(ada).post(f"/people/{zoe.id}/roles", data={"hr": "y"})
    verbs = ["accounts.roles_changed", "accounts.made_hr"]
    assert db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)).all() == verbs
    told = messages(db, "accounts.made_hr")
    assert [message.to_email for message in told] == [hana.email, bo.email]
    assert "Ada gave Zoë" in told[0].body
    client.post(f"/people/{zoe.id}/roles", data={"hr": "y", "admin": "y"})
    assert len(messages(db, "accounts.made_hr")) == 2


def test_the_invitation_of_somebody_in_hr_is_not_shown_by_hand_to_an_admin(client, make, db, ada):
    zoe = make.person("Zoë", password=None, hr=True)
    answer = client.sign_in(ada).post(f"/people/{zoe.id}/invitation-link")
    assert (answer.status_code, "by mail only" in answer.text) == (409, True)
    assert db.session.scalar(select(func.count()).select_from(Link)) == 0


def test_switching_off_signs_a_person_out_and_ends_their_links(client, new_client, make, db, ada):
    zoe = make.person("Zoë")
    hers = new_client().sign_in(zoe)
    new_client().post("/passwords", data={"email": zoe.email})
    assert hers.get("/account").status_code == 200
    assert client.sign_in(ada).post(f"/people/{zoe.id}/switching-off").status_code == 303
    assert hers.get("/account").status_code == 303
    ended = select(SignIn.ended_at).where(SignIn.person_id == zoe.id)
    assert db.session.scalars(ended).one() is not None
    assert messages(db, "accounts.reset")[0].void_at is not None
    client.post(f"/people/{zoe.id}/switching-on")
    assert zoe.active


def test_a_lead_of_an_open_requisition_is_not_switched_off_before_another_leads(
    client, make, db, ada
):
    zoe = make.person("Zoë")
    make.requisition(code="SDE-1", manager=zoe)
    make.requisition(code="OLD-1", recruiter=zoe, stage="closed")
    answer = client.sign_in(ada).post(f"/people/{zoe.id}/switching-off")
    assert answer.status_code == 409
    assert "Choose who takes this on: Lead hiring manager in SDE-1." in answer.text
    assert "OLD-1" not in answer.text
    assert zoe.active


def test_nobody_switches_off_themselves(client, make, ada):
    make.person(admin=True)
    answer = client.sign_in(ada).post(f"/people/{ada.id}/switching-off")
    assert (answer.status_code, "your own account" in answer.text) == (409, True)
    assert ada.active


def test_nobody_there_is_404(client, ada):
    client.sign_in(ada)
    assert client.get("/people/999").status_code == 404
    assert client.post("/people/999/roles").status_code == 404


def test_the_list_says_roles_and_state_and_finds_names_without_their_marks(client, make, ada):
    zoe = make.person("Zoë Ångström", hr=True)
    make.member(make.requisition(), "interviewer", zoe)
    make.member(make.requisition(), "interviewer", zoe)
    make.person("Bo", password=None)
    make.person("Cy", switched_off_at=make.at)
    row = queries.row(zoe)
    assert (row.roles, row.state) == (("hr", "interviewer"), "active")
    text = client.sign_in(ada).get("/people").text
    assert all(word in text for word in ("HR, interviewer", "Invited", "Switched off"))
    found = client.get("/people?q=angstrom").text
    assert ("Zoë Ångström" in found, ">Bo<" in found) == (True, False)
    assert "Nobody is called that" in client.get("/people?q=%25").text


def test_the_list_goes_on_and_asks_no_more_of_the_database(client, make, ada, statements):
    def asked():
        client.get("/people")
        with statements() as seen:
            assert client.get("/people").status_code == 200
        return len(seen)

    client.sign_in(ada)
    requisition = make.requisition()
    few = asked()
    for _ in range(60):
        make.member(requisition, "interviewer")
    assert asked() == few
    second = client.get("/people?page=2").text
    assert second.count('class="name"') == 63 - queries.PAGE


def test_a_person_page_names_their_parts(client, make, ada):
    zoe = make.person("Zoë")
    make.requisition(title="Data engineer", code="SDE-1", recruiter=zoe)
    text = client.sign_in(ada).get(f"/people/{zoe.id}").text
    assert "Data engineer" in text
    assert "Lead recruiter" in text


def test_an_admin_names_the_company_and_its_zone(client, make, db):
    client.sign_in(make.person(admin=True))
    assert client.post("/people/company", data={"name": "", "time_zone": "x"}).status_code == 422
    sent = {"name": " Atlas  Labs ", "time_zone": "porto"}
    assert client.post("/people/company", data=sent).status_code == 303
    assert (company().name, company().time_zone) == ("Atlas Labs", "Europe/Lisbon")
    assert "Atlas Labs" in client.get("/people/company").text
    assert client.sign_in(make.person(hr=True)).get("/people/company").status_code == 403

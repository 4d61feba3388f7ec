"""The company's rules of signing in, and an admin who signs a person out everywhere."""

import pytest
from sqlalchemy import select

from app.history.models import HistoryLine
from app.people.models import Company

RULES = {"factor_for": "hr and admins", "idle_hours": "2", "session_days": "3"}


@pytest.fixture
def ada(make):
    return make.person("Ada", admin=True)


def test_an_admin_shortens_silence_and_length_of_a_session(
    client, new_client, make, db, ada, clock
):
    zoe = make.person("Zoë")
    silent, busy = new_client().sign_in(zoe), new_client().sign_in(zoe)
    answer = client.sign_in(ada).post("/people/rules", data=RULES | {"factor_for": "nobody"})
    assert answer.status_code == 303
    assert db.session.scalars(select(HistoryLine.verb)).all() == ["accounts.rules_changed"]
    clock.forward(minutes=90)
    assert busy.get("/account").status_code == 200
    clock.forward(minutes=31)
    assert silent.get("/account").status_code == 303
    for _ in range(36):
        assert busy.get("/account").status_code == 200
        clock.forward(minutes=119)
    assert busy.get("/account").status_code == 303


@pytest.mark.parametrize(
    "change", [{"idle_hours": "0"}, {"session_days": "31"}, {"factor_for": "x"}, {"idle_hours": ""}]
)
def test_rules_that_cannot_be_change_nothing(client, db, ada, change):
    assert client.sign_in(ada).post("/people/rules", data=RULES | change).status_code == 422
    company = db.session.scalars(select(Company)).one()
    assert (company.idle_hours, company.second_factor_for) == (None, None)


def test_rules_are_an_admins(client, make):
    assert client.sign_in(make.person(hr=True)).post("/people/rules", data=RULES).status_code == 403


def test_an_admin_signs_a_person_out_everywhere(client, new_client, make, db, ada):
    zoe = make.person("Zoë")
    hers = [new_client().sign_in(zoe) for _ in range(2)]
    client.sign_in(ada)
    assert "2 browsers" in client.get(f"/people/{zoe.id}").text
    assert client.post(f"/people/{zoe.id}/sessions/ending").status_code == 303
    assert [one.get("/account").status_code for one in hers] == [303, 303]
    assert client.get("/account").status_code == 200
    assert db.session.scalars(select(HistoryLine.verb)).all() == ["accounts.signed_out"]

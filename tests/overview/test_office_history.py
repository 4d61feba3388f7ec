"""The office's own history: accounts, roles and settings, for admins alone."""

import pytest

from app.core.csv import parse
from app.history.actions import WORKER, record
from app.history.models import HistoryChain


@pytest.fixture
def admin(make):
    return make.person("Sofia Almeida", admin=True)


@pytest.fixture
def write(make, db):
    def writing(verb, subject, by=WORKER, **detail):
        candidacy_id = detail.pop("candidacy_id", None)
        record(
            verb,
            by=by,
            at=make.at,
            subject=subject,
            requisition_id=None,
            candidacy_id=candidacy_id,
            **detail,
        )
        db.session.commit()

    return writing


def test_an_admin_reads_it_in_sentences_with_names(client, admin, make, write):
    rui = make.person("Rui Tavares")
    write("accounts.roles_changed", rui, by=admin, person_id=rui.id, roles="hr")
    rui.name = "Rui Tavares Lopes"
    page = client.sign_in(admin).get("/history").text
    assert "changed the roles of Rui Tavares Lopes to hr" in page
    assert 'href="/history"' in client.get("/people").text


def test_nothing_of_a_requisition_or_a_candidate_stands_in_it(client, admin, make, write, db):
    candidacy = make.candidacy(make.requisition(), "Ana Sá")
    requisition_id = candidacy.requisition_id
    write("tests.spoke", admin, candidacy_id=candidacy.id, reason="Loved by the whole panel")
    record(
        "tests.opened_it",
        by=admin,
        at=make.at,
        subject=candidacy,
        requisition_id=requisition_id,
        candidacy_id=candidacy.id,
    )
    db.session.commit()
    client.sign_in(admin)
    for text in (client.get("/history").text, client.get("/history.csv").text):
        assert "tests" in text
        assert "Ana Sá" not in text
        assert "Loved by" not in text
        assert "opened" not in text


def test_it_is_read_page_by_page(client, admin, make, write):
    for _ in range(51):  # a page holds 50
        write("accounts.joined", admin, by=admin)
    client.sign_in(admin)
    assert 'href="/history?before=2"' in client.get("/history").text
    last = client.get("/history?before=2").text
    assert last.count("set a first password") == 1
    for beyond in ("0", "-3", "x", str(10**30)):
        assert client.get(f"/history?before={beyond}").status_code == 200


def test_its_file_has_the_columns_of_every_history(client, admin, write, db):
    write("accounts.joined", admin, by=admin)
    answer = client.sign_in(admin).get("/history.csv")
    assert "office-history-" in answer.headers["Content-Disposition"]
    heading, row = parse(answer.data)
    assert heading == ["line", "at", "who", "on_behalf_of", "verb", "subject", "detail", "hash"]
    cells = dict(zip(heading, row, strict=True))
    assert (cells["who"], cells["verb"]) == ("Sofia Almeida", "accounts.joined")
    assert cells["hash"] == db.session.query(HistoryChain.last_hash).filter_by(is_office=1).scalar()


@pytest.mark.parametrize("who", ["recruiter", "hiring manager", "hr"])
def test_nobody_else_may_read_it(client, make, who):
    person = make.person(hr=True) if who == "hr" else make.member(make.requisition(), who)
    client.sign_in(person)
    assert client.get("/history").status_code == 403
    assert client.get("/history.csv").status_code == 403


def test_it_asks_as_often_for_3_lines_as_for_300(client, admin, make, write, statements):
    client.sign_in(admin)
    counts = []
    for count in (3, 297):
        for _ in range(count):
            write("accounts.joined", admin, by=admin)
        with statements() as seen:
            assert client.get("/history").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]

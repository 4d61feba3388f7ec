"""A copy of their data: to the known address, theirs alone, made as the mail goes out."""

import io
import json
import zipfile

import pytest
from sqlalchemy import select

from app.candidates import actions as candidates
from app.history.models import HistoryLine
from app.mail.delivery import send_due
from app.mail.models import Message
from app.statuspage.queries.copies import copy_file, data_of

PDF = b"%PDF-1.7\n%\xe2\xe3\n%%EOF"


@pytest.fixture
def requisition(make):
    return make.requisition(title="Product designer", recruiter=make.person("Beatriz Nogueira"))


@pytest.fixture
def ana(make, requisition):
    person = make.candidate("Ana Ferreira", email="ana@example.org", phone="+351 900 100 200")
    return make.candidacy(requisition, candidate=person, notes="Planted remark of a recruiter")


@pytest.fixture
def outbox(app, smtp):
    app.config["SMTP_URL"] = smtp.url
    yield smtp
    app.config["SMTP_URL"] = None


def told(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_it_goes_to_the_address_we_know_as_a_file(client, outbox, ana, make, db):
    page = make.own_page(ana)
    assert "to the address we know" in client.get(f"{page}/copy").text
    answer = client.post(f"{page}/copy", data={"email": "thief@example.net"})
    assert answer.status_code == 303
    send_due("worker")
    [mail] = outbox.mails
    assert mail.recipients == ["ana@example.org"]
    [file] = mail.message.iter_attachments()
    assert file.get_filename() == "your-data.zip"
    data = json.loads(told(file.get_content())["your-data.json"])
    assert data["contact"]["phone"] == "+351 900 100 200"
    assert data["applications"][0]["for"] == "Product designer"
    lines = db.session.scalars(select(HistoryLine).where(HistoryLine.verb.like("%copy_asked")))
    assert [(one.actor_kind, one.candidacy_id) for one in lines] == [("candidate", ana.id)]


def test_it_holds_nothing_of_others_nor_what_others_wrote(make, requisition, ana, clock):
    rater = make.member(requisition, "interviewer", make.person("Rita Planted-Rater"))
    make.interview(ana, rater)
    make.scorecard(ana, rater, 5, 4, notes="Planted words of a card")
    make.reference_in(ana, "Harriet Planted-Referee", comment="Planted words of a reference")
    make.note(ana, rater, text="Planted words of a note")
    make.candidacy(requisition, "Bo Planted-Rival")
    make.offer(ana, "draft", amount=7_321_000)
    ana.set_aside_at, ana.set_aside_reason = make.at, "Planted reason of a no"
    recruiter = make.leader(requisition)
    candidates.attach(
        ana, filename="Planted-sheet-of-ours.pdf", data=PDF, by=recruiter, at=make.at, kind="other"
    )
    make.session.flush()
    packed = told(copy_file(ana.candidate_id, make.at))
    whole = b"\n".join(packed.values()).decode()
    for hidden in ("Planted", "Rita", "Harriet", "Bo ", "73210", "7321000", "set_aside", "score"):
        assert hidden not in whole, hidden
    assert not any("sheet" in name for name in packed)
    assert "Ana Ferreira" in whole


def test_what_they_sent_on_their_page_comes_back_to_them(client, make, ana):
    need = make.need(ana)
    client.post(
        f"{make.own_page(ana)}/needs/{need.id}", data={"file": (io.BytesIO(PDF), "degree.pdf")}
    )
    packed = told(copy_file(ana.candidate_id, make.at))
    assert PDF in packed.values()


def test_once_a_day(client, ana, make, db, clock):
    page = make.own_page(ana)
    assert client.post(f"{page}/copy").status_code == 303
    refused = client.post(f"{page}/copy")
    assert refused.status_code == 409
    assert "in the last 24 hours" in refused.text
    clock.forward(hours=24)
    assert client.post(f"{page}/copy").status_code == 303
    assert len(db.session.scalars(select(Message)).all()) == 2


def test_without_an_address_it_goes_nowhere(client, ana, make, db):
    page = make.own_page(ana)
    ana.candidate.email = ana.candidate.email_key = None
    assert client.post(f"{page}/copy").status_code == 409
    assert db.session.scalars(select(Message)).first() is None


def test_it_does_not_go_to_an_address_that_is_no_longer_theirs(client, outbox, ana, make, db):
    client.post(f"{make.own_page(ana)}/copy")
    ana.candidate.email = "ana.new@example.net"
    db.session.commit()
    send_due("worker")
    assert not outbox.mails


def test_it_holds_every_application_of_theirs(make, ana):
    other = make.requisition(title="Data engineer")
    make.candidacy(other, candidate=ana.candidate)
    titles = [one["for"] for one in data_of(ana.candidate)["applications"]]
    assert titles == ["Product designer", "Data engineer"]


def test_it_goes_even_if_they_withdraw_right_after(client, outbox, ana, make, db):
    client.post(f"{make.own_page(ana)}/copy")
    client.post(f"{make.own_page(ana)}/withdrawal")
    send_due("worker")
    assert "ana@example.org" in {to for mail in outbox.mails for to in mail.recipients}

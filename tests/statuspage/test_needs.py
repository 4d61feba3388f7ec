"""What we need of a candidate: asked by mail and page, sent there, safe, and settled once."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.candidates.models import Attachment
from app.db import db as database
from app.mail.models import Message
from app.people.queries import lead
from app.statuspage.models import Need
from tests.conftest import new_client_of

PDF = b"%PDF-1.7\n%\xe2\xe3\n%%EOF"


@pytest.fixture
def requisition(make):
    return make.requisition(title="Product designer", recruiter=make.person("Beatriz Nogueira"))


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana Ferreira")


@pytest.fixture
def recruiter(requisition, client):
    person = lead(requisition.id, "recruiter")
    client.sign_in(person)
    return person


def sent(data, name="degree.pdf"):
    return {"file": (io.BytesIO(data), name)}


def needs(db):
    return list(db.session.scalars(select(Need).order_by(Need.id)))


def test_a_recruiter_asks_for_a_document_by_its_name(client, recruiter, ana, make, db):
    answer = client.post(
        f"/candidacies/{ana.id}/needs",
        data={"kind": "document", "words": "Your degree certificate", "due_on": "2026-11-27"},
    )
    assert answer.status_code == 303
    message = db.session.scalars(select(Message)).one()
    assert (message.kind, message.composed) == ("statuspage.needed", True)
    assert message.facts["words"] == "Your degree certificate"
    page = client.get(make.own_page(ana)).text
    assert "Your degree certificate" in page
    assert "By Friday 27 November, 18:00" in page
    assert "Send the document" in page


def test_the_document_comes_with_the_candidacy_and_to_the_desk(client, recruiter, ana, make, db):
    need = make.need(ana)
    page = make.own_page(ana)
    answer = client.post(f"{page}/needs/{need.id}", data=sent(PDF))
    assert answer.status_code == 303
    kept = db.session.scalars(select(Attachment)).one()
    assert (kept.filename, kept.candidacy_id, kept.added_by_id) == ("degree.pdf", ana.id, None)
    assert "What you sent us" in client.get(page).text
    assert "Ana Ferreira sent what you asked for" in client.get("/").text
    theirs = client.get(f"/candidacies/{ana.id}/page").text
    assert f"/attachments/{kept.id}" in theirs
    client.post(f"/needs/{need.id}/reading")
    assert "sent what you asked for" not in client.get("/").text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("degree.pdf", b"<html><script>alert(1)</script></html>"),
        ("degree.pdf", PDF + b"<script>alert(1)</script>"),
        ("degree.html", b"<html></html>"),
        ("degree.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("degree.exe", b"MZ"),
        ("degree.pdf", b""),
    ],
)
def test_what_is_not_what_it_is_called_is_refused_in_words(client, ana, make, db, name, data):
    need = make.need(ana)
    answer = client.post(f"{make.own_page(ana)}/needs/{need.id}", data=sent(data, name))
    assert answer.status_code == 422
    assert db.session.scalars(select(Attachment)).first() is None
    assert needs(db)[0].answered_at is None


def test_an_answer_in_words_is_read_as_it_was_written(client, recruiter, ana, make, db):
    need = make.need(ana, "When could you begin?", kind="question")
    page = make.own_page(ana)
    client.post(f"{page}/needs/{need.id}", data={"words": "On 1 March <b>at noon</b>"})
    assert needs(db)[0].answer == "On 1 March <b>at noon</b>"
    theirs = client.get(f"/candidacies/{ana.id}/page").text
    assert "On 1 March &lt;b&gt;at noon&lt;/b&gt;" in theirs


def test_a_question_wants_words_and_a_document_a_file(client, ana, make, db):
    asked, wanted = make.need(ana, "When?", kind="question"), make.need(ana)
    page = make.own_page(ana)
    assert client.post(f"{page}/needs/{asked.id}", data=sent(PDF)).status_code == 422
    assert client.post(f"{page}/needs/{wanted.id}", data={"words": "No"}).status_code == 422
    long = {"words": "x" * 5_001}
    assert client.post(f"{page}/needs/{asked.id}", data=long).status_code == 422
    assert all(one.answered_at is None for one in needs(db))


def test_nobody_opens_or_answers_what_is_needed_of_another(client, requisition, ana, make):
    bo = make.candidacy(requisition, "Bo Rival")
    need = make.need(bo, "Bo’s own papers")
    address = f"{make.own_page(ana)}/needs/{need.id}"
    assert client.get(address).status_code == 404
    assert client.post(address, data=sent(PDF)).status_code == 404


def test_what_waits_for_its_release_is_on_no_page(client, ana, make, db):
    need = make.need(ana, "Planted before its release")
    page = make.own_page(ana)
    assert "Planted before its release" in client.get(page).text
    message = db.session.get(Message, need.message_id)
    message.held_at, message.queued_at = make.at, None
    assert "Planted before its release" not in client.get(page).text
    assert client.get(f"{page}/needs/{need.id}").status_code == 404
    message.held_at = None  # sent back to its writer: a draft again
    assert "Planted before its release" not in client.get(page).text
    message.held_at = message.released_at = message.queued_at = make.at
    assert "Planted before its release" in client.get(page).text
    message.body = "HR says it otherwise. {link}"
    text = client.get(page).text
    assert "Planted before its release" not in text
    assert "What we asked you for by mail" in text
    message.void_at = make.at
    assert "What we asked you for" not in client.get(page).text


def test_taken_back_it_is_off_the_page_and_its_mail_stopped(client, recruiter, ana, make, db):
    need = make.need(ana)
    page = make.own_page(ana)
    assert client.post(f"/needs/{need.id}/taking-back").status_code == 303
    assert "Your degree certificate" not in client.get(page).text
    assert db.session.get(Message, need.message_id).void_at == make.at
    assert client.post(f"{page}/needs/{need.id}", data=sent(PDF)).status_code == 404
    again = client.post(f"/needs/{need.id}/taking-back")
    assert again.status_code == 409
    assert "taken back already" in again.text


def test_an_answer_after_it_ended_is_refused(client, ana, make, db):
    need = make.need(ana)
    page = make.own_page(ana)
    ana.withdrawn_at = make.at
    answer = client.post(f"{page}/needs/{need.id}", data=sent(PDF))
    assert answer.status_code == 422
    assert "nothing is needed of you any more" in answer.text


def test_without_an_address_or_after_the_end_nothing_is_asked(client, recruiter, ana, make, db):
    ana.candidate.email = ana.candidate.email_key = None
    asked = client.post(f"/candidacies/{ana.id}/needs", data={"kind": "document", "words": "A"})
    assert asked.status_code == 422
    assert "no e-mail address of theirs" in asked.text
    assert not needs(db)


def test_late_it_stands_on_the_desk_of_whoever_recruits(client, recruiter, ana, make, clock):
    make.need(ana, due_at=make.at + timedelta(hours=5))
    assert "has not sent what you asked for" not in client.get("/").text
    clock.forward(hours=6)
    assert "Ana Ferreira has not sent what you asked for" in client.get("/").text


def test_two_answers_at_once_are_one(race_db):
    with race_db.data() as make:
        requisition = make.requisition()
        rounds = []
        for _ in range(race_db.rounds):
            ana = make.candidacy(requisition)
            rounds.append((make.need(ana, kind="question").id, make.own_page(ana)))
    for need_id, page in rounds:
        answers = race_db.together(
            *(
                lambda words=words, need_id=need_id, page=page: (
                    new_client_of(race_db.app)
                    .post(f"{page}/needs/{need_id}", data={"words": words})
                    .status_code
                )
                for words in ("First", "Second")
            )
        )
        assert sorted(answers) == [303, 422]
        with race_db.app.app_context():
            assert database.session.get_one(Need, need_id).answer in ("First", "Second")

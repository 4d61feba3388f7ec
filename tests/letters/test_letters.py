"""Letters and calls: what is written goes once, and counts when it has gone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.history.models import HistoryLine
from app.letters import actions
from app.mail.delivery import send_due
from app.mail.models import Message


@pytest.fixture
def opening(make):
    return make.requisition()


@pytest.fixture
def recruiter(make, opening, client):
    person = make.member(opening, "recruiter")
    client.sign_in(person)
    return person


@pytest.fixture
def ana(make, opening):
    return make.candidacy(opening, candidate=make.candidate("Ana Sá", email="ana@example.com"))


def letter(**more):
    return {"subject": "News by Friday", "body": "Dear Ana,\n\nsoon.", "once": "abc", **more}


def letters(db):
    return list(db.session.scalars(select(Message).where(Message.kind == actions.KIND)))


def test_a_letter_waits_in_the_outbox_and_says_nothing_of_links(client, recruiter, ana, db):
    answer = client.post(f"/candidacies/{ana.id}/letters", data=letter())
    assert answer.status_code == 303
    message = letters(db)[0]
    assert (message.to_email, message.subject) == ("ana@example.com", "News by Friday")
    assert message.composed
    assert message.written_by_id == recruiter.id
    assert ana.last_word_at is None


def test_the_same_letter_sent_twice_from_one_form_goes_once(client, recruiter, ana, db):
    client.post(f"/candidacies/{ana.id}/letters", data=letter())
    again = client.post(f"/candidacies/{ana.id}/letters", data=letter())
    assert again.status_code == 422
    assert "in the outbox already" in again.text
    assert len(letters(db)) == 1


@pytest.mark.parametrize("tells", [True, False])
def test_when_the_server_has_taken_it_they_have_heard_from_us(
    client, recruiter, ana, db, app, smtp, clock, tells
):
    data = letter(tells_outcome="y") if tells else letter()
    client.post(f"/candidacies/{ana.id}/letters", data=data)
    sent_at = clock.forward(hours=2)
    app.config["SMTP_URL"] = smtp.url
    try:
        assert send_due("w1") == 1
    finally:
        app.config["SMTP_URL"] = None
    db.session.refresh(ana)
    assert ana.last_word_at == sent_at
    assert ana.told_outcome_at == (sent_at if tells else None)
    assert smtp.to("ana@example.com")[0].text.startswith("Dear Ana")


def test_what_was_typed_stays_when_something_is_missing(client, recruiter, ana, db):
    answer = client.post(
        f"/candidacies/{ana.id}/letters", data=letter(subject="", body="A long text <b>")
    )
    assert answer.status_code == 422
    assert "A letter needs a subject" in answer.text
    assert "A long text &lt;b&gt;" in answer.text
    assert letters(db) == []


def test_without_an_address_there_is_nobody_to_write_to(client, recruiter, make, opening, db):
    unknown = make.candidacy(opening, "Bo Ek")
    unknown.candidate.email = unknown.candidate.email_key = None
    unknown.candidate.external_id = "7"
    assert "no e-mail address" in client.get(f"/candidacies/{unknown.id}/letters").text
    answer = client.post(f"/candidacies/{unknown.id}/letters", data=letter())
    assert answer.status_code == 422
    assert "no e-mail address" in answer.text
    assert letters(db) == []


def test_a_call_counts_at_once_and_its_note_is_kept(client, recruiter, ana, db, clock):
    at = clock.forward(minutes=5)
    answer = client.post(f"/candidacies/{ana.id}/calls", data={"note": "She is keen", "told": "y"})
    assert answer.status_code == 303
    assert (ana.last_word_at, ana.told_outcome_at) == (at, at)
    assert list(db.session.scalars(select(HistoryLine.verb))) == ["letters.called"]
    assert "She is keen" in client.get(f"/candidacies/{ana.id}").text


def test_a_call_without_a_word_is_not_noted(client, recruiter, ana):
    answer = client.post(f"/candidacies/{ana.id}/calls", data={"note": " "})
    assert answer.status_code == 422
    assert ana.last_word_at is None


def test_an_older_letter_that_goes_late_does_not_turn_the_last_word_back(make, ana, db):
    person = make.member(make.requisition(), "recruiter")
    actions.note_call(ana, note="a", tells_outcome=False, by=person, at=make.at)
    actions.note_call(ana, note="b", tells_outcome=False, by=person, at=make.at - timedelta(days=1))
    db.session.refresh(ana)
    assert ana.last_word_at == make.at


@pytest.mark.parametrize("part", ["hiring manager", "interviewer", "approver", "agency recruiter"])
@pytest.mark.parametrize("page", ["letters", "calls"])
def test_only_recruiters_and_hr_speak_to_candidates_here(
    client, make, opening, ana, db, part, page
):
    client.sign_in(make.member(opening, part))
    answer = client.post(f"/candidacies/{ana.id}/{page}", data=letter(note="x"))
    assert answer.status_code == 403
    assert letters(db) == []
    assert ana.last_word_at is None


def test_a_recused_recruiter_cannot_write_to_a_rival(client, make, opening, ana, db):
    person = make.member(opening, "recruiter")
    make.candidacy(opening, candidate=make.candidate("Bo Ek", email=person.email))
    client.sign_in(person)
    assert client.post(f"/candidacies/{ana.id}/letters", data=letter()).status_code == 404
    assert letters(db) == []

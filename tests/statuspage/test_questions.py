"""What a candidate asks on their page, and how they read that it was answered."""

import pytest
from sqlalchemy import select

from app.mail.delivery import send_due
from app.mail.models import Message
from app.people.queries import lead
from app.statuspage.models import OwnQuestion
from app.statuspage.rules import QUESTIONS_A_DAY


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


def questions(db):
    return list(db.session.scalars(select(OwnQuestion).order_by(OwnQuestion.id)))


def ask(client, page, words="Do you need anything else from me?"):
    return client.post(f"{page}/questions", data={"words": words})


def test_a_question_waits_on_the_recruiters_desk_until_it_is_answered(
    client, recruiter, ana, make, db
):
    page = make.own_page(ana)
    assert ask(client, page).status_code == 303
    assert "A person reads it and answers you." in client.get(page).text
    desk = client.get("/").text
    assert "Ana Ferreira asked you something" in desk
    assert "Do you need anything else from me?" in desk
    [question] = questions(db)
    assert client.post(f"/own-questions/{question.id}/answer").status_code == 303
    assert "asked you something" not in client.get("/").text
    assert "We answered on" in client.get(page).text


def test_others_of_the_team_do_not_have_it_on_their_desk(client, requisition, ana, make):
    ask(client, make.own_page(ana))
    for part in ("interviewer", "hiring manager", "observer"):
        client.sign_in(make.member(requisition, part))
        assert "asked you something" not in client.get("/").text


def test_an_answer_goes_by_letter_and_counts_when_the_mail_has_gone(
    app, client, new_client, smtp, recruiter, ana, make, db, clock
):
    page, phone = make.own_page(ana), new_client()
    ask(phone, page, "May I bring a dog?")
    [question] = questions(db)
    theirs = client.get(f"/candidacies/{ana.id}/page").text
    assert f"asked={question.id}" in theirs
    form = client.get(
        f"/candidacies/{ana.id}/letters?subject=Your+question&asked={question.id}"
    ).text
    assert 'value="Your question"' in form
    assert f'name="asked" type="hidden" value="{question.id}"' in form
    client.post(
        f"/candidacies/{ana.id}/letters",
        data={
            "subject": "Your question",
            "body": "Do.",
            "once": "a",
            "asked": str(question.id),
        },
    )
    assert "asked you something" not in client.get("/").text
    assert "We answered" not in phone.get(page).text
    app.config["SMTP_URL"] = smtp.url
    clock.forward(hours=1)
    send_due("worker")
    app.config["SMTP_URL"] = None
    assert "We answered by mail on Sun 22 Nov" in phone.get(page).text


def test_a_letter_that_was_stopped_answers_nothing(client, recruiter, ana, make, db):
    ask(client, make.own_page(ana))
    [question] = questions(db)
    data = {"subject": "Re", "body": "Do.", "once": "a", "asked": str(question.id)}
    client.post(f"/candidacies/{ana.id}/letters", data=data)
    letter = db.session.scalars(select(Message).where(Message.kind == "letters.letter")).one()
    letter.void_at = make.at
    assert "asked you something" in client.get("/").text


def test_a_letter_does_not_answer_another_candidates_question(
    client, recruiter, requisition, ana, make, db
):
    bo = make.candidacy(requisition, "Bo Rival")
    question = make.own_question(bo)
    data = {"subject": "Re", "body": "Do.", "once": "a", "asked": str(question.id)}
    answer = client.post(f"/candidacies/{ana.id}/letters", data=data)
    assert answer.status_code == 422
    assert db.session.scalars(select(Message)).first() is None
    assert questions(db)[0].message_id is None


def test_there_is_an_end_to_asking_in_a_day_and_to_the_length(client, ana, make, db, clock):
    page = make.own_page(ana)
    assert ask(client, page, "x" * 2_001).status_code == 422
    assert ask(client, page, "  ").status_code == 422
    for _ in range(QUESTIONS_A_DAY):
        assert ask(client, page).status_code == 303
    refused = ask(client, page)
    assert refused.status_code == 409
    assert "We answer those first." in refused.text
    assert len(questions(db)) == QUESTIONS_A_DAY
    clock.forward(hours=25)
    assert ask(client, page).status_code == 303


def test_markup_in_a_question_stays_text(client, recruiter, ana, make):
    page = make.own_page(ana)
    ask(client, page, '<img src=x onerror="alert(1)"> {link}')
    for address in (page, "/", f"/candidacies/{ana.id}/page"):
        text = client.get(address).text
        assert "<img src=x" not in text
        assert "&lt;img src=x" in text


def test_whoever_was_told_no_may_still_ask(client, ana, make, db):
    ana.set_aside_at, ana.set_aside_reason, ana.told_outcome_at = make.at, "No", make.at
    assert ask(client, make.own_page(ana), "What could I have done better?").status_code == 303
    assert len(questions(db)) == 1

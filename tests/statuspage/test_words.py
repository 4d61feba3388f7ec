"""The words of the page are edited by recruiters and hr, kept as text, and theirs when emptied."""

import pytest
from sqlalchemy import select

from app.history.models import HistoryLine
from app.mail.phrases import check
from app.people.queries import lead
from app.requisitions.queries import policy
from app.statuspage.actions.texts import NO_OFFER_YET
from app.statuspage.models import PagePolicy, PageText
from app.statuspage.words import TEXTS


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


def set_words(client, requisition, text, **more):
    data = {"text_deciding": text, **more}
    return client.post(f"/requisitions/{requisition.id}/page", data=data)


def test_the_usual_words_stand_until_a_requisition_has_its_own(client, recruiter, ana, make, db):
    page = make.own_page(ana)
    assert "Beatriz Nogueira will write to you whatever the answer is" in client.get(page).text
    requisition_id = ana.requisition_id
    client.post(
        f"/requisitions/{requisition_id}/page",
        data={"text_deciding": "Dear {name}, {recruiter} of {company} decides on {title}."},
    )
    text = client.get(page).text
    assert "Dear Ana Ferreira, Beatriz Nogueira of" in text
    assert "decides on Product designer." in text
    client.post(f"/requisitions/{requisition_id}/page", data={"text_deciding": ""})
    assert "whatever the answer is" in client.get(page).text
    assert db.session.scalars(select(PageText)).first() is None


def test_markup_and_other_places_stay_text(client, recruiter, requisition, ana, make):
    set_words(client, requisition, "<script>alert(1)</script> {link} {name.__class__}")
    page = client.get(make.own_page(ana)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {link} {name.__class__}" in page


def test_a_name_with_places_of_its_own_is_not_filled_again(client, recruiter, requisition, make):
    odd = make.candidacy(requisition, "{company} <b>Bo</b>")
    page = client.get(make.own_page(odd)).text
    assert "Hello {company} &lt;b&gt;Bo&lt;/b&gt;, we are deciding" in page.replace(
        "<bdi>", ""
    ).replace("</bdi>", "")


def test_what_is_too_long_is_refused_and_nothing_changed(client, recruiter, requisition, db):
    assert set_words(client, requisition, "x" * 1_001, hides_hold="y").status_code == 422
    assert db.session.scalars(select(PageText)).first() is None
    assert db.session.scalars(select(PagePolicy)).first() is None


def test_a_change_is_a_line_of_history_and_the_same_again_is_none(
    client, recruiter, requisition, db
):
    for _ in range(2):
        set_words(client, requisition, "Soon.", hides_signoff="y")
    lines = db.session.scalars(select(HistoryLine).where(HistoryLine.verb == "statuspage.page_set"))
    assert len(lines.all()) == 1


def test_the_usual_words_sent_back_are_not_kept_as_ones_own(client, recruiter, requisition, db):
    set_words(client, requisition, TEXTS["deciding"])
    assert db.session.scalars(select(PageText)).first() is None


def test_whoever_does_not_recruit_changes_nothing(client, requisition, make, db):
    for part in ("hiring manager", "interviewer", "approver", "observer"):
        client.sign_in(make.member(requisition, part))
        assert set_words(client, requisition, "Mine").status_code == 403
    assert db.session.scalars(select(PageText)).first() is None


def test_where_hr_speaks_only_hr_changes_what_is_read(client, recruiter, requisition, make, db):
    policy(requisition.id).hr_speaks_at = make.at
    refused = set_words(client, requisition, "Ours")
    assert refused.status_code == 422
    assert "HR speaks here" in refused.text
    client.sign_in(make.person(hr=True))
    assert set_words(client, requisition, "Theirs").status_code == 303
    assert db.session.scalars(select(PageText)).one().text == "Theirs"


def test_words_that_read_like_an_offer_do_not_stand_on_the_page(client, recruiter, requisition, db):
    refused = set_words(client, requisition, "We are pleased to offer you the job.")
    assert refused.status_code == 422
    assert "reads like an offer" in refused.text
    assert db.session.scalars(select(PageText)).first() is None


def test_the_usual_words_pass_the_check_themselves(app):
    for key in NO_OFFER_YET:
        assert not check(TEXTS[key]), key

"""The candidate's own page: plain words, what we need, and nothing of others."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.links.actions import mint
from app.links.models import Link, Visit
from app.mail.models import Message
from app.people.queries import lead
from app.requisitions.models import Place


@pytest.fixture
def requisition(make):
    return make.requisition(title="Product designer", recruiter=make.person("Beatriz Nogueira"))


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana Ferreira")


def page_of(make, candidacy, **more):
    ends_at = more.get("ends_at", make.at + timedelta(days=60))
    return mint(
        more.get("purpose", "candidate"),
        candidacy.id,
        at=make.at,
        ends_at=ends_at,
        requisition_id=candidacy.requisition_id,
    ).removeprefix("http://localhost")


def text_of(client, make, candidacy):
    answer = client.get(page_of(make, candidacy))
    assert answer.status_code == 200
    return answer.text.replace("<bdi>", "").replace("</bdi>", "")


def test_until_we_ask_for_references_we_are_deciding(client, make, ana, requisition):
    make.interview(ana, lead(requisition.id, "recruiter"))
    page = text_of(client, make, ana)
    assert "Hello Ana Ferreira, we are deciding" in page
    assert "Done, Thursday 19 November" in page
    assert "one of our finalists" not in page
    assert "Add referee" not in page
    assert "Write to Beatriz Nogueira" in page


def test_asked_for_referees_they_read_what_we_need_and_a_text_to_forward(client, make, ana):
    make.referee_request(ana)
    page = text_of(client, make, ana)
    assert "you are one of our finalists" in page
    assert "Name a manager and a colleague" in page
    assert "you will hear from" in page
    assert "It is urgent" in page
    assert "Do not contact them before an offer" in page


def test_the_form_begins_with_whom_they_have_still_to_name(client, make, ana):
    make.referee_request(ana)
    assert '<option selected value="manager">' in text_of(client, make, ana)
    make.referee(ana)
    assert '<option selected value="colleague">' in text_of(client, make, ana)


def test_they_see_who_was_asked_and_who_answered_never_what(client, make, ana):
    make.referee_request(ana)
    make.referee(ana, "Wanda Wanted", relation="client")
    make.referee(ana, "Asked Astrid", asked=True)
    make.reference_in(ana, "Harriet Okonkwo", relation="colleague", comment="Rather slow")
    make.referee(ana, "No Nils", relation="report", asked=True, declined_at=make.at)
    page = text_of(client, make, ana)
    for words in (
        "We have not written to them yet.",
        "no answer yet",
        "Has answered.",
        "It does not count against you.",
        "1 of 2 in",
        "Nothing is needed from you now",
    ):
        assert words in page
    assert "Rather slow" not in page


def test_somebody_who_would_rather_not_leaves_a_gap(client, make, ana):
    make.referee_request(ana)
    make.referee(ana, asked=True, declined_at=make.at)
    make.referee(ana, relation="colleague")
    page = text_of(client, make, ana)
    assert "Name a manager<" in page


def test_an_open_offer_is_in_the_mail_not_here(client, make, ana):
    offer = make.offer(ana, "open")
    page = text_of(client, make, ana)
    assert "Ana Ferreira, you have an offer" in page
    assert "Open the link we gave you" in page
    assert "/o/" not in page
    assert str(offer.amount) not in page
    assert "68,000" not in page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("accepted", "Welcome, Ana Ferreira"),
        ("declined", "You declined our offer"),
        ("lapsed", "Our offer to you has ended"),
        ("withdrawn", "We took our offer back"),
        ("draft", "we are deciding"),
    ],
)
def test_how_an_offer_ended_is_said_kindly(client, make, ana, status, words):
    make.offer(ana, status)
    assert words in text_of(client, make, ana)


def test_an_outcome_is_read_here_only_after_a_person_told_it(client, make, ana, db):
    ana.set_aside_at, ana.set_aside_reason = make.at, "Weak on systems"
    page = text_of(client, make, ana)
    assert "we are writing to you" in page
    ana.told_outcome_at = make.at
    told = text_of(client, make, ana)
    assert "Thank you, Ana Ferreira" in told
    for text in (page, told):
        assert "Weak on systems" not in text
        assert "Add referee" not in text


def test_when_all_places_are_filled_nobody_reads_by_whom(client, make, requisition, ana, db):
    bo = make.candidacy(requisition, "Bo Winner")
    offer = make.offer(bo, "accepted")
    place = db.session.scalars(select(Place).where(Place.requisition_id == requisition.id)).one()
    place.offer_id, place.filled_at = offer.id, make.at
    page = text_of(client, make, ana)
    assert "we are writing to you" in page
    assert "Bo Winner" not in page
    assert "filled" not in page


def test_one_who_withdrew_is_thanked(client, make, ana):
    ana.withdrawn_at = make.at
    page = text_of(client, make, ana)
    assert "You withdrew" in page
    assert "Add referee" not in page


def test_it_shows_neither_rank_nor_score_nor_others_nor_that_another_has_an_offer(
    client, make, requisition, ana
):
    bo = make.candidacy(requisition, "Bo Rival")
    interviewer = make.member(requisition, "interviewer", make.person("Rita Rater"))
    make.scorecard(ana, interviewer, 5, 4, notes="Sharp")
    make.scorecard(bo, interviewer, 1, 1)
    make.reference_in(bo, "Theirs Alone", comment="A secret")
    make.offer(bo, "open")
    make.referee_request(ana)
    page = text_of(client, make, ana)
    for hidden in ("Bo Rival", "Rita Rater", "Sharp", "Theirs Alone", "A secret", "rank", "score"):
        assert hidden not in page
    assert "an offer</h1>" not in page


def test_wrong_ended_and_other_purpose_links_open_nothing(client, make, ana):
    ended = page_of(make, ana, ends_at=make.at)
    other = page_of(make, ana, purpose="referee").replace("/r/", "/c/")
    for address in ("/c/nobody-knows", other, ended):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Ana Ferreira" not in answer.text
        assert "Mail me a fresh link" in answer.text


def test_an_ended_link_is_replaced_by_mail_to_the_candidate(client, db, make, ana):
    token = page_of(make, ana, ends_at=make.at).rpartition("/")[2]
    for _ in range(2):
        client.post("/fresh-links", data={"token": token})
    sent = db.session.scalars(select(Message)).one()
    assert (sent.kind, sent.to_email) == ("statuspage.fresh_link", ana.candidate.email)
    assert (sent.link_purpose, sent.link_subject_id) == ("candidate", ana.id)
    assert db.session.scalar(select(func.count()).select_from(Link)) == 1


def test_opening_it_writes_a_visit_and_a_counted_attempt_only(client, db, make, ana, statements):
    make.referee_request(ana)
    address = page_of(make, ana)
    for method in ("HEAD", "GET"):
        with statements() as seen:
            assert client.open(address, method=method).status_code == 200
        writes = [one for one in seen if one.split()[0] in ("INSERT", "UPDATE", "DELETE")]
        assert all("visit" in one or "attempt" in one for one in writes), writes
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 2

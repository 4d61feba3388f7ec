"""The team's pages: what each may see and do, and what is refused in words."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.links.models import Link
from app.offers import queries
from app.offers.models import Extension, Offer
from app.requisitions.models import Place

FORM = {
    "title": "Product designer",
    "amount": "68,000",
    "currency": "eur",
    "period": "year",
    "start_on": "2027-01-11",
    "location": "Lisbon",
    "benefits": "",
    "letter": "Dear {name}, {pay}.",
    "out_of_order_reason": "",
}


MADE = (
    "ready",
    "on its way",
    "not delivered",
    "in doubt",
    "open",
    "accepted",
    "declined",
    "withdrawn",
    "lapsed",
    "replaced",
    "reneged",
    "dropped",
)


@pytest.fixture
def hiring(make):
    return make.hiring()


@pytest.fixture
def recruiter(make, hiring):
    return make.leader(hiring[0])


def read(db, offer):
    return db.session.get_one(Offer, offer.id, populate_existing=True)


def test_an_offer_is_made_looked_at_and_sent(client, db, hiring, recruiter):
    requisition, (ana, *_) = hiring
    client.sign_in(recruiter)
    page = client.get(f"/requisitions/{requisition.id}/offers").text
    assert "Ana Lúcia Ferreira is up" in page
    assert "{manager}" in client.get(f"/candidacies/{ana.id}/offers/new").text
    made = client.post(f"/candidacies/{ana.id}/offers", data=FORM)
    assert made.status_code == 303
    page = client.get(made.location).text
    for name in ("Requisition open", "Their turn", "References", "Other checks", "Place free"):
        assert name in page
    assert "All hold" in page
    assert "Dear Ana Lúcia Ferreira, €\u00a068,000 a year." in page
    assert client.post(made.location + "/dispatch").status_code == 303
    offer = db.session.scalars(select(Offer)).one()
    assert offer.dispatched_at is not None
    assert "On its way" in client.get(made.location).text


def test_what_was_typed_is_kept_and_each_wrong_field_says_why(client, db, hiring, recruiter):
    client.sign_in(recruiter)
    wrong = {**FORM, "amount": "sixty", "currency": "EURO", "start_on": "soon", "title": ""}
    answer = client.post(f"/candidacies/{hiring[1][0].id}/offers", data=wrong)
    assert answer.status_code == 422
    for words in (
        "Write the amount in digits",
        "three letters",
        "Write the title",
        "sixty",
        "Dear {name}, {pay}.",
    ):
        assert words in answer.text
    assert db.session.scalar(select(func.count()).select_from(Offer)) == 0


def test_a_first_day_in_the_past_is_refused_with_what_was_typed(client, hiring, recruiter):
    client.sign_in(recruiter)
    answer = client.post(
        f"/candidacies/{hiring[1][0].id}/offers", data={**FORM, "start_on": "2026-11-22"}
    )
    assert answer.status_code == 409
    assert "lies in the future" in answer.text
    assert "68,000" in answer.text


def test_a_refused_sending_names_every_reason_on_the_page(client, db, make, hiring, recruiter):
    requisition, (_, chau, *_) = hiring
    offer = make.offer(chau, letter="Dear {name}, ____")
    client.sign_in(recruiter)
    for act in ("dispatch", "handover"):
        answer = client.post(f"/offers/{offer.id}/{act}")
        assert answer.status_code == 409
        assert "Nothing was changed." in answer.text
        assert "not up in the signed order" in answer.text
        assert "1 blank to fill: ____" in answer.text
    assert read(db, offer).dispatched_at is None
    assert db.session.scalars(select(Place.offer_id)).all() == [None]
    assert "2 of 9 do not hold yet" in client.get(f"/offers/{offer.id}").text
    assert requisition.id == offer.requisition_id


def test_handing_over_shows_the_link_once(client, db, make, hiring, recruiter):
    offer = make.offer(hiring[1][0])
    client.sign_in(recruiter)
    page = client.post(f"/offers/{offer.id}/handover")
    path = re.search(r"http://localhost(/o/[^\"]+)", page.text)[1]
    assert page.headers["Cache-Control"] == "no-store"
    assert read(db, offer).sent_at is not None
    assert path not in client.get(f"/offers/{offer.id}").text
    client.sign_out()
    assert "Accept offer" in client.get(path).text


def test_a_refused_handing_over_leaves_no_link(client, db, make, hiring, recruiter):
    offer = make.offer(hiring[1][1])
    client.sign_in(recruiter)
    assert client.post(f"/offers/{offer.id}/handover").status_code == 409
    assert db.session.scalars(select(Link)).all() == []


def test_the_open_offer_shows_both_clocks_and_the_order(client, make, hiring, recruiter):
    offer = make.offer(hiring[1][0], "open")
    client.sign_in(recruiter)
    page = client.get(f"/offers/{offer.id}").text
    assert "Mon 23 Nov, 10:00 Lisbon" in page
    assert "If it ends without a yes" in page
    assert "Nguyễn Minh Châu" in page
    assert "Withdraw this offer" in page


def test_leads_answer_a_request_for_more_time(client, new_client, db, make, hiring, recruiter):
    requisition, (ana, *_) = hiring
    offer = make.offer(ana, "open")
    extension = make.extension(offer)
    client.sign_in(recruiter)
    page = client.get(f"/offers/{offer.id}").text
    assert "Your answer is needed" in page
    assert "Nguyễn Minh Châu, 2nd in order" in page
    url = f"/offers/{offer.id}/extensions/{extension.id}"
    assert client.post(url + "/agreement").status_code == 303
    assert "Your answer is needed" not in client.get(f"/offers/{offer.id}").text
    manager = new_client().sign_in(make.leader(requisition, "hiring manager"))
    assert manager.post(url + "/agreement").status_code == 303
    assert read(db, offer).closes_at == extension.until
    assert manager.post(url + "/refusal").status_code == 409


def test_a_request_is_answered_under_its_own_offer_only(client, make, hiring, recruiter):
    requisition, (ana, *_) = hiring
    extension = make.extension(make.offer(ana, "open"))
    other_requisition, (other, *_) = make.hiring(recruiter=recruiter)
    other_offer = make.offer(other, "open")
    client.sign_in(recruiter)
    url = f"/offers/{other_offer.id}/extensions/{extension.id}/agreement"
    assert client.post(url).status_code == 404
    assert requisition.id != other_requisition.id


def test_withdrawing_and_a_decline_by_phone(client, db, make, hiring, recruiter):
    offer = make.offer(hiring[1][0], "open")
    client.sign_in(recruiter)
    answer = client.post(f"/offers/{offer.id}/withdrawal", data={"reason": " "})
    assert answer.status_code == 409
    assert "Write why" in answer.text
    url = f"/offers/{offer.id}/decline-by-phone"
    assert client.post(url, data={"reason": "Told me."}).status_code == 303
    assert read(db, offer).decline_reason == "Told me."
    late = client.post(f"/offers/{offer.id}/withdrawal", data={"reason": "Too late"})
    assert late.status_code == 409
    assert "This offer was declined on" in late.text


def test_an_approver_reads_and_signs_their_offer_and_no_other(
    client, new_client, db, make, hiring, recruiter
):
    requisition, (ana, chau, *_) = hiring
    approver = make.approver_of_offers(requisition)
    client.sign_in(recruiter)
    url = client.post(f"/candidacies/{ana.id}/offers", data=FORM).location
    other = make.offer(chau)
    director = new_client().sign_in(approver)
    assert director.get(url).status_code == 403
    assert client.post(url + "/signoffs").status_code == 303
    page = director.get(url)
    assert "Your sign-off is asked" in page.text
    assert "68,000" in page.text
    assert "Send the offer" not in page.text
    assert director.get(f"/offers/{other.id}").status_code == 403
    assert director.post(url + "/refusals", data={"refusal": " "}).status_code == 422
    assert director.post(url + "/signatures").status_code == 303
    assert director.post(url + "/signatures").status_code == 409
    assert director.post(url + "/dispatch").status_code == 403
    assert [one["href"] for one in links(director.get("/offers").text)] == [url]


def links(page):
    return [{"href": href} for href in re.findall(r'class="name" href="(/offers/\d+)"', page)]


def test_the_title_of_a_sign_off_names_neither_candidate_nor_pay(client, db, make, hiring):
    from app.signoffs.models import Chain

    requisition, (ana, *_) = hiring
    make.approver_of_offers(requisition)
    offer = make.offer(ana)
    client.sign_in(make.leader(requisition))
    client.post(f"/offers/{offer.id}/signoffs")
    assert db.session.scalars(select(Chain)).one().title == "Offer for Product designer"


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("recruiter", 200),
        ("hiring manager", 200),
        ("interviewer", 403),
        ("approver", 403),
        ("observer", 403),
        ("agency recruiter", 403),
        (None, 404),
    ],
)
def test_pay_is_for_recruiters_and_managers(client, make, hiring, part, status):
    requisition, (ana, *_) = hiring
    offer = make.offer(ana, "open")
    person = make.member(requisition, part) if part else make.person(admin=True)
    client.sign_in(person)
    assert client.get(f"/offers/{offer.id}").status_code == status
    assert client.get(f"/requisitions/{requisition.id}/offers").status_code == status
    listed = client.get("/offers")
    assert listed.status_code == 200
    assert ("68,000" in listed.text) is (status == 200)


def test_hr_sees_pay_but_a_candidate_of_the_requisition_sees_nothing(client, make, hiring):
    requisition, (ana, *_) = hiring
    offer = make.offer(ana, "open")
    client.sign_in(make.person(hr=True))
    assert client.get(f"/offers/{offer.id}").status_code == 200
    ana_at_work = make.person(email=ana.candidate.email, hr=True)
    client.sign_in(ana_at_work)
    assert client.get(f"/offers/{offer.id}").status_code == 404
    assert "68,000" not in client.get("/offers").text
    assert requisition.id == offer.requisition_id


@pytest.mark.parametrize(
    "act", ["dispatch", "handover", "link", "arrival", "redelivery", "withdrawal", "version"]
)
def test_a_manager_sends_and_withdraws_nothing(client, db, make, hiring, act):
    requisition, (ana, *_) = hiring
    offer = make.offer(ana, "open")
    client.sign_in(make.leader(requisition, "hiring manager"))
    assert client.post(f"/offers/{offer.id}/{act}").status_code == 403
    assert read(db, offer).withdrawn_at is None


def test_a_lead_alone_grants_time(client, make, hiring):
    requisition, (ana, *_) = hiring
    offer = make.offer(ana, "open")
    extension = make.extension(offer)
    client.sign_in(make.member(requisition, "recruiter"))
    url = f"/offers/{offer.id}/extensions/{extension.id}/agreement"
    assert client.post(url).status_code == 403


def test_pages_that_only_show_write_nothing(client, db, make, hiring, recruiter, clock):
    requisition, (ana, chau, *_) = hiring
    offer, draft = make.offer(ana, "open"), make.offer(chau)
    make.extension(offer)
    client.sign_in(recruiter)
    clock.set(offer.closes_at + timedelta(hours=1))
    client.sign_in(recruiter)
    for url in (
        "/offers",
        f"/requisitions/{requisition.id}/offers",
        f"/offers/{offer.id}",
        f"/offers/{draft.id}/version",
        f"/candidacies/{ana.id}/offers/new",
    ):
        assert client.get(url).status_code == 200
    assert read(db, offer).lapsed_at is None
    assert db.session.scalars(select(Extension.void_at)).all() == [None]


@pytest.mark.parametrize("state", MADE)
def test_the_page_stands_in_every_state(client, make, hiring, recruiter, state):
    offer = make.offer(hiring[1][0], state)
    client.sign_in(recruiter)
    assert client.get(f"/offers/{offer.id}").status_code == 200
    assert client.get(f"/requisitions/{offer.requisition_id}/offers").status_code == 200


def test_the_list_of_offers_asks_as_often_for_300_as_for_3(client, make, recruiter, statements):
    def counted():
        with statements() as seen:
            assert client.get("/offers").status_code == 200
        return len(seen)

    client.sign_in(recruiter)
    requisition = make.requisition(recruiter=recruiter)
    for _ in range(3):
        make.offer(make.candidacy(requisition), "dropped")
    few = counted()
    for _ in range(40):
        make.offer(make.candidacy(requisition), "dropped")
    assert counted() == few


def test_who_owes_a_card_here_reads_nothing_of_the_order(client, db, make, hiring, recruiter):
    from app.scorecards.models import Ask

    requisition, (_, chau, olu) = hiring
    offer = make.offer(chau)
    moments = {"asked_at": make.at, "due_at": make.at}
    make.add(Ask(candidacy_id=olu.id, person_id=recruiter.id, panel="soft", **moments))
    client.sign_in(recruiter)
    pages = [
        client.get(f"/requisitions/{requisition.id}/offers").text,
        client.get(f"/offers/{offer.id}").text,
        client.post(f"/offers/{offer.id}/dispatch").text,
        client.get(f"/candidacies/{olu.id}/offers/new").text,
    ]
    for page in pages:
        assert "Ana Lúcia Ferreira" not in page
        assert "1st" not in page
        assert "2nd" not in page
    assert db.session.execute(queries.waiting(recruiter, make.at)).all()[0].kind == "offers.ready"

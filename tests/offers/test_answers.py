"""The candidate's own pages, by link: they show, and only a button from the page acts."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.candidates.models import Candidate
from app.db import Base
from app.offers.models import Extension, Offer

PAGES = ("", "/acceptance", "/decline", "/extension", "/change")


@pytest.fixture
def hiring(make):
    return make.hiring()


@pytest.fixture
def offer(make, hiring):
    return make.offer(hiring[1][0], "open")


@pytest.fixture
def link(make, offer):
    return make.offer_link(offer)


def everything(db):
    """Count the rows of every table, and what each offer says."""
    db.session.expire_all()
    counts = {
        name: db.session.scalar(select(func.count()).select_from(table))
        for name, table in Base.metadata.tables.items()
        if name not in ("visit", "attempt")
    }
    offers = db.session.execute(select(*Offer.__table__.columns)).all()
    return counts, [tuple(row) for row in offers]


def test_the_page_says_what_until_when_in_their_time_and_ours_and_how_long(
    client, db, hiring, offer, link
):
    db.session.get_one(Candidate, hiring[1][0].candidate_id).time_zone = "Europe/Madrid"
    page = client.get(link).text
    assert "Ana Lúcia Ferreira" in page
    assert "€\u00a068,000 a year" in page
    assert "Monday 11 January 2027" in page
    assert "Tomorrow 11:00" in page
    assert "Monday 23 November, 11:00 Madrid time." in page
    assert "That’s 10:00 in Lisbon." in page
    assert "1 day left" in page


def test_the_links_and_buttons_have_their_names(client, link):
    page = client.get(link).text
    assert re.search(rf'<a [^>]*href="{link}/acceptance">Accept offer</a>', page)
    assert re.search(r"<a [^>]*>Ask for more time</a>", page)
    assert re.search(r"<a [^>]*>Decline offer</a>", page)
    signing = client.get(link + "/acceptance").text
    assert "Type your full name</label>" in signing
    assert re.search(r'<input [^>]*name="full_name"[^>]* value=""', signing)
    assert re.search(r"<button [^>]*>Accept offer</button>", signing)
    assert "Dear Ana Lúcia Ferreira," in signing
    assert "Please answer by" in signing
    assert re.search(r"<button [^>]*>Decline offer</button>", client.get(link + "/decline").text)
    more = client.get(link + "/extension").text
    assert re.search(r"<button [^>]*>Ask for more time</button>", more)


def test_a_candidate_sees_no_other_and_no_rank(client, make, hiring, link):
    for other in hiring[1][1:]:
        make.offer(other)
    for end in PAGES:
        page = client.get(link + end).text
        for hidden in ("Nguyễn", "Oluwaseun", "1st", "in order", "next in"):
            assert hidden not in page


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("end", PAGES)
def test_a_mail_scanner_accepts_nothing(client, db, link, method, end):
    before = everything(db)
    for _ in range(3):
        assert getattr(client, method)(link + end).status_code == 200
    assert everything(db) == before


def test_she_accepts_with_her_typed_name_on_the_second_page(client, db, offer, link, clock):
    clock.forward(hours=5)
    answer = client.post(link + "/acceptance", data={"full_name": "Ana Lúcia Ferreira"})
    assert (answer.status_code, answer.location) == (303, link)
    db.session.refresh(offer)
    assert offer.accepted_at == clock.now()
    assert (offer.signed_name, offer.signed_address) == ("Ana Lúcia Ferreira", "127.0.0.1")
    assert offer.signed_agent == "Finalist tests"
    page = client.get(link).text
    assert "You said yes" in page
    assert offer.letter_sha256 in page


@pytest.mark.parametrize("name", [None, "", "   ", "..."])
def test_a_blank_signature_is_asked_for_again(client, db, offer, link, name):
    answer = client.post(link + "/acceptance", data={} if name is None else {"full_name": name})
    assert answer.status_code == 422
    assert "Type your full name to accept." in answer.text
    db.session.refresh(offer)
    assert offer.accepted_at is None


def test_the_start_page_itself_takes_no_answer(client, link):
    assert client.post(link, data={"full_name": "Ana Lúcia Ferreira"}).status_code == 405


def test_she_declines_with_a_reason_or_without(client, db, offer, link):
    assert client.post(link + "/decline", data={"reason": "Too far away."}).status_code == 303
    db.session.refresh(offer)
    assert offer.decline_reason == "Too far away."
    assert "You declined this offer" in client.get(link).text


def test_she_asks_for_more_time_in_her_own_time(client, db, make, hiring, offer, link):
    db.session.get_one(Candidate, hiring[1][0].candidate_id).time_zone = "Asia/Ho_Chi_Minh"
    data = {"until": "2026-11-25T12:00", "reason": "My partner is travelling."}
    assert client.post(link + "/extension", data=data).status_code == 303
    found = db.session.scalars(select(Extension)).one()
    assert found.until.isoformat() == "2026-11-25T05:00:00+00:00"
    page = client.get(link).text
    assert "You asked for more time, until Wednesday 25 November, 12:00 Ho Chi Minh time." in page
    assert "Ask for more time</a>" not in page


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("", "Choose a day and an hour."),
        ("tomorrow", "Not a valid datetime value."),
        ("2026-11-23T09:00", "after your present deadline"),
        ("2026-12-30T09:00", "within the next 30 days"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_in_words_and_kept(client, db, link, until, words):
    data = {"until": until, "reason": "Because of the school."}
    answer = client.post(link + "/extension", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Because of the school." in answer.text
    assert db.session.scalars(select(Extension)).all() == []


def test_an_hour_the_clocks_skip_is_refused(client, db, make, clock):
    clock.set(clock.now().replace(year=2027, month=3, day=26))
    _, (ana, *_) = make.hiring()
    link = make.offer_link(make.offer(ana, "open"))
    answer = client.post(link + "/extension", data={"until": "2027-03-28T01:30"})
    assert answer.status_code == 422
    assert "That hour does not exist on that day" in answer.text


@pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn", "lapsed"])
@pytest.mark.parametrize(
    ("end", "data"),
    [
        ("/acceptance", {"full_name": "Ana"}),
        ("/decline", {}),
        ("/extension", {"until": "2026-11-25T12:00"}),
    ],
)
def test_after_the_end_every_button_says_kindly_what_became_of_it(
    client, db, make, hiring, state, end, data
):
    offer = make.offer(hiring[1][0], state)
    link = make.offer_link(offer)
    before = everything(db)
    answer = client.post(link + end, data=data)
    assert answer.status_code == 409
    assert "Nothing was changed." in answer.text
    assert everything(db) == before
    assert client.get(link + end).location == link


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("accepted", "You said yes"),
        ("declined", "You declined this offer"),
        ("withdrawn", "This offer was withdrawn"),
        ("lapsed", "The time to answer has ended"),
        ("on its way", "Your offer is being prepared"),
        ("not delivered", "Your offer is being prepared"),
    ],
)
def test_each_state_has_a_page_of_its_own(client, make, hiring, state, heading):
    link = make.offer_link(make.offer(hiring[1][0], state))
    page = client.get(link)
    assert page.status_code == 200
    assert heading in page.text
    if state != "accepted":
        assert "68,000" not in page.text


@pytest.mark.parametrize(("seconds", "status"), [(-1, 303), (0, 409), (1, 409)])
def test_the_servers_clock_decides_at_the_closing_moment(
    client, db, clock, offer, link, seconds, status
):
    clock.set(offer.closes_at + timedelta(seconds=seconds))
    answer = client.post(link + "/acceptance", data={"full_name": "Ana Lúcia Ferreira"})
    assert answer.status_code == status
    db.session.refresh(offer)
    assert (offer.accepted_at is not None) is (status == 303)


def test_a_late_page_shows_the_end_with_no_worker_at_all(client, clock, offer, link):
    clock.set(offer.closes_at)
    assert "The time to answer has ended" in client.get(link).text


def test_a_wrong_link_opens_nothing(client, link):
    assert client.get(link + "x").status_code == 410
    assert client.get("/o/nothing").status_code == 410
    assert client.post("/o/nothing/acceptance", data={"full_name": "A"}).status_code == 410


def test_a_link_of_another_purpose_opens_nothing(client, db, make, offer):
    other = make.offer_link(offer, purpose="candidate").replace("/c/", "/o/")
    assert client.get(other).status_code == 410
    assert client.post(other + "/acceptance", data={"full_name": "A"}).status_code == 410
    db.session.refresh(offer)
    assert offer.accepted_at is None


@pytest.mark.parametrize("why", ["ended", "used", "revoked"])
@pytest.mark.parametrize("end", PAGES)
def test_an_ended_link_offers_a_fresh_one_and_takes_no_answer(client, db, make, offer, why, end):
    given = {
        "ended": {"ends_at": make.at},
        "used": {"used_at": make.at},
        "revoked": {"revoked_at": make.at},
    }[why]
    link = make.offer_link(offer, **given)
    answer = client.get(link + end)
    assert answer.status_code == 410
    assert "68,000" not in answer.text
    if end:
        assert client.post(link + end, data={"full_name": "Ana Lúcia Ferreira"}).status_code == 410
        db.session.refresh(offer)
        assert (offer.accepted_at, offer.declined_at) == (None, None)


def test_a_fresh_link_is_mailed_and_moves_no_clock(client, db, make, offer, mails):
    from app.links import fresh
    from app.links.models import Link

    make.offer_link(offer, ends_at=make.at)
    closes = offer.closes_at
    fresh.ask(db.session.scalars(select(Link)).one(), at=make.at)
    db.session.commit()
    (mail,) = mails("fresh_link")
    assert (mail.link_purpose, mail.link_subject_id) == ("offer", offer.id)
    assert offer.closes_at == closes


def test_no_page_of_an_offer_is_kept_or_tells_where_it_was(client, link):
    answer = client.get(link)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert answer.headers["Referrer-Policy"] == "no-referrer"

"""Pages of letters: the composer, hr's queue, texts, the offer-language list, letters in."""

import pytest
from sqlalchemy import select

from app.letters.models import LetterIn
from app.mail.models import Message, OfferPhrase
from app.mail.rules import status
from app.requisitions.queries import policy

RISKY = {"subject": "News", "body": "Dear Ana, you’re hired. <b>", "once": "one"}


def state(message):
    return status(message, in_doubt=False)


@pytest.fixture
def as_recruiter(client, recruiter):
    return client.sign_in(recruiter)


@pytest.fixture
def as_hr(new_client, hr):
    return new_client().sign_in(hr)


def test_the_composer_shows_the_letter_as_it_is_read_and_what_is_risky(as_recruiter, ana, db):
    data = {"subject": "Hello {first_name}", "body": "You’re hired <b>, on {day}.", "once": "a"}
    page = as_recruiter.post(f"/candidacies/{ana.id}/letters/preview", data=data)
    assert page.status_code == 200
    assert "Hello Ana" in page.text
    assert ">You’re hired</mark> &lt;b&gt;" in page.text
    assert "It says that they are hired" in page.text
    assert "1 blank is still to fill: {day}" in page.text
    assert db.session.scalars(select(Message)).all() == []
    part = as_recruiter.post(
        f"/candidacies/{ana.id}/letters/preview", data=data, headers={"HX-Request": "true"}
    )
    assert "<html" not in part.text
    assert "You’re hired</mark>" in part.text


def test_a_risky_letter_is_refused_with_what_was_typed_until_a_reason_is_written(
    as_recruiter, ana, letters
):
    path = f"/candidacies/{ana.id}/letters"
    refused = as_recruiter.post(path, data=RISKY)
    assert refused.status_code == 422
    assert "reads like an offer" in refused.text
    assert "you’re hired. &lt;b&gt;" in refused.text
    assert letters() == []
    told = as_recruiter.post(path, data=RISKY | {"override": "She signed."})
    assert told.status_code == 303
    assert letters()[0].override_reason == "She signed."


def test_a_hasty_manager_cannot_write_and_hands_on_instead(
    new_client, make, opening, ana, hr, as_hr, db
):
    manager = make.leader(opening, "hiring manager")
    make.hr_speaks(opening)
    browser = new_client().sign_in(manager)
    assert browser.post(f"/candidacies/{ana.id}/letters", data=RISKY).status_code == 403
    assert "They wrote to me" in browser.get(f"/candidacies/{ana.id}").text
    path = f"/candidacies/{ana.id}/letters-in"
    assert "HR speaks to candidates here" in browser.get(path).text
    assert browser.post(path, data={"words": " "}).status_code == 422
    assert browser.post(path, data={"words": "Is there <i>news</i>?"}).status_code == 303
    letter = db.session.scalars(select(LetterIn)).one()
    assert "Ana Sá wrote, and waits for an answer" in as_hr.get("/").text
    assert "wrote to" in as_hr.get("/held").text
    assert "Is there &lt;i&gt;news&lt;/i&gt;?" in as_hr.get(f"/letters-in/{letter.id}").text
    assert browser.get(f"/letters-in/{letter.id}").status_code == 403
    data = {"subject": "Re", "body": "On Friday.", "once": "x", "answers": str(letter.id)}
    assert as_hr.post(f"/candidacies/{ana.id}/letters", data=data).status_code == 303
    db.session.refresh(letter)
    assert letter.answered_by_id == hr.id


def test_where_everybody_writes_the_lead_recruiter_answers(new_client, make, opening, ana):
    interviewer = make.member(opening, "interviewer")
    make.interview(ana, interviewer)
    other = make.candidacy(opening, "Bo Ek")
    browser = new_client().sign_in(interviewer)
    assert (
        browser.post(f"/candidacies/{ana.id}/letters-in", data={"words": "Hello?"}).status_code
        == 303
    )
    assert browser.get(f"/candidacies/{other.id}/letters-in").status_code == 404
    desk = new_client().sign_in(make.leader(opening)).get("/").text
    assert "Ana Sá wrote, and waits for an answer" in desk


def test_hr_releases_edits_and_sends_back_from_the_queue(
    as_hr, as_recruiter, make, opening, ana, letters, db
):
    make.hr_speaks(opening)
    path = f"/candidacies/{ana.id}/letters"
    for once in ("a", "b"):
        data = {"subject": f"News {once}", "body": "On Friday.", "once": once}
        said = as_recruiter.post(path, data=data)
        assert said.status_code == 303
    assert "waits for HR’s release" in as_recruiter.get(path).text
    first, second = letters()
    assert "A letter to Ana Sá waits for your release" in as_hr.get("/").text
    queue = as_hr.get("/held").text
    assert "News a" in queue
    assert "News b" in queue
    changed = {"subject": "News a", "body": "On Friday at noon."}
    assert as_hr.post(f"/held/{first.id}/text", data=changed).status_code == 303
    assert as_hr.post(f"/held/{first.id}/release").status_code == 303
    assert as_hr.post(f"/held/{first.id}/release").status_code == 409
    assert as_hr.post(f"/held/{second.id}/return", data={"reason": ""}).status_code == 409
    assert as_hr.post(f"/held/{second.id}/return", data={"reason": "Too <u>"}).status_code == 303
    first, second = letters()
    assert (state(first), first.body) == ("queued", "On Friday at noon.")
    assert state(second) == "draft"
    assert "Your letter to Ana Sá came back from HR" in as_recruiter.get("/").text
    assert "Too &lt;u&gt;" in as_recruiter.get(f"/letters/{second.id}/draft").text
    again = {"subject": "News b", "body": "On Friday, I think.", "when": "minute"}
    assert as_recruiter.post(f"/letters/{second.id}/draft", data=again).status_code == 303
    assert state(letters()[1]) == "held"
    assert "came back" not in as_recruiter.get("/").text


def test_several_are_released_at_once_and_what_cannot_go_is_named(
    as_hr, make, opening, recruiter, ana, letters
):
    make.hr_speaks(opening)
    make.letter(ana, recruiter, held=True)
    make.letter(ana, recruiter, held=True, body="You’re hired.")
    elsewhere = make.requisition()
    make.hr_speaks(elsewhere)
    make.letter(make.candidacy(elsewhere, "Bo Ek"), recruiter, held=True)
    ids = [one.id for one in letters()]
    data = {"message": ids, "act": "release"}
    assert as_hr.post("/held", data=data).status_code == 303
    assert [state(one) for one in letters()] == ["queued", "held", "queued"]
    page = as_hr.get("/held")
    assert "2 letters are released" in page.text
    assert "Not released. Ana Sá: This reads like an offer" in page.text
    assert as_hr.post("/held", data=data | {"act": "return"}).status_code == 422
    as_hr.post("/held", data=data | {"act": "return", "reason": "Say it plainly."})
    assert [state(one) for one in letters()] == ["queued", "draft", "queued"]


def test_hr_who_is_a_candidate_there_sees_nothing_of_it(as_hr, make, opening, recruiter, ana, hr):
    letter = make.letter(ana, recruiter, held=True)
    make.recusal(opening, hr.email)
    assert as_hr.get(f"/held/{letter.id}").status_code == 404
    assert letter.subject not in as_hr.get("/held").text
    as_hr.post("/held", data={"message": [letter.id], "act": "release"})
    assert state(letter) == "held"


def test_only_hr_says_who_speaks_and_all_see_it(as_hr, as_recruiter, make, opening, db, ana):
    path = f"/requisitions/{opening.id}"
    assert "Recruiters write to candidates themselves" in as_recruiter.get(f"{path}/settings").text
    assert "Let HR speak here" not in as_recruiter.get(f"{path}/settings").text
    assert as_recruiter.post(f"{path}/voice", data={"voice": "hr"}).status_code == 403
    assert "Let HR speak here" in as_hr.get(f"{path}/settings").text
    assert as_hr.post(f"{path}/voice", data={"voice": "hr"}).status_code == 303
    assert policy(opening.id).hr_speaks_at == make.at
    assert "HR speaks since" in as_recruiter.get(f"{path}/settings").text
    assert "let HR speak" in as_recruiter.get(f"{path}/history").text
    assert as_hr.post(f"{path}/voice", data={"voice": "hr"}).status_code == 409


def test_a_letter_begins_with_a_text_in_their_language(as_recruiter, make, ana):
    english = make.letter_template("Thanks")
    make.letter_template("Thanks", language="pt", body="Obrigada, {first_name}.")
    make.letter_template("Secret", standing=True, body="Not released.")
    path = f"/candidacies/{ana.id}"
    assert as_recruiter.post(f"{path}/language", data={"language": "pt"}).status_code == 303
    page = as_recruiter.get(f"{path}/letters?template={english.id}").text
    assert "Obrigada, {first_name}." in page
    assert "Secret" not in page


def test_one_letter_to_several_with_a_preview_for_whom_one_likes(
    as_recruiter, make, opening, ana, letters
):
    bo = make.candidacy(opening, "Bo Ek")
    gone = make.candidacy(opening, "Cy Low", withdrawn_at=make.at)
    path = f"/requisitions/{opening.id}/letters"
    chosen = {"candidacy": [ana.id, bo.id, gone.id]}
    page = as_recruiter.get(f"{path}?candidacy={ana.id}&candidacy={bo.id}&candidacy={gone.id}")
    assert "They withdrew" in page.text
    words = {"subject": "Soon", "body": "Dear {first_name}, on Friday.", "once": "x"}
    shown = as_recruiter.post(path, data=chosen | words | {"act": "preview", "shown": bo.id})
    assert "Dear Bo, on Friday." in shown.text
    assert letters() == []
    assert as_recruiter.post(path, data=chosen | words).status_code == 303
    assert sorted(one.body for one in letters()) == ["Dear Ana, on Friday.", "Dear Bo, on Friday."]
    undo = as_recruiter.get(path).text
    assert "Yours that wait still" in undo
    back = as_recruiter.post(f"/letters/{letters()[0].id}/undoing")
    assert back.location.endswith("/draft")
    assert state(letters()[0]) == "draft"
    blank = as_recruiter.post(path, data=chosen | words | {"body": "On {day}.", "once": "y"})
    assert blank.status_code == 409
    assert "1 blank is still to fill: {day}" in blank.text


def test_hr_keeps_texts_and_others_do_not(as_hr, as_recruiter, db):
    assert as_recruiter.get("/texts").status_code == 403
    assert "No texts yet" in as_hr.get("/texts").text
    data = {
        "name": "No, thank you",
        "language": "en",
        "standing": "y",
        "subject": "About {title}",
        "body": "Dear {first_name}, we chose another candidate.",
    }
    shown = as_hr.post("/texts", data=data | {"act": "preview"})
    assert "Dear Ana, we chose" in shown.text
    made = as_hr.post("/texts", data=data)
    assert made.status_code == 303
    assert "Standing, not released" in as_hr.get("/texts").text
    assert as_hr.post(f"{made.location}/release").status_code == 303
    assert as_hr.post(f"{made.location}/release").status_code == 409
    assert "Standing, released" in as_hr.get("/texts").text
    risky = {"subject": "News", "body": "Welcome to the team."}
    refused = as_hr.post(made.location, data=risky)
    assert refused.status_code == 422
    assert "reads like an offer" in refused.text
    changed = {"subject": "News", "body": "Dear {first_name}, not this time."}
    assert as_hr.post(made.location, data=changed).status_code == 303
    page = as_hr.get(made.location).text
    assert "Version 2" in page
    assert "Version 1" in page
    assert as_hr.post(f"{made.location}/retirement").status_code == 303
    assert as_hr.get(made.location).status_code == 404


def test_hr_keeps_the_offer_language_list(as_hr, as_recruiter, ana, letters, db):
    words = {"words": "Join the tribe", "reason": "Taken for an offer once."}
    assert as_hr.post("/offer-language/phrases", data=words).status_code == 303
    assert as_hr.post("/offer-language/phrases", data=words).status_code == 422
    data = {"subject": "Hello", "body": "Come and JOIN the tribe.", "once": "a"}
    path = f"/candidacies/{ana.id}/letters"
    refused = as_recruiter.post(path, data=data)
    assert "Taken for an offer once." in refused.text
    phrase = db.session.scalars(select(OfferPhrase)).one()
    assert as_hr.post(f"/offer-language/phrases/{phrase.id}/removal").status_code == 303
    assert as_recruiter.post(path, data=data).status_code == 303
    assert as_hr.post("/offer-language/rules/hired/off", data={"reason": ""}).status_code == 422
    off = as_hr.post("/offer-language/rules/hired/off", data={"reason": "We hire by radio."})
    assert off.status_code == 303
    assert "We hire by radio." in as_hr.get("/offer-language").text
    tried = as_hr.post("/offer-language", data={"tried": "You’re hired."})
    assert "Nothing in it reads like an offer" in tried.text
    assert as_hr.post("/offer-language/rules/hired/on").status_code == 303
    assert "You’re hired" in as_hr.post("/offer-language", data={"tried": "You’re hired."}).text
    assert as_hr.post("/offer-language/rules/none/off", data={"reason": "x"}).status_code == 404


def test_replies_go_to_hrs_address_and_the_candidates_page_says_so(
    as_hr, make, opening, ana, client
):
    from datetime import timedelta

    from app.links.actions import mint

    make.hr_speaks(opening)
    assert as_hr.post("/held/address", data={"address": "no address"}).status_code == 422
    assert as_hr.post("/held/address", data={"address": "hr@example.com"}).status_code == 303
    link = mint(
        "candidate",
        ana.id,
        at=make.at,
        ends_at=make.at + timedelta(days=9),
        requisition_id=opening.id,
    )
    page = client.get(link.removeprefix("http://localhost")).text
    assert "mailto:hr@example.com" in page
    assert make.leader(opening).name not in page


@pytest.mark.parametrize("count", [3, 300])
def test_the_queue_costs_as_much_for_three_as_for_three_hundred(
    as_hr, make, opening, recruiter, statements, count
):
    make.hr_speaks(opening)
    ana = make.candidacy(opening)
    for _ in range(count):
        make.letter(ana, recruiter, held=True)
    as_hr.get("/held")
    with statements() as seen:
        assert as_hr.get("/held").status_code == 200
    assert len(seen) <= 14


def test_an_offer_waits_for_hr_where_hr_speaks(new_client, make, as_hr, hr, db):
    requisition, (cleo, *_) = make.hiring()
    make.hr_speaks(requisition)
    offer = make.offer(cleo, "ready")
    recruiter = new_client().sign_in(make.leader(requisition))
    refused = recruiter.post(f"/offers/{offer.id}/handover")
    assert refused.status_code == 409
    assert "HR speaks here and has not released this version yet" in refused.text
    assert recruiter.post(f"/offers/{offer.id}/release").status_code == 403
    assert "waits for your release" in as_hr.get("/").text
    assert "Release this version" in as_hr.get(f"/offers/{offer.id}").text
    assert as_hr.post(f"/offers/{offer.id}/release").status_code == 303
    assert as_hr.post(f"/offers/{offer.id}/release").status_code == 409
    db.session.refresh(offer)
    assert offer.released_by_id == hr.id
    assert "waits for your release" not in as_hr.get("/").text
    assert recruiter.post(f"/offers/{offer.id}/handover").status_code == 200

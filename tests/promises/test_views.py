"""Pages of promises, their forms, desks, and what each part may see."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.promises import word
from app.promises.models import Promise


@pytest.fixture
def opening(make):
    return make.requisition(policy={"word_days": 0}, title="Data engineer")


@pytest.fixture
def recruiter(make, opening, client):
    person = make.member(opening, "recruiter", make.person("Ines Duarte"))
    client.sign_in(person)
    return person


@pytest.fixture
def ana(make, opening):
    return make.candidacy(opening, candidate=make.candidate("Ana Sá", email="ana@example.com"))


def promises(db):
    db.session.expire_all()
    return list(db.session.scalars(select(Promise).order_by(Promise.id)))


def letter(**more):
    return {"subject": "News", "body": "Dear Ana,\n\nsoon.", "once": "abc", **more}


def test_the_composer_promises_a_date_and_ticks_what_it_keeps(
    client, make, recruiter, ana, db, app, smtp, clock
):
    old = make.promise(ana, text="News of round two")
    page = client.get(f"/candidacies/{ana.id}/letters").text
    assert "News of round two, by Tue 24 Nov" in page
    assert "In 2 working days: Tuesday 24 November" in page
    data = letter(tell_by="2", tell_text="You will hear", tell_owner=recruiter.id, keeps=[old.id])
    assert client.post(f"/candidacies/{ana.id}/letters", data=data).status_code == 303
    assert [one.kept_at for one in promises(db)] == [None]
    clock.forward(hours=1)  # it can be taken back for a while
    app.config["SMTP_URL"] = smtp.url
    try:
        from app.mail.delivery import send_due

        send_due("w")
    finally:
        app.config["SMTP_URL"] = None
    kept, new = promises(db)
    assert kept.kept_at
    assert (new.owner_id, new.due_at.isoformat()) == (recruiter.id, "2026-11-24T18:00:00+00:00")


def test_a_draft_keeps_what_it_will_promise_and_says_it_once(
    client, make, recruiter, ana, db, app, smtp, clock
):
    from app.mail.delivery import send_due
    from app.mail.models import Message

    old = make.promise(ana)
    data = letter(tell_by="5", tell_text="You will hear", tell_owner=recruiter.id, keeps=[old.id])
    client.post(f"/candidacies/{ana.id}/letters", data=data)
    message = db.session.scalars(select(Message)).one()
    assert "You will hear by Friday 27 November" in message.body
    client.post(f"/letters/{message.id}/undoing")
    page = client.get(f"/letters/{message.id}/draft").text
    assert 'value="2026-11-27"' in page
    assert (
        "checked"
        in page.split('name="keeps"')[1].split(">")[0] + page.split('name="keeps"')[0][-80:]
    )
    again = letter(
        body=message.body, tell_by="day", tell_on="2026-11-27", tell_text="You will hear"
    )
    again |= {"tell_owner": recruiter.id, "keeps": [old.id]}
    assert client.post(f"/letters/{message.id}/draft", data=again).status_code == 303
    clock.forward(hours=1)
    app.config["SMTP_URL"] = smtp.url
    try:
        assert send_due("w") == 1
    finally:
        app.config["SMTP_URL"] = None
    assert smtp.to("ana@example.com")[0].text.count("You will hear by Friday") == 1
    kept, new = promises(db)
    assert kept.kept_at
    assert new.due_at.isoformat() == "2026-11-27T18:00:00+00:00"


def test_where_hr_speaks_nothing_is_promised_or_kept_before_the_release(
    client, make, recruiter, ana, opening, db, app, smtp, clock
):
    from app.mail import holding
    from app.mail.delivery import send_due
    from app.mail.models import Message
    from app.requisitions.queries import policy

    policy(opening.id).hr_speaks_at = make.at
    old = make.promise(ana)
    data = letter(tell_by="5", tell_owner=recruiter.id, keeps=[old.id])
    client.post(f"/candidacies/{ana.id}/letters", data=data)
    app.config["SMTP_URL"] = smtp.url
    try:
        clock.forward(hours=1)
        assert send_due("w") == 0
        assert [one.kept_at for one in promises(db)] == [None]
        message = db.session.scalars(select(Message)).one()
        assert message.held_at
        holding.release(message, by=make.person(hr=True), at=make.at)
        db.session.commit()
        send_due("w")
    finally:
        app.config["SMTP_URL"] = None
    kept, new = promises(db)
    assert (bool(kept.kept_at), new.how) == (True, "message")


def test_a_chosen_day_is_asked_for_and_has_to_lie_ahead(client, recruiter, ana, db):
    here = f"/candidacies/{ana.id}/letters"
    missing = client.post(here, data=letter(tell_by="day"))
    assert missing.status_code == 422
    assert "Choose the day." in missing.text
    past = client.post(here, data=letter(tell_by="day", tell_on="2026-11-20"))
    assert past.status_code == 422
    assert "still ahead" in past.text
    odd = client.post(here, data=letter(tell_by="day", tell_on="soon"))
    assert odd.status_code == 422
    assert promises(db) == []


def test_a_call_keeps_and_promises_at_once(client, make, recruiter, ana, db):
    old = make.promise(ana)
    data = {"note": "She knows", "keeps": [old.id], "tell_by": "1", "tell_owner": recruiter.id}
    assert client.post(f"/candidacies/{ana.id}/calls", data=data).status_code == 303
    kept, new = promises(db)
    assert kept.kept_at == make.at
    assert (new.how, new.text) == ("call", "You will hear from us")
    late = {"note": "x", "tell_by": "day", "tell_on": "2020-01-01"}
    assert client.post(f"/candidacies/{ana.id}/calls", data=late).status_code == 422


def test_by_hand_one_is_made_moved_handed_on_and_ended(client, make, recruiter, ana, db, opening):
    other = make.member(opening, "hiring manager", make.person("Henrik Vogel"))
    here = f"/candidacies/{ana.id}/promises"
    data = {"text": "A word on the panel", "tell_by": "3", "owner": recruiter.id}
    assert client.post(here, data=data).status_code == 303
    assert "A word on the panel" in client.get(here).text
    assert "A word on the panel" in client.get(f"/candidacies/{ana.id}").text
    promise = promises(db)[0]
    page = f"/promises/{promise.id}"
    moved = client.post(f"{page}/date", data={"tell_by": "day", "tell_on": "2026-12-03"})
    assert moved.status_code == 303
    page_now = client.get(page).text
    assert "instead of" in page_now
    assert "Wed 25 Nov, 18:00 Lisbon" in page_now
    same = client.post(f"{page}/date", data={"tell_by": "day", "tell_on": "2026-12-03"})
    assert same.status_code == 409
    assert "have already" in same.text
    assert client.post(f"{page}/owner", data={"owner": other.id}).status_code == 303
    stranger = make.person()
    assert client.post(f"{page}/owner", data={"owner": stranger.id}).status_code == 422
    assert client.post(f"{page}/end", data={"reason": " "}).status_code == 422
    assert client.post(f"{page}/end", data={"reason": "She rang us"}).status_code == 303
    assert "She rang us" in client.get(page).text
    assert client.post(f"{page}/end", data={"reason": "again"}).status_code == 409
    ended = promises(db)[0]
    assert (ended.owner_id, ended.void_reason) == (other.id, "She rang us")


def test_nothing_is_promised_to_who_has_left(client, make, recruiter, opening, db):
    gone = make.candidacy(opening, withdrawn_at=make.at)
    data = {"text": "x", "tell_by": "3", "owner": recruiter.id}
    answer = client.post(f"/candidacies/{gone.id}/promises", data=data)
    assert answer.status_code == 409
    assert "has ended" in answer.text
    assert promises(db) == []


def test_due_and_late_ones_stand_on_the_owners_desk_then_on_the_leads(
    client, make, recruiter, ana, opening, clock
):
    lead = make.leader(opening)
    make.promise(ana, recruiter, text="The panel's word", due_at=make.at + timedelta(hours=50))
    assert "Ana Sá waits for word" not in client.get("/").text
    clock.forward(hours=2)
    assert "Ana Sá waits for word" in client.get("/").text
    clock.forward(hours=48)
    client.sign_in(recruiter)
    late = client.get("/").text
    assert "A promise to Ana Sá is late" in late
    client.sign_in(lead)
    assert "A promise to Ana Sá" not in client.get("/").text
    clock.forward(hours=54)  # past 18:00 of the working day after
    client.sign_in(lead)
    assert "A promise to Ana Sá is late" in client.get("/").text
    client.sign_in(make.member(opening, "recruiter"))
    assert "A promise to Ana Sá" not in client.get("/").text


def test_the_most_overdue_promise_tops_the_desk(client, make, recruiter, ana, opening, clock):
    bo = make.candidacy(opening, "Bo Ek")
    make.offer(bo, "open")
    make.promise(ana, recruiter, due_at=make.at - timedelta(hours=1))
    page = client.get("/").text
    assert page.index("A promise to Ana Sá is late") < page.index("Bo Ek has the offer")


def test_words_by_policy_and_slips_and_silence_are_one_row_each(
    client, make, opening, clock, recruiter
):
    quiet = make.requisition(title="Quiet one", policy={"word_days": 0}, recruiter=recruiter)
    owed = make.requisition(title="Owed one", policy={"word_days": 7}, recruiter=recruiter)
    for number in range(3):
        make.candidacy(quiet, f"Silent {number}")
        make.candidacy(owed, f"Owed {number}")
    slips = make.promise(make.candidacy(quiet, "Told", last_word_at=make.at + timedelta(days=2)))
    slips.slips_at = slips.slips_until = make.at
    slips.slips_why = "offer"
    word.renew(owed, at=make.at)
    clock.forward(days=6, hours=23)
    client.sign_in(recruiter)
    page = client.get("/").text
    assert "3 candidates owed a word" in page
    assert "no word for a week" not in page
    clock.forward(hours=1)
    page = client.get("/").text
    assert page.count("Candidates of Quiet one have had no word for a week") == 1
    assert page.count("3 candidates owed a word") == 1
    assert "Owed one have had no word" not in page
    assert "1 promise of Quiet one will not be kept as told" in page


def test_who_has_had_no_word_for_a_week_is_listed_the_longest_first(
    client, make, recruiter, opening, clock
):
    for name, days in (("Ada Early", 20), ("Bo Later", 8), ("Cy Fresh", 6)):
        make.candidacy(opening, name, last_word_at=make.at - timedelta(days=days))
    make.candidacy(
        opening, "Di Gone", last_word_at=make.at - timedelta(days=20)
    ).withdrawn_at = make.at
    make.candidacy(
        opening,
        "Ed Told",
        last_word_at=make.at - timedelta(days=20),
        told_outcome_at=make.at - timedelta(days=20),
    )
    for page in ("/promises/silence", f"/requisitions/{opening.id}/promises/silence"):
        text = client.get(page).text
        assert text.index("Ada Early") < text.index("Bo Later")
        assert not any(name in text for name in ("Cy Fresh", "Di Gone", "Ed Told"))
    client.sign_in(make.person())
    assert "Ada Early" not in client.get("/promises/silence").text


@pytest.mark.parametrize("show", ["open", "late", "kept", "ended"])
def test_each_list_shows_its_own(client, make, recruiter, opening, ana, show):
    made = {
        "open": make.promise(ana, text="Text open"),
        "late": make.promise(ana, text="Text late", due_at=make.at),
        "kept": make.promise(ana, text="Text kept", kept_at=make.at),
        "ended": make.promise(ana, text="Text ended", void_at=make.at, void_reason="x"),
    }
    wanted = {"open", "late"} if show == "open" else {show}
    for page in ("/promises", f"/requisitions/{opening.id}/promises"):
        text = client.get(page, query_string={"show": show}).text
        assert {one for one in made if f"Text {one}" in text} == wanted


def test_rates_are_counts_while_few_and_shares_with_doubt_when_many(
    client, make, recruiter, opening, ana
):
    hour = timedelta(hours=1)
    due = make.at - timedelta(days=1)
    for _ in range(9):
        make.promise(ana, recruiter, due_at=due, kept_at=due - hour)
    make.promise(ana, recruiter, due_at=due, void_at=due - hour, void_reason="x")
    text = client.get("/promises/rates").text
    assert "9 of 9" in text
    assert "100%" not in text
    make.promise(ana, recruiter, due_at=due, kept_at=due)
    make.promise(ana, recruiter, due_at=due, void_at=due, void_reason="x")
    make.promise(ana, recruiter, due_at=due)
    for page in ("/promises/rates", f"/requisitions/{opening.id}/promises/rates"):
        text = client.get(page).text
        assert "9 of 12" in text
        assert "75%" in text
        assert "likely 47% to 91%" in text
        assert "Ines Duarte" in text
    assert "9 of 12" in client.get(f"/requisitions/{opening.id}").text
    assert "9 of 12" in client.get(f"/requisitions/{opening.id}/promises").text
    client.sign_in(make.person())
    assert "Ines Duarte" not in client.get("/promises/rates").text.split("<main")[1]


@pytest.mark.parametrize("part", ["interviewer", "approver", "observer", "agency recruiter"])
def test_who_does_not_run_or_manage_reads_no_promise(client, make, opening, ana, part):
    promise = make.promise(ana, text="A word on the panel")
    person = make.member(opening, part)
    make.interview(ana, person)
    client.sign_in(person)
    for page in (
        f"/promises/{promise.id}",
        f"/candidacies/{ana.id}/promises",
        f"/requisitions/{opening.id}/promises",
        f"/requisitions/{opening.id}/promises/silence",
        f"/requisitions/{opening.id}/promises/rates",
        f"/requisitions/{opening.id}/promises/slipping",
    ):
        assert client.get(page).status_code == 403, page
    for page in ("/", "/promises", "/promises/silence", f"/candidacies/{ana.id}"):
        assert "A word on the panel" not in client.get(page).text, page


def test_a_manager_reads_and_changes_nothing(client, make, opening, ana, db):
    promise = make.promise(ana)
    client.sign_in(make.member(opening, "hiring manager"))
    page = f"/promises/{promise.id}"
    assert client.get(page).status_code == 200
    for verb in ("date", "end", "owner"):
        data = {"tell_by": "1", "reason": "x", "owner": promise.owner_id}
        assert client.post(f"{page}/{verb}", data=data).status_code == 403
    assert promises(db)[0].void_at is None


@pytest.mark.parametrize(
    "page", ["/", "/promises", "here", "here/silence", "here/rates", "/promises/silence"]
)
def test_a_page_asks_as_many_questions_with_300_as_with_3(
    client, make, recruiter, opening, statements, page, clock
):
    address = page.replace("here", f"/requisitions/{opening.id}/promises")
    counted = []
    for more in (3, 297):
        for _ in range(more):
            candidacy = make.candidacy(opening, last_word_at=make.at - timedelta(days=9))
            make.promise(candidacy, recruiter, due_at=make.at - timedelta(hours=1))
        client.get(address)
        with statements() as seen:
            client.get(address)
        counted.append(len(seen))
    assert counted[0] == counted[1] <= 14


def test_a_long_list_goes_on_to_the_next_page(client, make, recruiter, opening):
    for number in range(60):
        make.promise(make.candidacy(opening, f"Person {number:02}"), recruiter)
    first = client.get("/promises").text
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(address).text
    for number in range(60):
        assert (f"Person {number:02}" in first) != (f"Person {number:02}" in second)

"""One act on several candidates: who is reached, who is skipped and why, and taking it back."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.candidates.models import Candidacy
from app.mail.models import Message
from app.scorecards.models import Ask


@pytest.fixture
def opening(make, client):
    requisition = make.requisition()
    client.sign_in(make.member(requisition, "recruiter"))
    return requisition


def look(client, opening, act, *candidacies):
    return client.get(f"/requisitions/{opening.id}/together", query_string=chosen(act, candidacies))


def act(client, opening, what, *candidacies, **more):
    return client.post(
        f"/requisitions/{opening.id}/together", data=chosen(what, candidacies) | more
    )


def chosen(act, candidacies):
    return {"act": act, "candidacy": [one.id for one in candidacies]}


def parts(page):
    """Return what stands under the first heading and what under Skipped, without markup."""
    text = re.sub(r"<[^>]+>", " ", page.partition('class="body')[2].partition("<form")[0])
    done, _, skipped = " ".join(text.split()).partition("Skipped")
    return done, skipped


def test_the_page_before_an_asking_says_who_is_asked_and_who_is_skipped_and_why(
    client, make, opening
):
    rater = make.member(opening, "interviewer", make.person("Ngozi Rater"))
    met, asked, unmet, gone = (
        make.candidacy(opening, f"Cara {name}") for name in ("Met", "Asked", "Unmet", "Gone")
    )
    for one in (met, asked, gone):
        make.interview(one, rater)
    make.ask(asked, rater)
    gone.withdrawn_at = make.at
    page = look(client, opening, "ask", met, asked, unmet, gone)
    done, skipped = parts(page.text)
    assert "Cara Met Ngozi Rater (hard)" in done
    assert "Cara Asked Everybody who met them is asked already" in skipped
    assert "Cara Unmet No interview with them is recorded" in skipped
    assert "Cara Gone Cara Gone is no longer in play" in skipped
    assert "Ask for 1 scorecard" in page.text


def test_asking_waits_a_minute_and_undo_takes_back_what_is_not_sent(
    client, new_client, make, db, opening, clock
):
    rater = make.member(opening, "interviewer")
    candidacies = [make.candidacy(opening) for _ in range(3)]
    for one in candidacies:
        make.interview(one, rater)
    done = act(client, opening, "ask", *candidacies)
    assert done.status_code == 303
    messages = db.session.scalars(select(Message).order_by(Message.id)).all()
    assert [one.next_try_at - one.written_at for one in messages] == [timedelta(minutes=1)] * 3
    messages[0].sending_at = messages[0].sent_at = make.at
    db.session.commit()
    page = client.get(f"/requisitions/{opening.id}/candidates").text
    assert "2 mails of yours wait until" in page
    stamp = {"written_at": re.search(r'name="written_at" value="([^"]+)"', page)[1]}
    undoing = f"/requisitions/{opening.id}/together/undoing"
    other = new_client().sign_in(make.member(opening, "recruiter"))
    assert other.post(undoing, data=stamp).status_code == 409
    assert client.post(undoing, data=stamp).status_code == 303
    db.session.expire_all()
    assert [one.ended_at is None for one in db.session.scalars(select(Ask).order_by(Ask.id))] == [
        True,
        False,
        False,
    ]
    assert client.post(undoing, data=stamp).status_code == 409
    assert "of yours wait" not in client.get(f"/requisitions/{opening.id}/candidates").text


def test_after_the_minute_nothing_is_taken_back(client, make, opening, clock):
    rater = make.member(opening, "interviewer")
    one = make.candidacy(opening)
    make.interview(one, rater)
    act(client, opening, "ask", one)
    page = client.get(f"/requisitions/{opening.id}/candidates").text
    stamp = {"written_at": re.search(r'name="written_at" value="([^"]+)"', page)[1]}
    clock.forward(minutes=1)
    undone = client.post(f"/requisitions/{opening.id}/together/undoing", data=stamp)
    assert undone.status_code == 409


def test_a_rater_gets_one_reminder_of_all_they_owe_and_none_again_within_a_day(
    client, make, db, opening, clock
):
    rater = make.member(opening, "interviewer", make.person("Ngozi Rater"))
    owed = [make.candidacy(opening, f"Cara {name}") for name in ("One", "Two")]
    idle = make.candidacy(opening, "Cara Idle")
    for one in owed:
        make.ask(one, rater)
    done, skipped = parts(look(client, opening, "remind", *owed, idle).text)
    assert "Ngozi Rater Cara One (hard), Cara Two (hard)" in done
    assert "Cara Idle Nobody owes a scorecard for them" in skipped
    assert act(client, opening, "remind", *owed, idle).status_code == 303
    message = db.session.scalars(select(Message)).one()
    assert "Cara One" in message.body
    assert "Cara Two" in message.body
    recruiter = make.member(opening, "recruiter")
    clock.forward(hours=23)
    client.sign_in(recruiter)
    again = act(client, opening, "remind", *owed)
    assert again.status_code == 409
    assert "less than a day ago" in again.text
    clock.forward(hours=1)
    client.sign_in(recruiter)
    assert act(client, opening, "remind", *owed).status_code == 303


def test_setting_aside_wants_a_reason_and_skips_who_has_left(client, make, db, opening):
    here, gone = make.candidacy(opening, "Cara Here"), make.candidacy(opening, "Cara Gone")
    gone.withdrawn_at = make.at
    assert "ended already: withdrawn" in look(client, opening, "set-aside", here, gone).text
    refused = act(client, opening, "set-aside", here, gone)
    assert refused.status_code == 409
    assert "Write why" in refused.text
    assert act(client, opening, "set-aside", here, gone, reason="Not this time").status_code == 303
    rows = db.session.scalars(select(Candidacy).order_by(Candidacy.id)).all()
    assert [one.set_aside_reason for one in rows] == ["Not this time", None]


def test_nobody_of_another_requisition_is_reached(client, make, db, opening):
    rater = make.member(opening, "interviewer")
    elsewhere = make.candidacy(make.requisition(), "Planted Elsewhere")
    make.interview(elsewhere, rater)
    for what in ("ask", "remind", "set-aside"):
        assert "Planted Elsewhere" not in look(client, opening, what, elsewhere).text
        assert act(client, opening, what, elsewhere, reason="Because").status_code == 409
    assert db.session.scalars(select(Candidacy.set_aside_at)).all() == [None]


@pytest.mark.parametrize("what", ["ask", "remind", "set-aside"])
def test_the_page_before_asks_as_many_questions_with_60_as_with_3(
    client, make, opening, statements, what
):
    rater, owing = (make.member(opening, "interviewer") for _ in range(2))
    counts, found = [], []
    for number in (3, 57):
        for _ in range(number):
            found.append(make.candidacy(opening))
            make.interview(found[-1], rater)
            make.ask(found[-1], owing)
        address = f"/requisitions/{opening.id}/together"
        asked = chosen(what, found)
        client.get(address, query_string=asked)
        with statements() as seen:
            client.get(address, query_string=asked)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20

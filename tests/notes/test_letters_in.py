"""What reaches us: its own day, and a follow-up that waits until it is answered."""

from datetime import timedelta

import pytest

from app.core.decision import Refused
from app.desk.queries import waiting
from app.letters.actions import note_call
from app.notes import actions, queries
from app.notes.actions import Thread
from app.people.queries import lead


@pytest.fixture
def opening(make):
    return make.requisition()


@pytest.fixture
def ana(make, opening):
    return make.candidacy(opening, "Ana Lúcia")


@pytest.fixture
def recruiter(ana):
    return lead(ana.requisition_id, "recruiter")


def follow_up(ana, by, make, **more):
    facts = {"kind": "follow-up", "awaits_answer": True, **more}
    return actions.write(
        Thread(ana.requisition_id, ana),
        text="Asks when she hears",
        speaks_of_interview=False,
        by=by,
        at=make.at,
        **facts,
    )


def on_desk(person, make):
    return [one for one in waiting(person, make.at) if one.kind == "notes.follow_up"]


def test_a_follow_up_is_on_every_recruiters_desk_and_on_nobody_elses(make, opening, ana, recruiter):
    follow_up(ana, recruiter, make)
    other = make.member(opening, "recruiter")
    (row,) = on_desk(recruiter, make)
    assert (row.about, row.detail) == ("Ana Lúcia", recruiter.name)
    assert on_desk(lead(ana.requisition_id, "hiring manager"), make) == []
    assert len(on_desk(other, make)) == 1


def test_it_leaves_the_desk_when_somebody_says_it_is_answered(make, ana, recruiter):
    note = follow_up(ana, recruiter, make)
    actions.answer(note, by=recruiter, at=make.at)
    make.session.flush()
    assert on_desk(recruiter, make) == []
    with pytest.raises(Refused, match="waits for no answer"):
        actions.answer(note, by=recruiter, at=make.at)


def test_a_call_or_letter_since_is_its_answer_and_one_before_is_not(make, clock, ana, recruiter):
    note_call(ana, note="Rang", tells_outcome=False, by=recruiter, at=make.at)
    clock.forward(hours=1)
    note = follow_up(ana, recruiter, make)
    assert len(on_desk(recruiter, make)) == 1
    assert queries.waits_for_answer(note, ana)
    clock.forward(hours=1)
    note_call(ana, note="Rang again", tells_outcome=False, by=recruiter, at=make.at)
    make.session.flush()
    make.session.refresh(ana)
    assert on_desk(recruiter, make) == []
    assert not queries.waits_for_answer(note, ana)


def test_withdrawn_or_of_somebody_gone_it_waits_no_more(make, ana, recruiter):
    note = follow_up(ana, recruiter, make)
    actions.withdraw(note, by=recruiter, at=make.at)
    make.session.flush()
    assert on_desk(recruiter, make) == []
    follow_up(ana, recruiter, make)
    ana.withdrawn_at = make.at
    make.session.flush()
    assert on_desk(recruiter, make) == []


def test_only_a_follow_up_of_a_candidate_waits(make, ana, recruiter):
    assert not follow_up(ana, recruiter, make, kind="call").awaits_answer
    assert follow_up(ana, recruiter, make).awaits_answer


def test_its_day_is_its_own_and_never_still_to_come(make, ana, recruiter):
    came = make.at - timedelta(days=2)
    assert follow_up(ana, recruiter, make, happened_at=came).happened_at == came
    with pytest.raises(Refused, match="still to come"):
        follow_up(ana, recruiter, make, happened_at=make.at + timedelta(minutes=1))


def test_the_form_takes_the_day_in_the_requisitions_zone(client, make, ana, recruiter):
    client.sign_in(recruiter)
    typed = {
        "text": "Rang at nine",
        "kind": "follow-up",
        "speaks": "no",
        "awaits": "y",
        "happened": "2026-11-20T09:00",
    }
    url = f"/candidacies/{ana.id}/notes"
    assert client.post(url, data=typed).status_code == 303
    assert "Came or was said Fri 09:00" in client.get(url).text
    assert "followed up and waits for an answer" in client.get("/").text
    later = client.post(url, data=typed | {"happened": "2026-12-24T09:00"})
    assert later.status_code == 422
    assert "That moment is still to come." in later.text
    (row,) = on_desk(recruiter, make)
    assert "It is answered" in client.get(f"/notes/{row.subject_id}").text
    assert client.post(f"/notes/{row.subject_id}/answer").status_code == 303
    assert on_desk(recruiter, make) == []

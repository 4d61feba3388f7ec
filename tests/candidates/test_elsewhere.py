"""By when a candidate must answer somebody else: told by them or by us, and first on the desk."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.candidates.actions import tell_own_deadline
from app.core.decision import Refused
from app.history.actions import Actor
from app.history.models import HistoryLine
from app.history.queries import every_line
from app.history.words import sentence


@pytest.fixture
def requisition(make):
    return make.requisition(title="Product designer", recruiter=make.person("Beatriz Nogueira"))


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana Ferreira")


def tell(ana, make, *, hours=48, note="Another offer", by=None):
    by = by or Actor("candidate", ana.candidate_id)
    due_at = make.at + timedelta(hours=hours) if hours is not None else None
    tell_own_deadline(ana, due_at=due_at, note=note, by=by, at=make.at)


def test_it_is_kept_with_when_we_were_told_and_who_told_it(ana, make, db, requisition):
    tell(ana, make)
    tell(ana, make, hours=24, note=None, by=make.leader(requisition))
    assert ana.own_deadline_at == make.at + timedelta(hours=24)
    assert ana.own_deadline_note is None
    assert ana.own_deadline_told_at == make.at
    db.session.commit()
    verbs = db.session.scalars(
        select(HistoryLine.verb).where(HistoryLine.verb.like("candidates.%own_deadline%"))
    ).all()
    assert verbs == ["candidates.told_own_deadline", "candidates.noted_own_deadline"]
    told = [sentence(line, "Ana") for line in every_line(requisition.id)]
    assert "noted by when Ana must answer somebody else" in told


@pytest.mark.parametrize(
    ("hours", "why"), [(0, "passed already"), (-1, "passed already"), (24 * 400, "a year away")]
)
def test_a_moment_that_cannot_be_meant_is_refused(ana, make, hours, why):
    with pytest.raises(Refused, match=why):
        tell(ana, make, hours=hours)
    assert ana.own_deadline_at is None


def test_it_can_be_taken_off_again_and_twice_is_nothing_more(ana, make, db):
    tell(ana, make)
    tell(ana, make, hours=None)
    tell(ana, make, hours=None)
    assert ana.own_deadline_at is ana.own_deadline_told_at is ana.own_deadline_note is None
    db.session.commit()
    over = select(HistoryLine.id).where(HistoryLine.verb.like("%deadline_over"))
    assert len(db.session.scalars(over).all()) == 1


def test_whoever_left_tells_no_deadline(ana, make):
    ana.withdrawn_at = make.at
    with pytest.raises(Refused, match="has ended"):
        tell(ana, make)


def test_it_tops_the_desk_of_recruiters_and_of_nobody_else(client, ana, make, requisition):
    question = make.own_question(ana)
    tell(ana, make)
    recruiters = make.leader(requisition), make.member(requisition, "recruiter")
    for person in recruiters:
        client.sign_in(person)
        desk = client.get("/").text
        assert "Ana Ferreira must answer somebody else" in desk
        assert desk.index("Their deadlines") < desk.index(question.words)
    others = [make.member(requisition, part) for part in ("hiring manager", "interviewer")]
    for person in (*others, make.person(hr=True)):
        client.sign_in(person)
        assert "must answer somebody else" not in client.get("/").text


@pytest.mark.parametrize("end", ["withdrawn", "set aside", "hired", "long past"])
def test_it_leaves_the_desk_when_it_no_longer_matters(client, ana, make, requisition, clock, end):
    tell(ana, make, hours=2)
    client.sign_in(make.leader(requisition))
    assert "must answer somebody else" in client.get("/").text
    if end == "withdrawn":
        ana.withdrawn_at = make.at
    elif end == "set aside":
        ana.set_aside_at, ana.set_aside_reason = make.at, "No"
    elif end == "hired":
        make.offer(ana, "accepted")
    else:
        clock.forward(hours=51)
    assert "must answer somebody else" not in client.get("/").text


def test_the_candidate_tells_it_on_their_page_in_their_own_zone(client, ana, make, requisition):
    ana.candidate.time_zone = "Asia/Tokyo"
    page = make.own_page(ana)
    assert "In Tokyo time." in client.get(f"{page}/deadline").text
    answer = client.post(
        f"{page}/deadline", data={"due_at": "2026-11-26T18:00", "note": "Another offer"}
    )
    assert answer.status_code == 303
    assert ana.own_deadline_at.isoformat() == "2026-11-26T09:00:00+00:00"
    assert "by Thursday 26 November, 18:00" in client.get(page).text
    assert client.post(f"{page}/deadline/end").status_code == 303
    assert ana.own_deadline_at is None


@pytest.mark.parametrize("typed", ["", "soon", "2020-01-01T10:00"])
def test_what_is_no_moment_ahead_is_refused_on_the_page(client, ana, make, typed):
    answer = client.post(f"{make.own_page(ana)}/deadline", data={"due_at": typed})
    assert answer.status_code == 422
    assert ana.own_deadline_at is None

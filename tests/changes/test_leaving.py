"""A candidate leaves: everything that hangs on them ends, in one transaction."""

import pytest
from sqlalchemy import select

from app.candidates.models import Candidacy
from app.changes import actions
from app.core.decision import Refused
from app.history.models import HistoryLine
from app.mail.actions import To, queue
from app.mail.kinds import KINDS, Kind, register
from app.mail.models import Message
from app.offers import queries
from app.offers.models import Offer
from app.requisitions.models import Place
from app.scorecards.models import Ask


@pytest.fixture(autouse=True)
def kind():
    register(Kind("tests.note"))
    yield
    KINDS.pop("tests.note")


def leave(way, candidacy, make):
    recruiter = make.leader(candidacy)
    if way == "withdrew":
        actions.withdraw(candidacy, note="Another job.", by=recruiter, at=make.at)
    else:
        actions.set_aside(candidacy, reason="Not this time.", by=recruiter, at=make.at)


@pytest.fixture
def scene(make):
    """Ana holds an open offer; a card is owed for her, and a message waits in the outbox."""
    requisition, (ana, chau, _) = make.hiring()
    offer = make.offer(ana, "open")
    rater = make.member(requisition, "interviewer")
    asks = [
        make.add(
            Ask(
                candidacy_id=one.id,
                person_id=rater.id,
                panel="soft",
                asked_at=make.at,
                due_at=make.at,
            )
        )
        for one in (ana, chau)
    ]
    for one in (ana, chau):
        to = To("Someone", "someone@example.org", candidacy_id=one.id)
        queue("tests.note", 1, to=to, subject="x", body="y", at=make.at, key=f"k{one.id}")
    return requisition, ana, chau, offer, asks


@pytest.mark.parametrize("way", ["withdrew", "set aside"])
def test_candidacy_asks_messages_and_offer_end_together(make, db, scene, way):
    requisition, ana, chau, offer, asks = scene
    leave(way, ana, make)
    db.session.commit()
    db.session.expire_all()
    assert not db.session.get_one(Candidacy, ana.id).in_play
    ended = db.session.get_one(Offer, offer.id)
    assert (ended.declined_at, ended.decline_reason) == (make.at, way)
    assert ended.withdrawn_at is None
    place = db.session.scalars(select(Place)).one()
    assert (place.offer_id, place.filled_at) == (None, None)
    assert [one.ended_at for one in db.session.scalars(select(Ask).order_by(Ask.id))] == [
        make.at,
        None,
    ]
    void = db.session.scalars(
        select(Message.void_at).where(Message.kind == "tests.note").order_by(Message.id)
    ).all()
    assert void == [make.at, None]
    assert queries.up(requisition.id, make.at) == chau.id
    verbs = [
        verb for verb in db.session.scalars(select(HistoryLine.verb)) if verb.startswith("offers.")
    ]
    assert verbs == ["offers.ended_by_leaving"]
    assert len(asks) == 2


def test_an_offer_on_its_way_ends_and_never_goes_out(make, db):
    _, (ana, *_) = make.hiring()
    offer = make.offer(ana, "on its way")
    leave("withdrew", ana, make)
    assert queries.status_of(offer, make.at) == "declined"


def test_a_draft_stays_but_cannot_be_sent(make):
    from app.offers.actions import dispatch

    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    leave("withdrew", ana, make)
    with pytest.raises(Refused, match="no longer in play"):
        dispatch(offer, by=make.leader(requisition), at=make.at)


@pytest.mark.parametrize("way", ["withdrew", "set aside"])
def test_nobody_leaves_like_this_after_accepting(make, way):
    _, (ana, *_) = make.hiring()
    make.offer(ana, "accepted")
    with pytest.raises(Refused, match="accepted an offer"):
        leave(way, ana, make)
    assert ana.in_play


@pytest.mark.parametrize("second", ["withdrew", "set aside"])
@pytest.mark.parametrize("first", ["withdrew", "set aside"])
def test_a_candidacy_ends_once(make, first, second):
    _, (ana, *_) = make.hiring()
    leave(first, ana, make)
    with pytest.raises(Refused, match="ended already"):
        leave(second, ana, make)


def test_who_is_still_to_sign_is_told_and_the_version_stands(make, db):
    requisition = make.requisition()
    ana, chau = make.candidacy(requisition), make.candidacy(requisition)
    shortlist = make.signed_order(requisition, ana, chau)
    first, second = make.person(), make.person()
    make.chain(requisition, first, second, subject_id=shortlist.id)
    leave("withdrew", ana, make)
    told = db.session.scalars(select(Message).where(Message.kind == "changes.finalist_left")).all()
    assert [one.to_email for one in told] == [first.email]
    assert ana.candidate.name not in told[0].subject + told[0].body
    assert [line.candidacy_id for line in shortlist.lines] == [ana.id, chau.id]
    assert shortlist.superseded_at is None


def test_it_is_recorded_on_a_page_that_says_what_ends(client, db, make, scene):
    requisition, ana, _, offer, _ = scene
    client.sign_in(make.leader(requisition))
    page = client.get(f"/candidacies/{ana.id}/withdrawal").text
    assert "The offer they hold, version 1" in page
    answer = client.post(f"/candidacies/{ana.id}/withdrawal", data={"note": "By phone."})
    assert answer.status_code == 303
    found = db.session.get_one(Candidacy, ana.id, populate_existing=True)
    assert (found.withdrawn_at, found.withdrawn_note) == (make.at, "By phone.")
    again = client.post(f"/candidacies/{ana.id}/withdrawal", data={"note": "Again."})
    assert again.status_code == 409
    assert "ended already" in again.text
    assert offer.requisition_id == requisition.id


def test_setting_aside_needs_a_reason(client, db, make, scene):
    requisition, ana, *_ = scene
    client.sign_in(make.leader(requisition))
    url = f"/candidacies/{ana.id}/setting-aside"
    assert client.get(url).status_code == 200
    answer = client.post(url, data={"reason": "  "})
    assert answer.status_code == 422
    assert "Write why" in answer.text
    assert client.post(url, data={"reason": "Not this time."}).status_code == 303
    found = db.session.get_one(Candidacy, ana.id, populate_existing=True)
    assert found.set_aside_reason == "Not this time."


@pytest.mark.parametrize("part", ["hiring manager", "interviewer", "approver", "observer"])
def test_only_recruiters_and_hr_end_a_candidacy(client, db, make, scene, part):
    requisition, ana, *_ = scene
    client.sign_in(make.member(requisition, part))
    for act in ("withdrawal", "setting-aside"):
        answer = client.post(f"/candidacies/{ana.id}/{act}", data={"reason": "x"})
        assert answer.status_code == 403
    assert db.session.get_one(Candidacy, ana.id, populate_existing=True).in_play

"""A person leaves the office: what waits for them goes to somebody, in one step."""

import pytest
from sqlalchemy import select

from app.candidates.models import Candidacy
from app.changes.duties import duties_of
from app.history.models import HistoryLine
from app.mail.models import Message
from app.people.models import Membership
from app.people.queries import lead
from app.requisitions.models import PolicyStep
from app.scorecards.models import Ask
from app.scorecards.queries import owed_ids
from app.signoffs import queries as signoffs
from app.signoffs.models import Chain


@pytest.fixture
def ada(make):
    return make.person("Ada", admin=True)


@pytest.fixture
def zoe(make):
    return make.person("Zoë", email="zoe@example.com")


@pytest.fixture
def taker(make):
    return make.person("Tom Taker")


@pytest.fixture
def hiring(make, zoe):
    """One requisition in which Zoë leads, owes two cards, and is asked to sign."""
    requisition = make.requisition(code="SDE-1", recruiter=zoe)
    for name in ("Quillfeather One", "Quillfeather Two"):
        make.ask(make.candidacy(requisition, name), zoe)
    make.member(requisition, "approver", zoe)
    make.approver_of_offers(requisition, person=make.person("Eleni"))
    make.add(
        PolicyStep(
            requisition_id=requisition.id, subject_kind="shortlist", position=1, person_id=zoe.id
        )
    )
    make.chain(requisition, zoe, by=zoe)
    return requisition


def off(client, person, **to):
    return client.post(f"/people/{person.id}/switching-off", data=to)


def test_the_page_lists_what_waits_and_names_no_candidate(client, ada, zoe, hiring):
    page = client.sign_in(ada).get(f"/people/{zoe.id}/switching-off").text
    waits = ("Lead recruiter", "2 scorecards", "1 sign-off asked", "1 sign-off order", "SDE-1")
    assert all(one in page for one in waits)
    assert "Quillfeather" not in page


def test_without_takers_nothing_changes_and_each_is_named(client, ada, zoe, hiring, taker):
    answer = off(client.sign_in(ada), zoe)
    assert answer.status_code == 409
    assert "Choose who takes this on: Lead recruiter in SDE-1." in answer.text
    assert zoe.active
    assert len(duties_of(zoe)) == 4


def test_everything_goes_to_one_person_in_one_step(
    client, new_client, make, db, ada, zoe, hiring, taker
):
    hers = new_client().sign_in(zoe)
    assert off(client.sign_in(ada), zoe, everything=taker.id).status_code == 303
    assert (zoe.active, duties_of(zoe)) == (False, [])
    assert lead(hiring.id, "recruiter").id == taker.id
    assert len(owed_ids(taker.id, hiring.id)) == 2
    chain = db.session.scalars(select(Chain)).one()
    assert signoffs.my_open(taker.id, chain) is not None
    order = select(PolicyStep.person_id).where(PolicyStep.subject_kind == "shortlist")
    assert db.session.scalars(order).all() == [taker.id]
    assert hers.get("/account").status_code == 303
    verbs = set(db.session.scalars(select(HistoryLine.verb)))
    assert verbs >= {
        "requisitions.lead_changed",
        "requisitions.approver_replaced",
        "signoffs.handed_over",
        "scorecards.handed_over",
        "accounts.switched_off",
    }


def test_no_mail_that_names_a_candidate_is_the_admins(client, db, ada, zoe, hiring, taker):
    off(client.sign_in(ada), zoe, everything=taker.id)
    named = select(Message).where(Message.body.contains("Quillfeather"), Message.void_at.is_(None))
    mails = db.session.scalars(named).all()
    assert {mail.person_id for mail in mails} == {taker.id}
    assert {mail.written_by_id for mail in mails} == {None}
    assert "Quillfeather" not in client.get("/messages").text


def test_each_duty_may_go_to_somebody_else(client, make, db, ada, zoe, hiring, taker):
    other = make.person("Other")
    answer = off(client.sign_in(ada), zoe, everything=taker.id, **{f"card-{hiring.id}": other.id})
    assert answer.status_code == 303
    assert len(owed_ids(other.id, hiring.id)) == 2
    assert owed_ids(taker.id, hiring.id) == set()


def test_an_admin_hands_nothing_to_themselves_unless_they_act_for_hr(
    client, make, ada, zoe, hiring
):
    assert off(client.sign_in(ada), zoe, everything=ada.id).status_code == 409
    assert zoe.active
    hana = make.person("Hana", admin=True, hr=True)
    assert off(client.sign_in(hana), zoe, everything=hana.id).status_code == 303


def test_one_duty_that_cannot_be_handed_on_keeps_all(client, make, db, ada, zoe, hiring):
    manager = lead(hiring.id, "hiring manager")
    answer = off(client.sign_in(ada), zoe, everything=manager.id)
    assert (answer.status_code, "SDE-1: The lead recruiter and" in answer.text) == (409, True)
    assert lead(hiring.id, "recruiter").id == zoe.id
    assert db.session.scalars(select(Ask.ended_at)).all() == [None, None]


def test_whoever_is_a_candidate_there_takes_nothing_and_it_is_not_said_why(
    client, make, ada, zoe, hiring
):
    eva = make.person("Eva", email="eva@example.com")
    make.recusal(hiring, "eva@example.com")
    answer = off(client.sign_in(ada), zoe, everything=eva.id)
    assert (answer.status_code, "Eva cannot take this on" in answer.text) == (409, True)
    assert "candidate or a referee" not in answer.text


def test_a_card_the_taker_owes_already_is_asked_once(client, make, db, ada, zoe, hiring, taker):
    make.member(hiring, "interviewer", taker)
    candidacy = db.session.get(Candidacy, min(owed_ids(zoe.id, hiring.id)))
    make.ask(candidacy, taker)
    assert off(client.sign_in(ada), zoe, everything=taker.id).status_code == 303
    assert len(owed_ids(taker.id, hiring.id)) == 2


def test_whoever_holds_nothing_is_simply_switched_off(client, ada, make):
    bo = make.person("Bo")
    assert "Nothing waits for Bo" in client.sign_in(ada).get(f"/people/{bo.id}/switching-off").text
    assert off(client, bo).status_code == 303
    assert not bo.active


def test_only_an_admin_switches_off(client, make, zoe, hiring, taker):
    assert off(client.sign_in(make.person(hr=True)), zoe, everything=taker.id).status_code == 403


def test_membership_of_the_leaver_stays_as_it_was(client, db, ada, zoe, hiring, taker):
    off(client.sign_in(ada), zoe, everything=taker.id)
    kept = select(Membership.part, Membership.is_lead).where(Membership.person_id == zoe.id)
    assert set(db.session.execute(kept).all()) == {("recruiter", False), ("approver", False)}

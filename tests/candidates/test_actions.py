"""Verbs on candidates: add, mend, record, end; each refusal changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.candidates import actions, queries
from app.candidates.models import Candidacy, Candidate
from app.core.decision import Refused
from app.history.actions import Actor
from app.history.models import HistoryLine
from app.people.models import Recusal
from app.requisitions.models import Requisition
from tests.candidates.lists import row


@pytest.fixture
def opening(make):
    return make.requisition()


@pytest.fixture
def recruiter(make, opening):
    return make.member(opening, "recruiter")


@pytest.fixture
def add(make, opening, recruiter):
    def adding(newcomer=None, *, into=None, **more):
        given = {"by": recruiter, "at": make.at, **more}
        return actions.add_candidacy(into or opening, newcomer or row(), **given)

    return adding


def verbs(db):
    db.session.commit()
    return list(db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)))


def inputs(db, opening):
    return db.session.scalar(select(Requisition.inputs_version).where(Requisition.id == opening.id))


def test_adding_someone_makes_a_candidacy_with_a_code_name_and_a_line(add, db, opening):
    before = inputs(db, opening)
    candidacy = add()
    assert candidacy.candidate.name == "Ana Lúcia Ferreira"
    assert candidacy.code_name
    assert candidacy.in_play
    assert inputs(db, opening) > before
    assert verbs(db) == ["candidates.added"]


def test_whoever_has_the_address_of_a_candidate_is_recused(add, db, opening):
    add(row(email="Ana@Example.com"))
    recusal = db.session.scalars(select(Recusal)).one()
    assert (recusal.requisition_id, recusal.email_key, recusal.why) == (
        opening.id,
        "ana@example.com",
        "candidate",
    )


def test_the_same_person_is_not_added_twice(add, db):
    add()
    with pytest.raises(Refused, match="Ana Lúcia Ferreira is a candidate here already"):
        add()
    assert db.session.scalar(select(func.count()).select_from(Candidacy)) == 1


def test_someone_known_from_elsewhere_is_the_same_human_being(add, make, db):
    add(row(phone="1"))
    other = make.requisition()
    again = add(row(phone="2", location="Porto"), into=other)
    assert db.session.scalar(select(func.count()).select_from(Candidate)) == 1
    assert (again.candidate.phone, again.candidate.location) == ("1", "Porto")


def test_another_name_under_a_known_address_is_refused(add, db):
    add()
    with pytest.raises(Refused, match="belongs to Ana Lúcia Ferreira, who is somebody else"):
        add(row("Rui Costa"))
    assert db.session.scalar(select(func.count()).select_from(Candidate)) == 1


def test_someone_without_address_and_id_is_refused(add):
    with pytest.raises(Refused, match="e-mail address, or an id"):
        add(row(email=""))


def test_nobody_adds_themselves(add, recruiter):
    with pytest.raises(Refused, match="your own address"):
        add(row(recruiter.name, recruiter.email.upper()))


def test_a_closed_requisition_takes_nobody(add, make):
    with pytest.raises(Refused, match="closed"):
        add(into=make.requisition(stage="closed"))


def test_who_brought_them_is_kept(add, make, opening):
    agency = make.member(opening, "agency recruiter")
    assert add(brought_by=agency).brought_by_id == agency.id


def test_mending_contact_data_names_the_fields_in_history_and_never_their_text(
    add, make, recruiter, db
):
    candidacy = add(row(phone="1", location="Porto"))
    facts = {"phone": "2", "location": "", "name": "Ana Lúcia Ferreira"}
    changed = actions.mend_contact(candidacy, facts, by=recruiter, at=make.at)
    assert set(changed) == {"phone", "location"}
    assert (candidacy.candidate.phone, candidacy.candidate.location) == ("2", None)
    assert actions.mend_contact(candidacy, facts, by=recruiter, at=make.at) == ()
    assert verbs(db) == ["candidates.added", "candidates.mended"]


def test_a_new_name_is_sorted_and_searched_by_at_once(add, make, recruiter, db):
    candidacy = add()
    actions.mend_contact(candidacy, {"name": "Zoë Žák"}, by=recruiter, at=make.at)
    db.session.expire_all()
    assert db.session.get(Candidacy, candidacy.id).name_key == "zoe zak"
    assert [one.id for one in queries.page(recruiter, q="zak").rows] == [candidacy.id]


def test_a_new_address_recuses_its_owner_and_frees_the_owner_of_the_old(
    add, make, recruiter, db, opening
):
    colleague = make.member(opening, "hiring manager", make.person(email="wrong@example.com"))
    candidacy = add(row(email="wrong@example.com"))
    assert not queries.sees(colleague, candidacy)
    actions.mend_contact(candidacy, {"email": "right@example.com"}, by=recruiter, at=make.at)
    assert queries.sees(colleague, candidacy)
    keys = db.session.scalars(select(Recusal.email_key))
    assert list(keys) == ["right@example.com"]


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"email": "bo@example.com"}, "belongs to Bo Ek"),
        ({"external_id": "7"}, "belongs to Bo Ek"),
        ({"email": ""}, "e-mail address, or an id"),
    ],
)
def test_a_refused_change_of_contact_changes_nothing(add, make, recruiter, db, facts, word):
    add(row("Bo Ek", "bo@example.com", external_id="7"))
    candidacy = add()
    with pytest.raises(Refused, match=word):
        actions.mend_contact(candidacy, {"phone": "9", **facts}, by=recruiter, at=make.at)
    assert not db.session.dirty
    assert candidacy.candidate.email == "ana@example.com"
    assert candidacy.candidate.phone is None


def test_an_interview_says_who_met_whom(add, make, recruiter, opening, db):
    candidacy, maja = add(), make.member(opening, "interviewer")
    held_at = make.at - timedelta(days=2)
    interview = actions.record_interview(
        candidacy,
        round=2,
        kind="presentation",
        held_at=held_at,
        people=[maja.id, maja.id, recruiter.id],
        by=recruiter,
        at=make.at,
    )
    assert {one.person_id for one in interview.panel} == {maja.id, recruiter.id}
    assert queries.met_by(maja.id, opening.id) == {candidacy.id}
    assert candidacy.interviewed_at == held_at
    assert queries.interviews(candidacy.id) == [interview]


def test_an_earlier_interview_does_not_move_the_last_one_back(add, make, recruiter, opening):
    candidacy = add()
    for days in (2, 9):
        actions.record_interview(
            candidacy,
            round=1,
            kind="talk",
            held_at=make.at - timedelta(days=days),
            people=[recruiter.id],
            by=recruiter,
            at=make.at,
        )
    assert candidacy.interviewed_at == make.at - timedelta(days=2)


def test_only_the_team_sat_on_an_interview(add, make, recruiter, db):
    candidacy = add()
    with pytest.raises(Refused, match="Only people on the team"):
        actions.record_interview(
            candidacy,
            round=1,
            kind="talk",
            held_at=make.at,
            people=[make.person().id],
            by=recruiter,
            at=make.at,
        )
    assert queries.interviews(candidacy.id) == []


def test_withdrawing_by_phone_and_by_oneself_are_told_apart(add, make, recruiter, db):
    by_phone, herself = add(), add(row("Bo Ek", "bo@example.com"))
    actions.withdraw(by_phone, note="Took another job", by=recruiter, at=make.at)
    actions.withdraw(herself, note=None, by=Actor("candidate", herself.id), at=make.at)
    assert by_phone.withdrawn_at == make.at
    assert by_phone.withdrawn_note == "Took another job"
    assert verbs(db)[-2:] == ["candidates.noted_withdrawal", "candidates.withdrew"]


def test_a_candidacy_ends_once(add, make, recruiter, db):
    candidacy = add()
    actions.set_aside(candidacy, reason="No SQL at all", by=recruiter, at=make.at)
    with pytest.raises(Refused, match="set aside"):
        actions.withdraw(candidacy, note="", by=recruiter, at=make.at + timedelta(hours=1))
    assert candidacy.withdrawn_at is None
    with pytest.raises(Refused, match="set aside"):
        actions.set_aside(candidacy, reason="Again", by=recruiter, at=make.at)
    assert candidacy.set_aside_reason == "No SQL at all"


def test_the_last_word_only_moves_forward(add, make, db):
    candidacy = add()
    for hours in (2, 1):
        actions.log_word(candidacy, at=make.at + timedelta(hours=hours))
    db.session.refresh(candidacy)
    assert candidacy.last_word_at == make.at + timedelta(hours=2)


def test_the_outcome_is_told_once(add, make, db):
    candidacy = add()
    for hours in (1, 2):
        actions.log_outcome(candidacy, at=make.at + timedelta(hours=hours))
    db.session.refresh(candidacy)
    assert candidacy.told_outcome_at == make.at + timedelta(hours=1)

"""Who has which part, who leads, and in what order approvers sign."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.decision import Refused
from app.history.queries import every_line
from app.people.models import Membership
from app.requisitions import queries, team
from app.requisitions.queries import chain_people
from app.requisitions.verbs import VERBS
from app.scorecards.models import Ask
from app.signoffs.models import Chain, Signoff, Step


def membership(db, requisition, person, part):
    return db.session.scalar(
        select(Membership).where(
            Membership.requisition_id == requisition.id,
            Membership.person_id == person.id,
            Membership.part == part,
        )
    )


def order(requisition, what="shortlist"):
    return [(position, person.name) for position, person in chain_people(requisition.id, what)]


@pytest.fixture
def hiring(make):
    return make.requisition(recruiter=make.person("Bea"), manager=make.person("Henrik"))


def test_a_person_joins_and_leaves(make, db, hiring):
    ana, by = make.person("Ana"), make.person()
    joined = team.add_member(hiring, ana, "interviewer", by=by, at=make.at)
    with pytest.raises(Refused, match="already"):
        team.add_member(hiring, ana, "interviewer", by=by, at=make.at)
    team.remove_member(joined, by=by, at=make.at)
    assert membership(db, hiring, ana, "interviewer") is None


def test_somebody_whose_address_is_a_candidates_gets_no_part(make, db, hiring):
    ana = make.person("Ana", email="ana@example.com")
    make.candidacy(hiring, candidate=make.candidate("Ana", email="ANA@example.com"))
    with pytest.raises(Refused, match="candidate"):
        team.add_member(hiring, ana, "interviewer", by=make.person(), at=make.at)


def test_a_lead_stays_until_another_leads(make, db, hiring):
    bea, zoe, by = queries.leads(hiring.id)["recruiter"], make.person("Zoë"), make.person()
    old = membership(db, hiring, bea, "recruiter")
    with pytest.raises(Refused, match="lead recruiter"):
        team.remove_member(old, by=by, at=make.at)
    team.change_lead(hiring, "recruiter", zoe, by=by, at=make.at)
    assert queries.leads(hiring.id)["recruiter"].name == "Zoë"
    db.session.refresh(old)
    assert not old.is_lead
    team.remove_member(old, by=by, at=make.at)


def test_the_lead_manager_cannot_become_lead_recruiter(make, db, hiring):
    henrik = queries.leads(hiring.id)["hiring manager"]
    with pytest.raises(Refused, match="two people"):
        team.change_lead(hiring, "recruiter", henrik, by=make.person(), at=make.at)
    assert queries.leads(hiring.id)["recruiter"].name == "Bea"


def test_only_two_parts_have_a_lead(make, db, hiring):
    with pytest.raises(Refused):
        team.change_lead(hiring, "interviewer", make.person(), by=make.person(), at=make.at)


def test_whoever_owes_a_card_keeps_the_part_until_excused(make, db, hiring):
    ana, by = make.person("Ana"), make.person()
    joined = team.add_member(hiring, ana, "interviewer", by=by, at=make.at)
    ask = make.add(
        Ask(
            candidacy_id=make.candidacy(hiring).id,
            person_id=ana.id,
            panel="soft",
            asked_at=make.at,
            due_at=make.at + timedelta(days=2),
        )
    )
    with pytest.raises(Refused, match="owes 1 scorecard"):
        team.remove_member(joined, by=by, at=make.at)
    ask.excused_at = make.at
    team.remove_member(joined, by=by, at=make.at)


def test_approvers_sign_in_the_order_they_are_put(make, db, hiring):
    by = make.person()
    steps = [
        team.add_approver(hiring, "shortlist", make.person(name), by=by, at=make.at)
        for name in ("Rui", "Eleni", "Chi")
    ]
    assert order(hiring) == [(1, "Rui"), (2, "Eleni"), (3, "Chi")]
    assert order(hiring, "offer") == []
    team.move_approver(steps[2], -1, by=by, at=make.at)
    assert order(hiring) == [(1, "Rui"), (2, "Chi"), (3, "Eleni")]
    team.move_approver(steps[0], -1, by=by, at=make.at)
    assert order(hiring) == [(1, "Rui"), (2, "Chi"), (3, "Eleni")]
    team.remove_approver(steps[0], by=by, at=make.at)
    assert order(hiring) == [(1, "Chi"), (2, "Eleni")]


def test_an_approver_has_the_part_and_cannot_lose_it_while_in_the_order(make, db, hiring):
    rui, by = make.person("Rui"), make.person()
    step = team.add_approver(hiring, "offer", rui, by=by, at=make.at)
    team.add_approver(hiring, "shortlist", rui, by=by, at=make.at)
    part = membership(db, hiring, rui, "approver")
    with pytest.raises(Refused, match="sign-off order"):
        team.remove_member(part, by=by, at=make.at)
    team.remove_approver(step, by=by, at=make.at)
    with pytest.raises(Refused, match="sign-off order"):
        team.remove_member(part, by=by, at=make.at)


def test_nobody_is_in_an_order_twice(make, db, hiring):
    rui, by = make.person("Rui"), make.person()
    team.add_approver(hiring, "offer", rui, by=by, at=make.at)
    with pytest.raises(Refused, match="already"):
        team.add_approver(hiring, "offer", rui, by=by, at=make.at)


def test_an_approver_who_is_asked_to_sign_keeps_the_part(make, db, hiring):
    rui, by = make.person("Rui"), make.person()
    part = team.add_member(hiring, rui, "approver", by=by, at=make.at)
    chain = make.add(
        Chain(
            requisition_id=hiring.id,
            subject_kind="shortlist",
            subject_id=1,
            version=1,
            title="Shortlist",
            due_days=2,
            opened_at=make.at,
        )
    )
    step = make.add(Step(chain_id=chain.id, position=1, needed=1))
    make.add(Signoff(step_id=step.id, approver_id=rui.id, asked_at=make.at))
    with pytest.raises(Refused, match="asked to sign"):
        team.remove_member(part, by=by, at=make.at)
    chain.sent_back_at = make.at
    team.remove_member(part, by=by, at=make.at)


@pytest.mark.parametrize(("flags", "may"), [({"admin": True}, False), ({"hr": True}, True)])
def test_who_only_runs_accounts_signs_nothing(make, db, hiring, flags, may):
    person = make.person("Ada", **flags)
    if may:
        team.add_approver(hiring, "offer", person, by=make.person(), at=make.at)
        assert order(hiring, "offer") == [(1, "Ada")]
    else:
        with pytest.raises(Refused, match="runs accounts"):
            team.add_approver(hiring, "offer", person, by=make.person(), at=make.at)


def test_an_agency_recruiter_signs_nothing(make, db, hiring):
    agency = make.member(hiring, "agency recruiter")
    with pytest.raises(Refused, match="agency"):
        team.add_approver(hiring, "shortlist", agency, by=make.person(), at=make.at)
    with pytest.raises(Refused, match="agency"):
        team.add_member(hiring, agency, "interviewer", by=make.person(), at=make.at)


def test_history_names_whom_it_concerns_and_says_it_in_a_sentence(make, db, hiring):
    bea = queries.leads(hiring.id)["recruiter"]
    team.add_member(hiring, make.person("Ana"), "interviewer", by=bea, at=make.at)
    team.add_approver(hiring, "offer", make.person("Rui"), by=bea, at=make.at)
    db.session.commit()
    said = [(line.who, VERBS[line.verb].format(**line.detail)) for line in every_line(hiring.id)]
    assert said == [
        ("Bea", "added Ana as interviewer"),
        ("Bea", "added Rui as approver"),
        ("Bea", "put Rui into the sign-off order of the offer"),
    ]

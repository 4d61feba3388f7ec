"""Chains: who is asked when, what a word does, and what lapses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.core.decision import Refused
from app.history.models import HistoryLine
from app.mail.delivery import filled_in
from app.mail.models import Message
from app.signoffs import actions, jobs, queries, rules
from app.signoffs.actions import StepSpec
from app.signoffs.letters import ASKED, REMINDER
from app.signoffs.limits import Limits, words
from app.signoffs.messages import start_link, still_asked
from app.work.models import Job


@pytest.fixture
def hiring(make):
    return make.requisition(title="Senior Data Engineer")


def approvers(make, requisition, *names):
    return [make.member(requisition, "approver", make.person(name)) for name in names]


def states(chain):
    return [[rules.state_of(one) for one in step.signoffs] for step in chain.steps]


def mails(db, kind=ASKED):
    return db.session.scalars(select(Message).where(Message.kind == kind)).all()


def test_only_the_first_step_is_asked(make, hiring, db):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    chain = make.chain(hiring, rui, eleni)
    assert states(chain) == [["asked"], ["waiting its turn"]]
    assert [mail.person_id for mail in mails(db)] == [rui.id]
    assert queries.status(chain) == "awaiting"


def test_the_time_to_answer_is_in_working_days_and_starts_with_the_turn(make, hiring, clock):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    chain = make.chain(hiring, rui, eleni)  # a Sunday, 10:00
    first, second = (step.signoffs[0] for step in chain.steps)
    assert first.due_at == datetime(2026, 11, 24, 18, tzinfo=UTC)
    clock.set(datetime(2026, 11, 27, 9, tzinfo=UTC))  # a Friday; the 1st of December is a holiday
    actions.sign(chain, by=rui, at=clock.now())
    assert second.asked_at == clock.now()
    assert second.due_at == datetime(2026, 12, 2, 18, tzinfo=UTC)


def test_the_chain_is_approved_by_its_last_signature(make, hiring, db):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    chain = make.chain(hiring, rui, eleni)
    assert actions.sign(chain, by=rui, reason=" Within band. ", at=make.at) is False
    assert states(chain) == [["given"], ["asked"]]
    assert chain.steps[0].signoffs[0].reason == "Within band."
    assert actions.sign(chain, by=eleni, at=make.at) is True
    assert queries.status(chain) == "approved"
    db.session.commit()
    verbs = db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)).all()
    assert verbs == ["signoffs.opened", "signoffs.given", "signoffs.given"]


def test_a_step_of_people_side_by_side_waits_for_all(make, hiring):
    rui, eleni, last = approvers(make, hiring, "Rui", "Eleni", "Last")
    chain = make.chain(hiring, [rui, eleni], last)
    assert states(chain) == [["asked", "asked"], ["waiting its turn"]]
    actions.sign(chain, by=eleni, at=make.at)
    assert states(chain)[1] == ["waiting its turn"]
    actions.sign(chain, by=rui, at=make.at)
    assert states(chain)[1] == ["asked"]


def test_of_a_step_that_needs_some_the_rest_is_let_go(make, hiring, db):
    people = approvers(make, hiring, "Rui", "Eleni", "Yusuf")
    chain = make.chain(hiring, (2, people))
    actions.sign(chain, by=people[0], at=make.at)
    assert actions.sign(chain, by=people[2], at=make.at) is True
    assert states(chain) == [["given", "lapsed", "given"]]
    with pytest.raises(Refused, match="lapsed"):
        actions.sign(chain, by=people[1], at=make.at)


def test_nobody_signs_before_their_turn_or_without_being_asked(make, hiring):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    chain = make.chain(hiring, rui, eleni)
    with pytest.raises(Refused, match="It waits for Rui"):
        actions.sign(chain, by=eleni, at=make.at)
    with pytest.raises(Refused, match="not asked"):
        actions.send_back(chain, by=make.person(), reason="I think not", at=make.at)
    assert states(chain) == [["asked"], ["waiting its turn"]]


def test_one_refusal_sends_the_version_back_and_ends_what_was_open(make, hiring, db):
    rui, eleni, last = approvers(make, hiring, "Rui", "Eleni", "Last")
    chain = make.chain(hiring, [rui, eleni], last)
    actions.send_back(chain, by=rui, reason=" Too few saw the fourth. ", at=make.at)
    assert queries.status(chain) == "sent back"
    assert states(chain) == [["refused", "lapsed"], ["lapsed"]]
    assert chain.steps[0].signoffs[0].reason == "Too few saw the fourth."
    assert all(mail.void_at for mail in mails(db))
    with pytest.raises(Refused, match="Someone else sent this version back"):
        actions.sign(chain, by=eleni, at=make.at)


@pytest.mark.parametrize("blank", ["", "   "])
def test_sending_back_without_a_reason_changes_nothing(make, hiring, blank):
    (rui,) = approvers(make, hiring, "Rui")
    chain = make.chain(hiring, rui)
    with pytest.raises(Refused, match="what you want changed"):
        actions.send_back(chain, by=rui, reason=blank, at=make.at)
    assert states(chain) == [["asked"]]


def test_a_version_replaced_lets_every_signoff_lapse_but_a_refusal(make, hiring):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    signed = make.chain(hiring, rui, eleni)
    actions.sign(signed, by=rui, at=make.at)
    actions.lapse("shortlist", signed.subject_id, make.at)
    assert states(signed) == [["lapsed"], ["lapsed"]]
    assert queries.status(signed) == "lapsed"
    with pytest.raises(Refused, match="replaced by a later one"):
        actions.sign(signed, by=eleni, at=make.at)
    refused = make.chain(hiring, rui)
    actions.send_back(refused, by=rui, reason="No", at=make.at)
    actions.lapse("shortlist", refused.subject_id, make.at)
    assert states(refused) == [["refused"]]


def test_what_was_never_asked_lapses_in_silence(make, hiring):
    actions.lapse("shortlist", 123456, make.at)


def test_limits_stated_with_a_yes_are_kept(make, hiring):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    chain = make.chain(hiring, [rui, eleni], subject_kind="offer")
    until = make.at + timedelta(days=30)
    stated = Limits(6_800_000, "EUR", "year", date(2027, 3, 1), None, "any", until)
    actions.sign(chain, by=rui, limits=stated, at=make.at)
    actions.sign(chain, by=eleni, at=make.at)
    given, plain = chain.steps[0].signoffs
    assert (given.limit_amount, given.limit_currency, given.limit_period) == (
        6_800_000,
        "EUR",
        "year",
    )
    assert given.limit_latest_start_on == date(2027, 3, 1)
    assert "currency EUR" in words(given)
    assert words(plain) == "this version"


def test_who_interviewed_is_marked(make, hiring):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    chain = make.chain(hiring, [rui, eleni], interviewed={eleni.id})
    assert [one.interviewed for one in chain.steps[0].signoffs] == [False, True]


def test_a_chain_needs_people_in_every_step(make, hiring):
    (rui,) = approvers(make, hiring, "Rui")
    told = {"version": 1, "requisition_id": hiring.id, "title": "T", "interviewed": set()}
    for steps in ([], [StepSpec([], 0)], [StepSpec([rui.id], 2)], [StepSpec([rui.id, rui.id], 2)]):
        with pytest.raises(ValueError, match="needs people"):
            actions.open_chain("shortlist", 1, **told, steps=steps, due_days=2, by=rui, at=make.at)


def test_the_mail_names_title_version_and_due_and_holds_no_link(make, hiring, db):
    make.candidacy(hiring, "Zoë van der Meer")
    (rui,) = approvers(make, hiring, "Rui Tavares {link}")
    make.chain(hiring, rui, version=2)
    (mail,) = mails(db)
    assert "{link}" in mail.body
    assert mail.subject == "Your sign-off is wanted: Shortlist for Senior Data Engineer, version 2"
    assert "Zoë" not in mail.body + mail.subject + str(mail.facts)
    filled = filled_in(mail, make.at)
    assert "http://localhost/s/" in filled.body
    assert "Tuesday 24 November, 18:00 Lisbon" in filled.body
    assert "Hello Rui Tavares {link}," in filled.body


def test_the_link_lasts_72_hours_from_sending(make, hiring, db, clock):
    (rui,) = approvers(make, hiring, "Rui")
    make.chain(hiring, rui)
    (mail,) = mails(db)
    start_link(mail, clock.forward(hours=5))
    assert mail.link_ends_at == clock.now() + timedelta(hours=72)


def test_a_mail_about_an_answered_signoff_is_not_sent(make, hiring, db):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    chain = make.chain(hiring, [rui, eleni])
    first, second = mails(db)
    assert still_asked(first, make.at)
    actions.sign(chain, by=rui, at=make.at)
    assert not still_asked(first, make.at)
    assert still_asked(second, make.at)


def test_a_reminder_goes_out_when_due_to_whoever_has_not_answered(make, hiring, db):
    rui, eleni = approvers(make, hiring, "Rui", "Eleni")
    chain = make.chain(hiring, [rui, eleni])
    jobs_due = db.session.scalars(select(Job).where(Job.kind == "signoffs.remind")).all()
    assert {job.due_at for job in jobs_due} == {one.due_at for one in chain.steps[0].signoffs}
    actions.sign(chain, by=rui, at=make.at)
    for job in [*jobs_due, *jobs_due]:
        jobs.remind(**job.args, at=job.due_at)
    assert [mail.person_id for mail in mails(db, REMINDER)] == [eleni.id]
    jobs.remind(signoff_id=999_999, at=make.at)


def test_an_approver_of_two_steps_gives_two_words(make, hiring):
    (rui,) = approvers(make, hiring, "Rui")
    chain = make.chain(hiring, rui, rui)
    assert actions.sign(chain, by=rui, at=make.at) is False
    assert queries.my_open(rui.id, chain).step_id == chain.steps[1].id
    assert actions.sign(chain, by=rui, at=make.at) is True

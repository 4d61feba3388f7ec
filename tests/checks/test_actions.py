"""Naming, asking, answering, waiving: what is kept, queued and written into history."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.checks import actions, rules
from app.checks.actions import Named
from app.checks.models import Referee, ReferenceMark
from app.checks.queries import load_referee, readiness
from app.checks.rules import Answer
from app.core.decision import Refused
from app.history.actions import Actor
from app.history.models import HistoryLine, HistoryPayload
from app.links.actions import mint
from app.links.models import Link
from app.mail.models import Message
from app.people.guard import rights_in
from app.people.models import Recusal
from app.people.queries import lead
from app.requisitions.queries import current_requirements
from app.work.actions import HANDLERS
from app.work.models import Job

MIA = Named("Mia Holm", "Mia@Example.net", "manager", worked_at="Northwind", told=True)


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana Ferreira")


@pytest.fixture
def recruiter(requisition):
    return lead(requisition.id, "recruiter")


@pytest.fixture
def themselves(ana):
    return Actor("candidate", ana.candidate_id)


def mails(db, kind):
    db.session.flush()
    return list(db.session.scalars(select(Message).where(Message.kind == kind)))


def lines(db):
    db.session.commit()
    return list(
        db.session.scalars(
            select(HistoryLine.verb)
            .where(HistoryLine.verb.like("checks.%"))
            .order_by(HistoryLine.line)
        )
    )


def whole(requisition, value=4, **more):
    criteria = current_requirements(requisition.id).criteria
    return Answer({one.id: value for one in criteria}, "yes", **more)


def test_a_candidate_is_asked_once_by_a_link_to_their_page(db, make, requisition, ana, recruiter):
    request = actions.request_referees(ana, requisition, by=recruiter, at=make.at)
    (mail,) = mails(db, "checks.wanted")
    assert (mail.link_purpose, mail.link_subject_id) == ("candidate", ana.id)
    assert "{link}" in mail.body
    assert "a manager and a colleague" in mail.body
    assert request.due_at > make.at
    with pytest.raises(Refused, match="asked already"):
        actions.request_referees(ana, requisition, by=recruiter, at=make.at)
    assert lines(db) == ["checks.requested"]


def test_one_without_an_address_cannot_be_asked_by_mail(db, make, requisition, recruiter):
    one = make.candidacy(requisition)
    one.candidate.email = one.candidate.email_key = None
    with pytest.raises(Refused, match="no e-mail address"):
        actions.request_referees(one, requisition, by=recruiter, at=make.at)


def test_who_is_named_sees_nothing_of_the_requisition(db, make, requisition, ana, themselves):
    make.referee_request(ana)
    person = make.member(requisition, "observer", make.person(email="x@example.com"))
    assert rights_in(requisition.id, person)
    person.email = person.email_key = "mia@example.net"
    actions.name_referee(
        make.candidacy(requisition), requisition, MIA, by=make.person(), at=make.at
    )
    assert not rights_in(requisition.id, person)


def test_what_the_candidate_typed_and_agreed_to_is_kept(db, make, requisition, ana, themselves):
    make.referee_request(ana)
    kept = actions.name_referee(ana, requisition, MIA, by=themselves, at=make.at)
    assert (kept.name, kept.email, kept.email_key) == (
        "Mia Holm",
        "Mia@Example.net",
        "mia@example.net",
    )
    assert kept.consented_at == kept.told_at == kept.named_at == make.at
    assert kept.named_by_id is None
    assert rules.state(kept, make.at) == "wanted"
    assert not mails(db, "checks.asked"), "nobody is asked by being named"


def test_the_same_address_is_not_named_twice_in_any_case(db, make, requisition, ana, themselves):
    make.referee(ana, email="mia@example.net")
    with pytest.raises(Refused, match="named already"):
        actions.name_referee(ana, requisition, MIA, by=themselves, at=make.at)


def test_two_candidates_may_name_the_same_person(db, make, requisition, ana, themselves):
    make.referee(make.candidacy(requisition), email="mia@example.net")
    make.referee_request(ana)
    assert actions.name_referee(ana, requisition, MIA, by=themselves, at=make.at)


def test_a_candidate_cannot_shut_the_team_out_by_naming_it(
    db, make, requisition, ana, recruiter, themselves
):
    make.referee_request(ana)
    with pytest.raises(Refused, match="takes part"):
        actions.name_referee(
            ana,
            requisition,
            Named("Me", recruiter.email.upper(), "manager"),
            by=themselves,
            at=make.at,
        )
    assert rights_in(requisition.id, recruiter)


def test_mending_an_address_moves_the_recusal_and_the_questions(
    db, make, requisition, ana, recruiter
):
    referee = make.referee(ana, "Mia Holm", email="old@example.net", asked=True)
    mint("referee", referee.id, at=make.at, ends_at=make.at + timedelta(days=3))
    actions.mend_referee(load_referee(referee.id), MIA, by=recruiter, at=make.at)
    keys = set(db.session.scalars(select(Recusal.email_key).where(Recusal.why == "referee")))
    assert keys == {"mia@example.net"}
    assert db.session.scalars(select(Link.revoked_at)).all() == [make.at]
    assert [mail.to_email for mail in mails(db, "checks.asked")] == ["Mia@Example.net"]


def test_a_candidate_takes_somebody_off_until_they_are_asked(
    db, make, requisition, ana, themselves
):
    free, asked = make.referee(ana), make.referee(ana, asked=True)
    actions.remove_referee(load_referee(free.id), by=themselves, at=make.at)
    with pytest.raises(Refused, match="asked already"):
        actions.remove_referee(load_referee(asked.id), by=themselves, at=make.at)
    assert db.session.scalars(select(Referee.id)).all() == [asked.id]
    keys = db.session.scalars(select(Recusal.email_key).where(Recusal.why == "referee")).all()
    assert keys == [asked.email_key]


def test_asking_sets_the_due_day_in_working_days_and_mails_a_link(
    db, make, requisition, ana, recruiter
):
    referee = make.referee(ana, "Harriet Okonkwo")
    actions.ask(load_referee(referee.id), by=recruiter, at=make.at)
    db.session.refresh(referee)
    assert referee.due_at.isoformat() == "2026-11-25T18:00:00+00:00"  # Sunday and three days
    (mail,) = mails(db, "checks.asked")
    assert (mail.link_purpose, mail.link_subject_id) == ("referee", referee.id)
    assert mail.link_ends_at > referee.due_at
    assert mail.to_name == "Harriet Okonkwo"
    assert "Ana Ferreira" in mail.body
    with pytest.raises(Refused, match="asked already"):
        actions.ask(load_referee(referee.id), by=recruiter, at=make.at)


def test_a_name_with_braces_brings_no_link_of_its_own(db, make, requisition, ana, recruiter):
    referee = make.referee(ana, "Bo {link} {recruiter}")
    actions.ask(load_referee(referee.id), by=recruiter, at=make.at)
    (mail,) = mails(db, "checks.asked")
    assert mail.body.count("{link}") == 1


def test_one_button_asks_all_who_may_be_asked_and_no_other(db, make, requisition, ana, recruiter):
    first, second = make.referee(ana), make.referee(ana, relation="colleague")
    make.referee(ana, not_before_offer=True)
    make.referee(ana, consented_at=None)
    make.referee(ana, after_acceptance_at=make.at)
    make.referee(make.candidacy(requisition))
    asked = actions.ask_all(ana, requisition, by=recruiter, at=make.at)
    assert [one.id for one in asked] == [first.id, second.id]
    assert len(mails(db, "checks.asked")) == 2
    with pytest.raises(Refused, match="nobody to ask"):
        actions.ask_all(ana, requisition, by=recruiter, at=make.at)


def test_a_referee_is_reminded_on_the_day_unless_they_answered(
    db, make, requisition, ana, recruiter, clock
):
    slow, quick = make.referee(ana), make.referee(ana, relation="colleague")
    for one in (slow, quick):
        actions.ask(load_referee(one.id), by=recruiter, at=make.at)
    actions.receive(load_referee(quick.id), whole(requisition), at=make.at)
    jobs = db.session.scalars(select(Job).where(Job.kind == "checks.remind")).all()
    assert len(jobs) == 2
    clock.set(jobs[0].due_at)
    for job in jobs:
        for _ in range(2):  # a job must bear being run twice
            HANDLERS[job.kind](at=clock.now(), **job.args)
    assert [mail.subject_id for mail in mails(db, "checks.reminder")] == [slow.id]


def test_a_candidate_is_reminded_who_named_nobody(db, make, requisition, ana, recruiter):
    other = make.candidacy(requisition)
    for one in (ana, other):
        actions.request_referees(one, requisition, by=recruiter, at=make.at)
    make.referee(other)
    for job in db.session.scalars(select(Job).where(Job.kind == "checks.remind_candidate")):
        HANDLERS[job.kind](at=job.due_at, **job.args)
    assert [mail.subject_id for mail in mails(db, "checks.wanted_reminder")] == [ana.id]


def test_a_reference_is_kept_once_with_its_marks_and_words(db, make, requisition, ana):
    referee = make.referee(ana, asked=True)
    first, *others = current_requirements(requisition.id).criteria
    answer = Answer(
        {first.id: 5, **{one.id: None for one in others}},
        "with reservations",
        {first.id: "Waits before speaking"},
        "Calm",
    )
    actions.receive(load_referee(referee.id), answer, at=make.at)
    with pytest.raises(Refused, match="nothing more can be sent"):
        actions.receive(load_referee(referee.id), whole(requisition, 1), at=make.at)
    db.session.refresh(referee)
    marks = {mark.criterion_id: (mark.value, mark.comment) for mark in referee.marks}
    assert marks[first.id] == (5, "Waits before speaking")
    assert {marks[one.id] for one in others} == {(None, None)}
    assert (referee.again, referee.comment) == ("with reservations", "Calm")
    assert lines(db) == ["checks.received"]


def test_history_holds_neither_marks_nor_words(db, make, requisition, ana, recruiter):
    referee = make.referee(ana, "Harriet Okonkwo")
    actions.ask(load_referee(referee.id), by=recruiter, at=make.at)
    answer = whole(requisition, 2, comment="Difficult to read")
    actions.receive(load_referee(referee.id), answer, at=make.at)
    db.session.commit()
    for body in db.session.scalars(select(HistoryPayload.body)):
        assert set(body) <= {"relation"}, body


@pytest.mark.parametrize("value", [0, 6])
def test_a_mark_outside_the_scale_changes_nothing(db, make, requisition, ana, value):
    referee = make.referee(ana, asked=True)
    with pytest.raises(Refused, match="1 to 5"):
        actions.receive(load_referee(referee.id), whole(requisition, value), at=make.at)
    assert not db.session.scalar(select(func.count()).select_from(ReferenceMark))
    assert referee.received_at is None


def test_a_reference_told_by_telephone_says_who_took_it_down(db, make, requisition, ana, recruiter):
    referee = make.referee(ana)
    actions.take_down(load_referee(referee.id), whole(requisition), by=recruiter, at=make.at)
    db.session.refresh(referee)
    assert referee.taken_by_id == recruiter.id
    assert rules.state(referee, make.at) == "in"


def test_a_friendly_no_is_neutral_and_ends_reminders(db, make, requisition, ana, recruiter):
    referee = make.referee(ana)
    actions.ask(load_referee(referee.id), by=recruiter, at=make.at)
    actions.decline(load_referee(referee.id), by=Actor("referee", referee.id), at=make.at)
    assert all(mail.void_at for mail in mails(db, "checks.asked"))
    assert not readiness([ana.id], requisition.id)[ana.id].complete
    assert lines(db)[-1] == "checks.declined"


def test_a_waived_reference_settles_and_ends_its_link(db, make, requisition, ana, recruiter):
    referee = make.referee(ana, asked=True)
    mint("referee", referee.id, at=make.at, ends_at=make.at + timedelta(days=9))
    with pytest.raises(Refused, match="Write why"):
        actions.waive(load_referee(referee.id), reason=" ", by=recruiter, at=make.at)
    actions.waive(load_referee(referee.id), reason="On leave", by=recruiter, at=make.at)
    assert "a colleague's reference" in readiness([ana.id], requisition.id)[ana.id].missing
    assert db.session.scalars(select(Link.revoked_at)).all() == [make.at]
    assert lines(db) == ["checks.waived"]


def test_a_kind_nobody_gives_is_waived_once(db, make, requisition, ana, recruiter):
    def waive():
        actions.waive_relation(
            ana, requisition, "manager", reason="Retired", by=recruiter, at=make.at
        )

    waive()
    assert readiness([ana.id], requisition.id)[ana.id].missing == ("a colleague's reference",)
    with pytest.raises(Refused, match="nothing to waive"):
        waive()


def test_put_off_it_settles_and_can_be_asked_for_later(
    db, make, requisition, ana, recruiter, clock
):
    referee = make.referee(ana)
    actions.put_off(load_referee(referee.id), by=recruiter, at=make.at)
    assert readiness([ana.id], requisition.id)[ana.id].without == (
        "a manager's reference after acceptance",
    )
    clock.forward(days=1)
    actions.ask(load_referee(referee.id), by=recruiter, at=clock.now())
    assert rules.state(referee, clock.now()) == "asked"
    assert "a manager's reference" not in readiness([ana.id], requisition.id)[ana.id].missing


def test_what_is_asked_ends_with_the_candidacy(db, make, requisition, ana, recruiter):
    referee = make.referee(ana)
    actions.ask(load_referee(referee.id), by=recruiter, at=make.at)
    mint("referee", referee.id, at=make.at, ends_at=make.at + timedelta(days=9))
    actions.end([ana.id], why="They withdrew.", at=make.at)
    assert [mail.void_reason for mail in mails(db, "checks.asked")] == ["They withdrew."]
    assert db.session.scalars(select(Link.revoked_at)).all() == [make.at]


@pytest.mark.parametrize("how", ["withdrawn_at", "set_aside_at"])
def test_nobody_is_asked_about_one_who_is_out_of_play(db, make, requisition, recruiter, how):
    one = make.candidacy(requisition, **{how: make.at})
    referee = make.referee(one)
    with pytest.raises(Refused, match="no longer in play"):
        actions.ask(load_referee(referee.id), by=recruiter, at=make.at)
    with pytest.raises(Refused, match="no longer in play"):
        actions.request_referees(one, requisition, by=recruiter, at=make.at)

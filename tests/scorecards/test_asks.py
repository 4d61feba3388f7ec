"""Asking, reminding, excusing, ending."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.core.decision import Refused
from app.mail.kinds import KINDS
from app.mail.models import Message
from app.scorecards import actions, jobs
from app.scorecards.models import Ask
from app.scorecards.queries import ask_row, owed_ids, owes_any, raters, waiting
from app.work.models import Job
from tests.scorecards.panel import answers, asked, days, history, panel_of


@pytest.fixture
def panel(make):
    return panel_of(make)


def ask(panel, *wanted, at, **given):
    return actions.ask(panel.requisition, wanted, by=panel.recruiter, at=at, **given)


def mails(db):
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def test_asking_is_due_at_18_of_the_working_day_the_policy_says(db, panel, now):
    done = ask(panel, (panel.ana.id, panel.manager.id, "hard"), at=now)
    one = db.session.scalars(select(Ask)).one()
    assert (done.asked, done.already) == (1, 0)
    assert one.due_at == datetime(2026, 11, 24, 18, tzinfo=UTC)
    assert owed_ids(panel.manager.id, panel.requisition.id) == {panel.ana.id}
    assert not owes_any(panel.recruiter.id, panel.requisition.id)


def test_asking_again_asks_nobody_twice_and_changes_nothing(db, panel, now):
    wanted = [(panel.ana.id, panel.manager.id, "hard"), (panel.ana.id, panel.recruiter.id, "soft")]
    ask(panel, *wanted, at=now)
    due = {one.id: one.due_at for one in db.session.scalars(select(Ask))}
    done = ask(panel, *wanted, (panel.bo.id, panel.manager.id, "hard"), at=now + days(1))
    assert (done.asked, done.already) == (1, 2)
    assert all(db.session.get(Ask, one).due_at == was for one, was in due.items())
    assert len(mails(db)) == 3
    db.session.commit()
    assert len(history(db, "scorecards.asked")) == 3


def test_the_mail_of_an_ask_leads_to_an_ordinary_address(db, panel, now):
    ask(panel, (panel.ana.id, panel.manager.id, "hard"), at=now)
    one = db.session.scalars(select(Ask)).one()
    mail = mails(db)[0]
    assert mail.kind == "scorecards.ask"
    assert mail.to_email == panel.manager.email
    assert f"/scorecards/{one.id}" in mail.body
    assert "Ana Ribeiro" in mail.subject
    assert mail.link_purpose is None
    assert "{" not in mail.body


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"due_at": datetime(2026, 11, 22, 10, tzinfo=UTC)}, "due already"),
        ({"panel": "hard", "who": "hr"}, "Mei Tan cannot be asked"),
        ({"who": "approver"}, "cannot be asked"),
        ({"gone": True}, "Ana Ribeiro is no longer in play"),
        ({"stage": "closed"}, "closed"),
        ({"stage": "draft"}, "draft"),
        ({"nobody": True}, "Choose at least one candidate"),
        ({"criteria": []}, "There is no hard criterion to mark"),
    ],
)
def test_asking_is_refused_in_words_and_nothing_is_written(make, db, now, given, why):
    panel = panel_of(
        make,
        stage=given.get("stage", "open"),
        **({"criteria": []} if "criteria" in given else {}),
    )
    who = {"approver": make.member(panel.requisition, "approver"), "hr": panel.hr}
    if given.get("gone"):
        panel.ana.withdrawn_at = now
        db.session.flush()
    rater = who.get(given.get("who"), panel.manager)
    wanted = [] if given.get("nobody") else [(panel.ana.id, rater.id, "hard")]
    with pytest.raises(Refused, match=why):
        ask(panel, *wanted, at=now, due_at=given.get("due_at"))
    assert not db.session.scalars(select(Ask)).all()
    assert not mails(db)


def test_a_candidate_of_another_requisition_is_refused(make, panel, now):
    other = make.candidacy(make.requisition(), "Someone Else")
    with pytest.raises(Refused, match="not a candidate here"):
        ask(panel, (other.id, panel.manager.id, "hard"), at=now)


def test_whoever_is_a_candidate_there_cannot_be_asked(make, panel):
    make.recusal(panel.requisition, panel.interviewer.email)
    assert [person.name for person, _ in raters(panel.requisition.id)] == [
        "Henrik Vogel",
        "Ines Duarte",
    ]


def test_one_reminder_before_it_is_due_and_one_when_it_is_late(db, panel, now, clock):
    ask(panel, (panel.ana.id, panel.manager.id, "hard"), at=now)
    planned = db.session.scalars(select(Job).order_by(Job.due_at)).all()
    due = datetime(2026, 11, 24, 18, tzinfo=UTC)
    assert [job.due_at for job in planned] == [due - days(1), due]
    for job in planned:
        for _ in range(2):  # bears being run twice
            jobs.remind(**job.args, at=clock.set(job.due_at))
    assert [mail.kind for mail in mails(db)] == [
        "scorecards.ask",
        "scorecards.reminder",
        "scorecards.late",
    ]


def test_nobody_is_reminded_of_a_card_that_is_in_or_excused(make, db, panel, now):
    ask(panel, (panel.ana.id, panel.manager.id, "hard"), at=now)
    ask(panel, (panel.bo.id, panel.manager.id, "hard"), at=now)
    make.scorecard(panel.ana, panel.manager, 4, 4)
    other = db.session.scalars(select(Ask).where(Ask.candidacy_id == panel.bo.id)).one()
    actions.excuse(other, reason="away", by=panel.recruiter, at=now)
    for job in db.session.scalars(select(Job)):
        jobs.remind(**job.args, at=job.due_at)
    assert {mail.kind for mail in mails(db)} == {"scorecards.ask"}
    assert not any(KINDS[mail.kind].still_true(mail, now) for mail in mails(db))


def test_a_worker_that_was_away_sends_one_mail_not_two(db, panel, now):
    ask(panel, (panel.ana.id, panel.manager.id, "hard"), at=now)
    for job in db.session.scalars(select(Job).order_by(Job.due_at)):
        jobs.remind(**job.args, at=now + days(30))
    assert [mail.kind for mail in mails(db)] == ["scorecards.ask", "scorecards.late"]


def test_excusing_ends_the_owing_and_is_kept_with_its_reason(make, db, panel, now):
    one = make.ask(panel.ana, panel.manager)
    actions.excuse(one, reason="On leave that day", by=panel.recruiter, at=now)
    assert not owes_any(panel.manager.id, panel.requisition.id)
    assert ask_row(one.id).state(now) == "excused"
    assert one.excused_reason == "On leave that day"
    db.session.commit()
    assert len(history(db, "scorecards.excused")) == 1


def test_someone_excused_can_be_asked_again_with_a_new_date(make, db, panel, now):
    one = make.ask(panel.ana, panel.manager, excused_at=now, excused_reason="away")
    later = now + days(1)
    assert ask(panel, (panel.ana.id, panel.manager.id, "hard"), at=later).asked == 1
    db.session.refresh(one)
    assert (one.asked_at, one.excused_at, one.excused_reason) == (later, None, None)
    assert owed_ids(panel.manager.id, panel.requisition.id) == {panel.ana.id}


def test_ending_ends_what_is_owed_and_leaves_the_rest(make, db, panel, now):
    owed = make.ask(panel.ana, panel.manager)
    excused = make.ask(panel.ana, panel.interviewer, excused_at=now - days(1))
    make.scorecard(panel.ana, panel.recruiter, 4, panel="soft")
    elsewhere = make.ask(panel.bo, panel.manager)
    actions.end_asks([panel.ana.id], "shortlist", now)
    states = {row: ask_row(row).state(now) for row in (owed.id, excused.id, elsewhere.id)}
    assert states == {owed.id: "ended", excused.id: "excused", elsewhere.id: "owed"}
    assert owed_ids(panel.recruiter.id, panel.requisition.id) == set()
    given = db.session.scalars(select(Ask).where(Ask.person_id == panel.recruiter.id)).one()
    assert ask_row(given.id).state(now) == "in"
    assert given.ended_at == now  # so that it is not reopened, and never owed again


def test_a_withdrawn_candidacy_is_owed_by_nobody(make, db, panel, now):
    make.ask(panel.ana, panel.manager)
    panel.ana.withdrawn_at = now
    db.session.flush()
    assert not owes_any(panel.manager.id, panel.requisition.id)


def rows(db, person, at):
    return [tuple(row) for row in db.session.execute(waiting(person, at))]


def test_a_card_owed_waits_on_the_desk_until_it_is_in(make, db, panel, now):
    one = make.ask(panel.ana, panel.manager)
    make.ask(panel.bo, panel.manager, excused_at=now)
    assert rows(db, panel.manager, now) == [
        (
            "scorecards.owed",
            one.id,
            panel.requisition.id,
            panel.requisition.title,
            "Ana Ribeiro",
            one.due_at,
            one.asked_at,
            "hard",
        )
    ]
    assert rows(db, panel.recruiter, now) == []
    make.scorecard(panel.ana, panel.manager, 4, 4)
    assert rows(db, panel.manager, now) == []


def test_nothing_waits_in_a_closed_requisition_or_for_its_candidate(make, db, panel, now):
    make.ask(panel.ana, panel.manager)
    make.ask(panel.ana, panel.interviewer)
    make.recusal(panel.requisition, panel.interviewer.email)
    assert rows(db, panel.interviewer, now) == []
    panel.requisition.closed_at = now
    db.session.flush()
    assert rows(db, panel.manager, now) == []


def test_the_desk_shows_it_with_one_button(make, client, panel):
    one = make.ask(panel.ana, panel.manager)
    page = client.sign_in(panel.manager).get("/").text
    assert "Your hard scorecard for Ana Ribeiro" in page
    assert f'href="/scorecards/{one.id}"' in page


def test_a_mail_is_sent_only_while_the_card_is_owed(make, db, panel, now, clock):
    ask(panel, (panel.ana.id, panel.manager.id, "hard"), at=now)
    mail = mails(db)[0]
    assert KINDS["scorecards.ask"].still_true(mail, now)
    actions.submit(
        asked(db.session.scalars(select(Ask)).one()),
        answers(panel, 4, 4),
        by=panel.manager,
        at=now + timedelta(minutes=5),
    )
    assert not KINDS["scorecards.ask"].still_true(mail, now + timedelta(minutes=6))

"""Promises are made, kept, moved and ended by what candidates are told, and by nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.changes import actions as changes
from app.core.decision import Refused
from app.history.models import HistoryLine, HistoryPayload
from app.letters import actions as letters
from app.mail.delivery import send_due
from app.mail.models import Message
from app.offers import actions as offers
from app.promises import actions, queries
from app.promises.models import Promise, PromiseMove
from app.promises.told import New, Told
from app.work.loop import do_due_jobs


@pytest.fixture
def opening(make):
    return make.requisition(policy={"word_days": 0})


@pytest.fixture
def recruiter(make, opening):
    return make.leader(opening)


@pytest.fixture
def ana(make, opening):
    return make.candidacy(opening, candidate=make.candidate("Ana Sá", email="ana@example.com"))


@pytest.fixture
def mailing(app, smtp):
    app.config["SMTP_URL"] = smtp.url
    yield smtp
    app.config["SMTP_URL"] = None


def fresh(db, promise):
    db.session.expire_all()
    return db.session.get_one(Promise, promise.id)


def write(candidacy, told, *, by, at, body="Dear Ana,\n\nsoon.", once="a", **more):
    letter = letters.Letter("News", body, told=told, **more)
    return letters.write(candidacy, letter, once=once, by=by, at=at)


def promises(db):
    return list(db.session.scalars(select(Promise).order_by(Promise.id)))


def test_a_letter_makes_its_promise_when_the_server_has_taken_it(
    make, db, ana, recruiter, mailing, clock
):
    due_at = make.at + timedelta(days=2)
    message = write(
        ana, Told(New("You will hear from us", due_at, recruiter.id)), by=recruiter, at=make.at
    )
    db.session.commit()
    assert promises(db) == []
    sent_at = clock.forward(hours=1)
    assert send_due("w") == 1
    [promise] = promises(db)
    assert (promise.made_at, promise.due_at, promise.how) == (sent_at, due_at, "message")
    assert (promise.made_by_message_id, promise.owner_id) == (message.id, recruiter.id)
    text = mailing.to("ana@example.com")[0].text
    assert "You will hear from us by Tuesday 24 November, 10:00 Lisbon time." in text


def test_the_date_stands_where_the_letter_wants_it(make, db, ana, recruiter):
    told = Told(New("You will hear", make.at + timedelta(days=1), recruiter.id))
    message = write(ana, told, by=recruiter, at=make.at, body="Dear Ana,\n\n{promise}\n\nInes")
    assert message.body == (
        "Dear Ana,\n\nYou will hear by Monday 23 November, 10:00 Lisbon time.\n\nInes"
    )


def test_a_letter_keeps_what_it_was_ticked_for_once_it_has_gone_and_nothing_else(
    make, db, ana, recruiter, mailing, clock
):
    one, other = make.promise(ana), make.promise(ana)
    message = write(ana, Told(keeps=(one.id,)), by=recruiter, at=make.at)
    db.session.commit()
    assert fresh(db, one).kept_at is None
    sent_at = clock.forward(hours=1)
    send_due("w")
    kept = fresh(db, one)
    assert (kept.kept_at, kept.kept_by_message_id) == (sent_at, message.id)
    assert fresh(db, other).kept_at is None


def test_a_letter_held_failed_or_void_keeps_nothing(make, db, ana, recruiter, mailing, clock):
    promise = make.promise(ana, due_at=make.at + timedelta(days=30))
    told = Told(keeps=(promise.id,))
    write(ana, told, by=recruiter, at=make.at, once="held").queued_at = None
    voided = write(ana, told, by=recruiter, at=make.at, once="void")
    voided.void_at = make.at
    mailing.refuse.add("ana@example.com")
    write(ana, told, by=recruiter, at=make.at, once="refused")
    db.session.commit()
    send_due("w")
    failed = db.session.scalars(select(Message).where(Message.failed_at.is_not(None))).all()
    assert len(failed) == 1
    assert fresh(db, promise).kept_at is None


def test_a_letter_that_would_tell_a_day_already_past_does_not_go(
    make, db, ana, recruiter, mailing, clock
):
    due_at = make.at + timedelta(days=1)
    write(ana, Told(New("You will hear", due_at, recruiter.id)), by=recruiter, at=make.at)
    db.session.commit()
    clock.set(due_at)
    assert send_due("w") == 0
    assert mailing.to("ana@example.com") == []
    assert promises(db) == []


def test_a_letter_that_tells_the_outcome_is_what_all_promises_were_about(
    make, db, ana, recruiter, mailing
):
    one, other = make.promise(ana), make.promise(ana, how="call")
    write(ana, Told(), by=recruiter, at=make.at, tells_outcome=True)
    db.session.commit()
    send_due("w")
    assert fresh(db, one).kept_at
    assert fresh(db, other).kept_at


def test_a_call_makes_and_keeps_at_once(make, db, ana, recruiter):
    old = make.promise(ana)
    told = Told(New("We will ring you", make.at + timedelta(days=1), recruiter.id), (old.id,))
    letters.note_call(
        ana, note="She knows", tells_outcome=False, told=told, by=recruiter, at=make.at
    )
    assert fresh(db, old).kept_at == make.at
    new = promises(db)[-1]
    assert (new.text, new.how, new.made_at) == ("We will ring you", "call", make.at)


def test_another_candidates_promise_cannot_be_kept_by_this_letter(
    make, db, opening, ana, recruiter
):
    others = make.promise(make.candidacy(opening))
    told = Told(keeps=(others.id,))
    letters.note_call(ana, note="x", tells_outcome=False, told=told, by=recruiter, at=make.at)
    assert fresh(db, others).kept_at is None


def test_a_new_date_in_time_is_no_miss_and_told_late_it_is(make, db, ana, recruiter, clock):
    promise = make.promise(ana, due_at=make.at + timedelta(days=1))
    second, third = (make.at + timedelta(days=days) for days in (3, 8))
    actions.move(promise, due_at=second, how="hand", by=recruiter, at=make.at)
    assert fresh(db, promise).missed_at is None
    clock.set(second)
    actions.move(fresh(db, promise), due_at=third, how="hand", by=recruiter, at=make.at)
    assert fresh(db, promise).missed_at == second
    actions.keep(ana.id, [promise.id], by=recruiter, at=make.at)
    moves = db.session.scalars(select(PromiseMove).order_by(PromiseMove.id)).all()
    assert [(one.from_due_at, one.to_due_at) for one in moves][1] == (second, third)
    counts = queries.counts(ana.requisition_id, make.at)
    assert (counts.told.counted, counts.told.in_time) == (1, 0)


def test_a_letter_moves_the_promise_it_speaks_of(make, db, ana, recruiter, mailing, clock):
    promise = make.promise(ana)
    promise.slips_at, promise.slips_until, promise.slips_why = make.at, make.at, "offer"
    due_at = make.at + timedelta(days=6)
    write(ana, Told(moves={promise.id: due_at}), by=recruiter, at=make.at)
    db.session.commit()
    assert fresh(db, promise).due_at != due_at
    send_due("w")
    moved = fresh(db, promise)
    assert (moved.due_at, moved.slips_at, moved.kept_at) == (due_at, None, None)
    assert "Saturday 28 November" in mailing.to("ana@example.com")[0].text


def test_who_was_told_a_new_date_of_a_promise_kept_meanwhile_has_a_new_one(
    make, db, ana, recruiter, mailing, clock
):
    promise = make.promise(ana)
    due_at = make.at + timedelta(days=6)
    write(ana, Told(moves={promise.id: due_at}), by=recruiter, at=make.at)
    actions.keep(ana.id, [promise.id], by=recruiter, at=make.at)
    db.session.commit()
    send_due("w")
    old, new = promises(db)
    assert old.kept_at
    assert (new.due_at, new.kept_at, new.void_at) == (due_at, None, None)


@pytest.mark.parametrize("ends", ["withdraw", "set aside"])
def test_promises_to_those_who_leave_end_with_that(make, db, ana, recruiter, opening, ends):
    promise, other = make.promise(ana), make.promise(make.candidacy(opening))
    if ends == "withdraw":
        changes.withdraw(ana, note=None, by=recruiter, at=make.at)
    else:
        changes.set_aside(ana, reason="Not now", by=recruiter, at=make.at)
    assert fresh(db, promise).void_at == make.at
    assert fresh(db, other).void_at is None


def test_whoever_accepts_waits_no_more(make, db):
    _, (ana, bo, *_) = make.hiring()
    promise, others = make.promise(ana), make.promise(bo)
    others.slips_at, others.slips_until, others.slips_why = make.at, make.at, "offer"
    make.accept(make.offer(ana, "open"))
    assert fresh(db, promise).void_at == make.at
    assert fresh(db, others).void_at is None
    assert fresh(db, others).slips_at is None


def test_an_offer_is_the_word_that_was_promised(make, db, mailing, clock):
    requisition, (ana, *_) = make.hiring()
    promise = make.promise(ana)
    offers.dispatch(make.offer(ana, "ready"), by=make.leader(requisition), at=make.at)
    db.session.commit()
    assert fresh(db, promise).kept_at is None
    send_due("w")
    assert fresh(db, promise).kept_at == make.at


def test_an_end_needs_a_reason_and_happens_once(make, db, ana, recruiter):
    promise = make.promise(ana)
    with pytest.raises(Refused, match="why"):
        actions.void(promise, reason=" ", by=recruiter, at=make.at)
    actions.void(promise, reason="She rang first", by=recruiter, at=make.at)
    assert fresh(db, promise).void_reason == "She rang first"
    for again in (
        lambda: actions.void(fresh(db, promise), reason="x", by=recruiter, at=make.at),
        lambda: actions.move(
            fresh(db, promise),
            due_at=make.at + timedelta(days=9),
            how="hand",
            by=recruiter,
            at=make.at,
        ),
    ):
        with pytest.raises(Refused, match="ended already"):
            again()
    assert actions.keep(ana.id, [promise.id], by=recruiter, at=make.at) == 0


def test_only_recruiters_managers_and_hr_own_promises(make, db, ana, recruiter, opening):
    promise = make.promise(ana)
    other = make.member(opening, "recruiter")
    actions.hand_on(promise, other, in_team=True, by=recruiter, at=make.at)
    assert fresh(db, promise).owner_id == other.id
    with pytest.raises(Refused, match="own promises"):
        actions.hand_on(promise, make.person(), in_team=False, by=recruiter, at=make.at)


def test_history_has_a_line_of_each_act_and_no_word_of_what_was_promised(
    make, db, ana, recruiter, clock
):
    new = New("Planted words of a promise", make.at + timedelta(days=1), recruiter.id)
    promise = actions.make(ana, new, how="hand", by=recruiter, at=make.at)
    actions.move(promise, due_at=make.at + timedelta(days=4), how="hand", by=recruiter, at=make.at)
    actions.keep(ana.id, [promise.id], by=recruiter, at=make.at)
    db.session.commit()
    assert list(db.session.scalars(select(HistoryLine.verb))) == [
        "promises.made",
        "promises.moved",
        "promises.kept",
    ]
    assert not any("Planted" in str(one.body) for one in db.session.scalars(select(HistoryPayload)))


def test_nobody_leaves_a_team_with_promises_to_keep(make, db, ana, opening):
    from app.people.models import Membership
    from app.requisitions.team import remove_member

    person = make.member(opening, "recruiter")
    make.promise(ana, person)
    part = db.session.scalars(select(Membership).where(Membership.person_id == person.id)).one()
    with pytest.raises(Refused, match="1 promise to keep"):
        remove_member(part, by=make.leader(opening), at=make.at)


def test_the_worker_has_nothing_to_do_twice(make, db, opening, ana):
    from app.work.actions import call_for_daily

    call_for_daily(make.at)
    db.session.commit()
    assert do_due_jobs("w") >= 1
    before = len(promises(db))
    assert do_due_jobs("w") == 0
    assert len(promises(db)) == before

"""A word every so many days: promised by itself, kept by any word, and by whom it is not owed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.letters import actions as letters
from app.promises import word
from app.promises.models import STAGE, Promise
from app.work.actions import call_for_daily
from app.work.loop import do_due_jobs


@pytest.fixture
def opening(make):
    return make.requisition()


@pytest.fixture
def ana(make, opening):
    return make.candidacy(opening)


def words(db, **only):
    query = select(Promise).where(Promise.how == STAGE).order_by(Promise.id)
    db.session.expire_all()
    found = list(db.session.scalars(query))
    return [one for one in found if not one.kept_at and not one.void_at] if only else found


def call(candidacy, make, **more):
    given = {"note": "x", "tells_outcome": False, "by": make.leader(candidacy), "at": make.at}
    letters.note_call(candidacy, **given | more)


def test_the_worker_looks_once_a_day_who_waits(make, db, opening, ana, clock):
    call_for_daily(make.at)
    db.session.commit()
    do_due_jobs("w")
    [promise] = words(db)
    # Came today, a Sunday; a word within seven days, on a working day: the Friday.
    assert promise.due_at == datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    assert promise.owner_id == make.leader(opening).id
    clock.forward(days=1)
    call_for_daily(make.at)
    db.session.commit()
    do_due_jobs("w")
    assert len(words(db)) == 1


def test_any_word_keeps_it_and_begins_the_next(make, db, opening, ana, clock):
    word.renew(opening, at=make.at)
    at = clock.forward(days=3)
    call(ana, make)
    first, second = words(db)
    assert first.kept_at == at
    assert (second.made_at, second.kept_at) == (at, None)
    assert second.due_at == datetime(2026, 12, 2, 18, 0, tzinfo=UTC)


def test_the_first_word_begins_it_without_waiting_for_the_day(make, db, ana):
    call(ana, make)
    assert len(words(db)) == 1


def test_a_letter_no_server_took_renews_nothing(make, db, opening, ana):
    word.renew(opening, at=make.at)
    letters.write(ana, letters.Letter("a", "b"), once="x", by=make.leader(opening), at=make.at)
    assert [one.kept_at for one in words(db)] == [None]


def test_nothing_is_owed_to_those_who_left_know_or_hold_an_offer(make, db):
    requisition, (ana, bo, cy) = make.hiring(places=2)
    make.candidacy(requisition, withdrawn_at=make.at)
    make.candidacy(requisition, set_aside_at=make.at, set_aside_reason="x")
    make.candidacy(requisition, told_outcome_at=make.at)
    make.offer(ana, "open")
    make.offer(bo, "accepted")
    assert word.renew(requisition, at=make.at) == 1
    assert [one.candidacy_id for one in words(db)] == [cy.id]


def test_who_is_told_the_outcome_waits_for_no_further_word(make, db, opening, ana, clock):
    word.renew(opening, at=make.at)
    clock.forward(days=1)
    call(ana, make, tells_outcome=True)
    assert [bool(one.kept_at) for one in words(db)] == [True]


def test_after_a_lapse_they_wait_again(make, db):
    requisition, (ana, *_) = make.hiring(finalists=1)
    make.offer(ana, "lapsed")
    assert word.renew(requisition, at=make.at) == 1


def test_nothing_begins_late_whatever_was_missed_before(make, db, opening):
    make.candidacy(
        opening, created_at=make.at - timedelta(days=90), last_word_at=make.at - timedelta(days=60)
    )
    word.renew(opening, at=make.at)
    assert words(db)[0].due_at == datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def test_a_policy_that_asks_for_none_has_none_and_ends_those_there_are(make, db, opening, ana):
    from app.requisitions.actions import set_policy

    word.renew(opening, at=make.at)
    set_policy(opening, {"word_days": 0}, by=make.leader(opening), at=make.at)
    assert word.renew(opening, at=make.at) == 0
    assert words(db, open=True) == []
    call(ana, make)
    assert words(db, open=True) == []


def test_the_lead_of_the_day_owns_what_policy_promises(make, db, opening, ana):
    from app.requisitions.team import change_lead

    word.renew(opening, at=make.at)
    other = make.member(opening, "recruiter")
    change_lead(opening, "recruiter", other, by=make.leader(opening), at=make.at)
    word.renew(opening, at=make.at)
    assert [one.owner_id for one in words(db)] == [other.id]


def test_hundreds_cost_no_more_statements_than_a_few(make, db, opening, statements):
    counted = []
    for more in (3, 297):
        for _ in range(more):
            make.candidacy(opening)
        with statements() as seen:
            word.renew(opening, at=make.at)
        counted.append(len([one for one in seen if not one.startswith("INSERT INTO promise")]))
    assert counted[0] == counted[1]
    assert len(words(db)) == 300


def test_an_outsiders_clock_cannot_make_two(make, db, opening, ana):
    word.renew(opening, at=make.at)
    with pytest.raises(Exception, match=r"(?i)unique"), db.session.begin_nested():
        make.promise(ana, how=STAGE)

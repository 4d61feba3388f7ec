"""Jobs: once each, kept when they fail, taken over when a worker dies."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.people.models import Attempt
from app.work.actions import HANDLERS, call_for, job
from app.work.loop import LEASE, TRIES, do_due_jobs
from app.work.models import Job


@pytest.fixture(autouse=True)
def handler():
    @job("tests.count")
    def count(*, at, name):
        from app.db import db

        db.session.add(Attempt(kind="tests", key=name, at=at))

    @job("tests.break")
    def fail(*, at):
        raise RuntimeError("no luck")

    yield
    del HANDLERS["tests.count"], HANDLERS["tests.break"]


def counted(db):
    return len(db.session.scalars(select(Attempt).where(Attempt.kind == "tests")).all())


def test_a_job_called_for_twice_is_done_once(make, db):
    for _ in range(2):
        call_for("tests.count", due_at=make.at, name="a")
    db.session.commit()
    assert do_due_jobs("w1") == 1
    assert do_due_jobs("w1") == 0
    assert counted(db) == 1


def test_a_job_for_a_new_row_with_an_old_id_is_not_taken_for_the_one_done_before(make, db, clock):
    call_for("tests.count", due_at=make.at, name="id 7")
    db.session.commit()
    assert do_due_jobs("w1") == 1
    clock.forward(hours=1)
    call_for("tests.count", due_at=make.at, name="id 7")
    db.session.commit()
    assert do_due_jobs("w1") == 1


def test_a_job_waits_until_it_is_due(make, db, clock):
    call_for("tests.count", due_at=make.at + timedelta(hours=1), name="a")
    db.session.commit()
    assert do_due_jobs("w1") == 0
    clock.forward(hours=1)
    assert do_due_jobs("w1") == 1


def test_a_job_that_fails_is_kept_and_in_the_end_given_up(make, db, clock):
    call_for("tests.break", due_at=make.at)
    db.session.commit()
    for _ in range(TRIES):
        do_due_jobs("w1")
        clock.forward(days=1)
    row = db.session.scalars(select(Job)).one()
    assert row.attempts == TRIES
    assert row.failed_at is not None
    assert "no luck" in row.error


def test_the_job_of_a_dead_worker_is_taken_over_when_its_lease_ends(make, db, clock):
    call_for("tests.count", due_at=make.at, name="a")
    row = db.session.scalars(select(Job)).one()
    row.leased_by, row.leased_until = "dead", make.at + LEASE
    db.session.commit()
    assert do_due_jobs("w2") == 0
    clock.set(clock.now() + LEASE)
    assert do_due_jobs("w2") == 1


def _work(app):
    @job("tests.count")
    def count(*, at, name):
        from app.db import db

        db.session.add(Attempt(kind="tests", key=name, at=at))

    with app.app_context():
        return do_due_jobs(f"w-{id(app)}")


def test_several_workers_do_each_job_once(race_db):
    with race_db.data() as make:
        for number in range(30):
            call_for("tests.count", due_at=make.at, name=str(number))
    done = race_db.processes(_work, [()] * 3)
    assert sum(done) == 30
    with race_db.data() as make:
        keys = make.session.scalars(select(Attempt.key).where(Attempt.kind == "tests")).all()
        assert sorted(keys, key=int) == [str(number) for number in range(30)]

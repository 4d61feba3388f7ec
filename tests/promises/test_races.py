"""A promise is kept, moved or ended by several at once: one of them happened, the others know."""

from datetime import timedelta

from app.core.decision import Refused
from app.db import db, unit_of_work
from app.history.models import HistoryLine
from app.people.guard import lock_requisition
from app.people.models import Person
from app.promises import actions
from app.promises.models import Promise, PromiseMove


def test_of_keep_end_and_two_new_dates_the_facts_agree(race_db):
    with race_db.data() as make:
        requisition = make.requisition(policy={"word_days": 0})
        by = make.leader(requisition).id
        rounds = [
            (promise.id, promise.candidacy_id)
            for promise in (
                make.promise(make.candidacy(requisition)) for _ in range(race_db.rounds)
            )
        ]
        at = make.at
        requisition_id = requisition.id

    def act(promise_id, do, *, locks):
        with unit_of_work():
            if locks:
                lock_requisition(requisition_id)
            return do(db.session.get_one(Promise, promise_id), db.session.get_one(Person, by))

    for number, (promise_id, candidacy_id) in enumerate(rounds):
        days = [at + timedelta(days=2 + one) for one in (1, 2)]
        locks = bool(number % 2)  # as a request would, and as the database alone decides
        done = race_db.together(
            lambda one=promise_id, who=candidacy_id, locks=locks: act(
                one, lambda _, by: actions.keep(who, [one], by=by, at=at), locks=locks
            ),
            lambda one=promise_id, locks=locks: act(
                one, lambda found, by: actions.void(found, reason="x", by=by, at=at), locks=locks
            ),
            *(
                lambda one=promise_id, day=day, locks=locks: act(
                    one,
                    lambda found, by: actions.move(found, due_at=day, how="hand", by=by, at=at),
                    locks=locks,
                )
                for day in days
            ),
        )
        kept, ended, *moved = done
        assert all(one is None or isinstance(one, (int, Refused)) for one in done), done
        with race_db.app.app_context():
            promise = db.session.get_one(Promise, promise_id)
            assert (promise.kept_at is None) != (promise.void_at is None)
            assert (promise.kept_at is not None) == (kept == 1)
            assert (promise.void_at is not None) == (ended is None)
            moves = db.session.query(PromiseMove).filter_by(promise_id=promise_id).all()
            told = [day for day, one in zip(days, moved, strict=True) if one is None]
            assert sorted(one.to_due_at for one in moves) == told
            assert promise.due_at in [at + timedelta(days=2), *told]
            lines = db.session.query(HistoryLine).filter_by(
                subject_kind="promise", subject_id=promise_id
            )
            assert lines.count() == 1 + len(told)


def test_two_words_at_once_leave_one_promise_of_the_next(race_db):
    with race_db.data() as make:
        requisition = make.requisition()
        candidacy_id = make.candidacy(requisition).id
        at, requisition_id = make.at, requisition.id

    def hear(minutes):
        from app.candidates.queries import load_candidacy
        from app.promises.word import log_word

        with unit_of_work():
            lock_requisition(requisition_id)
            log_word(load_candidacy(candidacy_id), at=at + timedelta(minutes=minutes))

    for number in range(race_db.rounds):
        done = race_db.together(lambda n=number: hear(2 * n + 1), lambda n=number: hear(2 * n + 2))
        assert done == [None, None]
        with race_db.app.app_context():
            waits = db.session.query(Promise).filter_by(kept_at=None, void_at=None)
            assert waits.count() == 1

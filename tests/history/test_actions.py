"""Lines and their chains."""

from sqlalchemy import select

from app.history.actions import WORKER, line_hash, payload_hash, record
from app.history.models import HistoryChain, HistoryLine, HistoryPayload


def write(db, make, requisition, verb="requisitions.opened", **detail):
    record(
        verb,
        by=WORKER,
        at=make.at,
        subject=requisition,
        requisition_id=requisition.id,
        **detail,
    )
    db.session.commit()


def lines(db):
    return db.session.scalars(select(HistoryLine).order_by(HistoryLine.chain_id, HistoryLine.line))


def test_lines_of_a_requisition_are_numbered_and_chained(make, db):
    requisition = make.requisition()
    for word in ("one", "two", "three"):
        write(db, make, requisition, word=word)
    rows = list(lines(db))
    assert [row.line for row in rows] == [1, 2, 3]
    assert [row.previous_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert all(row.hash == line_hash(row) for row in rows)


def test_each_requisition_and_the_office_have_a_chain_of_their_own(make, db):
    one, two = make.requisition(), make.requisition()
    write(db, make, one)
    write(db, make, two)
    person = make.person()
    record("accounts.invited", by=person, at=make.at, subject=person, requisition_id=None)
    db.session.commit()
    chains = db.session.scalars(select(HistoryChain)).all()
    assert {chain.requisition_id for chain in chains} == {one.id, two.id, None}
    assert {chain.last_line for chain in chains} == {1}


def test_what_a_line_says_can_be_erased_and_the_chain_stays_whole(make, db):
    requisition = make.requisition()
    write(db, make, requisition, reason="a private word")
    payload = db.session.scalars(select(HistoryPayload)).one()
    row = db.session.scalars(select(HistoryLine)).one()
    assert row.payload_hash == payload_hash(payload.salt, payload.body)
    db.session.delete(payload)
    db.session.commit()
    assert row.hash == line_hash(row)


def test_an_altered_line_no_longer_fits_its_hash(make, db):
    requisition = make.requisition()
    write(db, make, requisition)
    row = db.session.scalars(select(HistoryLine)).one()
    row.verb = "requisitions.closed"
    assert row.hash != line_hash(row)


def test_a_line_of_work_undone_is_never_written(make, db):
    requisition = make.requisition()
    record("x.y", by=WORKER, at=make.at, subject=requisition, requisition_id=requisition.id)
    db.session.rollback()
    db.session.commit()
    assert not list(lines(db))


def test_the_same_words_hash_differently_under_another_salt():
    assert payload_hash("a", {"reason": "x"}) != payload_hash("b", {"reason": "x"})


def _append(app, requisition_id, times):
    from app.db import unit_of_work
    from app.requisitions.models import Requisition

    with app.app_context():
        for _ in range(times):
            with unit_of_work() as session:
                found = session.get(Requisition, requisition_id)
                record(
                    "x.y",
                    by=WORKER,
                    at=found.created_at,
                    subject=found,
                    requisition_id=requisition_id,
                )


def test_lines_added_at_once_by_processes_make_one_unbroken_chain(race_db):
    with race_db.data() as make:
        requisition_id = make.requisition().id
    results = race_db.processes(_append, [(requisition_id, race_db.rounds)] * 3)
    assert results == [None] * 3
    with race_db.data() as make:
        rows = make.session.scalars(select(HistoryLine).order_by(HistoryLine.line)).all()
        assert [row.line for row in rows] == list(range(1, 3 * race_db.rounds + 1))
        assert [row.previous_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]

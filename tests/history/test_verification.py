"""`history verify`: whatever is altered in a chain is found and named, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from app.history import verification
from app.history.actions import WORKER, line_hash, record
from app.history.models import HistoryChain, HistoryLine, HistoryPayload
from app.history.sealing import seal
from app.people.models import Company
from app.work.loop import do_due_jobs, seen
from app.work.models import Job


@pytest.fixture
def chain(make, db):
    """Five lines of a requisition's chain, beside those of another and of the office."""
    opening, other = make.requisition(code="SDE-1"), make.requisition(code="PD-1")
    for number in range(1, 6):
        write(db, make, opening, number=number, reason="Kind to the night shift")
        write(db, make, other)
    write(db, make, make.person("Sofia"), office=True)
    return db.session.scalars(
        select(HistoryChain).where(HistoryChain.requisition_id == opening.id)
    ).one()


def write(db, make, subject, office=False, **detail):
    record(
        "tests.did",
        by=WORKER,
        at=make.at,
        subject=subject,
        requisition_id=None if office else subject.id,
        **detail,
    )
    db.session.commit()


@pytest.fixture
def verify(app, db):
    def run():
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["history", "verify"])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


def line(db, chain, number):
    return db.session.scalars(
        select(HistoryLine).where(HistoryLine.chain_id == chain.id, HistoryLine.line == number)
    ).one()


def test_whole_chains_are_said_to_be_whole(chain, verify):
    result = verify()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "11 lines in 3 chains, all whole.\n"


def test_what_was_erased_leaves_the_chain_whole(chain, verify, db):
    db.session.execute(delete(HistoryPayload))
    assert verify().exit_code == 0


def alter(db, chain):
    line(db, chain, 3).verb = "tests.undid"


def alter_the_moment(db, chain):
    row = line(db, chain, 3)
    row.at += timedelta(microseconds=1)


def alter_and_hash_anew(db, chain):
    row = line(db, chain, 3)
    row.verb = "tests.undid"
    row.hash = line_hash(row)


def alter_the_last_and_hash_anew(db, chain):
    row = line(db, chain, 5)
    row.verb = "tests.undid"
    row.hash = line_hash(row)


def alter_a_payload(db, chain):
    row = db.session.get(HistoryPayload, line(db, chain, 3).id)
    row.body = row.body | {"reason": "Cruel to the night shift"}


def swap_payloads(db, chain):
    three, four = (db.session.get(HistoryPayload, line(db, chain, n).id) for n in (3, 4))
    three.body, four.body = four.body, three.body


def take_out(db, chain, *numbers):
    for number in numbers:
        row = line(db, chain, number)
        db.session.execute(delete(HistoryPayload).where(HistoryPayload.line_id == row.id))
        db.session.execute(delete(HistoryLine).where(HistoryLine.id == row.id))


def take_out_and_close_ranks(db, chain):
    take_out(db, chain, 3)
    for number in (4, 5):
        line(db, chain, number).line = number - 1
        db.session.flush()
    chain.last_line = 4


def swap_lines(db, chain):
    three, four = line(db, chain, 3).id, line(db, chain, 4).id
    for row_id, number in ((three, 99), (four, 3), (three, 4)):
        db.session.execute(update(HistoryLine).where(HistoryLine.id == row_id).values(line=number))


def move_the_head_back(db, chain):
    chain.last_line, chain.last_hash = 3, line(db, chain, 3).hash


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (alter, "Line 3 was altered."),
        (alter_the_moment, "Line 3 was altered."),
        (alter_and_hash_anew, "Line 4 does not follow line 3: one of them was altered."),
        (alter_the_last_and_hash_anew, "Line 5 was altered: the chain ends with another hash."),
        (alter_a_payload, "What line 3 says was altered."),
        (swap_payloads, "What line 3 says was altered."),
        (lambda db, chain: take_out(db, chain, 3), "Line 3 is missing."),
        (lambda db, chain: take_out(db, chain, 1, 2), "Lines 1 to 2 are missing."),
        (lambda db, chain: take_out(db, chain, 4, 5), "Lines 4 to 5 are missing."),
        (take_out_and_close_ranks, "Line 3 was altered."),
        (swap_lines, "Line 3 was altered."),
        (move_the_head_back, "Lines 4 to 5 are not part of the chain."),
    ],
)
def test_the_first_line_that_does_not_fit_is_named(chain, verify, db, tamper, words):
    tamper(db, chain)
    result = verify()
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"SDE-1: {words}\nError: 1 chain of 3 altered.\n"


def cut_off(db, chain):
    """Take the end away and rewrite the head, so that the chain alone shows nothing."""
    take_out(db, chain, 4, 5)
    chain.last_line, chain.last_hash = 3, line(db, chain, 3).hash


def rewrite(db, chain):
    """Alter a line and every hash after it, so that the chain alone shows nothing."""
    line(db, chain, 2).verb = "tests.undid"
    before = line(db, chain, 1).hash
    for number in range(2, 6):
        row = line(db, chain, number)
        row.previous_hash = before
        row.hash = before = line_hash(row)
    chain.last_hash = before


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (cut_off, "Lines 4 to 5 are missing."),
        (rewrite, "Line 5 or one before it was altered after the day's seal."),
    ],
)
def test_what_was_sealed_cannot_be_cut_off_or_rewritten(chain, verify, db, make, tamper, words):
    with db.session.begin_nested() as unsealed:
        tamper(db, chain)
        assert verify_alone(db) == []
        unsealed.rollback()
    seal(make.at)
    db.session.commit()
    sealed = verify()
    assert sealed.exit_code == 0
    assert f"Head of heads: {office_lines(db)[-1].hash}\n" in sealed.stdout
    tamper(db, chain)
    assert f"SDE-1: {words}" in verify().stderr


def test_a_chain_that_was_sealed_and_is_gone_is_missed_unless_history_says_so(
    chain, verify, db, make
):
    seal(make.at)
    db.session.commit()
    chain_id = chain.id
    take_out(db, chain, 1, 2, 3, 4, 5)
    db.session.delete(chain)
    assert f"chain {chain_id}: It was sealed and is gone." in verify().stderr
    company = db.session.scalars(select(Company)).one()
    write(db, make, company, office=True, **{verification.GONE: [chain_id]})
    assert verify().exit_code == 0


def verify_alone(db):
    return verification.verify(verification.heads(), lambda lines: None).findings


def office_lines(db):
    return db.session.scalars(
        select(HistoryLine)
        .join(HistoryChain, HistoryChain.id == HistoryLine.chain_id)
        .where(HistoryChain.is_office == 1)
        .order_by(HistoryLine.line)
    ).all()


def test_the_worker_seals_once_a_day_and_only_what_moved(chain, db, make, clock):
    def day():
        seen("w1", at=clock.now())
        do_due_jobs("w1")
        return [one for one in office_lines(db) if one.verb == "history.sealed"]

    assert len(day()) == 1
    clock.forward(hours=1)
    assert len(day()) == 1
    clock.forward(days=1)
    assert len(day()) == 1
    assert len(db.session.scalars(select(Job).where(Job.kind == "history.seal")).all()) == 2
    write(db, make, chain_subject(db, chain))
    clock.forward(days=1)
    first, second = day()
    heads = [db.session.get(HistoryPayload, one.id).body["heads"] for one in (first, second)]
    assert (len(heads[0]), len(heads[1])) == (2, 1)
    assert heads[1] == [[chain.id, 6, chain.last_hash]]


def chain_subject(db, chain):
    from app.requisitions.models import Requisition

    return db.session.get(Requisition, chain.requisition_id)

"""Mail while workers are killed: once each, at most once more where one died, none lost (L10)."""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.db import db, unit_of_work
from app.links.actions import hash_token
from app.links.models import Link
from app.mail import actions
from app.mail.models import Message
from tests.live import ROOT, Shifted

PATIENCE = 180


class Workers:
    """So many workers, of which one is killed now and then and another takes its place."""

    def __init__(self, database, smtp, number):
        shift = database.instance / "shift"
        shift.write_text("0.0")
        self.clock = Shifted(shift)
        self._asked = {
            "kind": database.kind,
            "url": database.url,
            "instance": str(database.instance),
            "smtp": smtp.url,
        }
        self._running = [self._start() for _ in range(number)]

    def _start(self):
        command = [sys.executable, "-m", "tests.soak.mail_worker", json.dumps(self._asked)]
        return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)

    def kill_one(self):
        """Kill one at random (SIGKILL) and start another."""
        victim = self._running.pop(random.randrange(len(self._running)))
        victim.kill()
        victim.wait()
        self._running.append(self._start())

    def stop(self):
        for one in self._running:
            one.kill()
            one.wait()


def _write(race_db, number, at):
    with race_db.app.app_context(), unit_of_work():
        for one in range(number):
            actions.queue(
                "accounts.made_hr",  # it makes sense whatever happened since
                one,
                to=actions.To(f"Person {one}", f"p{one}@example.com"),
                subject=f"Number {one}",
                body="Open {link}\n",
                at=at,
                key=f"soak-{one}",
                link=actions.WithLink("reset", one),
            )


def _count(race_db, *conditions):
    with race_db.app.app_context():
        found = db.session.scalar(select(func.count()).select_from(Message).where(*conditions))
        db.session.rollback()
        return found


def _until(race_db, *conditions):
    deadline = time.monotonic() + PATIENCE
    while _count(race_db, *conditions):
        assert time.monotonic() < deadline, "the workers do not come to an end"
        time.sleep(0.1)


def _settled(race_db):
    """Count what stays unsent: a worker that lives may still be handing its last one over."""
    count, before = _count(race_db, Message.sent_at.is_(None)), None
    while count != before:
        time.sleep(1)
        count, before = _count(race_db, Message.sent_at.is_(None)), count
    return count


def _play(race_db, smtp, *, mails, number, kills, monkeypatch):
    monkeypatch.setattr("tests.mailbox.Mailbox.handle_DATA", _slow(type(smtp).handle_DATA))
    _write(race_db, mails, datetime.now(UTC))
    workers = Workers(race_db.database, smtp, number)
    try:
        killed = 0
        while killed < kills:
            seen = len(smtp.mails)
            deadline = time.monotonic() + PATIENCE
            while len(smtp.mails) < min(mails, seen + random.randint(1, max(1, mails // kills))):
                assert time.monotonic() < deadline, "no mail comes"
                if len(smtp.mails) >= mails - kills:
                    break
                time.sleep(0.001)
            workers.kill_one()
            killed += 1
        _until(race_db, Message.sent_at.is_(None), Message.sending_at.is_(None))
        doubtful = _settled(race_db)
        workers.clock.forward(minutes=11)
        _until(race_db, Message.sent_at.is_(None))
    finally:
        workers.stop()
    copies = Counter(mail.message["Message-ID"] for mail in smtp.mails)
    assert len(copies) == mails
    assert set(copies.values()) <= {1, 2}
    twice = sum(found == 2 for found in copies.values())
    assert twice <= doubtful <= kills
    assert len({mail.subject for mail in smtp.mails}) == mails
    with race_db.app.app_context():
        kept = set(db.session.scalars(select(Link.token_hash)))
    sent = {mail.text.split("/passwords/")[1].strip() for mail in smtp.mails}
    assert {hash_token(token) for token in sent} <= kept
    return twice, doubtful


def _slow(handle):
    async def slowly(self, *rest):
        answer = await handle(self, *rest)
        await asyncio.sleep(0.005)  # a moment in which the sender may die before it hears yes
        return answer

    return slowly


@pytest.mark.only("sqlite")  # the long one runs on both
def test_a_killed_worker_loses_no_mail(race_db, smtp, monkeypatch):
    _play(race_db, smtp, mails=30, number=2, kills=1, monkeypatch=monkeypatch)


@pytest.mark.soak
def test_six_hundred_mails_three_workers_and_a_kill_again_and_again(race_db, smtp, monkeypatch):
    twice, doubtful = _play(race_db, smtp, mails=600, number=3, kills=25, monkeypatch=monkeypatch)
    print(f"{race_db.kind}: {doubtful} in doubt, {twice} of them twice")

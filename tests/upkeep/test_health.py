"""The page of health: what stands still is said, and who may read it."""

from datetime import timedelta

import pytest

from app.core.redaction import without_tokens
from app.history.actions import WORKER, record
from app.people.queries import company
from app.work.loop import do_due_jobs, seen
from app.work.models import Job


@pytest.fixture
def admin(make, client):
    client.sign_in(make.person("Ana", admin=True))
    return client


def test_it_is_an_admins_page(make, client):
    client.sign_in(make.person("Sofia", hr=True))
    assert client.get("/health").status_code == 403


def test_a_new_installation_says_what_is_missing(admin):
    text = admin.get("/health").text
    assert "No worker was ever seen" in text
    assert "None was ever taken" in text
    assert "No mail server is set up" in text


def test_what_stands_still_is_named_and_what_is_well_is_not(make, db, clock, app, admin):
    app.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    seen("w1", at=make.at)
    do_due_jobs("w1")
    record("upkeep.backed_up", by=WORKER, at=make.at, subject=company(), requisition_id=None)
    db.session.commit()
    text = admin.get("/health").text
    for words in ("Not seen", "Take one", "Look at it", "Late<"):
        assert words not in text
    job = {"args": {}, "due_at": make.at, "attempts": 8}
    db.session.add(Job(kind="tests.stuck", key="a", **job))
    db.session.add(Job(kind="tests.broken", key="b", **job, failed_at=make.at))
    db.session.commit()
    clock.forward(days=8)
    admin.sign_in(make.person("Bea", admin=True))
    text = admin.get("/health").text
    assert "Not seen" in text
    assert "job is due" in text
    assert "tests.broken" in text
    assert "Take one" in text
    app.config["SMTP_URL"] = None


def test_the_number_of_questions_does_not_grow(make, db, admin, statements):
    def ask():
        with statements() as seen_statements:
            admin.get("/health")
        return len(seen_statements)

    few = ask()
    for number in range(60):
        due = make.at - timedelta(hours=1)
        failed = make.at if number % 2 else None
        db.session.add(
            Job(kind="tests", key=str(number), args={}, due_at=due, attempts=1, failed_at=failed)
        )
    db.session.commit()
    assert ask() == few


def test_nothing_we_write_looks_like_a_token():
    kept = "message 12345678901234567890123456789012 is <abcdefghijklmnop@example.com>"
    assert without_tokens(kept) == kept

"""The demo company, loaded: alive, believable, and only where it may be."""

import pytest
from sqlalchemy import func, select

from app import create_app
from app.candidates.models import Candidacy, Candidate
from app.cli.seed import load_demo_once
from app.db import db as database
from app.mail.models import Message
from app.people.models import Person
from app.seeding.loading import load
from app.work.models import Job


def test_the_demo_is_alive_at_whatever_moment_it_is_loaded(app, db, now):
    load(now, "pier-gull-rope-lantern")
    db.session.commit()
    stopped = select(Message.kind, Message.to_name).where(Message.void_at.is_not(None))
    assert db.session.execute(stopped).all() == []
    waiting = select(Message.kind).where(Message.sent_at.is_(None))
    queued, held = Message.queued_at.is_not(None), Message.held_at.is_not(None)
    assert set(db.session.scalars(waiting.where(queued))) == {"offers.reminder"}
    assert db.session.scalars(waiting.where(held)).all() == ["letters.letter"]
    undone = select(Job.kind).where(Job.done_at.is_(None), Job.due_at <= now)
    assert db.session.scalars(undone).all() == []
    late = select(Message.to_name).where(Message.kind == "scorecards.late")
    assert db.session.scalars(late).all() == ["Tomasz Wiśniewski"]
    heard = db.session.scalars(
        select(Candidate.name)
        .join(Candidacy, Candidacy.candidate_id == Candidate.id)
        .where(Candidacy.last_word_at.is_not(None))
    )
    assert {"Ifeoma Nwachukwu", "Rasmus Lindholm", "Thandiwe Mbeki"} <= set(heard)


@pytest.fixture
def default(tmp_path):
    """An application upon the default database of a folder of its own, made by `init`."""
    app = create_app({"TESTING": True, "INSTANCE": str(tmp_path), "DATABASE_URL": None})
    assert app.test_cli_runner().invoke(args=["init"]).exit_code == 0
    yield app
    with app.app_context():
        database.engine.dispose()


def test_the_demo_goes_into_the_default_database_once(default, tmp_path, capsys):
    run = default.test_cli_runner().invoke
    first = run(args=["seed"])
    assert first.exit_code == 0, first.stderr
    password = (tmp_path / "demo-password").read_text()
    assert password in first.stdout
    assert (tmp_path / "demo-password").stat().st_mode & 0o077 == 0
    again = run(args=["seed"])
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == "Error: The database is not empty, so nothing was loaded.\n"
    assert run(args=["demo", "remove"]).stdout == "The demo company is gone.\n"
    assert not (tmp_path / "demo-password").exists()
    with default.app_context():
        load_demo_once()  # as `make run` does
        assert database.session.scalar(select(Person.id)) is None
    assert "Nobody has an account yet" in capsys.readouterr().out
    assert run(args=["seed"]).exit_code == 0


def test_no_other_database_takes_the_demo(app, db):
    result = app.test_cli_runner().invoke(args=["seed"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "default SQLite database only" in result.stderr
    assert db.session.scalar(select(func.count()).select_from(Person)) == 0

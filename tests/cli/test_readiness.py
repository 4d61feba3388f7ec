"""Before any command runs: a database that is there, of this version, and settings that hold."""

import os
import subprocess
import sys

import click
import pytest
from sqlalchemy import text

from app.db import db
from app.settings import ROOT, BadSetting, load

#: each of these needs a database; what it would do does not matter
NEEDING = (
    "people list",
    "people add ada@example.com --name Ada",
    "requisitions list",
    "requisitions open X-1",
    "seed",
    "demo remove",
    "import candidates pyproject.toml --requisition X-1 --by ada@example.com",
    "export history --requisition X-1",
    "worker --once",
)


@pytest.fixture
def fresh(databases, database_kind):
    """An application upon a database that nothing has touched yet."""
    database = databases.fresh(database_kind, migrated=False)
    app = database.open()
    yield app
    with app.app_context():
        db.engine.dispose()
    databases.drop(database)


def refused(app, command):
    result = app.test_cli_runner().invoke(args=command.split())
    assert (result.exit_code, result.stdout) == (1, ""), command
    assert isinstance(result.exception, SystemExit)
    return result.stderr


def test_every_command_asks_for_init_where_no_database_is_made(fresh):
    for command in NEEDING:
        assert refused(fresh, command) == (
            "Error: The database is not made yet. Run: flask --app app init\n"
        )


@pytest.mark.only("sqlite")
def test_scores_of_a_plain_file_need_no_database(fresh, tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text("candidate,rater,criterion,rating\na,x,c,4\nb,x,c,2\n")
    result = fresh.test_cli_runner().invoke(args=["score", str(path)])
    assert result.exit_code == 0, result.stderr
    assert "candidate,rank" in result.stdout


@pytest.mark.only("sqlite")
def test_a_newer_database_asks_for_the_newer_program(fresh):
    runner = fresh.test_cli_runner()
    assert runner.invoke(args=["init"]).exit_code == 0
    assert runner.invoke(args=["people", "list"]).exit_code == 0
    marked = text("UPDATE alembic_version SET version_num = :revision")
    with fresh.app_context(), db.engine.begin() as connection:
        connection.execute(marked, {"revision": "9999"})
    assert "newer version than this program" in refused(fresh, "people list")


@pytest.mark.only("sqlite")
def test_an_older_database_asks_for_init(fresh, monkeypatch):
    assert fresh.test_cli_runner().invoke(args=["init"]).exit_code == 0
    monkeypatch.setattr("app.cli.readiness.newest_migration", lambda: "a later one")
    assert refused(fresh, "people list") == (
        "Error: The database is of an older version. Run: flask --app app init\n"
    )


def test_a_database_that_does_not_answer_is_one_line_without_its_password():
    address = "postgresql://finalist:sesame@127.0.0.1:1/finalist"
    result = flask("init", DATABASE_URL=address)
    assert result.returncode == 1
    assert result.stderr.startswith("Error: The database cannot be used: ")
    assert "sesame" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_setting_that_cannot_be_used_is_one_line_at_any_command():
    for command in ("people list", "serve"):
        result = flask(command, PORT="abc")
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr == ("Error: PORT is “abc”. Write a whole number from 1 to 65535.\n")


def flask(command, **settings):
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *command.split()],
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | settings,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("PORT", "0", "from 1 to 65535"),
        ("PORT", "8000.5", "whole number"),
        ("PORT", "٨٠٠٠", "whole number"),
        ("TRUSTED_PROXIES", "-1", "from 0 to 9"),
        ("WEB_CONCURRENCY", "many", "from 1 to 64"),
        ("DATABASE_URL", "nonsense", "not an address of a database"),
        ("DATABASE_URL", "mysql://u:sesame@host/name", "not an address of a database"),
        ("DATABASE_URL", "postgresql://u:sesame@host:port/name", "not an address of a database"),
        ("SMTP_URL", "mail.example.com", "not an address of a mail server"),
        ("SMTP_URL", "smtp://u:sesame@host:port", "not an address of a mail server"),
        ("FINALIST_BASE_URL", "hiring.example.com", "https://"),
    ],
)
def test_a_bad_setting_is_refused_in_words_that_hold_no_password(tmp_path, name, given, words):
    with pytest.raises(BadSetting, match=words) as refused:
        load({"INSTANCE": str(tmp_path), name: given})
    assert isinstance(refused.value, click.ClickException)
    assert "sesame" not in refused.value.message


def test_a_folder_or_a_file_of_settings_that_cannot_be_used_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(BadSetting, match="cannot be made"):
        load({"INSTANCE": str(tmp_path / "file" / "instance")})
    (tmp_path / "config.toml").write_bytes(b"PORT = \xff")
    with pytest.raises(BadSetting, match="not a TOML file"):
        load({"INSTANCE": str(tmp_path)})

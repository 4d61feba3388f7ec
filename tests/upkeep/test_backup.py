"""Everything goes into one file and comes out of it as it was, on and between both databases."""

import json
import threading
from contextlib import contextmanager
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from app.candidates.attachments import attach
from app.candidates.files import path_of
from app.candidates.models import Attachment, Candidacy
from app.core import clock as program_clock
from app.db import Base, db, unit_of_work
from app.history.actions import WORKER, record
from app.history.models import HistoryLine
from app.people.models import Person
from app.requisitions.models import Requisition
from app.seeding.loading import load
from app.upkeep import rows
from app.web.health import newest_migration
from tests.databases import KINDS

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def flask(app, *arguments):
    result = app.test_cli_runner().invoke(args=[str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def refused(app, *arguments):
    result = app.test_cli_runner().invoke(args=[str(one) for one in arguments])
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    return result.stderr.removeprefix("Error: ").strip()


@contextmanager
def opened(databases, kind, *, migrated=False):
    database = databases.fresh(kind, migrated=migrated)
    app = database.open()
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()
        databases.drop(database)


def everything(app):
    """Return each table's rows as text, and what each uploaded file holds."""
    with app.app_context(), db.engine.connect() as connection:
        found = {
            one.name: [json.dumps(row) for row in rows.read(connection, one)]
            for one in rows.tables()
        }
        files = {name: path_of(name).read_bytes() for name in rows.file_names(connection)}
    return found, files


@pytest.fixture
def company(race_db, tmp_path):
    """A company with a file, a backup of it, and what it held then."""
    with race_db.data() as make:
        _, finalists = make.hiring(places=2)
        make.offer_link(make.offer(finalists[0], "open"))  # the offer and its place name each other
        make.accept(make.offer(finalists[1], "open"), finalists[1].candidate.name)
        make.scorecard(finalists[2], make.person("Sofia"))
        make.reference_in(finalists[2])
        make.second_factor(make.person("Łukasz"), recovery=("one",))
        for candidacy in finalists:
            attach(candidacy, filename="cv.pdf", data=PDF, by=make.person(), at=make.at)
    return held_and_backed_up(race_db, tmp_path)


def held_and_backed_up(race_db, tmp_path):
    held = everything(race_db.app)
    backup = tmp_path / "company.backup"
    said = flask(race_db.app, "backup", backup)
    return race_db, backup, held, said


def test_what_is_restored_is_what_was_there_on_either_database(company, databases, pytestconfig):
    compare(company, databases, pytestconfig)


@pytest.mark.soak
def test_the_demo_restored_is_the_demo(race_db, databases, pytestconfig, tmp_path):
    with race_db.app.app_context(), unit_of_work():
        load(race_db.clock.now(), "pier-gull-rope-lantern")
        by = db.session.scalars(select(Person)).first()
        for candidacy in db.session.scalars(select(Candidacy).limit(3)).all():
            attach(candidacy, filename="cv.pdf", data=PDF, by=by, at=race_db.clock.now())
    compare(held_and_backed_up(race_db, tmp_path), databases, pytestconfig)


def compare(company, databases, pytestconfig):
    source, backup, (tables, files), said = company
    total = sum(len(found) for found in tables.values())
    assert f"holds {total:,} rows and 3 uploaded files." in said
    assert len(files) == 3
    assert backup.stat().st_mode & 0o077 == 0
    for kind in pytestconfig.getoption("--db") or KINDS:
        with opened(databases, kind) as app:
            said = flask(app, "restore", backup)
            assert "Everybody signs in again." in said
            found, found_files = everything(app)
            assert found_files == files
            for name in tables.keys() - {"history_chain", "history_line", "history_payload"}:
                assert found[name] == tables[name], name
            for name in ("history_line", "history_payload"):  # and one that says so
                assert found[name][:-1] == tables[name], name
            assert "all whole" in flask(app, "history", "verify")
            with app.app_context(), unit_of_work():
                assert (
                    db.session.scalars(
                        select(HistoryLine.verb).order_by(HistoryLine.id.desc()).limit(1)
                    ).one()
                    == "upkeep.restored"
                )
                candidacy = db.session.scalars(select(Candidacy)).first()
                by = db.session.scalars(select(Person)).first()
                at = source.clock.now()
                attach(candidacy, filename="new.pdf", data=PDF, by=by, at=at)  # numbers go on
            assert refused(app, "restore", backup) == (
                "The database is not empty, so nothing was restored."
            )


def test_a_backup_taken_while_others_write_is_of_one_instant(race_db, databases, tmp_path):
    with race_db.data() as make:
        requisition_id = make.requisition().id
    stop, written = threading.Event(), []

    def write():
        with race_db.app.app_context():
            while not stop.is_set():
                with unit_of_work():
                    subject = db.session.get_one(Requisition, requisition_id)
                    record(
                        "tests.did",
                        by=WORKER,
                        at=program_clock.now(),
                        subject=subject,
                        requisition_id=requisition_id,
                        words="x" * 500,
                    )
                written.append(1)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for one in writers:
        one.start()
    backups = [tmp_path / f"{number}.backup" for number in range(2)]
    for backup in backups:
        before = len(written)
        while len(written) < before + 5:
            stop.wait(0.01)
        flask(race_db.app, "backup", backup)
    stop.set()
    for one in writers:
        one.join()
    for backup in backups:
        with opened(databases, race_db.kind) as app:
            flask(app, "restore", backup)
            assert "all whole" in flask(app, "history", "verify")


def _altered(backup, copy, change):
    """Write a backup again, each entry as ``change`` returns it."""
    with ZipFile(backup) as old, ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return copy


def test_a_backup_that_is_damaged_or_of_another_version_changes_nothing(
    company, databases, tmp_path
):
    source, backup, _, _ = company
    cut = tmp_path / "cut"
    cut.write_bytes(backup.read_bytes()[:-500])
    text = tmp_path / "text"
    text.write_text("not a zip")

    def manifest(**changes):
        def change(name, data):
            return json.dumps(json.loads(data) | changes) if name == "manifest.json" else data

        return change

    def a_name_changed(name, data):
        return data.replace(b"Sofia", b"Sonja") if name == "tables/person.jsonl" else data

    def a_file_changed(name, data):
        return data.replace(b"1.4", b"1.5") if name.startswith("files/") else data

    damaged = "The backup is damaged, so nothing was restored."
    older = f"is of an older version (0001, this program's is {newest_migration()})"
    cases = [
        (cut, "This file is not a backup of Finalist."),
        (text, "This file is not a backup of Finalist."),
        (_altered(backup, tmp_path / "name", a_name_changed), damaged),
        (_altered(backup, tmp_path / "file", a_file_changed), damaged),
        (_altered(backup, tmp_path / "tables", manifest(tables={})), damaged),
        (_altered(backup, tmp_path / "away", manifest(files={"../x": {"sha256": ""}})), damaged),
        (_altered(backup, tmp_path / "old", manifest(migration="0001")), older),
        (_altered(backup, tmp_path / "new", manifest(migration="9999")), "of a newer version"),
        (_altered(backup, tmp_path / "format", manifest(format=2)), "by a newer Finalist"),
    ]
    with opened(databases, source.kind, migrated=True) as app:
        for path, words in cases:
            assert words in refused(app, "restore", path), path.name
            with app.app_context():
                for one in (Person, Attachment, HistoryLine):
                    assert db.session.scalar(select(func.count()).select_from(one)) == 0, path.name
                folder = path_of("x").parent
                assert not folder.exists() or not list(folder.iterdir()), path.name
        flask(app, "restore", backup)


def test_a_backup_holds_no_session_and_names_a_file_that_is_gone(company, tmp_path):
    source, _, (_, files), _ = company
    with source.app.app_context():
        path_of(next(iter(files))).unlink()
    said = flask(source.app, "backup", tmp_path / "second")
    assert "2 uploaded files" in said
    assert "1 uploaded file named in the database could not be found." in said
    with ZipFile(tmp_path / "second") as found:
        names = set(found.namelist())
    assert not names & {"tables/sign_in.jsonl", "tables/attempt.jsonl"}
    kept = {name.removeprefix("tables/").removesuffix(".jsonl") for name in names}
    assert set(Base.metadata.tables) - kept == rows.LEFT_OUT


def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(race_db, tmp_path):
    path = tmp_path / "no" / "such" / "folder"
    assert refused(race_db.app, "backup", path).startswith("No backup was written: No such file")
    assert not list(tmp_path.iterdir())

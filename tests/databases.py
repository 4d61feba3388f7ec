"""Databases for tests: each kind is migrated once a run and copied wherever one is needed."""

import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy import make_url

from tests import postgres

KINDS = ("sqlite", "postgresql")
WAIT = 120


@dataclass(frozen=True)
class Database:
    """One database, migrated and otherwise empty, and the instance folder beside it."""

    kind: str
    url: str
    instance: Path

    def open(self, **settings: object) -> Flask:
        """Return the application upon this database."""
        from app import create_app

        return create_app(
            {
                "TESTING": True,
                "DATABASE_URL": self.url,
                "INSTANCE": str(self.instance),
                "BASE_URL": "http://localhost",
                "SMTP_URL": None,
                "WTF_CSRF_ENABLED": False,
                **settings,
            }
        )


class Databases:
    """Hands out databases below the folder of one test run, which its processes share."""

    def __init__(self, folder: Path) -> None:
        """Work in ``folder``."""
        self.folder = folder
        self.keeper: postgres.Keeper | None = None

    def fresh(self, kind: str, *, migrated: bool = True) -> Database:
        """Return a new database of its own."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        template = once(self.folder / f"template-{kind}", lambda: self._template(kind))
        instance = self.folder / name
        instance.mkdir()
        if kind == "sqlite":
            path = instance / "test.sqlite"
            if migrated:
                shutil.copyfile(template, path)
            return Database(kind, f"sqlite:///{path}", instance)
        self._create(name, template if migrated else "template0")
        return Database(kind, self._url(name), instance)

    def drop(self, database: Database) -> None:
        """Remove a database that is no longer in use."""
        if database.kind == "postgresql":
            with self._server() as server:
                name = make_url(database.url).database
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(database.instance, ignore_errors=True)

    def stop(self) -> None:
        """Stop the server if this process started it."""
        if self.keeper:
            self.keeper.stop()

    def start_postgres(self) -> None:
        """Start PostgreSQL; the first use waits for it."""
        self.keeper = self.keeper or postgres.Keeper(self.folder)

    def _template(self, kind: str) -> str:
        instance = self.folder / f"instance-{kind}"
        instance.mkdir()
        if kind == "sqlite":
            name = str(self.folder / "template.sqlite")
            url = f"sqlite:///{name}"
        else:
            name = "finalist_template"
            self._create(name, "template0")
            url = self._url(name)
        migrate(Database(kind, url, instance))
        return name

    def _create(self, name: str, template: str) -> None:
        with self._server() as server:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def _url(self, name: str) -> str:
        address = make_url(postgres.address(self.folder)).set(database=name)
        return address.render_as_string(hide_password=False)

    @contextmanager
    def _server(self) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        with psycopg.connect(postgres.address(self.folder), autocommit=True) as connection:
            yield connection


def migrate(database: Database) -> None:
    """Set the database up as `flask --app app init` does."""
    from app.cli.database import migrate_database
    from app.db import db

    app = database.open()
    with app.app_context():
        migrate_database()
        db.engine.dispose()


def once(mark: Path, make: Callable[[], str]) -> str:
    """Return what ``make`` returned to the first of all processes that asked."""
    done, failed = mark.with_suffix(".done"), mark.with_suffix(".failed")
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return _wait(done, failed)
    try:
        result = make()
    except BaseException as error:
        failed.write_text(repr(error))
        raise
    unfinished = mark.with_suffix(".new")
    unfinished.write_text(result)
    unfinished.rename(done)
    return result


def _wait(done: Path, failed: Path) -> str:
    deadline = time.monotonic() + WAIT
    while not done.exists():
        if failed.exists():
            raise RuntimeError(f"another process could not make it: {failed.read_text()}")
        if time.monotonic() > deadline:
            raise TimeoutError(f"{done} was not made within {WAIT} s")
        time.sleep(0.05)
    return done.read_text()

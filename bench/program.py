"""A program of its own on a new database with one requisition; how time and memory are taken."""

import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import create_engine, text

MANY = int(os.environ.get("BENCH_ROWS", "100000"))


@dataclass
class Took:
    """Seconds of the clock and of the processor, and how many MiB memory grew at its highest."""

    seconds: float = 0.0
    processor: float = 0.0
    grown: float = 0.0


@contextmanager
def program(folder: str, database: str | None = None) -> Iterator[Flask]:
    """Open Finalist: on SQLite in the folder, or on what ``database`` names."""
    from app import create_app

    address = database or f"sqlite:///{folder}/bench.db"
    app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": address, "TESTING": True})
    with app.app_context():
        yield app


def begin(folder: str, database: str | None = None) -> None:
    """Make the database anew, with one open requisition."""
    if database:
        empty(database)
    with program(folder, database) as app:
        app.test_cli_runner().invoke(args=["init"], catch_exceptions=False)
        _opening(app)


def apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """Return what work returns, done in a process of its own, whose memory tells of it alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


@contextmanager
def folder() -> Iterator[str]:
    """Make a folder that goes with the measurement."""
    with tempfile.TemporaryDirectory(prefix="finalist-bench-") as name:
        yield name


@contextmanager
def taking() -> Iterator[Took]:
    """Take the time of what is done inside."""
    took, before = Took(), highest()
    started, processor = time.perf_counter(), time.process_time()
    yield took
    took.seconds = time.perf_counter() - started
    took.processor = time.process_time() - processor
    took.grown = highest() - before


def highest() -> float:
    """Return the most memory this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def databases() -> list[str | None]:
    """Return SQLite, and the PostgreSQL that BENCH_DATABASE_URL names, which is emptied."""
    named = os.environ.get("BENCH_DATABASE_URL")
    return [None, named] if named else [None]


def name_of(database: str | None) -> str:
    """Return what a database is called in a table."""
    return "PostgreSQL" if database else "SQLite"


def empty(database: str) -> None:
    """Take everything out of a PostgreSQL."""
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def _opening(app: Flask) -> None:
    run = app.test_cli_runner()
    for name in ("Rita Recruiter", "Milan Manager"):
        address = f"{name.split()[0].lower()}@example.com"
        add = ["people", "add", address, "--name", name, "--password-stdin"]
        run.invoke(args=add, input="a quiet harbour at dawn\n", catch_exceptions=False)
    opening = ["requisitions", "add", "BENCH", "--title", "Bench", "--places", "3"]
    people = ["--recruiter", "rita@example.com", "--manager", "milan@example.com"]
    run.invoke(args=[*opening, *people], catch_exceptions=False)
    run.invoke(args=["requisitions", "open", "BENCH"], catch_exceptions=False)

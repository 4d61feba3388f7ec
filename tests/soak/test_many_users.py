"""Eight people at once, one request in ten a write, on several processes: nothing is lost."""

import os
import re
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import create_engine, text

from bench.crowd import crowd
from tests.databases import Database, Databases
from tests.live import ROOT

FLASK = [sys.executable, "-m", "flask", "--app", "app"]


def environment(database: Database) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database.url,
        "FINALIST_INSTANCE": str(database.instance),
        "WEB_CONCURRENCY": "2",
    }


@contextmanager
def running(database: Database, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    with (database.instance / f"{command[0]}-{command[-1]}.log").open("wb") as log:
        process = subprocess.Popen(
            [*FLASK, *command],
            env=environment(database),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def web(database: Database) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running(database, "web", "--port", str(port)) as process:
        deadline = time.monotonic() + 60
        while True:
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port


def filled(database: Database) -> str:
    """Invent a company; return its people's password."""
    size = ["--requisitions", "2", "--candidates", "80", "--raters", "5", "--criteria", "8"]
    done = subprocess.run(
        [*FLASK, "synth", *size],
        env=environment(database),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return re.findall(r"password: (\S+)", done.stdout)[0]


def written(database: Database) -> Counter[str]:
    engine = create_engine(database.url)
    with engine.connect() as connection:
        if database.kind == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        found = Counter(connection.scalars(text("SELECT text FROM note")).all())
    engine.dispose()
    return found


def play(
    databases: Databases, kind: str, *, requests: int, webs: int = 1, workers: int = 0
) -> None:
    database = databases.fresh(kind)
    try:
        password = filled(database)
        with ExitStack() as stack:
            for _ in range(workers):
                stack.enter_context(running(database, "worker"))
            ports = [stack.enter_context(web(database)) for _ in range(webs)]
            answers = crowd(ports, password, requests)
        assert not answers.wrong, "\n".join(answers.wrong[:20])
        assert len(answers.seconds) == requests
        assert answers.kept
        assert written(database) == Counter(answers.kept)
        subprocess.run(
            [*FLASK, "history", "verify"],
            env=environment(database),
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
    finally:
        databases.drop(database)


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_ten_thousand_requests_of_eight_people_on_several_processes(
    databases: Databases, kind: str
) -> None:
    play(databases, kind, requests=10_000, webs=1 if kind == "sqlite" else 2, workers=2)

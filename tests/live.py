"""The whole program served to a browser, in a process of its own, under a clock that tests move.

The program has no setting for the time. This launcher (`python -m tests.live`) replaces the one
function that reads the clock with one that adds the seconds in a file, serves the application on a
free loopback port, and runs commands that it reads from its standard input.
"""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from tests.client import new_client_of
from tests.clock import Clock, shown_by
from tests.databases import Database
from tests.mailbox import Mailbox
from tests.make import Make

ROOT = Path(__file__).parents[1]
START_WITHIN = 60
ANSWER_WITHIN = 120
DEMO_PASSWORD = "pier-gull-rope-lantern"


class Shifted(Clock):
    """The machine's clock plus the seconds that a file names."""

    def __init__(self, path: Path) -> None:
        """Read the shift from ``path`` every time."""
        self.path = path

    def now(self) -> datetime:
        """Return the shifted moment."""
        return datetime.now(UTC) + timedelta(seconds=float(self.path.read_text()))

    def set(self, at: datetime) -> datetime:
        """Show ``at`` now and go on from there."""
        self._shift((at - datetime.now(UTC)).total_seconds())
        return at

    def forward(self, **by: float) -> datetime:
        """Move on by so many ``days=``, ``hours=``, ``minutes=``, ``seconds=``."""
        self._shift(float(self.path.read_text()) + timedelta(**by).total_seconds())
        return self.now()

    def _shift(self, seconds: float) -> None:
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(repr(seconds))
        unfinished.replace(self.path)


class Live:
    """A running Finalist: `url` to visit, `clock` to move, `flask(…)` to run its commands."""

    def __init__(self, database: Database, mailbox: Mailbox | None) -> None:
        """Start the program and wait until it listens."""
        self.database = database
        self.mailbox = mailbox
        shift = database.instance / "shift"
        shift.write_text("0.0")
        self.clock = Shifted(shift)
        self._log = (database.instance / "live.log").open("w+b")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.live"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=ROOT,
            start_new_session=True,
        )
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._tell(
            {
                "kind": database.kind,
                "url": database.url,
                "instance": str(database.instance),
                "smtp": mailbox.url if mailbox else None,
            }
        )
        self.url: str = self._hear(START_WITHIN)["url"]
        self.app = database.open(BASE_URL=self.url)

    def flask(self, *arguments: str, stdin: str | None = None, fails: bool = False) -> str:
        """Run `flask --app app …` inside the program, under its clock; return what it printed."""
        self._tell({"arguments": arguments, "stdin": stdin})
        answer = self._hear(ANSWER_WITHIN)
        if (answer["exit_code"] != 0) != fails:
            raise AssertionError(f"flask {' '.join(arguments)}: {answer}\n{self.log()}")
        return str(answer["output"])

    def load_demo(self) -> str:
        """Play `seed_data/` into the program's database; return its people's password."""
        from app.seeding.loading import load

        with self.data():
            load(self.clock.now(), DEMO_PASSWORD)
        return DEMO_PASSWORD

    def work(self) -> str:
        """Let the worker do all that is due."""
        return self.flask("worker", "--once")

    @contextmanager
    def data(self) -> Iterator[Make]:
        """Give the makers upon the program's own database; what they made is committed."""
        from app.db import db

        with shown_by(self.clock), self.app.app_context():
            yield Make(db.session, self.clock)
            db.session.commit()

    def cookie(self, email: str) -> str:
        """Sign a person in beside the sign-in page; return what a browser's cookie would hold."""
        from app.people.queries import by_email

        with self.data():
            client = new_client_of(self.app).sign_in(by_email(email))
            cookie = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
            assert cookie
            return cookie.value

    def log(self) -> str:
        """Return what the program wrote to its standard error."""
        self._log.flush()
        return (self.database.instance / "live.log").read_text(errors="replace")

    def stop(self) -> None:
        """End the program."""
        from app.db import db

        with self.app.app_context():
            db.engine.dispose()
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(5)
        if self._process.stdout:
            self._process.stdout.close()
        self._log.close()

    def _tell(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def _hear(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            line = ""
        if not line:
            self._process.kill()
            raise TimeoutError(f"no answer from the program within {seconds} s\n{self.log()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._answers.put(line.decode())
        self._answers.put("")


def serve(commands: IO[bytes], answers: IO[bytes]) -> None:
    """Serve what the first line asks for, then run the commands of the lines that follow."""
    import waitress.server

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = json.loads(commands.readline())
    instance = Path(asked["instance"])
    with shown_by(Shifted(instance / "shift")):
        database = Database(asked["kind"], asked["url"], instance)
        listening = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = database.open(BASE_URL=url, SMTP_URL=asked["smtp"], WTF_CSRF_ENABLED=True)
        server = waitress.server.create_server(app, sockets=[listening], threads=8)
        threading.Thread(target=server.run, daemon=True).start()
        _answer(answers, {"url": url})
        runner = app.test_cli_runner()
        for line in commands:
            command = json.loads(line)
            result = runner.invoke(args=command["arguments"], input=command["stdin"])
            if result.exc_info and not isinstance(result.exception, SystemExit):
                traceback.print_exception(*result.exc_info)
            _answer(answers, {"exit_code": result.exit_code, "output": result.output})


def _answer(answers: IO[bytes], message: dict[str, Any]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
    os._exit(0)  # the server's threads hold nothing that must be put away

"""Pages as ratios to the floor of the same run, and how they grow with the database.

`python -m bench.pages [--candidates 1000 100000]` fills a SQLite database by `synth`, serves it by
the same gunicorn as the floor, and asks floor and page in turn, round by round.
"""

import argparse
import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import floor
from bench.client import Client, middle, weight
from bench.machine import machine
from bench.program import empty, folder

ASKED, AFRESH, SUBMISSIONS = 25, 3, 10
PAGES = {
    "desk": "/",
    "candidate list": "/candidates",
    "one candidate": "/candidacies/1",
    "requisition": "/requisitions/1",
    "ranking 200 × 5 × 8, unchanged": "/requisitions/1/ranking",
    "decision room 200 × 5 × 8, unchanged": "/requisitions/1/decision",
}
TARGETS = {
    "desk": 10,
    "candidate list": 10,
    "one candidate": 10,
    "requisition": 10,
    "ranking 200 × 5 × 8, unchanged": 20,
    "decision room 200 × 5 × 8, unchanged": 20,
    "ranking 200 × 5 × 8, afresh": 300,
    "submit a scorecard": 15,
}


@dataclass(frozen=True, slots=True)
class Served:
    """A program that answers: its port, its database, and the password of all its people."""

    port: int
    database: Path
    password: str


@contextmanager
def filled(candidates: int, database: str | None = None) -> Iterator[Served]:
    """Serve a database of so many candidates, 200 in each requisition (SQLite by default)."""
    with folder() as name:
        environment = os.environ | {"FINALIST_INSTANCE": name}
        environment.pop("DATABASE_URL", None)
        if database:
            empty(database)
            environment["DATABASE_URL"] = database
        run = [sys.executable, "-m", "flask", "--app", "app"]
        subprocess.run([*run, "init"], env=environment, check=True, capture_output=True)  # noqa: S603
        size = ["--requisitions", str(max(1, candidates // 200)), "--candidates", str(candidates)]
        said = subprocess.run(  # noqa: S603
            [*run, "synth", *size, "--raters", "5", "--criteria", "8"],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
        password = re.findall(r"password: (\S+)", said)[0]
        with served("app:create_app()", environment) as port:
            yield Served(port, next(Path(name).glob("*.db"), Path(name)), password)


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[int]:
    """Serve by the floor's gunicorn; yield the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen(  # noqa: S603
        [*command, "--log-level", "error", "--preload", application], env=environment
    )
    try:
        floor.wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def ratios(served: Served, floor_port: int) -> dict[str, float]:
    """Return how many floors each page takes."""
    bare, client = Client(floor_port), Client(served.port)
    client.sign_in("recruiter@example.com", served.password)
    found = {
        name: in_turn(bare, lambda path=path: client.get(path)[0], ASKED)
        for name, path in PAGES.items()
    }
    found["ranking 200 × 5 × 8, afresh"] = in_turn(bare, lambda: _afresh(client, served), AFRESH)
    rater = Client(served.port).sign_in("rater5@example.com", served.password)
    owed = iter(_owed(served))
    found["submit a scorecard"] = in_turn(bare, lambda: _submit(rater, next(owed)), SUBMISSIONS)
    return found


def in_turn(bare: Client, page: Callable[[], float], rounds: int) -> float:
    """Ask the floor and the page in turn; return the ratio of their medians. The first warms up."""
    page()
    pairs = [(bare.get("/")[0], page()) for _ in range(rounds)]
    return middle([one for _, one in pairs]) / middle([one for one, _ in pairs])


def weights(served: Served) -> dict[str, float]:
    """Return what each page weighs, in kB as it is sent."""
    client = Client(served.port).sign_in("recruiter@example.com", served.password)
    return {name: weight(client, path) for name, path in PAGES.items()}


def _afresh(client: Client, served: Served) -> float:
    with sqlite3.connect(served.database, timeout=30) as database:
        database.execute("UPDATE requisition SET inputs_version = inputs_version + 1 WHERE id = 1")
    return client.get(PAGES["ranking 200 × 5 × 8, unchanged"])[0]


Owed = tuple[int, list[int]]


def _owed(served: Served) -> list[Owed]:
    """Return what rater5 owes in the first requisition: asks, and the criteria of each."""
    with sqlite3.connect(served.database, timeout=30) as database:
        asks = database.execute(
            "SELECT ask.id, ask.panel FROM ask JOIN candidacy ON candidacy.id = ask.candidacy_id "
            "JOIN person ON person.id = ask.person_id WHERE candidacy.requisition_id = 1 "
            "AND person.email = 'rater5@example.com' AND NOT EXISTS (SELECT 1 FROM scorecard "
            "WHERE candidacy_id = ask.candidacy_id AND rater_id = person.id)"
        ).fetchall()
        criteria = database.execute(
            "SELECT criterion.id, kind FROM criterion JOIN requirements "
            "ON requirements.id = requirements_id WHERE requisition_id = 1"
        ).fetchall()
    return [(ask, [one for one, kind in criteria if kind == panel]) for ask, panel in asks]


def _submit(rater: Client, owed: Owed) -> float:
    ask, criteria = owed
    card = f"/scorecards/{ask}"
    marks = {f"mark-{one}": "4" for one in criteria} | {f"note-{one}": "Shown." for one in criteria}
    token = rater.token(card)
    return rater.post(
        f"{card}/submission",
        marks | {"csrf_token": token, "recommendation": "yes", "note": "Good."},
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--candidates", type=int, nargs="+", default=[1000, 100_000])
    sizes: list[int] = parser.parse_args(arguments).candidates
    print(machine())
    found: list[dict[str, float]] = []
    with folder() as name:
        floor.fill(f"{name}/floor.db")
        with served(f"bench.floor:application({name + '/floor.db'!r})", dict(os.environ)) as bare:
            for size in sizes:
                with filled(size) as program:
                    found.append(ratios(program, bare))
                    heavy = weights(program)
    heads = "".join(f"{f'{size:,}':>12}" for size in sizes)
    print(f"{'times the floor':37}{heads}{'growth':>9}{'target':>9}{'kB packed':>11}")
    for what, target in TARGETS.items():
        cells = "".join(f"{one[what]:12.1f}" for one in found)
        growth = found[-1][what] / found[0][what]
        weighs = f"{heavy[what]:11.1f}" if what in heavy else ""
        print(f"{what:37}{cells}{growth:9.2f}{target:9}{weighs}")


if __name__ == "__main__":
    main()

"""The floor: a bare page under the same server, to which every figure of a page is a ratio."""

import http.client
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from flask import Flask, render_template_string

from bench.program import MANY, folder

PAGE = """<!doctype html><title>Floor</title><table>
{% for one in rows %}<tr><td>{{ one[0] }}</td><td>{{ one[1] }}</td><td>{{ one[2] }}</td></tr>
{% endfor %}</table>"""
FIFTY = "SELECT id, name, place FROM person WHERE name >= ? ORDER BY name LIMIT 50"
ROUNDS, A_ROUND = 5, 200


def application(path: str) -> Flask:
    """Return the floor: one indexed SELECT of 50 rows, and a table."""
    app = Flask("floor")
    database = sqlite3.connect(path, check_same_thread=False)

    @app.get("/")
    def page() -> str:
        return render_template_string(PAGE, rows=database.execute(FIFTY, ("name 5",)).fetchall())

    return app


def fill(path: str, rows: int = MANY) -> None:
    """Write the table of the floor."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, place TEXT)")
        people = ((f"name {number}", "Lisbon") for number in range(rows))
        database.executemany("INSERT INTO person (name, place) VALUES (?, ?)", people)
        database.execute("CREATE INDEX ix_person_name ON person (name)")


@contextmanager
def serving(path: str) -> Iterator[int]:
    """Serve the floor by gunicorn; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    named = f"bench.floor:application({path!r})"
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen([*command, "--log-level", "error", named])  # noqa: S603
    try:
        yield port
    finally:
        server.terminate()
        server.wait()


def milliseconds(port: int, path: str = "/", cookie: str = "") -> float:
    """Return the median time of an answer, over a few rounds."""
    return median(_one(port, path, cookie) for _ in range(ROUNDS * A_ROUND)) * 1000


def _one(port: int, path: str, cookie: str) -> float:
    started = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    line.getresponse().read()
    line.close()
    return time.perf_counter() - started


def wait_for(port: int) -> None:
    """Wait until somebody answers on a port."""
    for _ in range(200):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nobody answers on port {port}")


def main() -> None:
    """Print the floor of this machine."""
    with folder() as name:
        fill(f"{name}/floor.db")
        with serving(f"{name}/floor.db") as port:
            wait_for(port)
            print(f"floor {milliseconds(port):.2f} ms")


if __name__ == "__main__":
    main()

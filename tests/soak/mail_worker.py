"""A worker in a process of its own, under a clock that its test moves: `python -m …mail_worker`."""

import json
import sys
import threading
from pathlib import Path

from app import worker
from tests.clock import shown_by
from tests.databases import Database
from tests.live import Shifted


def main() -> None:
    """Work until killed on what the one argument names."""
    asked = json.loads(sys.argv[1])
    instance = Path(asked["instance"])
    with shown_by(Shifted(instance / "shift")):
        app = Database(asked["kind"], asked["url"], instance).open(SMTP_URL=asked["smtp"])
        worker.forever(app, threading.Event())


if __name__ == "__main__":
    main()

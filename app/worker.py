"""The worker: does what is due, sends what is queued, leaves a sign of life."""

import logging
import os
import socket
import threading

from flask import Flask

from app.core import clock
from app.core.log_lines import FIELDS
from app.db import db
from app.mail.delivery import send_due
from app.work.loop import do_due_jobs, seen

PAUSE = 1.0
log = logging.getLogger(__name__)


def name() -> str:
    """Return what this worker is called in leases."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{threading.get_ident() % 10_000}"


def once(app: Flask) -> int:
    """Do all that is due and return how many things were done."""
    with app.app_context():
        try:
            return _round(name())
        finally:
            db.session.remove()


def forever(app: Flask, stop: threading.Event) -> None:
    """Work until told to stop; an error ends a round, never the worker."""
    called = name()
    while not stop.is_set():
        with app.app_context():
            try:
                done = _round(called)
            except Exception:
                log.exception("a round of work failed", extra={FIELDS: {"worker": called}})
                done = 0
            finally:
                db.session.remove()
        if not done:
            stop.wait(PAUSE)


def _round(called: str) -> int:
    seen(called, at=clock.now())
    return do_due_jobs(called) + send_due(called)

"""serve, web, worker: the program running."""

import os
import signal
import subprocess
import sys
import threading
from ipaddress import ip_address
from types import FrameType
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from app import worker as work
from app.cli.database import migrate_database
from app.cli.seed import load_demo_once
from app.core.log_lines import to_standard_error
from app.db import db
from app.people.models import Person

HOST = "127.0.0.1"
THREADS = 8
PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", type=PORT, default=None, help="Port (default: PORT, or 8000).")
@click.option("--demo", is_flag=True, help="Load the demo company into a new default database.")
@with_appcontext
def serve(host: str, port: int | None, demo: bool) -> None:
    """Run web and worker together."""
    app, port = _ready(host, port)
    if demo:
        load_demo_once()
    refuse_to_show_demo_people(host)
    db.session.remove()
    db.engine.dispose()
    worker = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", "worker"],
        env=os.environ | {"FINALIST_BASE_URL": str(app.config["BASE_URL"])},
    )
    try:
        _listen(app, host, port)
    finally:
        worker.terminate()
        worker.wait(15)


@click.command()
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", type=PORT, default=None, help="Port (default: PORT, or 8000).")
@with_appcontext
def web(host: str, port: int | None) -> None:
    """Run the web pages only."""
    app, port = _ready(host, port)
    refuse_to_show_demo_people(host)
    db.session.remove()
    db.engine.dispose()
    _listen(app, host, port)


@click.command()
@click.option("--once", is_flag=True, help="Do all that is due, then end.")
@with_appcontext
def worker(once: bool) -> None:
    """Do what is due and send what is queued."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    to_standard_error()
    if once:
        done = work.once(app)
        click.echo(f"{done} done")
        return
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    work.forever(app, stop)


def refuse_to_show_demo_people(host: str) -> None:
    """Refuse to listen beyond this machine while demo people exist (law L22)."""
    local = host == "localhost" or _is_loopback(host)
    if not local and db.session.scalar(select(Person.id).where(Person.is_demo).limit(1)):
        raise click.ClickException(
            f"Demo people are in the database, so {host} is not opened to others. "
            "Run: flask --app app demo remove"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _ready(host: str, port: int | None) -> tuple[Flask, int]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    migrate_database()
    if port is None:
        return app, int(app.config["PORT"])
    if not app.config.get("FINALIST_BASE_URL"):  # links lead to where we listen
        app.config["BASE_URL"] = f"http://{host}:{port}"
    return app, port


def _listen(app: Flask, host: str, port: int) -> None:
    to_standard_error()
    click.echo(f"Finalist is at http://{host}:{port}")
    if sys.platform == "win32":
        from waitress import serve as wait_and_serve

        wait_and_serve(app, host=host, port=port, threads=THREADS)
        return
    from app.cli.gunicorn import Server

    Server(app, _options(app, host, port)).run()


def _options(app: Flask, host: str, port: int) -> dict[str, Any]:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return {
        "bind": bind,
        "workers": app.config["WEB_CONCURRENCY"],
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "accesslog": None,  # an access log would hold the tokens of links
        "loglevel": "warning",
        "timeout": 60,
        "graceful_timeout": 10,
    }


commands = [serve, web, worker]

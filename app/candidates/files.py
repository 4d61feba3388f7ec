"""The files themselves: on disk, outside what the server shows, under names that say nothing."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from flask import current_app
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.db import db

_FRESH = "fresh-files"


def keep(data: bytes) -> str:
    """Write a file and return the name it is kept under; undone if the transaction is."""
    name = secrets.token_hex(24)
    _write(_folder() / name, (data,))
    return name


def put_back(name: str, pieces: Iterable[bytes]) -> None:
    """Write a file under the name it had, where it is not there; undone if the transaction is."""
    path = _folder() / name
    if path.exists():
        for _ in pieces:
            pass  # read to its end, where its checksum is compared
        return
    _write(path, pieces)


def path_of(name: str) -> Path:
    """Return where a kept file lies."""
    return _folder() / name


def _folder() -> Path:
    instance: Path = current_app.config["INSTANCE"]
    return instance / "files"


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    db.session.info.setdefault(_FRESH, []).append(path)
    with os.fdopen(handle, "wb") as file:
        for piece in pieces:
            file.write(piece)


@event.listens_for(FlaskSession, "after_commit", propagate=True)
def _stay(session: Session) -> None:
    session.info.pop(_FRESH, None)


@event.listens_for(FlaskSession, "after_rollback", propagate=True)
def _go(session: Session) -> None:
    fresh: list[Path] = session.info.pop(_FRESH, [])
    for path in fresh:
        path.unlink(missing_ok=True)

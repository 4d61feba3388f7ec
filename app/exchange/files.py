"""The chosen files themselves: outside what the server shows, for a day at most."""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

#: How long a file waits to be taken.
KEPT_FOR = timedelta(days=1)


def keep(data: bytes, *, at: datetime) -> str:
    """Write a file and return the name it is kept under, dated so that ``sweep`` finds it."""
    name = secrets.token_hex(24)
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.utime(folder / name, (at.timestamp(), at.timestamp()))
    return name


def read(name: str) -> bytes | None:
    """Return what a kept file holds, none where it is gone."""
    path = _folder() / name
    return path.read_bytes() if path.is_file() else None


def sweep(*, at: datetime) -> None:
    """Delete the files whose day is over, also those whose row was never written."""
    ends = (at - KEPT_FOR).timestamp()
    for path in _folder().glob("*"):
        if path.stat().st_mtime <= ends:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    instance: Path = current_app.config["INSTANCE"]
    return instance / "imports"

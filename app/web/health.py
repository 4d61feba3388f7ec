"""/healthz: the process answers. /readyz: database, migrations at head, a worker seen lately."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from flask import Flask, jsonify
from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.exc import SQLAlchemyError

from app.db import Base, db
from app.web.access import open_to_all
from app.web.requests import now

SEEN_WITHIN = timedelta(minutes=2)


def register(app: Flask) -> None:
    """Serve both."""
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)


@open_to_all
def healthz() -> Any:
    """Say that the process answers."""
    return jsonify(ok=True)


@open_to_all
def readyz() -> Any:
    """Say whether database, migrations and worker are there; 503 when one is not."""
    checks = {"database": False, "migrations": False, "worker": False}
    try:
        found = db.session.scalar(sql("SELECT version_num FROM alembic_version"))
        seen = Base.metadata.tables["worker_seen"]
        last = db.session.scalar(select(seen.c.at).order_by(seen.c.at.desc()).limit(1))
        checks = {
            "database": True,
            "migrations": found == newest_migration(),
            "worker": last is not None and now() - last <= SEEN_WITHIN,
        }
    except SQLAlchemyError:
        db.session.rollback()
    ready = all(checks.values())
    return jsonify(ok=ready, **checks), 200 if ready else 503


@cache
def newest_migration() -> str | None:
    """Return the revision this program was written for."""
    return _migrations().get_current_head()


def is_known_migration(revision: str) -> bool:
    """Say whether a revision is one of this program's."""
    return revision in {script.revision for script in _migrations().walk_revisions()}


def _migrations() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parents[1] / "migrations"))

"""Runs migrations against the application's own engine, in batch mode for SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app

from app.db import Moment, db, writing


def _render(kind: str, thing: Any, autogenerate: Any) -> str | bool:
    """Write our own column type by its plain base, so that migrations stand on their own."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def _type_differs(
    autogenerate: Any, column: Any, found_column: Any, found_type: Any, ours: Any
) -> bool | None:
    return False if isinstance(ours, Moment) else None


def run() -> None:
    """Apply the migrations in one transaction."""
    options = current_app.extensions["migrate"].configure_args
    given = context.config.attributes.get("connection")
    with writing():
        if given is not None:
            _apply(given, options)
        else:
            with db.engine.connect() as connection:
                _apply(connection, options)


def _apply(connection: Any, options: dict[str, Any]) -> None:
    ours = {"render_item": _render, "compare_type": _type_differs}
    context.configure(connection=connection, target_metadata=db.metadata, **options | ours)
    with _unchecked(connection):
        with context.begin_transaction():
            context.run_migrations()
            _check(connection)
        if connection.in_transaction():
            connection.commit()


@contextmanager
def _unchecked(connection: Any) -> Iterator[None]:
    """Leave foreign keys unchecked on SQLite while tables are made anew.

    Batch mode drops a table and puts its copy in its place; checked, the drop would fail as soon
    as other rows point to it. The switch only works outside a transaction.
    """
    if connection.dialect.name != "sqlite" or connection.in_transaction():
        yield
        return
    raw = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _check(connection: Any) -> None:
    """Refuse a migration that leaves a row pointing nowhere; nothing of it is kept then."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if lost:
            raise RuntimeError(f"{len(lost)} rows would point nowhere, the first in {lost[0][0]}")


run()

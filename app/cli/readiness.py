"""Whether the database is there and of this program's version, said before any command runs."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import inspect
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError

from app.db import db
from app.web.health import is_known_migration, newest_migration

RUN_INIT = "Run: flask --app app init"


def require_present_database() -> None:
    """Refuse, in one line, a database that is not made yet or is of another version."""
    with db.engine.connect() as connection:
        made = inspect(connection).has_table("alembic_version")
        found = made and connection.scalar(sql("SELECT version_num FROM alembic_version"))
    if not found:
        raise click.ClickException(f"The database is not made yet. {RUN_INIT}")
    if found == newest_migration():
        return
    if is_known_migration(found):
        raise click.ClickException(f"The database is of an older version. {RUN_INIT}")
    raise click.ClickException(
        "The database is of a newer version than this program. Use the newer program."
    )


@contextmanager
def in_one_line() -> Iterator[None]:
    """Say in one line that the database does not answer or refuses, instead of a traceback."""
    try:
        yield
    except OperationalError as error:
        why = " ".join(str(error.orig).split())
        raise click.ClickException(f"The database cannot be used: {why}") from None

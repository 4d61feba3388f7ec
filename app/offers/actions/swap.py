"""Compare-and-swap: an UPDATE whose WHERE names the facts still expected; the database decides."""

from typing import Any

from sqlalchemy import Update

from app.db import db


def swap(statement: Update) -> int:
    """Run the UPDATE and return how many rows it found as expected."""
    result: Any = db.session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)

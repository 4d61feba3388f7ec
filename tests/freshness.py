"""Keeping a test's rows usable: saved without forgetting, read again as they now are."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session


def save(session: Any) -> None:
    """Commit, and let the rows in hand keep what they know."""
    real: Session = session()
    before, real.expire_on_commit = real.expire_on_commit, False
    try:
        real.commit()
    finally:
        real.expire_on_commit = before


def look_again(session: Any) -> None:
    """Read every row afresh on its next use.

    Relations that refuse to load by themselves (lazy="raise") stay as the test has them.
    """
    for row in list(session()):
        mapper = inspect(row).mapper
        relations = [one.key for one in mapper.relationships if one.lazy != "raise"]
        session.expire(row, [*mapper.columns.keys(), *relations])

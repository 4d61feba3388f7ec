"""Statements made once in a process and run for everybody: making them costs many times a run.

A SELECT is asked for with a stand-in for the person and the moment; what stands in the compiled
statement for either is filled in at each run, a moment by its distance from the stand-in's. What
else it asks for it names by ``bindparam``.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Result, Select

from app.db import db
from app.people.models import Person

Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Made = Callable[[Person, datetime], Statement]
STAND_IN = -1
ADDRESS = "stand-in"
MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def run(
    make: Made, person: Person, at: datetime = MOMENT, **given: Any
) -> Result[*tuple[Any, ...]]:
    """Run the statement that ``make`` gives, for this person and moment; ``given`` by name."""
    dialect = db.session.get_bind().dialect
    statement, stands_for = _made(make, person.is_hr, dialect.name)
    values = {name: _filled(value, person, at) for name, value in stands_for.items()}
    return db.session.execute(statement, values | given)


@cache
def _made(make: Made, is_hr: bool, _dialect: str) -> tuple[Statement, dict[str, Any]]:
    """Return the statement, and what in it is to be filled, by the name it is compiled to."""
    nobody = Person(id=STAND_IN, email_key=ADDRESS, is_hr=is_hr)  # never added to a session
    statement = make(nobody, MOMENT)
    constants = statement.compile(dialect=db.session.get_bind().dialect).params
    return statement, {name: one for name, one in constants.items() if _stands_in(one)}


def _stands_in(value: object) -> bool:
    return isinstance(value, datetime) or value in (STAND_IN, ADDRESS)


def _filled(value: object, person: Person, at: datetime) -> object:
    if isinstance(value, datetime):
        return at + (value - MOMENT)
    if value == STAND_IN:
        return person.id
    return person.email_key

"""The blueprint of letters, and who is signed in."""

from flask import Blueprint

from app.people.models import Person
from app.people.sessions import me

bp = Blueprint("letters", __name__)


def viewer() -> Person:
    """Return who is signed in; the guard let nobody else in."""
    person = me()
    assert person is not None
    return person

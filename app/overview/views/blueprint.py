"""The blueprint that the pages of this package hang on, and who is looking."""

from flask import Blueprint

from app.people.models import Person
from app.people.sessions import me

bp = Blueprint("overview", __name__)


def viewer() -> Person:
    """Return the signed-in person, whom the guard has let in."""
    person = me()
    assert person is not None
    return person

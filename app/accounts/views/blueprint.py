"""The blueprint that the pages of accounts share, and who is looking."""

from flask import Blueprint, abort

from app.people.models import Person
from app.people.sessions import me

bp = Blueprint("accounts", __name__)


def viewer() -> Person:
    """Return the signed-in person; the guard has seen to it that there is one."""
    person = me()
    if person is None:
        abort(404)
    return person

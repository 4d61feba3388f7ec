"""The one blueprint of scorecards, and what all its views ask."""

from flask import Blueprint

from app.people.models import Person
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import get

bp = Blueprint("scorecards", __name__)


def myself() -> Person:
    """Return the signed-in person, whom the guard has let in."""
    person = me()
    assert person is not None
    return person


def requisition_of(requisition_id: int) -> Requisition:
    """Return the requisition a subject belongs to."""
    requisition = get(requisition_id)
    assert requisition is not None
    return requisition

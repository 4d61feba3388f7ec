"""The one blueprint of references, and what its pages share."""

from flask import Blueprint

from app.people.models import Person
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import get as get_requisition

bp = Blueprint("checks", __name__)


def signed_in() -> Person:
    """Return the person, whom the guard has let in."""
    person = me()
    assert person is not None
    return person


def requisition_of(requisition_id: int) -> Requisition:
    """Return the requisition of a subject the guard has loaded."""
    requisition = get_requisition(requisition_id)
    assert requisition is not None
    return requisition

"""The blueprint the pages of this package share, and what several of them ask."""

from flask import Blueprint, abort

from app.exchange.models import ImportFile
from app.people.models import Person
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import get

bp = Blueprint("exchange", __name__)


def signed_in() -> Person:
    """Return the signed-in person; the guard has seen to it that there is one."""
    person = me()
    assert person is not None
    return person


def require_mine(file: ImportFile) -> None:
    """Let nobody but whoever chose a file see it."""
    if file.person_id != signed_in().id:
        abort(404)


def requisition_of(file: ImportFile) -> Requisition:
    """Return the requisition a file was chosen for."""
    requisition = get(file.requisition_id)
    assert requisition is not None
    return requisition

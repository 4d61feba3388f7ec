"""The one blueprint of all pages of offers."""

from flask import Blueprint, url_for

from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.signoffs import subjects

bp = Blueprint("offers", __name__)

subjects.register(
    subjects.Subject(
        "offer",
        url=lambda offer_id: url_for("offers.offer", offer_id=offer_id),
        needs=Permission.SEE_PAY,
    )
)


def signed_in() -> Person:
    """Return the signed-in person of a guarded view."""
    person = me()
    assert person is not None
    return person

"""The one blueprint of shortlists, and what all its views ask."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, redirect, url_for

from app.db import db
from app.people.models import Person
from app.people.sessions import me
from app.shortlists import queries
from app.signoffs import subjects
from app.web.requests import writes

bp = Blueprint("shortlists", __name__)

subjects.register(
    subjects.Subject(
        "shortlist",
        url=lambda shortlist_id: url_for("shortlists.version", shortlist_id=shortlist_id),
        hides=queries.hides,
    )
)


def is_or_are(several: Sequence[object]) -> str:
    """Return the verb that goes with so many."""
    return "is" if len(several) == 1 else "are"


def to_room(requisition_id: int, anchor: str | None = None) -> Any:
    """Lead back to the room, to a part of it if named."""
    return redirect(
        url_for("shortlists.decision", requisition_id=requisition_id, _anchor=anchor), 303
    )


def undo() -> None:
    """Forget what a refused write had begun, before the page is drawn from what is kept."""
    if writes():
        db.session.rollback()


def myself() -> Person:
    """Return the signed-in person, whom the guard has let in."""
    person = me()
    if person is None:
        abort(403)
    return person

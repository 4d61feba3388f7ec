"""One act on several candidates: the page before it, the act, and taking it back."""

from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.changes import together
from app.changes.views.blueprint import bp
from app.core.decision import Refused
from app.core.wording import plural
from app.db import db
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>/together")
@needs(Permission.RUN, on=load_requisition)
def look(requisition: Requisition) -> Any:
    """Show who would be reached by an act, and who is skipped and why."""
    return _page(requisition)


@bp.post("/requisitions/<int:requisition_id>/together")
@needs(Permission.RUN, on=load_requisition)
def act(requisition: Requisition) -> Any:
    """Do it."""
    at = now()
    try:
        done = together.do(
            _act(),
            requisition,
            together.chosen(_me(), requisition.id, _ids()),
            by=_me(),
            at=at,
            send_at=together.send_moment(request.form.get("when", ""), requisition.time_zone, at),
            reason=request.form.get("reason", "")[:2000],
        )
    except Refused as refused:
        db.session.rollback()
        return _page(requisition, refused.reasons), 409
    flash(done)
    return _back(requisition)


@bp.post("/requisitions/<int:requisition_id>/together/undoing")
@needs(Permission.RUN, on=load_requisition)
def undo(requisition: Requisition) -> Response:
    """Take back what has not gone out."""
    try:
        written_at = datetime.fromisoformat(request.form.get("written_at", ""))
    except ValueError:
        written_at = now()
    if written_at.tzinfo is None:
        abort(404)
    taken = together.undo(requisition, written_at, by=_me(), at=now())
    flash(f"Taken back. {plural(taken, 'mail was', 'mails were')} not sent.")
    return _back(requisition)


def _page(requisition: Requisition, reasons: tuple[str, ...] = ()) -> str:
    found = together.chosen(_me(), requisition.id, _ids())
    return render_template(
        "changes/together.html",
        requisition=requisition,
        plan=together.plan(_act(), requisition, found, by=_me(), at=now()),
        chosen=len(found),
        whens=together.WHEN,
        reasons=reasons,
        typed=request.form,
    )


def _act() -> str:
    said = request.values.get("act", together.ASK)
    if said not in together.ACTS:
        abort(404)
    return said


def _ids() -> list[int]:
    return sorted({one for one in request.values.getlist("candidacy", type=int) if one < 2**31})


def _back(requisition: Requisition) -> Response:
    return redirect(url_for("overview.candidates_of", requisition_id=requisition.id), 303)


def _me() -> Person:
    person = me()
    assert person is not None
    return person

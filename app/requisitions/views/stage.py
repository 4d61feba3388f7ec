"""Opening and closing a requisition."""

from flask import flash, redirect
from werkzeug.wrappers import Response

from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions import actions
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.requisitions.views.blueprint import bp, viewer
from app.web.requests import now


@bp.post("/requisitions/<int:requisition_id>/opening")
@needs(Permission.RUN, on=load_requisition)
def begin(requisition: Requisition) -> Response:
    """Open a draft, or a closed requisition again."""
    actions.open_requisition(requisition, by=viewer(), at=now())
    flash(f"{requisition.code} is open. Import its candidates next.")
    return redirect(f"/requisitions/{requisition.id}", 303)


@bp.post("/requisitions/<int:requisition_id>/closing")
@needs(Permission.RUN, on=load_requisition)
def end(requisition: Requisition) -> Response:
    """Close a requisition."""
    actions.close_requisition(requisition, by=viewer(), at=now())
    flash(f"{requisition.code} is closed.")
    return redirect(f"/requisitions/{requisition.id}", 303)

"""History of a requisition, newest first."""

from typing import Any

from flask import render_template, request

from app.overview.queries import history as told
from app.overview.views.blueprint import bp, viewer
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition


@bp.get("/requisitions/<int:requisition_id>/history")
@needs(Permission.SEE_HISTORY, on=load_requisition)
def history(requisition: Requisition) -> Any:
    """Show who did what."""
    before = request.args.get("before", type=int)
    page = told.page(viewer(), requisition.id, before)
    return render_template(
        "overview/history.html", requisition=requisition, page=page, before=before
    )

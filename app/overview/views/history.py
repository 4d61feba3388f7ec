"""History of a requisition, and of the office itself, newest first."""

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
    before = _before()
    page = told.page(viewer(), requisition.id, before)
    return render_template(
        "overview/history.html", requisition=requisition, page=page, before=before
    )


@bp.get("/history")
@needs(Permission.ADMIN)
def office_history() -> Any:
    """Show what was done to accounts, roles and settings."""
    before = _before()
    return render_template(
        "overview/office_history.html",
        page=told.office_page(before),
        before=before,
        zone=viewer().time_zone,
    )


def _before() -> int | None:
    """Return the line that the page ends before; no chain has more lines than the database can."""
    given = request.args.get("before", type=int)
    return None if given is None else min(max(given, 0), 2**31 - 1)

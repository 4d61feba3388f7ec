"""The scores of a requisition as a picture and a table, to be printed."""

from typing import Any

from flask import render_template

from app.overview.report import sheet_of
from app.overview.views.blueprint import bp, viewer
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards.queries import ranking_for
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>/report")
@needs(Permission.SEE_SCORES, on=load_requisition)
def report(requisition: Requisition) -> Any:
    """Show the scores of those the viewer may see."""
    seen = ranking_for(requisition, viewer(), now())
    return render_template(
        "overview/report.html", requisition=requisition, seen=seen, sheet=sheet_of(seen)
    )

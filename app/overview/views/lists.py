"""The lists of candidates: all I may see, and those of one requisition."""

from typing import Any

from flask import render_template, request

from app.overview.queries import lists
from app.overview.views.blueprint import bp, viewer
from app.people.guard import may, needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now

LONGEST = 200


@bp.get("/candidates")
@needs(Permission.SIGNED_IN)
def candidates() -> Any:
    """Show every candidacy the viewer may see."""
    return render_template("overview/candidates.html", **_page(None))


@bp.get("/requisitions/<int:requisition_id>/candidates")
@needs(Permission.SEE_CANDIDATES, on=load_requisition)
def candidates_of(requisition: Requisition) -> Any:
    """Show those of one requisition."""
    return render_template(
        "overview/candidates_of.html",
        requisition=requisition,
        runs=may(Permission.RUN, requisition.id),
        **_page(requisition.id),
    )


def _page(requisition_id: int | None) -> dict[str, Any]:
    asked = {name: request.args.get(name, "")[:500] for name in ("after", "before")}
    q = request.args.get("q", "").strip()[:LONGEST]
    page = lists.page(viewer(), now(), requisition_id=requisition_id, q=q, **asked)
    return {"page": page, "q": q}

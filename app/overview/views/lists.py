"""The lists of candidates: all I may see, and those of one requisition."""

from typing import Any

from flask import render_template, request

from app.changes.together import to_take_back
from app.overview.queries import lists
from app.overview.views.blueprint import bp, viewer
from app.people.guard import may, needs
from app.people.kept_views import views_kept
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now


@bp.get("/candidates")
@needs(Permission.SIGNED_IN)
def candidates() -> Any:
    """Show every candidacy the viewer may see."""
    choice = lists.EVERYWHERE.chosen(request.path, request.args)
    return render_template(
        "overview/candidates.html",
        choice=choice,
        views=views_kept(viewer(), choice.path),
        page=lists.page(viewer(), now(), choice),
    )


@bp.get("/requisitions/<int:requisition_id>/candidates")
@needs(Permission.SEE_CANDIDATES, on=load_requisition)
def candidates_of(requisition: Requisition) -> Any:
    """Show those of one requisition."""
    scores = may(Permission.SEE_SCORES, requisition.id)
    listing = lists.HERE if scores else lists.HERE_WITHOUT_CARDS
    choice = listing.chosen(request.path, request.args)
    runs = may(Permission.RUN, requisition.id)
    brings = may(Permission.BRING, requisition.id)
    return render_template(
        "overview/candidates_of.html",
        requisition=requisition,
        runs=runs,
        brings=brings,
        batches=to_take_back(viewer(), requisition.id, now()) if runs else [],
        choice=choice,
        views=views_kept(viewer(), choice.path),
        page=lists.page(viewer(), now(), choice, requisition_id=requisition.id),
    )

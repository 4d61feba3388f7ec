"""The lists of candidates: all I may see, and those of one requisition."""

from typing import Any

from flask import redirect, render_template, request, url_for

from app.changes.together import to_take_back
from app.overview.queries import lists
from app.overview.queries.board import board
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
    """Show those of one requisition: as a board to who likes that, unless a list is asked for."""
    scores = may(Permission.SEE_SCORES, requisition.id)
    listing = lists.HERE if scores else lists.HERE_WITHOUT_CARDS
    choice = listing.chosen(request.path, request.args)
    runs = may(Permission.RUN, requisition.id)
    brings = may(Permission.BRING, requisition.id)
    shown = {
        "requisition": requisition,
        "runs": runs,
        "brings": brings,
        "batches": to_take_back(viewer(), requisition.id, now()) if runs else [],
    }
    from_outside = brings and not runs  # an agency is told of an end only once its candidate is
    if viewer().likes_boards and not (from_outside or choice.query or choice.paged):
        found = board(requisition, viewer(), now(), scores=scores, runs=runs)
        return render_template("overview/board.html", board=found, **shown)
    return render_template(
        "overview/candidates_of.html",
        **shown,
        choice=choice,
        views=views_kept(viewer(), choice.path),
        page=lists.page(viewer(), now(), choice, requisition_id=requisition.id),
    )


@bp.post("/requisitions/<int:requisition_id>/candidates/layout")
@needs(Permission.SEE_CANDIDATES, on=load_requisition)
def layout(requisition: Requisition) -> Any:
    """Keep for whoever asks whether they see candidates as a board or as a list."""
    viewer().likes_boards = request.form.get("as") == "board"
    return redirect(url_for("overview.candidates_of", requisition_id=requisition.id), 303)

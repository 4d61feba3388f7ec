"""Timelines: every candidate of a requisition on one axis, and one candidate's line."""

from collections.abc import Sequence
from typing import Any

from flask import abort, render_template, request

from app.candidates.queries import BY_NAME, page
from app.overview.axis import axis_of
from app.overview.queries import candidacy as one
from app.overview.queries import timeline as events
from app.overview.views.blueprint import bp, viewer
from app.people.guard import needs, rights_in
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.listing import LONGEST
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>/timeline")
@needs(Permission.SEE_CANDIDATES, on=load_requisition)
def timeline(requisition: Requisition) -> Any:
    """Show every candidate's dates on one axis, cut to the viewer."""
    _keep_from_outside(requisition.id)
    found = page(
        viewer(),
        requisition_id=requisition.id,
        sort=BY_NAME,
        after=request.args.get("after", "")[:LONGEST],
        before=request.args.get("before", "")[:LONGEST],
    )
    shown = events.candidacies([row.id for row in found.rows])
    lines = events.lines_of(viewer(), requisition.id, shown, now())
    return render_template(
        "overview/timeline.html",
        requisition=requisition,
        lines=lines,
        axis=axis_of(lines, now(), requisition.time_zone),
        kinds=_kinds(lines),
        found=found,
    )


@bp.get("/candidacies/<int:candidacy_id>/timeline")
@needs(Permission.SEE_CANDIDATES, on=one.load)
def candidacy_timeline(found: one.Opened) -> Any:
    """Show one candidate's line; as a part of their page where that page asks."""
    if not found.is_seen:
        abort(404)
    _keep_from_outside(found.requisition_id)
    lines = events.lines_of(viewer(), found.requisition_id, [found.candidacy], now())
    part = "HX-Request" in request.headers
    return render_template(
        "overview/_timeline_part.html" if part else "overview/candidacy_timeline.html",
        candidacy=found.candidacy,
        requisition=found.requisition,
        lines=lines,
        axis=axis_of(lines, now(), found.requisition.time_zone),
        kinds=_kinds(lines),
    )


def _keep_from_outside(requisition_id: int) -> None:
    """Stop an agency recruiter: a line shows an end before its candidate may know of it."""
    rights = rights_in(requisition_id, viewer())
    if Permission.BRING in rights and Permission.RUN not in rights:
        abort(403)


def _kinds(lines: Sequence[events.Line]) -> dict[str, str]:
    """Return the kinds that occur, for the legend and the columns."""
    there = {one.kind for line in lines for one in line.events}
    return {kind: words for kind, words in events.KINDS.items() if kind in there}

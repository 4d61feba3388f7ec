"""Two to six candidates side by side, criterion by criterion."""

from typing import Any

from flask import abort, render_template, request

from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards.queries.comparison import FEWEST, MOST, compare
from app.scorecards.views.blueprint import bp, myself
from app.web.requests import now

#: More than anybody ticks; no query grows with an address.
ASKED = 100
#: No id is larger.
LARGEST = 2**31 - 1


@bp.get("/requisitions/<int:requisition_id>/comparison")
@needs(Permission.SEE_SCORES, on=load_requisition)
def comparison(requisition: Requisition) -> Any:
    """Show the candidates that ``who`` names, or let some be chosen."""
    asked = request.args.getlist("who", type=int)[:ASKED]
    if any(not 0 < one <= LARGEST for one in asked):
        abort(404)
    found = compare(requisition, myself(), asked, now())
    if found.unknown:
        abort(404)
    return render_template(
        "scorecards/comparison.html",
        requisition=requisition,
        found=found,
        seen=found.seen,
        fewest=FEWEST,
        most=MOST,
    )

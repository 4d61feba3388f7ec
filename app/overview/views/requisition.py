"""The requisition: what it waits for, how far it has come, who works on it."""

from typing import Any

from flask import render_template

from app.overview.progress import hurdles
from app.overview.queries.requisition import facts_of, names_for
from app.overview.views.blueprint import bp, viewer
from app.overview.waits import wait
from app.people.guard import needs, rights_in
from app.people.permissions import Permission
from app.people.queries import members
from app.promises.queries import counts
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards.queries import owes_any
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>")
@needs(Permission.SEE_REQUISITION, on=load_requisition)
def requisition(found: Requisition) -> Any:
    """Show where it stands."""
    rights = rights_in(found.id, viewer())
    team = members(found.id)
    facts = facts_of(found)
    waits = None
    if Permission.SEE_REFERENCES in rights:
        owes = owes_any(viewer().id, found.id)
        waits = wait(facts, names_for(facts, found.id, team, now(), owes=owes))
    return render_template(
        "overview/requisition.html",
        requisition=found,
        wait=waits,
        hurdles=hurdles(facts, rights),
        team=team,
        promised=counts(found.id, now()) if Permission.SEE_HISTORY in rights else None,
        rights={right.name for right in rights},
    )

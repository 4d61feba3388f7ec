"""The requisition: what it waits for, how far it has come, who works on it."""

from collections.abc import Collection
from typing import Any

from flask import render_template

from app.core.workdays import workdays_since
from app.overview.progress import hurdles
from app.overview.queries.requisition import Members, facts_of, names_for
from app.overview.views.blueprint import bp, viewer
from app.overview.waits import Facts, Wait, wait
from app.people.guard import needs, rights_in
from app.people.permissions import RECRUITER, Permission
from app.people.queries import members
from app.promises.queries import counts
from app.reports.forecast import forecast
from app.reports.holding import mark_passed
from app.reports.queries.held import of_requisition
from app.reports.queries.stages import decided_before
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards.queries import owed_ids
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
        owed = owed_ids(viewer().id, found.id)
        waits = wait(facts, names_for(facts, found.id, team, now(), owed=owed))
    return render_template(
        "overview/requisition.html",
        requisition=found,
        wait=waits,
        **_held(found, facts, waits),
        hurdles=hurdles(facts, rights),
        team=_team(team, rights),
        promised=counts(found.id, now()) if Permission.SEE_HISTORY in rights else None,
        rights={right.name for right in rights},
    )


def _team(team: Members, rights: Collection[Permission]) -> Members:
    """Return who works on it; to an agency recruiter only whom they speak with, and themselves."""
    if Permission.BRING not in rights or Permission.RUN in rights:
        return team
    return [
        (part, person)
        for part, person in team
        if person.id == viewer().id or (part.is_lead and part.part == RECRUITER)
    ]


def _held(found: Requisition, facts: Facts, waits: Wait | None) -> dict[str, Any]:
    """Return who holds the ball, in working time too, and when a list may be signed."""
    if waits is None or found.stage != "open":
        return {}
    at, zone = now(), found.time_zone
    shown: dict[str, Any] = {"held": of_requisition(found, at, by=viewer())}
    if waits.since is not None:
        shown["working"] = workdays_since(waits.since, at, zone)
        shown["mark"] = mark_passed(at - waits.since)
    if not facts.is_approved and not facts.is_filled and found.opened_at is not None:
        past = decided_before(viewer(), found)
        shown["forecast"] = forecast(past, found.opened_at, zone, at, waits.until)
    return shown

"""How raters mark: everybody's to those who run a requisition, to a rater their own."""

from typing import Any

from flask import abort, render_template

from app.people.guard import needs, rights_in
from app.people.permissions import Permission
from app.people.queries import names
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards.agreement import agreement_words
from app.scorecards.queries import Seen, ranking_for
from app.scorecards.queries.punctuality import elsewhere, punctuality
from app.scorecards.raters import Rater, at_length, raters_of
from app.scorecards.views.blueprint import bp, myself
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>/raters")
@needs(Permission.SEE_SCORES, on=load_requisition)
def raters(requisition: Requisition) -> Any:
    """Show how raters mark; an interviewer finds their own line alone."""
    seen, found = _found(requisition, None)
    return render_template(
        "scorecards/raters.html",
        requisition=requisition,
        seen=seen,
        raters=found,
        notes=agreement_words(seen.judgement) if _sees_all(requisition) else (),
        own=not _sees_all(requisition),
        at_length=at_length,
    )


@bp.get("/requisitions/<int:requisition_id>/raters/<int:rater_id>")
@needs(Permission.SEE_SCORES, on=load_requisition)
def rater(requisition: Requisition, rater_id: int) -> Any:
    """Show how one rater marks here, and how punctual they are wherever one may see it."""
    if not _sees_all(requisition) and rater_id != myself().id:
        abort(404)
    seen, found = _found(requisition, rater_id)
    if not found:
        abort(404)
    return render_template(
        "scorecards/rater.html",
        requisition=requisition,
        seen=seen,
        rater=found[0],
        elsewhere=elsewhere(myself(), rater_id),
        own=rater_id == myself().id,
        at_length=at_length,
    )


def _found(requisition: Requisition, rater_id: int | None) -> tuple[Seen, list[Rater]]:
    """Return the ranking cut to the viewer, and the raters read from it alone."""
    seen = ranking_for(requisition, myself(), now())
    punctual = punctuality(requisition.id, now())
    people = names({*seen.judgement.raters, *punctual})
    only = rater_id if _sees_all(requisition) else myself().id
    return seen, raters_of(seen, people, punctual, only)


def _sees_all(requisition: Requisition) -> bool:
    return Permission.SEE_HISTORY in rights_in(requisition.id, myself())

"""When to act as a page and as a line, and the further round that is waited for."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.core.decision import Refused
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.shortlists.acting import actions, queries
from app.shortlists.acting.forms import RoundForm
from app.shortlists.acting.panel import acting_for
from app.shortlists.acting.rules import may_say_round
from app.web.requests import now

bp = Blueprint("acting", __name__)


@bp.get("/requisitions/<int:requisition_id>/when-to-act")
@needs(Permission.SEE_HISTORY, on=load_requisition)
def when_to_act(requisition: Requisition) -> str:
    """Say whether it is time to act; to a page that asks for a part of itself, in a line."""
    line = "HX-Request" in request.headers
    return render_template(
        "shortlists/_acting_line.html" if line else "acting/when_to_act.html",
        requisition=requisition,
        acting=acting_for(requisition, _me(), now()),
    )


@bp.get("/requisitions/<int:requisition_id>/further-round")
@needs(Permission.SETTLE, on=load_requisition)
def further_round(requisition: Requisition) -> str:
    """Show the form that states a further round, or the one waited for."""
    return _page(requisition, RoundForm(formdata=None))


@bp.post("/requisitions/<int:requisition_id>/further-round")
@needs(Permission.SETTLE, on=load_requisition)
def wait_for_round(requisition: Requisition) -> Any:
    """State that another round is needed."""
    form = RoundForm()
    if not form.validate():
        return _page(requisition, form), 422
    try:
        actions.wait_for_round(
            requisition,
            reason=form.reason.data or "",
            review_at=form.review_in(requisition.time_zone),
            by=_me(),
            at=now(),
        )
    except Refused as refused:
        return _page(requisition, form, refused.reasons), 422
    flash("Another round is waited for. It stands on the requisition and on both leads’ desks.")
    return redirect(url_for("shortlists.decision", requisition_id=requisition.id), 303)


@bp.post("/requisitions/<int:requisition_id>/further-round/ending")
@needs(Permission.SETTLE, on=load_requisition)
def end_round(requisition: Requisition) -> Any:
    """End that wait by hand."""
    actions.end_round(requisition, by=_me(), at=now())
    flash("No further round is waited for.")
    return redirect(url_for("shortlists.decision", requisition_id=requisition.id), 303)


def _page(requisition: Requisition, form: RoundForm, reasons: tuple[str, ...] = ()) -> str:
    stands = queries.standing(requisition.id)
    return render_template(
        "acting/further_round.html",
        requisition=requisition,
        form=form,
        reasons=reasons,
        acting=acting_for(requisition, _me(), now()),
        may_say=may_say_round(actions.facts_of(requisition, stands)),
        number=queries.next_round(requisition.id),
    )


def _me() -> Person:
    person = me()
    assert person is not None
    return person

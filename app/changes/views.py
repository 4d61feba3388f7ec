"""Pages on which a candidacy is ended by hand."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.changes import actions
from app.changes.forms import SettingAsideForm, WithdrawalForm
from app.core.decision import Refused
from app.db import db
from app.offers.queries import live_offer
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.web.requests import now

bp = Blueprint("changes", __name__)
blueprints = [bp]


@bp.get("/candidacies/<int:candidacy_id>/withdrawal")
@needs(Permission.RUN, on=load_candidacy)
def withdrawal(candidacy: Candidacy) -> str:
    """Ask what the candidate said, and say what will end."""
    return _page("changes/withdrawal.html", candidacy, WithdrawalForm())


@bp.post("/candidacies/<int:candidacy_id>/withdrawal")
@needs(Permission.RUN, on=load_candidacy)
def withdraw(candidacy: Candidacy) -> Any:
    """Record that the candidate withdrew, told by phone or otherwise."""
    form, person = WithdrawalForm(), me()
    assert person is not None
    if not form.validate():
        return _page("changes/withdrawal.html", candidacy, form), 422
    try:
        actions.withdraw(candidacy, note=form.note.data, by=person, at=now())
    except Refused as refused:
        return _page("changes/withdrawal.html", candidacy, form, refused.reasons), 409
    flash(f"Recorded that {candidacy.candidate.name} withdrew.")
    return _to(candidacy)


@bp.get("/candidacies/<int:candidacy_id>/setting-aside")
@needs(Permission.RUN, on=load_candidacy)
def setting_aside(candidacy: Candidacy) -> str:
    """Ask why, and say what will end."""
    return _page("changes/setting_aside.html", candidacy, SettingAsideForm())


@bp.post("/candidacies/<int:candidacy_id>/setting-aside")
@needs(Permission.RUN, on=load_candidacy)
def set_aside(candidacy: Candidacy) -> Any:
    """Go on without a candidate."""
    form, person = SettingAsideForm(), me()
    assert person is not None
    if not form.validate():
        return _page("changes/setting_aside.html", candidacy, form), 422
    try:
        actions.set_aside(candidacy, reason=form.reason.data or "", by=person, at=now())
    except Refused as refused:
        return _page("changes/setting_aside.html", candidacy, form, refused.reasons), 409
    flash(f"{candidacy.candidate.name} is set aside.")
    return _to(candidacy)


def _page(template: str, candidacy: Candidacy, form: Any, reasons: tuple[str, ...] = ()) -> str:
    return render_template(
        template,
        candidacy=candidacy,
        requisition=db.session.get_one(Requisition, candidacy.requisition_id),
        form=form,
        offer=live_offer(candidacy.id, now()),
        reasons=reasons,
    )


def _to(candidacy: Candidacy) -> Response:
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)

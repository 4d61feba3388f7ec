"""Pages on which a candidacy is ended by hand, and on which a person leaves the office."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts.queries import facts_of
from app.accounts.rules import may_leave_office
from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.changes import actions, leaving_office
from app.changes.duties import duties_of
from app.changes.forms import SettingAsideForm, WithdrawalForm
from app.changes.views.blueprint import bp
from app.core.decision import Decision, Refused, no
from app.core.wording import plural
from app.db import db
from app.offers.queries import live_offer
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.web.requests import now


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


@bp.get("/people/<int:person_id>/switching-off")
@needs(Permission.ADMIN)
def switching_off(person_id: int) -> str:
    """Show what waits for a person, and ask who takes it on."""
    return _office_page(_leaver(person_id))


@bp.post("/people/<int:person_id>/switching-off")
@needs(Permission.ADMIN)
def switch_off(person_id: int) -> Any:
    """Hand every duty on and switch the account off, in one step."""
    leaver, by = _leaver(person_id), me()
    assert by is not None
    everything = request.form.get("everything", type=int)
    to = {
        duty.key: request.form.get(duty.key, type=int) or everything or 0
        for duty in duties_of(leaver)
    }
    try:
        handed = leaving_office.leave(leaver, to, by=by, at=now())
    except Refused as refused:
        db.session.rollback()
        return _office_page(_leaver(person_id), no(*refused.reasons)), 409
    done = f"{plural(len(handed), 'duty', 'duties')} handed on. " if handed else ""
    flash(f"{done}The account of {leaver.name} is off. They are signed out everywhere.")
    return redirect(url_for("accounts.person", person_id=person_id), 303)


def _leaver(person_id: int) -> Person:
    found = db.session.get(Person, person_id)
    if found is None:
        abort(404)
    return found


def _office_page(leaver: Person, refused: Decision | None = None) -> str:
    by = me()
    assert by is not None
    return render_template(
        "changes/switching_off.html",
        person=leaver,
        duties=duties_of(leaver),
        people=leaving_office.receivers(leaver, by),
        may=may_leave_office(facts_of(leaver, viewer=by)),
        refused=refused,
        chosen=request.form,
    )

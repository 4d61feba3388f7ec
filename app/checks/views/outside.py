"""Pages by link: the candidate names referees, the referee answers. A GET only shows."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.checks import actions, queries, rules
from app.checks.forms import RefereeForm, ReferenceForm
from app.checks.queries import RefereeOf
from app.checks.views.blueprint import bp, requisition_of
from app.core.decision import Refused
from app.history.actions import Actor
from app.links.guard import by_link, ended_page
from app.links.models import Link
from app.people.permissions import RECRUITER
from app.people.queries import company, lead
from app.requisitions.queries import current_requirements
from app.web.requests import now


@bp.post("/c/<token>/referees")
@by_link("candidate")
def name_referee(link: Link) -> Any:
    """Keep a referee the candidate names on their own page."""
    candidacy = _candidacy(link)
    form = RefereeForm()
    if not form.validate():
        return _naming_page(candidacy, form), 422
    requisition = requisition_of(candidacy.requisition_id)
    try:
        referee = actions.name_referee(
            candidacy, requisition, form.named, by=_candidate(candidacy), at=now()
        )
    except Refused as refused:
        return _naming_page(candidacy, form, refused.reasons), 422
    flash(f"{referee.name} is on your list.")
    return _to_own_page()


@bp.get("/c/<token>/referees/<int:referee_id>")
@by_link("candidate")
def own_referee(link: Link, referee_id: int) -> Any:
    """Show a referee the candidate named, to be changed until we ask them."""
    found = _own(link, referee_id)
    form = RefereeForm(
        obj=found.referee, data={"told": found.referee.told_at is not None, "consent": True}
    )
    return _own_page(found, form)


@bp.post("/c/<token>/referees/<int:referee_id>")
@by_link("candidate")
def mend_own(link: Link, referee_id: int) -> Any:
    """Change a referee the candidate named."""
    found = _own(link, referee_id)
    form = RefereeForm()
    if not form.validate():
        return _own_page(found, form), 422
    try:
        actions.mend_referee(found, form.named, by=_candidate(found.candidacy), at=now())
    except Refused as refused:
        return _own_page(found, form, refused.reasons), 422
    flash(f"Saved what you told us of {found.referee.name}.")
    return _to_own_page()


@bp.post("/c/<token>/referees/<int:referee_id>/removal")
@by_link("candidate")
def remove_own(link: Link, referee_id: int) -> Any:
    """Take a referee off the candidate's list."""
    found = _own(link, referee_id)
    name = found.referee.name
    try:
        actions.remove_referee(found, by=_candidate(found.candidacy), at=now())
    except Refused as refused:
        return _own_page(found, RefereeForm(formdata=None, obj=found.referee), refused.reasons), 409
    flash(f"{name} is off your list.")
    return _to_own_page()


@bp.get("/r/<token>")
@by_link("referee")
def reference(link: Link) -> Any:
    """Show a referee our questions, or that they have answered."""
    found = queries.load_referee(link.subject_id)
    if found is None or not _leads_somewhere(found):
        return ended_page("referee"), 410
    return _reference_page(found, _form(found))


@bp.post("/r/<token>")
@by_link("referee")
def send(link: Link) -> Any:
    """Keep what a referee sends."""
    found = queries.load_referee(link.subject_id)
    if found is None or not _leads_somewhere(found):
        return ended_page("referee"), 410
    form = _form(found, request.form)
    if rules.state(found.referee, now()) in ("in", "declined"):
        return _reference_page(found, form, again=True), 409
    if not form.validate():
        return _reference_page(found, form), 422
    try:
        actions.receive(found, form.answer, at=now())
    except Refused as refused:
        return _reference_page(found, form, reasons=refused.reasons), 409
    return redirect(url_for("checks.reference", token=_token()), 303)


@bp.post("/r/<token>/refusal")
@by_link("referee")
def decline(link: Link) -> Any:
    """Keep that a referee would rather not."""
    found = queries.load_referee(link.subject_id)
    if found is None or not _leads_somewhere(found):
        return ended_page("referee"), 410
    if rules.state(found.referee, now()) in ("in", "declined"):
        return _reference_page(found, _form(found), again=True), 409
    actions.decline(found, by=Actor("referee", found.referee.id), at=now())
    return redirect(url_for("checks.reference", token=_token()), 303)


def _leads_somewhere(found: RefereeOf) -> bool:
    """Whether there still is something to answer, or an answer to be thanked for."""
    state = rules.state(found.referee, now())
    if state in ("in", "declined"):
        return True
    return found.referee.asked_at is not None and bool(
        rules.MOVES.may("receive", state) & rules.may_come_in(found.hiring)
    )


def _form(found: RefereeOf, typed: Any = None) -> ReferenceForm:
    return ReferenceForm(current_requirements(found.requisition.id).criteria, typed or {})


def _reference_page(
    found: RefereeOf,
    form: ReferenceForm,
    *,
    again: bool = False,
    reasons: tuple[str, ...] = (),
) -> str:
    return render_template(
        "checks/reference.html",
        found=found,
        referee=found.referee,
        requisition=found.requisition,
        state=rules.state(found.referee, now()),
        recruiter=lead(found.requisition.id, RECRUITER),
        company_name=company().name,
        form=form,
        again=again,
        reasons=reasons,
        token=_token(),
    )


def _candidacy(link: Link) -> Candidacy:
    candidacy = load_candidacy(link.subject_id)
    if candidacy is None:
        abort(404)
    return candidacy


def _own(link: Link, referee_id: int) -> RefereeOf:
    found = queries.load_referee(referee_id)
    if found is None or found.candidacy.id != link.subject_id:
        abort(404)
    return found


def _candidate(candidacy: Candidacy) -> Actor:
    return Actor("candidate", candidacy.candidate_id)


def _naming_page(candidacy: Candidacy, form: RefereeForm, reasons: tuple[str, ...] = ()) -> str:
    return render_template(
        "checks/naming.html",
        requisition=requisition_of(candidacy.requisition_id),
        form=form,
        reasons=reasons,
        token=_token(),
    )


def _own_page(found: RefereeOf, form: RefereeForm, reasons: tuple[str, ...] = ()) -> str:
    state = rules.state(found.referee, now())
    return render_template(
        "checks/own_referee.html",
        referee=found.referee,
        requisition=found.requisition,
        form=form,
        reasons=reasons,
        mend=rules.may_mend(state, by_candidate=True),
        token=_token(),
    )


def _token() -> str:
    """Return the token of this request, for the addresses on its own page."""
    token: str = (request.view_args or {})["token"]
    return token


def _to_own_page() -> Response:
    return redirect(url_for("statuspage.page", token=_token()), 303)

"""What recruiters do about references, each by one POST."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.checks import actions, queries, rules
from app.checks.forms import ReasonForm, RefereeByUsForm, ReferenceForm
from app.checks.models import Referee
from app.checks.queries import RefereeOf, Wanted
from app.checks.views.blueprint import bp, requisition_of, signed_in
from app.checks.views.lists import answer_page
from app.core.decision import Refused
from app.core.wording import listed
from app.mail.delivery import goes_out
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.queries import by_email, members
from app.requisitions.queries import current_requirements
from app.web.requests import now


@bp.post("/candidacies/<int:candidacy_id>/referees/request")
@needs(Permission.RUN, on=load_candidacy)
def request_referees(candidacy: Candidacy) -> Response:
    """Ask a candidate to name referees."""
    requisition = requisition_of(candidacy.requisition_id)
    actions.request_referees(candidacy, requisition, by=signed_in(), at=now())
    name = candidacy.candidate.name
    if goes_out():
        flash(f"{name} is asked to name referees, by a link to their own page.")
    else:
        flash(f"{name} names referees on their own page. Hand over its link.")
    return _back(candidacy)


@bp.post("/candidacies/<int:candidacy_id>/referees/reminder")
@needs(Permission.RUN, on=load_candidacy)
def remind_candidate(candidacy: Candidacy) -> Response:
    """Remind a candidate to name referees."""
    requisition = requisition_of(candidacy.requisition_id)
    actions.remind_candidate(candidacy, requisition, by=signed_in(), at=now())
    flash(f"{candidacy.candidate.name} is reminded.")
    return _back(candidacy)


@bp.get("/candidacies/<int:candidacy_id>/referees/new")
@needs(Permission.RUN, on=load_candidacy)
def new_referee(candidacy: Candidacy) -> Any:
    """Show the form for a referee the candidate named to us."""
    return _referee_page(candidacy, RefereeByUsForm(candidacy.candidate.name))


@bp.post("/candidacies/<int:candidacy_id>/referees")
@needs(Permission.RUN, on=load_candidacy)
def add_referee(candidacy: Candidacy) -> Any:
    """Keep a referee the candidate named to us."""
    form = RefereeByUsForm(candidacy.candidate.name)
    if not form.validate():
        return _referee_page(candidacy, form), 422
    requisition = requisition_of(candidacy.requisition_id)
    try:
        referee = actions.name_referee(candidacy, requisition, form.named, by=signed_in(), at=now())
    except Refused as refused:
        return _referee_page(candidacy, form, refused.reasons), 422
    flash(f"{referee.name} is on the list. Nobody has asked them yet.")
    _tell_of_recusal(candidacy, referee)
    return _back(candidacy)


@bp.post("/candidacies/<int:candidacy_id>/references")
@needs(Permission.RUN, on=load_candidacy)
def ask_all(candidacy: Candidacy) -> Response:
    """Ask every referee of a candidate who may be asked now."""
    requisition = requisition_of(candidacy.requisition_id)
    asked = actions.ask_all(candidacy, requisition, by=signed_in(), at=now())
    flash(_told([one.name for one in asked]))
    return _back(candidacy)


@bp.post("/references/<int:referee_id>/request")
@needs(Permission.RUN, on=queries.load_referee)
def ask(found: RefereeOf) -> Response:
    """Ask one referee."""
    actions.ask(found, by=signed_in(), at=now())
    flash(_told([found.referee.name]))
    return _back(found.candidacy)


@bp.post("/references/<int:referee_id>/reminder")
@needs(Permission.RUN, on=queries.load_referee)
def remind(found: RefereeOf) -> Response:
    """Remind a referee."""
    actions.remind(found, by=signed_in(), at=now())
    flash(f"{found.referee.name} is reminded.")
    return _back(found.candidacy)


@bp.get("/references/<int:referee_id>/contact")
@needs(Permission.RUN, on=queries.load_referee)
def contact(found: RefereeOf) -> Any:
    """Show who a referee is as a form."""
    form = RefereeByUsForm(found.name, obj=found.referee, data=_agreed(found.referee))
    return _contact_page(found, form)


@bp.post("/references/<int:referee_id>/contact")
@needs(Permission.RUN, on=queries.load_referee)
def mend(found: RefereeOf) -> Any:
    """Change who a referee is."""
    form = RefereeByUsForm(found.name)
    if not form.validate():
        return _contact_page(found, form), 422
    try:
        actions.mend_referee(found, form.named, by=signed_in(), at=now())
    except Refused as refused:
        return _contact_page(found, form, refused.reasons), 422
    flash(f"Saved what we know of {found.referee.name}.")
    _tell_of_recusal(found.candidacy, found.referee)
    return redirect(url_for("checks.answer", referee_id=found.referee.id), 303)


@bp.post("/references/<int:referee_id>/removal")
@needs(Permission.RUN, on=queries.load_referee)
def remove(found: RefereeOf) -> Response:
    """Take a referee off the list whom nobody has asked."""
    name = found.referee.name
    actions.remove_referee(found, by=signed_in(), at=now())
    flash(f"{name} is off the list.")
    return _back(found.candidacy)


@bp.get("/references/<int:referee_id>/call")
@needs(Permission.RUN, on=queries.load_referee)
def call(found: RefereeOf) -> Any:
    """Show the referee's own form, to be filled on the telephone."""
    return _call_page(found, ReferenceForm(_criteria(found)))


@bp.post("/references/<int:referee_id>/call")
@needs(Permission.RUN, on=queries.load_referee)
def take_down(found: RefereeOf) -> Any:
    """Keep what a referee said on the telephone."""
    form = ReferenceForm(_criteria(found), request.form)
    if not form.validate():
        return _call_page(found, form), 422
    try:
        actions.take_down(found, form.answer, by=signed_in(), at=now())
    except Refused as refused:
        return _call_page(found, form, refused.reasons), 422
    flash(f"The reference of {found.referee.name} is kept.")
    return redirect(url_for("checks.answer", referee_id=found.referee.id), 303)


@bp.post("/references/<int:referee_id>/refusal")
@needs(Permission.RUN, on=queries.load_referee)
def note_declining(found: RefereeOf) -> Response:
    """Keep that a referee told us they would rather not."""
    actions.decline(found, by=signed_in(), at=now())
    flash(f"Noted that {found.referee.name} would rather not. Somebody else can be named.")
    return _back(found.candidacy)


@bp.post("/references/<int:referee_id>/reading")
@needs(Permission.RUN, on=queries.load_referee)
def mark_read(found: RefereeOf) -> Response:
    """Keep that the reference was read."""
    actions.mark_read(found, by=signed_in(), at=now())
    flash("Marked as read.")
    return _back(found.candidacy)


@bp.post("/references/<int:referee_id>/waiver")
@needs(Permission.OFFER, on=queries.load_referee)
def waive(found: RefereeOf) -> Any:
    """Do without one reference, for a reason."""
    form = ReasonForm()
    if not form.validate():
        return answer_page(found, form), 422
    actions.waive(found, reason=form.reason.data or "", by=signed_in(), at=now())
    flash(f"The reference of {found.referee.name} is waived.")
    return _back(found.candidacy)


@bp.post("/references/<int:referee_id>/deferral")
@needs(Permission.OFFER, on=queries.load_referee)
def put_off(found: RefereeOf) -> Response:
    """Take a reference after acceptance."""
    actions.put_off(found, by=signed_in(), at=now())
    flash(
        f"The reference of {found.referee.name} comes after acceptance. "
        "The offer's letter says that it depends on it."
    )
    return _back(found.candidacy)


@bp.get("/candidacies/<int:candidacy_id>/references/<relation>/waiver")
@needs(Permission.OFFER, on=queries.load_wanted)
def waiver(wanted: Wanted) -> Any:
    """Show the form to do without a kind of reference."""
    return _waiver_page(wanted, ReasonForm())


@bp.post("/candidacies/<int:candidacy_id>/references/<relation>/waiver")
@needs(Permission.OFFER, on=queries.load_wanted)
def waive_relation(wanted: Wanted) -> Any:
    """Do without a kind of reference, for a reason."""
    form = ReasonForm()
    if not form.validate():
        return _waiver_page(wanted, form), 422
    candidacy = wanted.candidacy
    try:
        actions.waive_relation(
            candidacy,
            requisition_of(candidacy.requisition_id),
            wanted.relation,
            reason=form.reason.data or "",
            by=signed_in(),
            at=now(),
        )
    except Refused as refused:
        return _waiver_page(wanted, form, refused.reasons), 422
    flash(f"A {wanted.relation}'s reference is waived for {candidacy.candidate.name}.")
    return _back(candidacy)


def _back(candidacy: Candidacy) -> Response:
    """Lead back to where the button stood: the requisition's list, or the candidate's own."""
    if request.form.get("from") == "list":
        return redirect(
            url_for(
                "checks.of_requisition",
                requisition_id=candidacy.requisition_id,
                _anchor=f"candidacy-{candidacy.id}",
            ),
            303,
        )
    return redirect(url_for("checks.of_candidacy", candidacy_id=candidacy.id), 303)


def _agreed(referee: Referee) -> dict[str, bool]:
    return {"told": referee.told_at is not None, "consent": referee.consented_at is not None}


def _criteria(found: RefereeOf) -> Any:
    return current_requirements(found.requisition.id).criteria


def _referee_page(
    candidacy: Candidacy, form: RefereeByUsForm, reasons: tuple[str, ...] = ()
) -> str:
    return render_template(
        "checks/new_referee.html",
        candidacy=candidacy,
        requisition=requisition_of(candidacy.requisition_id),
        form=form,
        reasons=reasons,
    )


def _contact_page(found: RefereeOf, form: RefereeByUsForm, reasons: tuple[str, ...] = ()) -> str:
    return render_template(
        "checks/contact.html",
        found=found,
        candidacy=found.candidacy,
        requisition=found.requisition,
        form=form,
        reasons=reasons,
    )


def _call_page(found: RefereeOf, form: ReferenceForm, reasons: tuple[str, ...] = ()) -> str:
    sent = found.candidacy.id in queries.offers_sent([found.candidacy.id])
    facts = queries.asking_facts(found.referee, found.hiring, sent, now())
    return render_template(
        "checks/call.html",
        found=found,
        requisition=found.requisition,
        form=form,
        reasons=reasons,
        allowed=rules.may_take_down(facts),
    )


def _waiver_page(wanted: Wanted, form: ReasonForm, reasons: tuple[str, ...] = ()) -> str:
    return render_template(
        "checks/waiver.html",
        wanted=wanted,
        candidacy=wanted.candidacy,
        requisition=requisition_of(wanted.candidacy.requisition_id),
        form=form,
        reasons=reasons,
    )


def _tell_of_recusal(candidacy: Candidacy, referee: Referee) -> None:
    """Say so where the referee is somebody of the team."""
    person = by_email(referee.email)
    team = {one.id for _, one in members(candidacy.requisition_id)}
    if person is not None and person.id in team:
        flash(
            f"{person.name} of the team has this address, and sees nothing of the requisition "
            "from now on.",
            "attn",
        )


def _told(names: list[str]) -> str:
    """Say that these are asked, and what is left to do where no mail goes out."""
    said = f"Asked {listed(names)} for a reference."
    return said if goes_out() else f"{said} No mail is sent from here: hand each the link."

"""Pages and acts on candidates: add one, mend contact data, record interviews, keep files."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from werkzeug.datastructures import FileStorage

from app.candidates import actions, files, queries
from app.candidates.forms import (
    AttachmentForm,
    ContactForm,
    InterviewForm,
    NewcomerForm,
    OwnDeadlineForm,
)
from app.candidates.models import Candidacy
from app.core.decision import Refused
from app.people.guard import may, needs
from app.people.models import Person
from app.people.permissions import AGENCY, Permission
from app.people.queries import called, members
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import get as get_requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now

bp = Blueprint("candidates", __name__)
blueprints = [bp]


@bp.get("/requisitions/<int:requisition_id>/candidates/new")
@needs(Permission.BRING, on=load_requisition)
def new(requisition: Requisition) -> Any:
    """Show the form for someone who becomes a candidate."""
    return _newcomer_page(requisition, _newcomer_form(requisition))


@bp.post("/requisitions/<int:requisition_id>/candidates")
@needs(Permission.BRING, on=load_requisition)
def add(requisition: Requisition) -> Any:
    """Add someone by hand."""
    form = _newcomer_form(requisition)
    if not form.validate():
        return _newcomer_page(requisition, form), 422
    agencies = {person.id: person for person in _agencies(requisition.id)}
    bringer = bringer_in(requisition.id)
    newcomer = replace(
        form.newcomer, applied_at=_start_of(form.applied_on.data, requisition.time_zone)
    )
    try:
        candidacy = actions.add_candidacy(
            requisition,
            newcomer,
            brought_by=bringer or agencies.get(form.brought_by.data),
            by=_me(),
            at=now(),
        )
    except Refused as refused:
        return _newcomer_page(requisition, form, refused.reasons), 422
    flash(f"{candidacy.candidate.name} is a candidate here now.")
    if bringer is None:
        _tell_of_recusal(candidacy)
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


@bp.get("/candidacies/<int:candidacy_id>/contact")
@needs(Permission.RUN, on=queries.load_candidacy)
def contact(candidacy: Candidacy) -> Any:
    """Show the contact data as a form."""
    return _contact_page(candidacy, ContactForm(obj=candidacy.candidate))


@bp.post("/candidacies/<int:candidacy_id>/contact")
@needs(Permission.RUN, on=queries.load_candidacy)
def mend(candidacy: Candidacy) -> Any:
    """Write the contact data anew."""
    form = ContactForm()
    if not form.validate():
        return _contact_page(candidacy, form), 422
    try:
        changed = actions.mend_contact(candidacy, form.facts, by=_me(), at=now())
    except Refused as refused:
        return _contact_page(candidacy, form, refused.reasons), 422
    flash("Saved." if changed else "Nothing was different.")
    if "email" in changed:
        _tell_of_recusal(candidacy)
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


@bp.get("/candidacies/<int:candidacy_id>/interviews")
@needs(Permission.RUN, on=queries.load_candidacy)
def interviews(candidacy: Candidacy) -> Any:
    """Show the interviews held, and the form for one more."""
    form = InterviewForm()
    form.offer_people(team(candidacy.requisition_id))
    return _interviews_page(candidacy, form)


@bp.post("/candidacies/<int:candidacy_id>/interviews")
@needs(Permission.RUN, on=queries.load_candidacy)
def record_interview(candidacy: Candidacy) -> Any:
    """Write down an interview that was held."""
    form = InterviewForm()
    form.offer_people(team(candidacy.requisition_id))
    if not form.validate():
        return _interviews_page(candidacy, form), 422
    requisition = _requisition(candidacy.requisition_id)
    try:
        actions.record_interview(
            candidacy,
            round=form.round.data or 1,
            kind=form.kind.data,
            held_at=form.held_in(requisition.time_zone),
            people=form.people.data or (),
            by=_me(),
            at=now(),
        )
    except Refused as refused:
        return _interviews_page(candidacy, form, refused.reasons), 422
    flash(f"The interview with {candidacy.candidate.name} is recorded.")
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


@bp.get("/candidacies/<int:candidacy_id>/own-deadline")
@needs(Permission.RUN, on=queries.load_candidacy)
def own_deadline(candidacy: Candidacy) -> Any:
    """Show the form for the date by which a candidate must answer somebody else."""
    zone = _requisition(candidacy.requisition_id).time_zone
    return _page("own_deadline", candidacy, form=OwnDeadlineForm.of(candidacy, zone), reasons=())


@bp.post("/candidacies/<int:candidacy_id>/own-deadline")
@needs(Permission.RUN, on=queries.load_candidacy)
def tell_own_deadline(candidacy: Candidacy) -> Any:
    """Keep that date."""
    form = OwnDeadlineForm()
    if not form.validate():
        return _page("own_deadline", candidacy, form=form, reasons=()), 422
    due_at = form.due_in(_requisition(candidacy.requisition_id).time_zone)
    try:
        actions.tell_own_deadline(candidacy, due_at=due_at, note=form.note.data, by=_me(), at=now())
    except Refused as refused:
        return _page("own_deadline", candidacy, form=form, reasons=refused.reasons), 422
    flash("Their date is kept." if due_at else "Their date is taken away.")
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


@bp.get("/candidacies/<int:candidacy_id>/attachments")
@needs(Permission.BRING, on=queries.load_candidacy)
def attachments(candidacy: Candidacy) -> Any:
    """Show the files kept, and the form for one more."""
    _require_seen(candidacy)
    return _attachments_page(candidacy, AttachmentForm())


@bp.post("/candidacies/<int:candidacy_id>/attachments")
@needs(Permission.BRING, on=queries.load_candidacy)
def attach(candidacy: Candidacy) -> Any:
    """Keep a file."""
    _require_seen(candidacy)
    form = AttachmentForm()
    if not form.validate():
        return _attachments_page(candidacy, form), 422
    file: FileStorage = form.file.data
    try:
        attachment = actions.attach(
            candidacy,
            kind=form.kind.data,
            filename=file.filename or "",
            data=file.read(),
            by=_me(),
            at=now(),
        )
    except Refused as refused:
        return _attachments_page(candidacy, form, refused.reasons), 422
    flash(f"{attachment.filename} is kept.")
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


@bp.get("/attachments/<int:attachment_id>")
@needs(Permission.SEE_CANDIDATES, on=queries.load_attachment)
def attachment(found: queries.AttachmentOf) -> Any:
    """Hand out a file, never to be opened in the page's own name."""
    _require_seen(found.candidacy)
    if bringer_in(found.requisition_id) and found.attachment.added_by_id != _me().id:
        abort(404)
    path = files.path_of(found.attachment.stored_as)
    if not path.is_file():
        abort(404)
    response = send_file(
        path,
        mimetype=found.attachment.media_type,
        as_attachment=True,
        download_name=found.attachment.filename,
        conditional=False,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/attachments/<int:attachment_id>/removal")
@needs(Permission.RUN, on=queries.load_attachment)
def remove_attachment(found: queries.AttachmentOf) -> Any:
    """Take a file off its candidacy."""
    actions.remove_attachment(found.attachment, found.candidacy, by=_me(), at=now())
    flash(f"{found.attachment.filename} is removed.")
    return redirect(url_for("overview.candidacy", candidacy_id=found.candidacy.id), 303)


def bringer_in(requisition_id: int) -> Person | None:
    """Return the signed-in person where they are an agency recruiter there, and no more."""
    brings = may(Permission.BRING, requisition_id) and not may(Permission.RUN, requisition_id)
    return _me() if brings else None


def _require_seen(candidacy: Candidacy) -> None:
    if not queries.sees(_me(), candidacy):
        abort(404)


def team(requisition_id: int) -> list[Person]:
    """Return everybody with a part in a requisition, each once, by name."""
    people = {person.id: person for _, person in members(requisition_id)}
    return sorted(people.values(), key=lambda person: (person.name_key, person.id))


def _agencies(requisition_id: int) -> list[Person]:
    return [person for part, person in members(requisition_id) if part.part == AGENCY]


def _newcomer_form(requisition: Requisition) -> NewcomerForm:
    form = NewcomerForm()
    form.offer_agencies([] if bringer_in(requisition.id) else _agencies(requisition.id))
    return form


def _newcomer_page(
    requisition: Requisition, form: NewcomerForm, reasons: tuple[str, ...] = ()
) -> str:
    return render_template(
        "candidates/new.html",
        requisition=requisition,
        form=form,
        reasons=reasons,
        brings=bringer_in(requisition.id) is not None,
    )


def _contact_page(candidacy: Candidacy, form: ContactForm, reasons: tuple[str, ...] = ()) -> str:
    return _page("contact", candidacy, form=form, reasons=reasons)


def _interviews_page(
    candidacy: Candidacy, form: InterviewForm, reasons: tuple[str, ...] = ()
) -> str:
    held = queries.interviews(candidacy.id)
    names = called(team(candidacy.requisition_id))
    return _page("interviews", candidacy, form=form, reasons=reasons, held=held, names=names)


def _attachments_page(
    candidacy: Candidacy, form: AttachmentForm, reasons: tuple[str, ...] = ()
) -> str:
    bringer = bringer_in(candidacy.requisition_id)
    kept = queries.attachments(candidacy.id, by=bringer)
    runs = bringer is None
    return _page("attachments", candidacy, form=form, reasons=reasons, kept=kept, runs=runs)


def _page(name: str, candidacy: Candidacy, **shown: Any) -> str:
    return render_template(
        f"candidates/{name}.html",
        candidacy=candidacy,
        requisition=_requisition(candidacy.requisition_id),
        **shown,
    )


def _tell_of_recusal(candidacy: Candidacy) -> None:
    """Say so where somebody of the team is the candidate."""
    key = candidacy.candidate.email_key
    for person in team(candidacy.requisition_id):
        if person.email_key == key:
            flash(
                f"{person.name} of the team has this address, and sees nothing of the "
                "requisition from now on.",
                "attn",
            )


def _requisition(requisition_id: int) -> Requisition:
    requisition = get_requisition(requisition_id)
    assert requisition is not None
    return requisition


def _start_of(day: date | None, zone: str) -> datetime | None:
    """Return the first moment of a day in the requisition's zone."""
    if day is None:
        return None
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _me() -> Person:
    person = me()
    assert person is not None
    return person

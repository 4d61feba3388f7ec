"""What those who recruit see and do about a candidate's page."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.letters.rules import may_write
from app.people.guard import needs
from app.people.permissions import Permission
from app.statuspage import actions, queries
from app.statuspage.forms import NeedForm
from app.statuspage.queries import load_need, load_question
from app.statuspage.queries.needs import NeedOf, QuestionOf
from app.statuspage.views.blueprint import bp, signed_in
from app.statuspage.words import WAITS
from app.web.requests import now


@bp.get("/candidacies/<int:candidacy_id>/page")
@needs(Permission.RUN, on=load_candidacy)
def of_candidacy(candidacy: Candidacy) -> Any:
    """Show what a candidate reads, what they ask and what they sent."""
    return _page(candidacy, NeedForm())


@bp.post("/candidacies/<int:candidacy_id>/needs")
@needs(Permission.RUN, on=load_candidacy)
def need(candidacy: Candidacy) -> Any:
    """Ask a candidate for something."""
    form = NeedForm()
    if not form.validate():
        return _page(candidacy, form), 422
    own = queries.own(candidacy.id, now())
    assert own is not None
    try:
        actions.need(
            candidacy,
            own.requisition,
            kind=form.kind.data,
            words=form.words.data or "",
            due_at=_end_of(form.due_on.data, own.zone),
            by=signed_in(),
            at=now(),
        )
    except Refused as refused:
        return _page(candidacy, form, refused.reasons), 422
    flash(f"{candidacy.candidate.name} is asked for it, by mail and on their page.")
    return _back(candidacy)


@bp.post("/needs/<int:need_id>/taking-back")
@needs(Permission.RUN, on=load_need)
def take_back(found: NeedOf) -> Any:
    """Need it no longer."""
    try:
        actions.take_back(found.need, found.candidacy, by=signed_in(), at=now())
    except Refused as refused:
        return _page(found.candidacy, NeedForm(formdata=None), refused.reasons), 409
    flash("It is off their page.")
    return _back(found.candidacy)


@bp.post("/needs/<int:need_id>/reading")
@needs(Permission.RUN, on=load_need)
def read(found: NeedOf) -> Any:
    """Keep that the answer was read."""
    actions.read(found.need, at=now())
    return _back(found.candidacy)


@bp.post("/own-questions/<int:own_question_id>/answer")
@needs(Permission.RUN, on=load_question)
def mark_answered(found: QuestionOf) -> Any:
    """Keep that a question was answered in another way than by a letter from here."""
    try:
        actions.mark_answered(found.question, found.candidacy, by=signed_in(), at=now())
    except Refused as refused:
        return _page(found.candidacy, NeedForm(formdata=None), refused.reasons), 409
    flash("Noted as answered. Their page says so.")
    return _back(found.candidacy)


@bp.post("/candidacies/<int:candidacy_id>/page-links")
@needs(Permission.RUN, on=load_candidacy)
def mail_link(candidacy: Candidacy) -> Any:
    """Mail a candidate the link to their page."""
    own = queries.own(candidacy.id, now())
    assert own is not None
    try:
        actions.mail_link(candidacy, own.requisition, by=signed_in(), at=now())
    except Refused as refused:
        return _page(candidacy, NeedForm(formdata=None), refused.reasons), 409
    flash(f"The link to their page goes to {candidacy.candidate.name}.")
    return _back(candidacy)


def _page(candidacy: Candidacy, form: NeedForm, reasons: tuple[str, ...] = ()) -> str:
    own = queries.own(candidacy.id, now())
    if own is None:
        abort(404)
    return render_template(
        "statuspage/of_candidacy.html",
        candidacy=own.candidacy,
        requisition=own.requisition,
        page=queries.of_candidacy(own, now()),
        WAITS=WAITS,
        form=form,
        reasons=reasons,
        may_write=may_write(own.candidacy.candidate.email),
    )


def _end_of(day: date | None, zone: str) -> datetime | None:
    """Return the end of a working day where the candidate is."""
    if day is None:
        return None
    return datetime.combine(day, time(18), ZoneInfo(zone)).astimezone(UTC)


def _back(candidacy: Candidacy) -> Response:
    return redirect(url_for("statuspage.of_candidacy", candidacy_id=candidacy.id), 303)

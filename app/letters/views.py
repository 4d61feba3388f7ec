"""Pages and acts of letters: write to a candidate, note a call."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.letters import actions, queries
from app.letters.forms import CallForm, LetterForm
from app.letters.rules import may_write
from app.mail.delivery import goes_out
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.queries import get as get_requisition
from app.web.requests import now

bp = Blueprint("letters", __name__)
blueprints = [bp]


@bp.get("/candidacies/<int:candidacy_id>/letters")
@needs(Permission.RUN, on=load_candidacy)
def letters(candidacy: Candidacy) -> Any:
    """Show the letters written, and a sheet for one more."""
    return _letters_page(candidacy, _offered(LetterForm(), candidacy))


@bp.post("/candidacies/<int:candidacy_id>/letters")
@needs(Permission.RUN, on=load_candidacy)
def write(candidacy: Candidacy) -> Any:
    """Put a letter into the outbox."""
    form = _offered(LetterForm(), candidacy)
    if not form.validate():
        return _letters_page(candidacy, form), 422
    try:
        actions.write(
            candidacy,
            subject=form.subject.data or "",
            body=form.body.data or "",
            tells_outcome=bool(form.tells_outcome.data),
            once=form.once.data or "",
            told=form.told_of_promises(candidacy, now()),
            by=_me(),
            at=now(),
        )
    except Refused as refused:
        return _letters_page(candidacy, form, refused.reasons), 422
    kept = "in the outbox" if goes_out() else "kept with the messages, and not mailed"
    flash(f"The letter to {candidacy.candidate.name} is {kept}.")
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


@bp.get("/candidacies/<int:candidacy_id>/calls")
@needs(Permission.RUN, on=load_candidacy)
def calls(candidacy: Candidacy) -> Any:
    """Show the form for a call."""
    return _page("calls", candidacy, form=_offered(CallForm(), candidacy))


@bp.post("/candidacies/<int:candidacy_id>/calls")
@needs(Permission.RUN, on=load_candidacy)
def note_call(candidacy: Candidacy) -> Any:
    """Keep that somebody called."""
    form = _offered(CallForm(), candidacy)
    if not form.validate():
        return _page("calls", candidacy, form=form), 422
    try:
        actions.note_call(
            candidacy,
            note=form.note.data or "",
            tells_outcome=bool(form.told.data),
            told=form.told_of_promises(candidacy, now()),
            by=_me(),
            at=now(),
        )
    except Refused as refused:
        return _page("calls", candidacy, form=form, reasons=refused.reasons), 422
    flash(f"Your call to {candidacy.candidate.name} is noted.")
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


def _offered(form: Any, candidacy: Candidacy) -> Any:
    """Return a form with what may be promised to a candidate, and kept."""
    form.offer(candidacy, _me(), now())
    return form


def _letters_page(candidacy: Candidacy, form: LetterForm, reasons: tuple[str, ...] = ()) -> str:
    return _page(
        "letters",
        candidacy,
        form=form,
        reasons=reasons,
        may=may_write(candidacy.candidate.email),
        written=queries.letters_to(candidacy.id),
    )


def _page(name: str, candidacy: Candidacy, **shown: Any) -> str:
    return render_template(
        f"letters/{name}.html",
        candidacy=candidacy,
        requisition=get_requisition(candidacy.requisition_id),
        **shown,
    )


def _me() -> Person:
    person = me()
    assert person is not None
    return person

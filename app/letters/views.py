"""Pages and acts of letters: write to a candidate, note a call."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

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
    asked = {key: request.args[key] for key in ("subject", "answers") if key in request.args}
    return _letters_page(candidacy, LetterForm(data=asked))


@bp.post("/candidacies/<int:candidacy_id>/letters")
@needs(Permission.RUN, on=load_candidacy)
def write(candidacy: Candidacy) -> Any:
    """Put a letter into the outbox."""
    form = LetterForm()
    if not form.validate():
        return _letters_page(candidacy, form), 422
    try:
        actions.write(
            candidacy,
            subject=form.subject.data or "",
            body=form.body.data or "",
            tells_outcome=bool(form.tells_outcome.data),
            once=form.once.data or "",
            answers=int(form.answers.data) if form.answers.data else None,
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
    return _page("calls", candidacy, form=CallForm())


@bp.post("/candidacies/<int:candidacy_id>/calls")
@needs(Permission.RUN, on=load_candidacy)
def note_call(candidacy: Candidacy) -> Any:
    """Keep that somebody called."""
    form = CallForm()
    if not form.validate():
        return _page("calls", candidacy, form=form), 422
    actions.note_call(
        candidacy,
        note=form.note.data or "",
        tells_outcome=bool(form.told.data),
        by=_me(),
        at=now(),
    )
    flash(f"Your call to {candidacy.candidate.name} is noted.")
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


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

"""Letters in: handing on what a candidate wrote, and answering it."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy, sees
from app.core.decision import Refused
from app.db import db
from app.letters import letters_in, queries
from app.letters.forms import LetterInForm
from app.letters.models import LetterIn
from app.letters.views.blueprint import bp, viewer
from app.mail.voice import voice_of
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.queries import get as get_requisition
from app.web.requests import now


@bp.get("/candidacies/<int:candidacy_id>/letters-in")
@needs(Permission.SEE_CANDIDATES, on=load_candidacy)
def hand_on_page(candidacy: Candidacy) -> str:
    """Show the sheet for what a candidate wrote."""
    _or_404(candidacy)
    return _page(candidacy, LetterInForm(formdata=None))


@bp.post("/candidacies/<int:candidacy_id>/letters-in")
@needs(Permission.SEE_CANDIDATES, on=load_candidacy)
def hand_on(candidacy: Candidacy) -> Any:
    """Hand it on to those who answer."""
    _or_404(candidacy)
    form = LetterInForm()
    if not form.validate():
        return _page(candidacy, form), 422
    letters_in.hand_on(candidacy, form.words.data or "", by=viewer(), at=now())
    who = "HR" if voice_of(candidacy.requisition_id).hr_speaks else "The lead recruiter"
    flash(f"Handed on. {who} answers {candidacy.candidate.name}; you need not.")
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


@bp.get("/letters-in/<int:letter_id>")
@needs(Permission.RUN, on=letters_in.load_letter_in)
def letter_in(letter: LetterIn) -> str:
    """Show what a candidate wrote, and the way to answer."""
    return render_template("letters/letter_in.html", one=queries.told(letter))


@bp.post("/letters-in/<int:letter_id>/answer")
@needs(Permission.RUN, on=letters_in.load_letter_in)
def answer(letter: LetterIn) -> Any:
    """Keep that it was answered some other way, or needs no answer."""
    letter_id = letter.id
    try:
        letters_in.answer(letter, by=viewer(), at=now())
    except Refused as refused:
        db.session.rollback()
        flash(refused.reasons[0])
        return redirect(url_for("letters.letter_in", letter_id=letter_id), 303)
    flash("Noted as answered.")
    return redirect(url_for("letters.letter_in", letter_id=letter_id), 303)


def _or_404(candidacy: Candidacy) -> None:
    if not sees(viewer(), candidacy):
        abort(404)


def _page(candidacy: Candidacy, form: LetterInForm) -> str:
    return render_template(
        "letters/hand_on.html",
        candidacy=candidacy,
        requisition=get_requisition(candidacy.requisition_id),
        form=form,
        voice=voice_of(candidacy.requisition_id),
    )

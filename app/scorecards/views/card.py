"""One card: filling it, its draft, handing it in, reopening it; and reading one that is in."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from markupsafe import escape

from app.candidates import queries as candidates
from app.core.decision import Refused
from app.core.wording import hour
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.queries import names
from app.scorecards import actions
from app.scorecards.answers import wanting
from app.scorecards.cards import panel_criteria
from app.scorecards.forms import ReasonForm, TypedCard, read_card
from app.scorecards.models import Ask
from app.scorecards.queries import (
    AskOf,
    ask_row,
    asks_on,
    load_ask,
    owed_asks,
    own_card,
    progress_of,
    sees_marks,
)
from app.scorecards.queries.cards import answers_of, given_cards, versions_of
from app.scorecards.rules import OPEN
from app.scorecards.views.blueprint import bp, myself, requisition_of
from app.web.requests import now


@bp.get("/scorecards/<int:ask_id>")
@needs(Permission.SEE_SCORES, on=load_ask)
def card(found: AskOf) -> Any:
    """Show my card to fill or as I handed it in; another's only once I may see it."""
    if found.ask.person_id == myself().id:
        return _own_page(found)
    if not candidates.sees(myself(), found.candidacy):
        abort(404)
    return _page(found, open_to_me=sees_marks(myself(), found.candidacy))


@bp.post("/scorecards/<int:ask_id>/draft")
@needs(Permission.SEE_SCORES, on=load_ask)
def save_draft(found: AskOf) -> Any:
    """Keep what is on my card so far."""
    _or_forbid(found)
    typed = read_card(request.form, panel_criteria(found))
    if typed.wrong:
        return _own_page(found, typed), 422
    by_itself = bool(request.headers.get("HX-Request"))
    try:
        actions.save_draft(found, typed.answers, at=now())
    except Refused as refused:
        if by_itself:  # it came in behind the submission: say so where it says "saved"
            return str(escape(refused))
        raise
    if by_itself:
        zone = requisition_of(found.requisition_id).time_zone
        said = f"Draft saved {hour(now(), zone)}"
        return render_template("scorecards/_saved.html", said=said, **_answered(found, typed))
    flash("Your draft is saved. Nobody else sees it.")
    return redirect(url_for("scorecards.card", ask_id=found.ask.id), 303)


@bp.post("/scorecards/<int:ask_id>/submission")
@needs(Permission.SEE_SCORES, on=load_ask)
def submit(found: AskOf) -> Any:
    """Hand my card in."""
    _or_forbid(found)
    row = ask_row(found.ask.id)
    if row is not None and row.state(now()) == "in":
        flash("This scorecard was in already, and stands. To change it, reopen it.", "attn")
        return redirect(url_for("scorecards.card", ask_id=found.ask.id), 303)
    criteria = panel_criteria(found)
    typed = read_card(request.form, criteria)
    for name, text in wanting(typed.answers, [one.id for one in criteria]).items():
        typed.wrong.setdefault(name, text)
    if typed.wrong:
        return _own_page(found, typed), 422
    actions.submit(found, typed.answers, by=myself(), at=now())
    flash(f"Your scorecard for {found.candidacy.candidate.name} is in.")
    return redirect(url_for("scorecards.card", ask_id=found.ask.id), 303)


@bp.post("/scorecards/<int:ask_id>/reopening")
@needs(Permission.SEE_SCORES, on=load_ask)
def reopen(found: AskOf) -> Any:
    """Change my card once more, with a reason."""
    _or_forbid(found)
    form = ReasonForm()
    if not form.validate():
        return _page(found, open_to_me=True, form=form), 422
    try:
        actions.reopen(found, reason=form.reason.data or "", by=myself(), at=now())
    except Refused as refused:
        return _page(found, open_to_me=True, form=form, reasons=refused.reasons), 422
    flash("Your scorecard is open again. Until it is in again, the version before counts.")
    return redirect(url_for("scorecards.card", ask_id=found.ask.id), 303)


def _own_page(found: AskOf, typed: TypedCard | None = None) -> str:
    row = ask_row(found.ask.id)
    assert row is not None
    if row.state(now()) not in OPEN:
        return _page(found, open_to_me=True)
    held = own_card(found.ask)
    filled = typed or TypedCard(answers_of(held))
    met = [one for one in candidates.interviews(found.candidacy.id) if _sat(one, row.person_id)]
    people = {sat.person_id for one in met for sat in one.panel} - {row.person_id}
    return render_template(
        "scorecards/fill.html",
        requisition=requisition_of(found.requisition_id),
        candidacy=found.candidacy,
        row=row,
        held=held,
        met=met[-1] if met else None,
        names=names(people),
        wrong=filled.wrong,
        progress=_progress(found),
        **_answered(found, filled),
    )


def _page(
    found: AskOf,
    *,
    open_to_me: bool,
    form: ReasonForm | None = None,
    reasons: tuple[str, ...] = (),
) -> str:
    """Show a card that is in, or say where it stands; never what it holds before it may be seen."""
    row = ask_row(found.ask.id)
    held = own_card(found.ask)
    assert row is not None
    mine = row.person_id == myself().id
    given = None
    if open_to_me and held is not None and (row.state(now()) == "in" or not mine):
        some = given_cards([found.candidacy.id], held.requirements_id)
        given = next((one for one in some if one.card_id == held.id), None)
    return render_template(
        "scorecards/card.html",
        requisition=requisition_of(found.requisition_id),
        candidacy=found.candidacy,
        row=row,
        mine=mine,
        given=given,
        versions=versions_of([held.id]).get(held.id, []) if given and held else [],
        criteria=panel_criteria(found),
        open_to_me=open_to_me,
        form=form or ReasonForm(),
        reasons=reasons,
        progress=_progress(found),
        owed=[] if open_to_me else _owed_here(found),
    )


def _owed_here(found: AskOf) -> list[Ask]:
    """Return what I owe for the same candidate."""
    owed = owed_asks(myself().id, found.requisition_id)
    return [ask for ask in owed if ask.candidacy_id == found.candidacy.id]


def _answered(found: AskOf, typed: TypedCard) -> dict[str, Any]:
    criteria = panel_criteria(found)
    marks = [typed.answers.of(one.id) for one in criteria]
    return {
        "criteria": criteria,
        "answers": typed.answers,
        "answered": sum(mark.given for mark in marks),
        "noted": sum(bool(mark.note) for mark in marks),
    }


def _progress(found: AskOf) -> Any:
    return progress_of(asks_on(found.candidacy.id), now()).get(found.candidacy.id)


def _sat(interview: Any, person_id: int) -> bool:
    return any(sat.person_id == person_id for sat in interview.panel)


def _or_forbid(found: AskOf) -> None:
    if found.ask.person_id != myself().id:
        abort(403)

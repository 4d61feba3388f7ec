"""Who is asked for a scorecard: the table, asking, excusing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for

from app.candidates.queries import told_apart
from app.core.decision import Refused
from app.core.wording import listed, plural
from app.people.guard import may, needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards import actions
from app.scorecards.asks import Wanted
from app.scorecards.forms import AskForm, ReasonForm
from app.scorecards.queries import AskOf, ask_row, load_ask, owed_asks, raters, visible_ids
from app.scorecards.queries.board import Board, board, met
from app.scorecards.rules import MOVES
from app.scorecards.views.blueprint import bp, myself, requisition_of
from app.web.requests import now

NAMED = 6
NOBODY_MET = "No interview is recorded with any of them. Choose the candidates yourself."


@bp.get("/requisitions/<int:requisition_id>/scores")
@needs(Permission.SEE_SCORES, on=load_requisition)
def of_requisition(requisition: Requisition) -> Any:
    """Show who is asked about whom, and the form for asking."""
    found = board(requisition.id, myself(), now())
    return _page(requisition, found, _form(requisition, found))


@bp.post("/requisitions/<int:requisition_id>/scores")
@needs(Permission.RUN, on=load_requisition)
def ask(requisition: Requisition) -> Any:
    """Ask people for scorecards."""
    found = board(requisition.id, myself(), now())
    form = _form(requisition, found)
    if not form.validate():
        return _page(requisition, found, form), 422
    meetings = [pair for pair in met(requisition.id) if pair[0] not in found.settled]
    wanted = form.wanted(found.askable, meetings)
    if form.whom.data == "met" and not wanted:
        return _page(requisition, found, form, (NOBODY_MET,)), 422
    try:
        done = actions.ask(
            requisition,
            wanted,
            due_at=form.due_in(requisition.time_zone),
            by=myself(),
            at=now(),
        )
    except Refused as refused:
        return _page(requisition, found, form, refused.reasons), 422
    flash(" ".join(_said(done, form, found, wanted)))
    return redirect(url_for("scorecards.of_requisition", requisition_id=requisition.id), 303)


@bp.get("/asks/<int:ask_id>/excuse")
@needs(Permission.CRITERIA, on=load_ask)
def excuse(found: AskOf) -> Any:
    """Show the form for excusing someone."""
    return _excuse_page(found, ReasonForm())


@bp.post("/asks/<int:ask_id>/excuse")
@needs(Permission.CRITERIA, on=load_ask)
def excuse_rater(found: AskOf) -> Any:
    """Excuse someone from a card."""
    form = ReasonForm()
    if not form.validate():
        return _excuse_page(found, form), 422
    try:
        actions.excuse(found.ask, reason=form.reason.data or "", by=myself(), at=now())
    except Refused as refused:
        return _excuse_page(found, form, refused.reasons), 422
    flash("Excused. Nobody waits for this scorecard any more.")
    return redirect(url_for("scorecards.of_requisition", requisition_id=found.requisition_id), 303)


def _said(
    done: actions.Asking, form: AskForm, found: Board, wanted: Sequence[Wanted]
) -> Iterator[str]:
    """Say how many were asked, and name those who were not, with why."""
    people = {who: form.names[who] for who in form.people.data or ()}
    yield f"Asked for {plural(done.asked, 'scorecard')}."
    if done.skipped:
        pairs = [f"{people[who]} about {found.names[whom]}" for whom, who, _ in done.skipped]
        yield f"{plural(done.already, 'was', 'were')} asked for already: {_some(pairs)}."
    idle = [name for who, name in people.items() if who not in {pair[1] for pair in wanted}]
    if idle:
        yield f"Not asked, since no interview with a candidate is recorded: {_some(idle)}."


def _some(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    more = [f"{len(every) - NAMED} more"] if len(every) > NAMED else []
    return listed([*every[:NAMED], *more])


def _form(requisition: Requisition, found: Board) -> AskForm:
    form = AskForm()
    form.offer(told_apart(found.names), raters(requisition.id), request.form)
    if not form.is_submitted():
        zone = ZoneInfo(requisition.time_zone)
        form.due_at.data = actions.default_due(requisition, now()).astimezone(zone)
    return form


def _page(
    requisition: Requisition, found: Board, form: AskForm, reasons: tuple[str, ...] = ()
) -> str:
    owed = owed_asks(myself().id, requisition.id)
    return render_template(
        "scorecards/of_requisition.html",
        requisition=requisition,
        board=found,
        called={one.value: one.label for one in form.candidates.choices or ()},
        form=form,
        reasons=reasons,
        raters=raters(requisition.id),
        owed=owed,
        open_ids=visible_ids(myself(), requisition.id),
        may_ask=may(Permission.RUN, requisition.id),
        may_excuse=may(Permission.CRITERIA, requisition.id),
    )


def _excuse_page(found: AskOf, form: ReasonForm, reasons: tuple[str, ...] = ()) -> str:
    row = ask_row(found.ask.id)
    assert row is not None
    return render_template(
        "scorecards/excuse.html",
        requisition=requisition_of(found.requisition_id),
        found=found,
        row=row,
        may=MOVES.may("excuse", row.state(now())),
        form=form,
        reasons=reasons,
    )

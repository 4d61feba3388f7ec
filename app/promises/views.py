"""Pages of promises: what is owed, one promise, who waits without a word, and how all is kept."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.core.wording import moment
from app.db import db
from app.people.guard import may, needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.promises import actions, queries
from app.promises.forms import DateForm, NewForm, OwnerForm, VoidForm
from app.promises.models import HAND, Promise
from app.promises.rules import FEW
from app.promises.told import New
from app.requisitions.models import Requisition
from app.requisitions.queries import get as get_requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now

bp = Blueprint("promises", __name__)
blueprints = [bp]
PARTS = {"open": "To keep", "late": "Late", "kept": "Kept", "ended": "Ended"}


@bp.get("/promises")
@needs(Permission.SIGNED_IN)
def index() -> str:
    """Show the promises of every requisition a person runs or manages, and their own."""
    return _list_page("promises/index.html")


@bp.get("/requisitions/<int:requisition_id>/promises")
@needs(Permission.SEE_HISTORY, on=load_requisition)
def of_requisition(requisition: Requisition) -> str:
    """Show the promises of a requisition, in numbers and one by one."""
    return _list_page(
        "promises/of_requisition.html",
        requisition=requisition,
        counts=queries.counts(requisition.id, now()),
        words=queries.words(requisition.id, now()),
        runs=may(Permission.RUN, requisition.id),
    )


@bp.get("/promises/silence")
@needs(Permission.SIGNED_IN)
def silence() -> str:
    """Show who has had no word for a week, wherever a person runs or manages."""
    return _silence_page("promises/silence.html")


@bp.get("/requisitions/<int:requisition_id>/promises/silence")
@needs(Permission.SEE_HISTORY, on=load_requisition)
def silence_of(requisition: Requisition) -> str:
    """Show who has had no word for a week in a requisition."""
    return _silence_page("promises/silence_of.html", requisition=requisition)


@bp.get("/promises/rates")
@needs(Permission.SIGNED_IN)
def rates() -> str:
    """Show how well promises are kept, by person and by requisition."""
    return render_template("promises/rates.html", rates=queries.rates(_me(), now()), few=FEW)


@bp.get("/requisitions/<int:requisition_id>/promises/rates")
@needs(Permission.SEE_HISTORY, on=load_requisition)
def rates_of(requisition: Requisition) -> str:
    """Show how well promises are kept in a requisition, by person."""
    found = queries.rates(_me(), now(), requisition_id=requisition.id)
    return render_template("promises/rates_of.html", requisition=requisition, rates=found, few=FEW)


@bp.get("/candidacies/<int:candidacy_id>/promises")
@needs(Permission.SEE_HISTORY, on=load_candidacy)
def of_candidacy(candidacy: Candidacy) -> str:
    """Show what a candidate was promised, and a form for one more."""
    return _candidacy_page(candidacy)


@bp.post("/candidacies/<int:candidacy_id>/promises")
@needs(Permission.RUN, on=load_candidacy)
def make(candidacy: Candidacy) -> Any:
    """Write down what a candidate was told to expect."""
    zone, at = actions.zone_of(candidacy), now()
    form = _new_form(candidacy)
    if not form.validate():
        return _candidacy_page(candidacy, form), 422
    due_at = form.due_at(zone, at)
    assert due_at is not None
    new = New(form.text.data or "", due_at, form.owner.data)
    try:
        actions.make(candidacy, new, how=HAND, by=_me(), at=at)
    except Refused as refused:
        return _candidacy_page(candidacy, form, refused.reasons), 409
    flash(f"{candidacy.candidate.name} waits until {moment(due_at, zone, at)}.")
    return redirect(url_for("promises.of_candidacy", candidacy_id=candidacy.id), 303)


@bp.get("/promises/<int:promise_id>")
@needs(Permission.SEE_HISTORY, on=queries.load_promise)
def promise(found: Promise) -> str:
    """Show one promise, and the ways to keep, move or end it."""
    return _promise_page(found)


@bp.post("/promises/<int:promise_id>/date")
@needs(Permission.RUN, on=queries.load_promise)
def move(found: Promise) -> Any:
    """Note a new date that was told by mouth."""
    line = queries.one(found, now())
    form = DateForm().offer(line.zone, now())
    if not form.validate():
        return _promise_page(found, date_form=form), 422
    due_at = form.due_at(line.zone, now())
    assert due_at is not None
    try:
        actions.move(found, due_at=due_at, how=HAND, by=_me(), at=now())
    except Refused as refused:
        return _promise_page(found, refused.reasons, date_form=form), 409
    flash(f"Noted. {line.name} waits until {moment(due_at, line.zone, now())}.")
    return _to(found)


@bp.post("/promises/<int:promise_id>/end")
@needs(Permission.RUN, on=queries.load_promise)
def void(found: Promise) -> Any:
    """End a promise that nobody waits for any more."""
    form = VoidForm()
    if not form.validate():
        return _promise_page(found, void_form=form), 422
    try:
        actions.void(found, reason=form.reason.data or "", by=_me(), at=now())
    except Refused as refused:
        return _promise_page(found, refused.reasons, void_form=form), 409
    flash("The promise is ended. It stays in the list, with why.")
    return _to(found)


@bp.post("/promises/<int:promise_id>/owner")
@needs(Permission.RUN, on=queries.load_promise)
def hand_on(found: Promise) -> Any:
    """Let somebody else see to a promise."""
    owners = queries.owners(found.requisition_id, _me())
    form = OwnerForm().offer(owners)
    if not form.validate():
        return _promise_page(found, owner_form=form), 422
    owner = db.session.get_one(Person, form.owner.data)
    try:
        actions.hand_on(found, owner, in_team=owner.id in owners, by=_me(), at=now())
    except Refused as refused:
        return _promise_page(found, refused.reasons, owner_form=form), 409
    flash(f"{owner.name} sees to it from now on.")
    return _to(found)


def _list_page(template: str, requisition: Requisition | None = None, **shown: Any) -> str:
    show = request.args.get("show", "")
    show = show if show in queries.SHOWN else "open"
    page = queries.page(
        _me(),
        now(),
        show=show,
        requisition_id=requisition.id if requisition else None,
        after=request.args.get("after", ""),
        before=request.args.get("before", ""),
    )
    return render_template(
        template, requisition=requisition, page=page, show=show, parts=PARTS, **shown
    )


def _silence_page(template: str, requisition: Requisition | None = None) -> str:
    page = queries.silent(
        _me(),
        now(),
        requisition_id=requisition.id if requisition else None,
        after=request.args.get("after", ""),
        before=request.args.get("before", ""),
    )
    return render_template(template, requisition=requisition, page=page)


def _candidacy_page(
    candidacy: Candidacy, form: NewForm | None = None, reasons: tuple[str, ...] = ()
) -> str:
    runs = may(Permission.RUN, candidacy.requisition_id)
    return render_template(
        "promises/of_candidacy.html",
        candidacy=candidacy,
        requisition=get_requisition(candidacy.requisition_id),
        lines=queries.of_candidacy(candidacy.id, now()),
        form=form or (_new_form(candidacy, formdata=None) if runs else None),
        zone=actions.zone_of(candidacy),
        runs=runs,
        reasons=reasons,
    )


def _new_form(candidacy: Candidacy, **given: Any) -> NewForm:
    owners = queries.owners(candidacy.requisition_id, _me())
    return NewForm(**given).offer(owners, _me(), actions.zone_of(candidacy), now())


def _promise_page(found: Promise, reasons: tuple[str, ...] = (), **forms: Any) -> str:
    line = queries.one(found, now())
    owners = queries.owners(found.requisition_id, _me())
    forms = {
        "date_form": DateForm(formdata=None).offer(line.zone, now()),
        "void_form": VoidForm(formdata=None),
        "owner_form": OwnerForm(formdata=None, owner=found.owner_id).offer(owners),
        **forms,
    }
    return render_template(
        "promises/promise.html",
        line=line,
        promise=found,
        candidacy=load_candidacy(found.candidacy_id),
        requisition=line.requisition,
        moves=queries.moves_of(found.id),
        runs=may(Permission.RUN, found.requisition_id),
        reasons=reasons,
        **forms,
    )


def _to(found: Promise) -> Any:
    return redirect(url_for("promises.promise", promise_id=found.id), 303)


def _me() -> Person:
    person = me()
    assert person is not None
    return person

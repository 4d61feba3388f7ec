"""Promises that slip in a requisition: a draft for each, read and edited, then sent."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from app.changes import slipping as slips
from app.changes.slipping import Typed
from app.changes.views.blueprint import bp
from app.core.decision import Refused
from app.core.wording import plural
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now

ALL = "all"
LONGEST = 20_000


@bp.get("/requisitions/<int:requisition_id>/promises/slipping")
@needs(Permission.RUN, on=load_requisition)
def slipping(requisition: Requisition) -> str:
    """Show each promise that slips, with the message that tells a new date."""
    return _page(requisition)


@bp.post("/requisitions/<int:requisition_id>/promises/slipping")
@needs(Permission.RUN, on=load_requisition)
def tell(requisition: Requisition) -> Any:
    """Send one of the messages, or all."""
    chosen = request.form.get("send", "")
    typed = _typed(request.form)
    if chosen != ALL:
        typed = {one: words for one, words in typed.items() if str(one) == chosen}
    try:
        sent = slips.send(requisition, typed, by=_me(), at=now())
    except Refused as refused:
        return _page(requisition, refused.reasons), 409
    if not sent.written:
        return _page(requisition, tuple(f"{name}: {why}" for name, why in sent.skipped)), 422
    count = plural(len(sent.written), "letter is", "letters are")
    skipped = "".join(f" Skipped: {name}. {why}" for name, why in sent.skipped)
    flash(f"{count} in the outbox. A promise has its new date once its letter has gone.{skipped}")
    return redirect(url_for("changes.slipping", requisition_id=requisition.id), 303)


def _typed(form: MultiDict[str, str]) -> dict[int, Typed]:
    """Return what was typed for each promise, in the order of the page."""
    found = {}
    for name in form:
        kind, _, number = name.partition("-")
        if kind == "body" and number.isdecimal() and len(number) < 10:
            found[int(number)] = Typed(
                " ".join(form.get(f"subject-{number}", "").split())[:200],
                form.get(name, "").replace("\r\n", "\n")[:LONGEST],
                _day(form.get(f"on-{number}", "")),
            )
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(requisition: Requisition, reasons: tuple[str, ...] = ()) -> str:
    drafts = slips.drafts(requisition, by=_me(), at=now())
    return render_template(
        "changes/slipping.html",
        requisition=requisition,
        drafts=drafts,
        ready=[one for one in drafts if one.why_not is None],
        typed=_typed(request.form),
        reasons=reasons,
    )


def _me() -> Person:
    person = me()
    assert person is not None
    return person

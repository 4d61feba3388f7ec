"""The list in work: starting, saving, discarding, putting forward."""

from typing import Any

from flask import flash, redirect, request, url_for

from app.core.decision import Refused
from app.core.wording import listed
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.shortlists import actions, queries
from app.shortlists.actions import ListText, Overtaken
from app.shortlists.forms import read_list
from app.shortlists.models import Shortlist
from app.shortlists.views.blueprint import bp, is_or_are, myself, to_room
from app.shortlists.views.room import room_page
from app.signoffs import queries as signoffs
from app.web.requests import now


@bp.post("/requisitions/<int:requisition_id>/shortlists")
@needs(Permission.SETTLE, on=load_requisition)
def start_list(requisition: Requisition) -> Any:
    """Start the next version of the list."""
    as_proposed = request.form.get("start") == "proposed"
    started = actions.start_list(requisition, as_proposed=as_proposed, by=myself(), at=now())
    flash(f"Version {started.version} is started. Nobody outside this page sees it yet.")
    return to_room(requisition.id, "short")


@bp.post("/shortlists/<int:shortlist_id>/lines")
@needs(Permission.SETTLE, on=queries.load_shortlist)
def save_list(shortlist: Shortlist) -> Any:
    """Keep order and reasons of the list in work."""
    sent = read_list(request.form)
    try:
        actions.save_list(shortlist, edit=sent.edit, text=sent.text, by=myself(), at=now())
    except Overtaken as error:
        return _overtaken(shortlist, sent.text, error)
    except Refused as error:
        return _refused(shortlist, sent.text, error)
    flash("The list is saved.")
    return to_room(shortlist.requisition_id, "short")


@bp.post("/shortlists/<int:shortlist_id>/proposal")
@needs(Permission.SETTLE, on=queries.load_shortlist)
def put_forward(shortlist: Shortlist) -> Any:
    """Freeze the list and ask for its sign-offs."""
    sent = read_list(request.form)
    try:
        actions.put_forward(shortlist, edit=sent.edit, text=sent.text, by=myself(), at=now())
    except Overtaken as error:
        return _overtaken(shortlist, sent.text, error)
    except Refused as error:
        return _refused(shortlist, sent.text, error)
    chain = signoffs.chain_of("shortlist", shortlist.id)
    asked = [line.name for line in signoffs.trail(chain) if line.state == "asked"]
    flash(
        f"Version {shortlist.version} is frozen. {listed(asked)} {is_or_are(asked)} asked to sign."
        if asked
        else f"Version {shortlist.version} is frozen. No sign-off is required by policy."
    )
    return redirect(url_for("shortlists.version", shortlist_id=shortlist.id), 303)


@bp.post("/shortlists/<int:shortlist_id>/discarding")
@needs(Permission.SETTLE, on=queries.load_shortlist)
def discard_list(shortlist: Shortlist) -> Any:
    """Discard the list in work."""
    reason = request.form.get("discard_reason", "")
    try:
        actions.discard_list(shortlist, reason=reason, by=myself(), at=now())
    except Refused as error:
        if queries.status(shortlist) != "editing":
            raise
        page = room_page(
            queries.requisition_of(shortlist), wrongs=error.reasons, discard_reason=reason
        )
        return page, 422
    flash(f"Version {shortlist.version} is discarded.")
    return to_room(shortlist.requisition_id)


def _refused(shortlist: Shortlist, text: ListText, error: Refused) -> tuple[str, int]:
    if shortlist.put_forward_at is not None:
        raise error
    if shortlist.superseded_at is not None:
        return room_page(queries.requisition_of(shortlist), wrongs=error.reasons, lost=text), 409
    return room_page(queries.requisition_of(shortlist), text=text, wrongs=error.reasons), 422


def _overtaken(shortlist: Shortlist, text: ListText, error: Overtaken) -> tuple[str, int]:
    return room_page(queries.requisition_of(shortlist), wrongs=error.reasons, lost=text), 409

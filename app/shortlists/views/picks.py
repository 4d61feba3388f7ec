"""Private picks: starting a round, asking others, saving, sealing, closing."""

from typing import Any

from flask import abort, flash, request
from sqlalchemy import select

from app.core.decision import Refused
from app.core.wording import listed, plural
from app.db import db
from app.people.guard import may, needs
from app.people.models import Person
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.shortlists import actions, picks
from app.shortlists.forms import ids_in, read_pick
from app.shortlists.views.blueprint import bp, is_or_are, myself, to_room
from app.shortlists.views.room import room_page
from app.web.requests import now


@bp.post("/requisitions/<int:requisition_id>/picking")
@needs(Permission.PICK, on=load_requisition)
def start_picking(requisition: Requisition) -> Any:
    """Start a round of private picks."""
    actions.start_picking(requisition, invited=_invited(), by=myself(), at=now())
    flash("Picking has started. Nobody sees your picks before everyone has sealed theirs.")
    return to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/picking/invitations")
@needs(Permission.PICK, on=load_requisition)
def invite_to_pick(requisition: Requisition) -> Any:
    """Ask further people of the team to pick in private."""
    others = _invited()
    try:
        actions.invite_to_pick(requisition, others, by=myself(), at=now())
    except Refused as error:
        return room_page(requisition, wrongs=error.reasons), 422
    flash(f"{listed([one.name for one in others])} {is_or_are(others)} asked to pick in private.")
    return to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/picking/invitations/<int:person_id>/ending")
@needs(Permission.PICK, on=load_requisition)
def leave_out_of_picking(requisition: Requisition, person_id: int) -> Any:
    """Leave somebody invited out of the round again."""
    person = db.session.get(Person, person_id) or abort(404)
    try:
        opened = actions.leave_out_of_picking(requisition, person, by=myself(), at=now())
    except Refused as error:
        return room_page(requisition, wrongs=error.reasons), 422
    more = " All other picks are in. Here is where you agree." if opened else ""
    flash(f"{person.name} no longer picks in this round.{more}")
    return to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/picking/closing")
@needs(Permission.PICK, on=load_requisition)
def close_picking(requisition: Requisition) -> Any:
    """Close a round before everyone is in."""
    reason = request.form.get("reason", "")
    try:
        actions.close_picking(requisition, reason=reason, by=myself(), at=now())
    except Refused as error:
        return room_page(requisition, wrongs=error.reasons, close_reason=reason), 422
    flash("Picking is closed. What was sealed is open now.")
    return to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/pick")
@needs(Permission.SEE_SCORES, on=load_requisition)
def save_pick(requisition: Requisition) -> Any:
    """Keep a draft of my picks."""
    _must_be_asked(requisition)
    chosen = read_pick(request.form)
    actions.save_pick(requisition, chosen=chosen, by=myself(), at=now())
    flash(f"Saved {plural(len(chosen), 'pick')}. Only you see them.")
    return to_room(requisition.id, "mine")


@bp.post("/requisitions/<int:requisition_id>/pick/seal")
@needs(Permission.SEE_SCORES, on=load_requisition)
def seal_pick(requisition: Requisition) -> Any:
    """Seal my picks for good, if what is sent is what I was shown."""
    _must_be_asked(requisition)
    chosen = read_pick(request.form)
    mine = picks.own_pick(requisition.id, myself().id)
    if mine is not None and set(chosen) != set(picks.chosen_in(mine)):
        actions.save_pick(requisition, chosen=chosen, by=myself(), at=now())
        flash("Your ticks had changed, so they were saved, not sealed. Look, then seal.", "attn")
        return to_room(requisition.id, "mine")
    try:
        opened = actions.seal_pick(requisition, chosen=chosen, by=myself(), at=now())
    except Refused as error:
        return room_page(requisition, wrongs=error.reasons), 422
    flash(
        "All picks are in. Here is where you agree."
        if opened
        else f"You sealed {plural(len(chosen), 'pick')}. They open when everyone has sealed theirs."
    )
    return to_room(requisition.id)


def _invited() -> list[Person]:
    """Return the people ticked; whoever is no person at all is left out."""
    ids = ids_in(request.form.getlist("invited"))
    found = db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.name_key))
    return list(found)


def _must_be_asked(requisition: Requisition) -> None:
    """Let in the leads and whoever was invited to pick, in this round; all others are refused."""
    if not may(Permission.PICK, requisition.id) and not picks.own_pick(requisition.id, myself().id):
        abort(403)

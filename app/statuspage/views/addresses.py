"""The pages behind the two links of a new address: say yes, or stop it from the old one."""

from typing import Any

from flask import abort, render_template

from app.core.decision import Refused
from app.db import db
from app.links.guard import by_link
from app.links.models import Link
from app.statuspage import actions, queries
from app.statuspage.actions.addresses import STOPPED
from app.statuspage.models import AddressChange
from app.statuspage.rules import change_state
from app.statuspage.views.blueprint import bp, token
from app.web.requests import now


@bp.get("/addresses/old/<token>")
@by_link("old-address")
def old_address(link: Link) -> Any:
    """Ask at the old address whether they are to be written to elsewhere."""
    return _page(_change(link), "old")


@bp.post("/addresses/old/<token>")
@by_link("old-address")
def confirm_old(link: Link) -> Any:
    """Keep the yes of the old address."""
    return _confirm(link, "old")


@bp.post("/addresses/old/<token>/refusal")
@by_link("old-address")
def refuse_change(link: Link) -> Any:
    """Stop a change they did not ask for."""
    change = _change(link)
    try:
        actions.stop(change, at=now())
    except Refused as refused:
        return _page(change, "old", refused.reasons), 409
    return _page(change, "old")


@bp.get("/addresses/new/<token>")
@by_link("new-address")
def new_address_asked(link: Link) -> Any:
    """Ask at the new address whether it is theirs."""
    return _page(_change(link), "new")


@bp.post("/addresses/new/<token>")
@by_link("new-address")
def confirm_new(link: Link) -> Any:
    """Keep the yes of the new address."""
    return _confirm(link, "new")


def _confirm(link: Link, side: str) -> Any:
    change = _change(link)
    try:
        actions.confirm(change, side, at=now())
    except Refused as refused:
        db.session.rollback()  # the page says how it stands without what was refused
        return _page(_change(link), side, refused.reasons), 409
    return _page(change, side)


def _change(link: Link) -> AddressChange:
    change = queries.load_change(link.subject_id)
    if change is None:
        abort(404)
    return change


def _page(change: AddressChange, side: str, reasons: tuple[str, ...] = ()) -> str:
    said = change.old_confirmed_at if side == "old" else change.new_confirmed_at
    return render_template(
        "statuspage/confirming.html",
        change=change,
        side=side,
        state=change_state(change, now()),
        said_yes=said is not None and not reasons,
        reasons=reasons,
        token=token(),
        stopped=change.ended_why == STOPPED,
        zone=queries.zone_of_change(change),
    )

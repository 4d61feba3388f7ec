"""The decision page, the frozen versions, and what is done on them."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.core.decision import Refused
from app.core.wording import listed, plural
from app.db import db
from app.people import queries as people
from app.people.guard import may, needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.shortlists import actions, picks, queries
from app.shortlists.acting.panel import when_to_act
from app.shortlists.acting.views import bp as acting_bp
from app.shortlists.actions import ListText, Overtaken
from app.shortlists.forms import ids_in, read_list, read_pick
from app.shortlists.models import Shortlist
from app.shortlists.room import pick_word, room
from app.signoffs import actions as signing
from app.signoffs import queries as signoffs
from app.signoffs import subjects
from app.web.requests import now, writes

bp = Blueprint("shortlists", __name__)
blueprints = [bp, acting_bp]

subjects.register(
    subjects.Subject(
        "shortlist",
        url=lambda shortlist_id: url_for("shortlists.version", shortlist_id=shortlist_id),
        hides=queries.hides,
    )
)


@bp.get("/requisitions/<int:requisition_id>/decision")
@needs(Permission.SEE_SCORES, on=load_requisition)
def decision(requisition: Requisition) -> str:
    """Show ranking, picks and the list in work."""
    return _room(requisition)


@bp.post("/requisitions/<int:requisition_id>/picking")
@needs(Permission.PICK, on=load_requisition)
def start_picking(requisition: Requisition) -> Any:
    """Start a round of private picks."""
    actions.start_picking(requisition, invited=_invited(), by=_me(), at=now())
    flash("Picking has started. Nobody sees your picks before everyone has sealed theirs.")
    return _to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/picking/invitations")
@needs(Permission.PICK, on=load_requisition)
def invite_to_pick(requisition: Requisition) -> Any:
    """Ask further people of the team to pick in private."""
    others = _invited()
    try:
        actions.invite_to_pick(requisition, others, by=_me(), at=now())
    except Refused as error:
        return _room(requisition, wrongs=error.reasons), 422
    flash(f"{listed([one.name for one in others])} {_is_or_are(others)} asked to pick in private.")
    return _to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/picking/invitations/<int:person_id>/ending")
@needs(Permission.PICK, on=load_requisition)
def leave_out_of_picking(requisition: Requisition, person_id: int) -> Any:
    """Leave somebody invited out of the round again."""
    person = db.session.get(Person, person_id) or abort(404)
    try:
        opened = actions.leave_out_of_picking(requisition, person, by=_me(), at=now())
    except Refused as error:
        return _room(requisition, wrongs=error.reasons), 422
    more = " All other picks are in. Here is where you agree." if opened else ""
    flash(f"{person.name} no longer picks in this round.{more}")
    return _to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/picking/closing")
@needs(Permission.PICK, on=load_requisition)
def close_picking(requisition: Requisition) -> Any:
    """Close a round before everyone is in."""
    reason = request.form.get("reason", "")
    try:
        actions.close_picking(requisition, reason=reason, by=_me(), at=now())
    except Refused as error:
        return _room(requisition, wrongs=error.reasons, close_reason=reason), 422
    flash("Picking is closed. What was sealed is open now.")
    return _to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/pick")
@needs(Permission.SEE_SCORES, on=load_requisition)
def save_pick(requisition: Requisition) -> Any:
    """Keep a draft of my picks."""
    _must_be_asked(requisition)
    chosen = read_pick(request.form)
    actions.save_pick(requisition, chosen=chosen, by=_me(), at=now())
    flash(f"Saved {plural(len(chosen), 'pick')}. Only you see them.")
    return _to_room(requisition.id, "mine")


@bp.post("/requisitions/<int:requisition_id>/pick/seal")
@needs(Permission.SEE_SCORES, on=load_requisition)
def seal_pick(requisition: Requisition) -> Any:
    """Seal my picks for good, if what is sent is what I was shown."""
    _must_be_asked(requisition)
    chosen = read_pick(request.form)
    mine = picks.own_pick(requisition.id, _me().id)
    if mine is not None and set(chosen) != set(picks.chosen_in(mine)):
        actions.save_pick(requisition, chosen=chosen, by=_me(), at=now())
        flash("Your ticks had changed, so they were saved, not sealed. Look, then seal.", "attn")
        return _to_room(requisition.id, "mine")
    try:
        opened = actions.seal_pick(requisition, chosen=chosen, by=_me(), at=now())
    except Refused as error:
        return _room(requisition, wrongs=error.reasons), 422
    flash(
        "All picks are in. Here is where you agree."
        if opened
        else f"You sealed {plural(len(chosen), 'pick')}. They open when everyone has sealed theirs."
    )
    return _to_room(requisition.id)


@bp.post("/requisitions/<int:requisition_id>/shortlists")
@needs(Permission.SETTLE, on=load_requisition)
def start_list(requisition: Requisition) -> Any:
    """Start the next version of the list."""
    started = actions.start_list(requisition, by=_me(), at=now())
    flash(f"Version {started.version} is started. Nobody outside this page sees it yet.")
    return _to_room(requisition.id, "short")


@bp.post("/shortlists/<int:shortlist_id>/lines")
@needs(Permission.SETTLE, on=queries.load_shortlist)
def save_list(shortlist: Shortlist) -> Any:
    """Keep order and reasons of the list in work."""
    sent = read_list(request.form)
    try:
        actions.save_list(shortlist, edit=sent.edit, text=sent.text, by=_me(), at=now())
    except Overtaken as error:
        return _overtaken(shortlist, sent.text, error)
    except Refused as error:
        return _refused(shortlist, sent.text, error)
    flash("The list is saved.")
    return _to_room(shortlist.requisition_id, "short")


@bp.post("/shortlists/<int:shortlist_id>/proposal")
@needs(Permission.SETTLE, on=queries.load_shortlist)
def put_forward(shortlist: Shortlist) -> Any:
    """Freeze the list and ask for its sign-offs."""
    sent = read_list(request.form)
    try:
        actions.put_forward(shortlist, edit=sent.edit, text=sent.text, by=_me(), at=now())
    except Overtaken as error:
        return _overtaken(shortlist, sent.text, error)
    except Refused as error:
        return _refused(shortlist, sent.text, error)
    chain = signoffs.chain_of("shortlist", shortlist.id)
    asked = [line.name for line in signoffs.trail(chain) if line.state == "asked"]
    flash(
        f"Version {shortlist.version} is frozen. {listed(asked)} {_is_or_are(asked)} asked to sign."
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
        actions.discard_list(shortlist, reason=reason, by=_me(), at=now())
    except Refused as error:
        if queries.status(shortlist) != "editing":
            raise
        page = _room(queries.requisition_of(shortlist), wrongs=error.reasons, discard_reason=reason)
        return page, 422
    flash(f"Version {shortlist.version} is discarded.")
    return _to_room(shortlist.requisition_id)


@bp.get("/shortlists/<int:shortlist_id>")
@needs(Permission.SEE_FROZEN, on=queries.load_version)
def version(shortlist: Shortlist) -> str:
    """Show a frozen version: what an approver signs."""
    return _version(shortlist)


@bp.post("/shortlists/<int:shortlist_id>/signatures")
@needs(Permission.SEE_FROZEN, on=queries.load_version)
def sign(shortlist: Shortlist) -> Any:
    """Sign this version."""
    reason = request.form.get("reason", "")
    try:
        _may_read(shortlist)
        chain = _chain(shortlist)
        done = signing.sign(chain, by=_me(), reason=reason, at=now())
    except Refused as error:
        return _version(shortlist, wrong=error, reason=reason, wrong_at="reason"), 409
    flash(
        f"You signed version {shortlist.version}. It is approved."
        if done
        else f"You signed version {shortlist.version}."
    )
    return redirect(url_for("shortlists.version", shortlist_id=shortlist.id), 303)


@bp.post("/shortlists/<int:shortlist_id>/refusals")
@needs(Permission.SEE_FROZEN, on=queries.load_version)
def send_back(shortlist: Shortlist) -> Any:
    """Send this version back with a reason."""
    refusal = request.form.get("refusal", "")
    try:
        _may_read(shortlist)
        signing.send_back(_chain(shortlist), by=_me(), reason=refusal, at=now())
    except Refused as error:
        blank = not refusal.strip()
        status = 422 if blank else 409
        return _version(shortlist, wrong=error, refusal=refusal, wrong_at="refusal"), status
    flash(f"You sent version {shortlist.version} back. The leads see your reason.")
    return redirect(url_for("shortlists.version", shortlist_id=shortlist.id), 303)


@bp.get("/requisitions/<int:requisition_id>/signoffs", endpoint="signoffs")
@needs(Permission.SEE_FROZEN, on=load_requisition)
def signoffs_of(requisition: Requisition) -> str:
    """Show the current version's sign-offs, and every version put forward."""
    versions = [one for one in queries.versions(requisition.id) if one.put_forward_at is not None]
    current = queries.current(requisition.id)
    return render_template(
        "shortlists/signoffs.html",
        requisition=requisition,
        versions=versions,
        statuses=queries.statuses(versions),
        names=people.names(one.put_forward_by_id or 0 for one in versions),
        seen=queries.version_for(current, _me()) if current else None,
        settles=may(Permission.SETTLE, requisition.id),
        now=now(),
    )


def _room(
    requisition: Requisition,
    *,
    text: ListText | None = None,
    wrongs: tuple[str, ...] = (),
    lost: ListText | None = None,
    close_reason: str = "",
    discard_reason: str = "",
) -> str:
    _undo()
    person = _me()
    found = room(requisition, person, now(), text)
    return render_template(
        "shortlists/decision.html",
        requisition=requisition,
        room=found,
        acting=None
        if found.current and not found.editing
        else when_to_act(found.seen, requisition, person, now()),
        me_id=person.id,
        pick_word=lambda candidacy_id: pick_word(found.picks, candidacy_id, person.id),
        wrongs=wrongs,
        lost=lost,
        close_reason=close_reason,
        discard_reason=discard_reason,
        now=now(),
    )


def _version(
    shortlist: Shortlist,
    *,
    wrong: Refused | None = None,
    reason: str = "",
    refusal: str = "",
    wrong_at: str = "",
) -> str:
    _undo()
    return render_template(
        "shortlists/version.html",
        requisition=queries.requisition_of(shortlist),
        seen=queries.version_for(shortlist, _me()),
        wrong=str(wrong) if wrong else "",
        wrong_at=wrong_at,
        reason=reason,
        refusal=refusal,
        now=now(),
    )


def _refused(shortlist: Shortlist, text: ListText, error: Refused) -> tuple[str, int]:
    if shortlist.put_forward_at is not None:
        raise error
    if shortlist.superseded_at is not None:
        return _room(queries.requisition_of(shortlist), wrongs=error.reasons, lost=text), 409
    return _room(queries.requisition_of(shortlist), text=text, wrongs=error.reasons), 422


def _overtaken(shortlist: Shortlist, text: ListText, error: Overtaken) -> tuple[str, int]:
    return _room(queries.requisition_of(shortlist), wrongs=error.reasons, lost=text), 409


def _invited() -> list[Person]:
    """Return the people ticked; whoever is no person at all is left out."""
    ids = ids_in(request.form.getlist("invited"))
    found = db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.name_key))
    return list(found)


def _must_be_asked(requisition: Requisition) -> None:
    """Let in the leads and whoever was invited to pick, in this round; all others are refused."""
    if not may(Permission.PICK, requisition.id) and not picks.own_pick(requisition.id, _me().id):
        abort(403)


def _is_or_are(several: Sequence[object]) -> str:
    return "is" if len(several) == 1 else "are"


def _may_read(shortlist: Shortlist) -> None:
    owed = len(queries.owed_of(shortlist, _me()))
    if owed:
        waits = plural(owed, "candidate on this list waits", "candidates on this list wait")
        raise Refused(f"{waits} for your card. Hand in your marks first.")


def _chain(shortlist: Shortlist) -> Any:
    found = signoffs.chain_of("shortlist", shortlist.id)
    if found is None:
        raise Refused("No sign-off is required by policy for this version.")
    return found


def _to_room(requisition_id: int, anchor: str | None = None) -> Any:
    return redirect(
        url_for("shortlists.decision", requisition_id=requisition_id, _anchor=anchor), 303
    )


def _undo() -> None:
    """Forget what a refused write had begun, before the page is drawn from what is kept."""
    if writes():
        db.session.rollback()


def _me() -> Person:
    person = me()
    if person is None:
        abort(403)
    return person

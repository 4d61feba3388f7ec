"""HR's queue: what is composed and waits, one by one or several at once."""

from datetime import date, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.core.wording import plural, zone_of
from app.db import db
from app.history.actions import record
from app.letters import actions, queries
from app.letters.forms import AddressForm, HeldForm
from app.letters.views.blueprint import bp, viewer
from app.mail import holding
from app.mail.filling import as_read
from app.mail.models import Message
from app.mail.phrases import check
from app.mail.rules import status
from app.mail.voice import hr_address
from app.people.guard import lock_requisition, needs
from app.people.permissions import Permission
from app.people.queries import company
from app.promises.dates import on_day
from app.promises.told import told_in
from app.web.requests import now

MOST = 100


@bp.get("/held")
@needs(Permission.HR)
def held() -> str:
    """List what waits for hr: letters to release, and letters in to answer."""
    return _page()


@bp.post("/held")
@needs(Permission.HR)
def together() -> Any:
    """Release several, or send several back with one reason."""
    chosen = queries.chosen_held(viewer(), _ids())
    act, reason, at = request.form.get("act"), request.form.get("reason", ""), now()
    done, skipped = 0, []
    if act == "return" and not reason.strip():
        return _page("Write why. Whoever wrote it reads it."), 422
    for requisition_id in sorted({one.requisition_id or 0 for one in chosen}):
        lock_requisition(requisition_id)
    for one in chosen:
        try:
            if act == "return":
                holding.send_back(one, reason=reason, by=viewer(), at=at)
            else:
                holding.release(one, by=viewer(), at=at)
        except Refused as refused:
            skipped.append(f"{one.to_name}: {refused.reasons[0]}")
        else:
            done += 1
    said = "sent back" if act == "return" else "released"
    flash(f"{plural(done, 'letter is', 'letters are')} {said}." if done else "Nothing was chosen.")
    for why in skipped:
        flash(f"Not {said}. {why}")
    return redirect(url_for("letters.held"), 303)


@bp.get("/held/<int:held_id>")
@needs(Permission.HR, on=queries.load_held)
def held_letter(message: Message) -> str:
    """Show one message that waits, with what may be done."""
    return _letter_page(message, _form(message))


@bp.post("/held/<int:held_id>/release")
@needs(Permission.HR, on=queries.load_held)
def release(message: Message) -> Any:
    """Let it go."""
    message_id, name = message.id, message.to_name
    try:
        holding.release(message, by=viewer(), at=now())
    except Refused as refused:
        return _again(message_id, refused)
    flash(f"Released. The letter to {name} goes out in its turn.")
    return redirect(url_for("letters.held"), 303)


@bp.post("/held/<int:held_id>/text")
@needs(Permission.HR, on=queries.load_held)
def change(message: Message) -> Any:
    """Change its words; it goes on waiting."""
    form, message_id = HeldForm(), message.id
    if not form.validate():
        return _letter_page(message, form), 422
    try:
        due_at = _due_at(message, form.tell_on.data)
        actions.edit_held(message, form.letter(), due_at=due_at, by=viewer(), at=now())
    except Refused as refused:
        return _again(message_id, refused, form)
    flash("The words are saved. It still waits for your release.")
    return redirect(url_for("letters.held_letter", held_id=message_id), 303)


@bp.post("/held/<int:held_id>/return")
@needs(Permission.HR, on=queries.load_held)
def send_back(message: Message) -> Any:
    """Give it back to its writer with a reason."""
    message_id, name = message.id, message.to_name
    try:
        holding.send_back(message, reason=request.form.get("reason", ""), by=viewer(), at=now())
    except Refused as refused:
        return _again(message_id, refused)
    flash(f"Sent back. Whoever wrote to {name} finds it on their desk, with your reason.")
    return redirect(url_for("letters.held"), 303)


@bp.post("/held/address")
@needs(Permission.HR)
def set_address() -> Any:
    """Keep where hr reads candidates' replies."""
    form = AddressForm()
    if not form.validate():
        return _page(address=form), 422
    company().hr_email = form.address.data or None
    record("letters.address_set", by=viewer(), at=now(), subject=company(), requisition_id=None)
    flash("Saved. Replies go there where HR speaks.")
    return redirect(url_for("letters.held"), 303)


def _ids() -> list[int]:
    return sorted({one for one in request.form.getlist("message", type=int) if one < 2**31})[:MOST]


def _form(message: Message) -> HeldForm:
    due_at = told_in(message).due_at
    return HeldForm(
        formdata=None,
        subject=message.subject,
        body=message.body,
        override=message.override_reason,
        tell_on=due_at.astimezone(zone_of(_zone(message))).date() if due_at else None,
    )


def _due_at(message: Message, on: date | None) -> datetime | None:
    """Return the moment a letter names: as it was where the day is the same, else 18:00 of it."""
    before, zone = told_in(message).due_at, _zone(message)
    if before is not None and on == before.astimezone(zone_of(zone)).date():
        return before
    return on_day(on, zone) if on else None


def _zone(message: Message) -> str:
    candidacy = load_candidacy(message.candidacy_id or 0)
    assert candidacy is not None
    return actions.zone_of(candidacy)


def _again(message_id: int, refused: Refused, form: HeldForm | None = None) -> Any:
    db.session.rollback()
    message = queries.load_held(message_id)
    assert message is not None
    return _letter_page(message, form or _form(message), refused.reasons), 409


def _letter_page(message: Message, form: HeldForm, reasons: tuple[str, ...] = ()) -> str:
    subject, body = as_read(message)
    return render_template(
        "letters/held_letter.html",
        one=queries.held_of(message),
        state=status(message, in_doubt=False),
        subject=subject,
        body=body,
        found=check(f"{subject}\n\n{body}"),
        form=form,
        names_day=told_in(message).due_at,
        reasons=reasons,
        reply_to=hr_address(viewer().id),
    )


def _page(wrong: str = "", address: AddressForm | None = None) -> str:
    after = request.args.get("after", type=int)
    rows = queries.held(viewer(), after)
    return render_template(
        "letters/held.html",
        rows=rows[: queries.PAGE],
        older=rows[queries.PAGE - 1].message.id if len(rows) > queries.PAGE else None,
        letters_in=queries.letters_in(viewer()),
        reply_form=address or AddressForm(formdata=None, address=company().hr_email),
        wrong=wrong,
        typed=request.form,
    )

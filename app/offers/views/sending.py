"""What the team does with an offer: send, hand over, settle a doubt, withdraw, answer requests."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.decision import Refused
from app.core.wording import long_moment
from app.offers import actions, queries
from app.offers.forms import CounterForm, DeclineChangeForm, moment_of
from app.offers.models import ChangeAsked, Extension, Offer
from app.offers.views.blueprint import bp, signed_in
from app.offers.views.team import offer_page
from app.people.guard import needs
from app.people.permissions import Permission
from app.web.requests import now


@bp.post("/offers/<int:offer_id>/dispatch")
@needs(Permission.OFFER, on=queries.load_offer)
def dispatch(offer: Offer) -> Any:
    """Send the offer by mail."""
    try:
        actions.dispatch(offer, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused)
    flash("On its way. The clock starts when the mail is handed over.")
    return _to(offer)


@bp.post("/offers/<int:offer_id>/release")
@needs(Permission.HR, on=queries.load_offer)
def release(offer: Offer) -> Any:
    """Let this version go, where hr speaks."""
    try:
        actions.release(offer, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused)
    flash("Released. Whoever sends offers here can send it now.")
    return _to(offer)


@bp.post("/offers/<int:offer_id>/handover")
@needs(Permission.OFFER, on=queries.load_offer)
def hand_over(offer: Offer) -> Any:
    """Start the clock and show the link, this once."""
    try:
        link = actions.hand_over(offer, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused)
    return _shown_once(offer, link, started=True)


@bp.post("/offers/<int:offer_id>/link")
@needs(Permission.OFFER, on=queries.load_offer)
def show_link(offer: Offer) -> Any:
    """Show a fresh link of an open offer, this once."""
    try:
        link = actions.show_link(offer, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused)
    return _shown_once(offer, link, started=False)


@bp.post("/offers/<int:offer_id>/arrival")
@needs(Permission.OFFER, on=queries.load_offer)
def it_arrived(offer: Offer) -> Any:
    """Say that a mail in doubt came."""
    try:
        actions.it_arrived(offer, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused)
    flash("Noted. The clock stands as it was started.")
    return _to(offer)


@bp.post("/offers/<int:offer_id>/redelivery")
@needs(Permission.OFFER, on=queries.load_offer)
def send_again(offer: Offer) -> Any:
    """Send what did not arrive once more."""
    try:
        actions.send_again(offer, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused)
    flash("On its way again. A new clock starts when the mail is handed over.")
    return _to(offer)


@bp.post("/offers/<int:offer_id>/withdrawal")
@needs(Permission.OFFER, on=queries.load_offer)
def withdraw(offer: Offer) -> Any:
    """Take the offer back."""
    reason = request.form.get("reason", "")
    try:
        actions.withdraw(offer, reason=reason, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused, withdraw_reason=reason)
    flash("Withdrawn. The place is free again.")
    return _to(offer)


@bp.post("/offers/<int:offer_id>/decline-by-phone")
@needs(Permission.OFFER, on=queries.load_offer)
def decline_by_phone(offer: Offer) -> Any:
    """Write down a decline told by phone."""
    reason = request.form.get("reason", "")
    try:
        actions.note_decline(offer, reason=reason, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused, decline_reason=reason)
    flash("Noted as declined. The place is free again.")
    return _to(offer)


@bp.post("/offers/<int:offer_id>/extensions/<int:extension_id>/agreement")
@needs(Permission.GRANT_TIME, on=queries.load_extension)
def agree(extension: Extension) -> Any:
    """Agree to more time: to what was asked for, or to what the other lead named."""
    offer = _offer(extension)
    try:
        until = moment_of(request.form.get("until"))
        granted = actions.agree(extension, until=until, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused)
    return _answered(offer, granted=granted)


@bp.post("/offers/<int:offer_id>/extensions/<int:extension_id>/counter")
@needs(Permission.GRANT_TIME, on=queries.load_extension)
def counter(extension: Extension) -> Any:
    """Name another moment than was asked for."""
    offer, form = _offer(extension), CounterForm()
    if not form.validate():
        return offer_page(offer, counter_form=form), 422
    try:
        until = form.until_in(queries.shown(offer, now()).team_zone)
        granted = actions.counter(extension, until=until, by=signed_in(), at=now())
    except Refused as refused:
        return offer_page(offer, counter_form=form, reasons=refused.reasons), 409
    return _answered(offer, granted=granted)


@bp.post("/offers/<int:offer_id>/extensions/<int:extension_id>/refusal")
@needs(Permission.GRANT_TIME, on=queries.load_extension)
def refuse(extension: Extension) -> Any:
    """Refuse more time."""
    offer = _offer(extension)
    try:
        reason = request.form.get("reason", "")
        actions.refuse(extension, reason=reason, by=signed_in(), at=now())
    except Refused as refused:
        return _refused(offer, refused)
    flash("You said no. The deadline stays, and the candidate is told.")
    return _to(offer)


@bp.post("/offers/<int:offer_id>/changes/<int:asked_id>/refusal")
@needs(Permission.OFFER, on=queries.load_change_asked)
def decline_change(asked: ChangeAsked) -> Any:
    """Say no to a change, in words the candidate reads."""
    offer, form = _offer(asked), DeclineChangeForm()
    if not form.validate():
        return offer_page(offer, change_form=form), 422
    try:
        actions.decline_change(asked, answer=form.answer.data or "", by=signed_in(), at=now())
    except Refused as refused:
        return offer_page(offer, change_form=form, reasons=refused.reasons), 409
    flash("You said no to the change. The offer stands, and the candidate is told.")
    return _to(offer)


def _answered(offer: Offer, *, granted: bool) -> Response:
    if granted and offer.closes_at is not None:
        until = long_moment(offer.closes_at, queries.shown(offer, now()).team_zone, now())
        flash(f"Both of you agreed. The offer now ends on {until}.")
    else:
        flash("Your answer is kept. It waits for the other lead, and the clock goes on until then.")
    return _to(offer)


def _offer(asked: Extension | ChangeAsked) -> Offer:
    found = queries.load_offer(asked.offer_id)
    assert found is not None
    return found


def _refused(offer: Offer, refused: Refused, **typed: str) -> tuple[str, int]:
    return offer_page(offer, reasons=refused.reasons, **typed), 409


def _to(offer: Offer) -> Response:
    return redirect(url_for("offers.offer", offer_id=offer.id), 303)


def _shown_once(offer: Offer, link: str, *, started: bool) -> str:
    shown = queries.shown(offer, now())
    return render_template("offers/link.html", shown=shown, link=link, started=started)

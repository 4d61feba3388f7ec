"""Drafting an offer, changing it, and its sign-offs."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.db import db
from app.offers import actions, queries, rules
from app.offers.forms import PackageForm, first_values, values_of
from app.offers.models import Offer
from app.offers.views.blueprint import bp, signed_in
from app.offers.views.team import limits_form, offer_page
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.scorecards.queries import owes_any
from app.web.requests import now


@bp.get("/candidacies/<int:candidacy_id>/offers/new")
@needs(Permission.OFFER, on=load_candidacy)
def new(candidacy: Candidacy) -> str:
    """Show the form of a new offer."""
    requisition = _requisition(candidacy.requisition_id)
    return _form(candidacy, PackageForm(data=first_values(requisition)))


@bp.post("/candidacies/<int:candidacy_id>/offers")
@needs(Permission.OFFER, on=load_candidacy)
def make(candidacy: Candidacy) -> Any:
    """Keep a new offer as a draft."""
    form = PackageForm()
    if not form.validate():
        return _form(candidacy, form), 422
    try:
        made = actions.make(candidacy, form.package(), by=signed_in(), at=now())
    except Refused as refused:
        return _form(candidacy, form, reasons=refused.reasons), 409
    flash("Saved as a draft. Nothing goes out by itself.")
    return redirect(url_for("offers.offer", offer_id=made.id), 303)


@bp.get("/offers/<int:offer_id>/version")
@needs(Permission.OFFER, on=queries.load_offer)
def version(offer: Offer) -> Any:
    """Show the form of an offer that was not sent."""
    if not rules.may("revise", queries.shown(offer, now()).facts, now()):
        return redirect(url_for("offers.offer", offer_id=offer.id), 303)
    return _form(_candidacy(offer), PackageForm(data=values_of(offer)), offer)


@bp.post("/offers/<int:offer_id>/version")
@needs(Permission.OFFER, on=queries.load_offer)
def revise(offer: Offer) -> Any:
    """Keep the changes, as a new version where approvers have seen the old one."""
    form = PackageForm()
    if not form.validate():
        return _form(_candidacy(offer), form, offer), 422
    try:
        latest = actions.revise(offer, form.package(), by=signed_in(), at=now())
    except Refused as refused:
        return _form(_candidacy(offer), form, offer, reasons=refused.reasons), 409
    flash(
        "Saved."
        if latest.id == offer.id
        else f"Saved as version {latest.version}. It has to be signed anew."
    )
    return redirect(url_for("offers.offer", offer_id=latest.id), 303)


@bp.get("/offers/<int:offer_id>/replacement")
@needs(Permission.OFFER, on=queries.load_offer)
def replacement(offer: Offer) -> Any:
    """Show the form of an offer that will take this one's place."""
    begun = queries.replacement_begun(offer)
    if begun is not None or not rules.may("replace", queries.shown(offer, now()).facts, now()):
        shown_id = begun.id if begun else offer.id
        return redirect(url_for("offers.offer", offer_id=shown_id), 303)
    return _form(_candidacy(offer), PackageForm(data=values_of(offer)), replaces=offer)


@bp.post("/offers/<int:offer_id>/replacement")
@needs(Permission.OFFER, on=queries.load_offer)
def draft_in_place_of(offer: Offer) -> Any:
    """Keep the draft of an offer that will take this one's place."""
    form = PackageForm()
    if not form.validate():
        return _form(_candidacy(offer), form, replaces=offer), 422
    try:
        made = actions.draft_in_place_of(offer, form.package(), by=signed_in(), at=now())
    except Refused as refused:
        return _form(_candidacy(offer), form, replaces=offer, reasons=refused.reasons), 409
    flash(f"Saved as version {made.version}. The offer they have stands until you send this one.")
    return redirect(url_for("offers.offer", offer_id=made.id), 303)


@bp.post("/offers/<int:offer_id>/signoffs")
@needs(Permission.OFFER, on=queries.load_offer)
def ask_for_signoffs(offer: Offer) -> Any:
    """Ask the approvers to sign this version."""
    try:
        actions.ask_for_signoffs(offer, by=signed_in(), at=now())
    except Refused as refused:
        return offer_page(offer, reasons=refused.reasons), 409
    flash("Asked for sign-offs. Changing the offer from here on makes a new version.")
    return redirect(url_for("offers.offer", offer_id=offer.id), 303)


@bp.post("/offers/<int:offer_id>/signatures")
@needs(Permission.SEE_REQUISITION, on=queries.load_offer)
def sign(offer: Offer) -> Any:
    """Sign this version."""
    _or_forbid(offer)
    reason, zone = request.form.get("reason", ""), _requisition(offer.requisition_id).time_zone
    form = limits_form(offer)
    if not form.validate():
        return offer_page(offer, limits=form, typed=reason), 422
    try:
        limits = form.limits(offer, zone)
        done = actions.sign(offer, reason=reason, limits=limits, by=signed_in(), at=now())
    except Refused as refused:
        words = {"limits": form, "typed": reason, "wrong": refused, "wrong_at": "reason"}
        return offer_page(offer, **words), 409
    flash(
        f"You signed version {offer.version}. It may go out now."
        if done
        else f"You signed version {offer.version}."
    )
    return redirect(url_for("offers.offer", offer_id=offer.id), 303)


@bp.post("/offers/<int:offer_id>/refusals")
@needs(Permission.SEE_REQUISITION, on=queries.load_offer)
def send_back(offer: Offer) -> Any:
    """Send this version back with a reason."""
    _or_forbid(offer)
    refusal = request.form.get("refusal", "")
    try:
        actions.send_back(offer, reason=refusal, by=signed_in(), at=now())
    except Refused as refused:
        status = 409 if refusal.strip() else 422
        return offer_page(offer, wrong=refused, refusal=refusal, wrong_at="refusal"), status
    flash(f"You sent version {offer.version} back. The recruiter sees your reason.")
    return redirect(url_for("offers.offer", offer_id=offer.id), 303)


def _form(
    candidacy: Candidacy,
    form: PackageForm,
    offer: Offer | None = None,
    reasons: tuple[str, ...] = (),
    replaces: Offer | None = None,
) -> str:
    requisition = _requisition(candidacy.requisition_id)
    owes = owes_any(signed_in().id, requisition.id)
    standing = queries.replaced_by(offer, now()) if offer else replaces
    return render_template(
        "offers/version.html",
        form=form,
        candidacy=candidacy,
        requisition=requisition,
        offer=offer,
        is_up=None if owes else candidacy.id == queries.up(requisition.id, now()),
        replaces=replaces,
        standing=standing,
        asked=queries.open_change_asked(standing.id) if standing else None,
        last_ended=queries.how_last_ended(candidacy.id, now()),
        reasons=reasons,
    )


def _or_forbid(offer: Offer) -> None:
    if not queries.may_see_pay(signed_in(), offer):
        abort(403)


def _candidacy(offer: Offer) -> Candidacy:
    found = load_candidacy(offer.candidacy_id)
    assert found is not None
    return found


def _requisition(requisition_id: int) -> Requisition:
    return db.session.get_one(Requisition, requisition_id)

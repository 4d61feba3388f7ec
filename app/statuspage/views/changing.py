"""Pages on which a candidate changes contact data, tells a deadline, asks for a new address."""

from typing import Any

from flask import flash

from app.candidates.actions import mend_contact, tell_own_deadline
from app.core.decision import Refused
from app.links.guard import by_link
from app.links.models import Link
from app.statuspage import actions
from app.statuspage.forms import AddressForm, DeadlineForm, OwnContactForm, contact_of
from app.statuspage.views.blueprint import bp, candidate_of, own_of, show, to_own_page
from app.web.requests import now


@bp.get("/c/<token>/contact")
@by_link("candidate")
def contact(link: Link) -> Any:
    """Show what we have of how to reach them."""
    own = own_of(link)
    return show("contact", own, form=contact_of(own.candidacy.candidate))


@bp.post("/c/<token>/contact")
@by_link("candidate")
def mend_contact_data(link: Link) -> Any:
    """Write it anew."""
    own, form = own_of(link), OwnContactForm()
    if not form.validate():
        return show("contact", own, form=form), 422
    changed = mend_contact(own.candidacy, form.facts, by=candidate_of(own.candidacy), at=now())
    flash("Saved. Thank you." if changed else "Nothing was different.")
    return to_own_page()


@bp.get("/c/<token>/deadline")
@by_link("candidate")
def deadline(link: Link) -> Any:
    """Show the form for another deadline of theirs."""
    own = own_of(link)
    return show("deadline", own, form=DeadlineForm())


@bp.post("/c/<token>/deadline")
@by_link("candidate")
def tell_deadline(link: Link) -> Any:
    """Keep by when they must answer somebody else."""
    own, form = own_of(link), DeadlineForm()
    if not form.validate():
        return show("deadline", own, form=form), 422
    try:
        tell_own_deadline(
            own.candidacy,
            due_at=form.moment_in(own.zone),
            note=form.note.data,
            by=candidate_of(own.candidacy),
            at=now(),
        )
    except Refused as refused:
        return show("deadline", own, refused.reasons, form=form), 422
    flash("Thank you for telling us. It stands at the top of our list now.")
    return to_own_page()


@bp.post("/c/<token>/deadline/end")
@by_link("candidate")
def end_deadline(link: Link) -> Any:
    """Keep that they need not answer anybody else any more."""
    own = own_of(link)
    try:
        tell_own_deadline(
            own.candidacy, due_at=None, note=None, by=candidate_of(own.candidacy), at=now()
        )
    except Refused as refused:
        return show("deadline", own, refused.reasons, form=DeadlineForm(formdata=None)), 409
    flash("Your other deadline is off.")
    return to_own_page()


@bp.get("/c/<token>/address")
@by_link("candidate")
def new_address(link: Link) -> Any:
    """Show the form for a new e-mail address."""
    return show("address", own_of(link), form=AddressForm())


@bp.post("/c/<token>/address")
@by_link("candidate")
def ask_for_address(link: Link) -> Any:
    """Mail both addresses a link."""
    own, form = own_of(link), AddressForm()
    if not form.validate():
        return show("address", own, form=form), 422
    try:
        actions.ask_for_address(
            own.candidacy,
            email=form.email.data or "",
            by=candidate_of(own.candidacy),
            at=now(),
        )
    except Refused as refused:
        return show("address", own, refused.reasons, form=form), 409
    flash("Two mails are on their way, one to each address. Say yes in both.")
    return to_own_page()

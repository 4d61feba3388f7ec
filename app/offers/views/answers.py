"""The candidate's own pages of an offer, by link: read, accept, decline, ask for more time."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.history.actions import Actor
from app.links.guard import by_link
from app.links.models import Link
from app.offers import actions, queries, rules, words
from app.offers.forms import DeclineForm, TimeForm
from app.offers.letter import letter_text
from app.offers.models import Offer
from app.offers.pay import in_words
from app.offers.views.blueprint import bp
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import lead
from app.web.requests import now

PURPOSE = "offer"


@bp.get("/o/<token>")
@by_link(PURPOSE)
def answer_page(link: Link) -> str:
    """Show the offer, or what became of it."""
    return _page("offers/answer_page.html", _offer(link))


@bp.get("/o/<token>/acceptance")
@by_link(PURPOSE)
def acceptance(link: Link) -> Any:
    """Show the letter, the deadline and the field to sign in."""
    return _page_while_open("offers/acceptance.html", _offer(link))


@bp.post("/o/<token>/acceptance")
@by_link(PURPOSE)
def accept(link: Link) -> Any:
    """Accept the offer with a typed name."""
    offer, full_name = _offer(link), request.form.get("full_name", "")
    if not (may := rules.may_be_signed(full_name)) and _is_open(offer):
        return _page("offers/acceptance.html", offer, typed=full_name, wrong=may.why), 422
    try:
        actions.accept(
            offer,
            full_name=full_name,
            address=request.remote_addr,
            agent=request.headers.get("User-Agent"),
            by=_candidate(offer),
            at=now(),
        )
    except Refused as refused:
        return _too_late(offer, refused)
    return _back()


@bp.get("/o/<token>/decline")
@by_link(PURPOSE)
def decline_page(link: Link) -> Any:
    """Ask whether to decline, and why if they like."""
    return _page_while_open("offers/decline_page.html", _offer(link), form=DeclineForm())


@bp.post("/o/<token>/decline")
@by_link(PURPOSE)
def decline(link: Link) -> Any:
    """Decline the offer."""
    offer, form = _offer(link), DeclineForm()
    if not form.validate():
        return _page("offers/decline_page.html", offer, form=form), 422
    try:
        actions.decline(offer, reason=form.reason.data, by=_candidate(offer), at=now())
    except Refused as refused:
        return _too_late(offer, refused)
    return _back()


@bp.get("/o/<token>/extension")
@by_link(PURPOSE)
def extension(link: Link) -> Any:
    """Show the form to ask for more time."""
    return _page_while_open("offers/extension.html", _offer(link), form=TimeForm())


@bp.post("/o/<token>/extension")
@by_link(PURPOSE)
def ask_for_time(link: Link) -> Any:
    """Ask for more time."""
    offer, form = _offer(link), TimeForm()
    shown = queries.shown(offer, now())
    if not _is_open(offer):
        return _too_late(offer, Refused(words.standing(shown)))
    if not form.validate():
        return _page("offers/extension.html", offer, form=form), 422
    try:
        actions.ask_for_time(
            offer,
            until=form.until_in(shown.zone),
            reason=form.reason.data,
            by=_candidate(offer),
            at=now(),
        )
    except Refused as refused:
        return _page("offers/extension.html", offer, form=form, reasons=refused.reasons), 422
    flash("You asked for more time. Until we both agree, your deadline stays.")
    return _back()


def _offer(link: Link) -> Offer:
    found = queries.load_offer(link.subject_id)
    if found is None:
        abort(404)
    return found


def _candidate(offer: Offer) -> Actor:
    candidacy = load_candidacy(offer.candidacy_id)
    return Actor("candidate", candidacy.candidate_id if candidacy else None)


def _is_open(offer: Offer) -> bool:
    return bool(rules.may("accept", queries.shown(offer, now()).facts, now()))


def _page(template: str, offer: Offer, **more: Any) -> str:
    shown = queries.shown(offer, now())
    return render_template(
        template,
        **{
            "shown": shown,
            "offer": offer,
            "is_open": _is_open(offer),
            "ended": shown.status in rules.ENDED,
            "standing": words.standing(shown),
            "letter": letter_text(offer),
            "pay": in_words(offer.amount, offer.currency, offer.period),
            "recruiter": lead(offer.requisition_id, RECRUITER),
            "manager": lead(offer.requisition_id, MANAGER),
            "extension": queries.last_extension(offer.id),
            "reasons": (),
            **_addresses(),
            **more,
        },
    )


def _page_while_open(template: str, offer: Offer, **more: Any) -> Any:
    return _page(template, offer, **more) if _is_open(offer) else _back()


def _too_late(offer: Offer, refused: Refused) -> tuple[str, int]:
    return _page("offers/answer_page.html", offer, reasons=refused.reasons), 409


def _addresses() -> dict[str, str]:
    token = (request.view_args or {})["token"]
    names = {
        "url": "answer_page",
        "accept_url": "acceptance",
        "decline_url": "decline_page",
        "time_url": "extension",
    }
    return {name: url_for(f"offers.{endpoint}", token=token) for name, endpoint in names.items()}


def _back() -> Any:
    return redirect(_addresses()["url"], 303)

"""The candidate's own pages of an offer, by link: read, accept, decline, ask for time or change.

The link of an offer that was replaced goes on to the one in its place. What is sent from a page
names the version that page showed, so that nobody answers what they have not read.
"""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.history.actions import Actor
from app.links.guard import by_link
from app.links.models import Link
from app.offers import actions, queries, rules, words
from app.offers.differences import differences
from app.offers.forms import ChangeForm, DeclineForm, TimeForm
from app.offers.letter import letter_text
from app.offers.models import Offer
from app.offers.pay import in_words
from app.offers.signature import differs, may_be_signed, resembles
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
    """Accept the offer with a typed name, typed again where it differs from the offer's."""
    offer = _answered(link)
    full_name, confirmed = (request.form.get(name, "") for name in ("full_name", "confirmed"))
    may = may_be_signed(full_name, queries.shown(offer, now()).name, confirmed)
    if not may and _is_open(offer):
        return _sign_again(offer, full_name, may.why), 422
    try:
        actions.accept(
            offer,
            full_name=full_name,
            confirmed=confirmed,
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
    offer, form = _answered(link), DeclineForm()
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
    offer, form = _answered(link), TimeForm()
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


@bp.get("/o/<token>/change")
@by_link(PURPOSE)
def change(link: Link) -> Any:
    """Show the form to ask for a change."""
    return _page_while_open("offers/change.html", _offer(link), form=ChangeForm())


@bp.post("/o/<token>/change")
@by_link(PURPOSE)
def ask_for_change(link: Link) -> Any:
    """Ask for a change of what is offered."""
    offer, form = _answered(link), ChangeForm()
    if not _is_open(offer):
        return _too_late(offer, Refused(words.standing(queries.shown(offer, now()))))
    if not form.validate():
        return _page("offers/change.html", offer, form=form), 422
    try:
        actions.ask_for_change(
            offer,
            about=form.about.data,
            words=form.words.data or "",
            by=_candidate(offer),
            at=now(),
        )
    except Refused as refused:
        return _page("offers/change.html", offer, form=form, reasons=refused.reasons), 422
    flash("You asked for a change. Until we answer, the offer and its deadline stay as they are.")
    return _back()


def _offer(link: Link) -> Offer:
    """Return the offer a link shows: its own, or the one that was sent in its place since."""
    found = queries.load_offer(link.subject_id)
    if found is None:
        abort(404)
    return queries.latest_in_place_of(found)


def _answered(link: Link) -> Offer:
    """Return the offer an answer is for: the version the page showed, else the link's own."""
    latest = _offer(link)
    if latest.id == link.subject_id or request.form.get("version") == str(latest.version):
        return latest
    own = queries.load_offer(link.subject_id)
    assert own is not None
    return own


def _sign_again(offer: Offer, full_name: str, why: str) -> str:
    name = queries.shown(offer, now()).name
    second_look = why == differs(full_name, name) and resembles(full_name, name)
    return _page(
        "offers/acceptance.html",
        offer,
        typed=full_name,
        wrong="" if second_look else why,
        second_look=why if second_look else "",
    )


def _candidate(offer: Offer) -> Actor:
    candidacy = load_candidacy(offer.candidacy_id)
    return Actor("candidate", candidacy.candidate_id if candidacy else None)


def _is_open(offer: Offer) -> bool:
    return bool(rules.may("accept", queries.shown(offer, now()).facts, now()))


def _page(template: str, offer: Offer, **more: Any) -> str:
    shown = queries.shown(offer, now())
    replaced = queries.load_offer(offer.replaces_id) if offer.replaces_id else None
    asked = queries.last_change_asked(offer.id)
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
            "asked": asked,
            "answer_told": queries.answer_told(asked),
            "replaced": replaced,
            "changed": _changed(replaced, offer),
            "reasons": (),
            **_addresses(),
            **more,
        },
    )


def _changed(replaced: Offer | None, offer: Offer) -> tuple[str, ...]:
    """Name what is different from the offer this one replaced."""
    found = differences(replaced, offer) if replaced else ()
    return tuple(one.name.lower() for one in found)


def _page_while_open(template: str, offer: Offer, **more: Any) -> Any:
    return _page(template, offer, **more) if _is_open(offer) else _back()


def _too_late(offer: Offer, refused: Refused) -> tuple[str, int]:
    latest = queries.latest_in_place_of(offer)
    return _page("offers/answer_page.html", latest, reasons=refused.reasons), 409


def _addresses() -> dict[str, str]:
    token = (request.view_args or {})["token"]
    names = {
        "url": "answer_page",
        "accept_url": "acceptance",
        "decline_url": "decline_page",
        "time_url": "extension",
        "change_url": "change",
        "calendar_url": "to_calendar",
    }
    return {name: url_for(f"offers.{endpoint}", token=token) for name, endpoint in names.items()}


def _back() -> Any:
    return redirect(_addresses()["url"], 303)

"""What the team sees of offers: all of them, those of a requisition, and one."""

from typing import Any

from flask import abort, render_template

from app.candidates.queries import sees
from app.mail.voice import voice_of
from app.offers import queries, rules, words
from app.offers.differences import differences
from app.offers.forms import CounterForm, DeclineChangeForm, LimitsForm
from app.offers.letter import letter_text
from app.offers.models import Extension, Offer
from app.offers.pay import in_words
from app.offers.queries import happened
from app.offers.views.blueprint import bp, signed_in
from app.people import queries as people
from app.people.guard import may, needs
from app.people.permissions import MANAGER, RECRUITER, Permission
from app.promises import queries as promises
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards.queries import owes_any
from app.signoffs import queries as signoffs
from app.web.requests import now


@bp.get("/offers")
@needs(Permission.SIGNED_IN)
def index() -> str:
    """Show every offer whose pay I may see."""
    offers = queries.shown_all(signed_in(), now())
    return render_template("offers/index.html", offers=offers, words=words, pay=in_words)


@bp.get("/requisitions/<int:requisition_id>/offers")
@needs(Permission.SEE_PAY, on=load_requisition)
def of_requisition(requisition: Requisition) -> str:
    """Show a requisition's places, who is up in the signed order, and its offers."""
    person, at = signed_in(), now()
    return render_template(
        "offers/of_requisition.html",
        requisition=requisition,
        offers=queries.shown_all(person, at, requisition.id),
        places=queries.places(requisition.id, at),
        order=order_for(requisition.id),
        up=queries.up(requisition.id, at),
        drafted=queries.drafted(requisition.id),
        may_offer=may(Permission.OFFER, requisition.id),
        words=words,
        pay=in_words,
    )


@bp.get("/offers/<int:offer_id>")
@needs(Permission.SEE_REQUISITION, on=queries.load_offer)
def offer(offer: Offer) -> str:
    """Show one offer to those who may see its pay."""
    return offer_page(offer)


def offer_page(offer: Offer, **more: Any) -> str:
    """Draw the page of an offer, perhaps with what was refused and what was typed."""
    person, at = signed_in(), now()
    if not queries.may_see_pay(person, offer):
        abort(403)
    shown = queries.shown(offer, at)
    chain = signoffs.chain_of(queries.KIND, offer.id)
    extension = queries.open_extension(offer.id) if shown.status == "open" else None
    my_signoff = signoffs.my_open(person.id, chain)
    before = queries.before(offer, person.id if my_signoff else None)
    waits = shown.status in (*rules.UNSENT, "on its way", "not delivered")
    may_offer = may(Permission.OFFER, offer.requisition_id)
    return render_template(
        "offers/offer.html",
        **{
            "shown": shown,
            "offer": offer,
            "requisition": shown.requisition,
            "person": person,
            "letter": letter_text(offer),
            "pay": in_words(offer.amount, offer.currency, offer.period),
            "conditions": rules.conditions(queries.sending_facts(offer, at, person))
            if waits
            else (),
            "may": {verb: rules.may(verb, shown.facts, at) for verb in rules.MOVES.table},
            "may_offer": may_offer,
            "waits_for_hr": may(Permission.HR, offer.requisition_id)
            and rules.may_release(
                shown.facts,
                at,
                hr_speaks=voice_of(offer.requisition_id).hr_speaks,
                released=offer.released_at is not None,
            ),
            "sees_all": may(Permission.SEE_PAY, offer.requisition_id),
            "sees_candidacy": sees(person, shown.candidacy),
            "trail": signoffs.trail(chain, person.id),
            "my_signoff": my_signoff,
            "limits": limits_form(offer, formdata=None) if my_signoff else None,
            "replaces": queries.load_offer(offer.replaces_id) if offer.replaces_id else None,
            "extension": extension,
            "counter_form": CounterForm(formdata=None),
            "asked": queries.last_change_asked(offer.id),
            "change_form": DeclineChangeForm(formdata=None),
            "begun": queries.replacement_begun(offer),
            "before": before,
            "changed": differences(before, offer) if before else (),
            "in_place": queries.latest_in_place_of(offer),
            "leads": _leads(offer.requisition_id),
            "after": queries.next_after(offer, at),
            "order": order_for(offer.requisition_id),
            "slips": _slips(offer, extension),
            "up": queries.up(offer.requisition_id, at),
            "events": happened(shown, at),
            "words": words,
            "reasons": (),
            **more,
        },
    )


def limits_form(offer: Offer, **given: Any) -> LimitsForm:
    """Return the form of limits; it names the other finalists to those who may read the order."""
    others = {}
    reads = may(Permission.SEE_FROZEN, offer.requisition_id)
    if reads and not owes_any(signed_in().id, offer.requisition_id):
        others = {
            one.candidacy.id: one.name
            for one in queries.finalists(offer.requisition_id, now())
            if one.candidacy.id != offer.candidacy_id
        }
    return LimitsForm.of(others, **given)


def order_for(requisition_id: int) -> Any:
    """Return the signed order, or none to whoever owes a card here (law L1) or may not see it."""
    person = signed_in()
    if not may(Permission.SEE_PAY, requisition_id):
        return None
    if owes_any(person.id, requisition_id):
        return None
    return queries.finalists(requisition_id, now())


def _slips(offer: Offer, extension: Extension | None) -> Any:
    """Return the promises to others that more time would break, for those who may read them."""
    if extension is None or not may(Permission.SEE_HISTORY, offer.requisition_id):
        return ()
    return promises.would_slip(
        offer.requisition_id, extension.until, now(), beside=[offer.candidacy_id]
    )


def _conditions(offer: Offer) -> Any:
    return rules.conditions(queries.sending_facts(offer, now(), signed_in()))


def _leads(requisition_id: int) -> dict[str, Any]:
    return {part: people.lead(requisition_id, part) for part in (RECRUITER, MANAGER)}

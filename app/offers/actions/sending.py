"""Sending an offer: every condition of law L5, a place, and then mail or a link by hand."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.candidates.models import Candidacy
from app.core.decision import Refused, require, unless
from app.db import db
from app.links.actions import mint
from app.mail import actions as mail
from app.mail.models import Message
from app.mail.voice import voice_of
from app.offers import mails, rules
from app.offers.actions import clock, seats
from app.offers.actions.endings import replace
from app.offers.actions.lapse import stamp_lapsed
from app.offers.actions.swap import swap
from app.offers.actions.versions import keep_coverage
from app.offers.differences import differences
from app.offers.facts import has_no_end
from app.offers.letter import fix
from app.offers.models import Offer
from app.offers.queries import facts_of, replaced_by, sending_facts, shown, signoffs_of
from app.people.models import Person
from app.promises.word import log_word

#: The link opens for long after the end, so that the page can still say what happened.
LINK_OPENS_FOR = timedelta(days=120)


def dispatch(offer: Offer, *, by: Person, at: datetime) -> None:
    """Send an offer by mail: it holds a place from now on, its clock starts at delivery."""
    _may_go_out("send", offer, by, at)
    told = shown(offer, at)
    if not told.candidate.email:
        raise Refused(f"{told.name} has no e-mail address here. Hand the offer over by a link.")
    _hold_a_place(offer, by=by, at=at)
    mails.send_offer(told, by=by, at=at, opens_until=at + LINK_OPENS_FOR, changed=_changed(offer))
    clock.record_act("sent", offer, by=by, at=at)


def hand_over(offer: Offer, *, by: Person, at: datetime) -> str:
    """Give the link to the candidate by hand, without mail; the clock starts now.

    Returns the address, shown this once; an act in history (law L16).
    """
    _may_go_out("hand over", offer, by, at)
    if offer.sending_at is not None:
        raise Refused("The mail is with the server. Say first whether it arrived.")
    if offer.dispatched_at is None:
        _hold_a_place(offer, by=by, at=at)
    mail.void("offers.offer", offer.id, at=at, reason="The offer was handed over by a link.")
    offer.by_hand = True
    db.session.flush()
    if not clock.start(offer, at=at):
        raise Refused("This offer ended meanwhile. Look again, then decide.")
    clock.arrived(offer, "handed_over", by=by, at=at)
    return _mint(offer, at)


def show_link(offer: Offer, *, by: Person, at: datetime) -> str:
    """Show a fresh link of an open offer by hand; the clock stays as it is (law L16)."""
    facts = facts_of(offer, signoffs_of(offer, at))
    state = rules.status(facts, at)
    if state != "open":
        raise Refused(f"This offer is {state}. A link is shown for an open one.")
    clock.record_act("link_shown", offer, by=by, at=at)
    log_word(db.session.get_one(Candidacy, offer.candidacy_id), at=at)
    return _mint(offer, at)


def it_arrived(offer: Offer, *, by: Person, at: datetime) -> None:
    """Settle a doubt: the mail came, so the clock stands as it was started."""
    require(rules.may("say it arrived", facts_of(offer, signoffs_of(offer, at)), at))
    for message in _messages(offer):
        if message.sending_at is not None and message.sent_at is None:
            message.sent_at, message.error = message.sending_at, None
    if not clock.arrived(offer, "arrived", by=by, at=at):
        raise Refused("This offer ended meanwhile. Look again, then decide.")


def send_again(offer: Offer, *, by: Person, at: datetime) -> None:
    """Send once more what did not arrive, or may not have: a new clock, the same Message-ID."""
    require(rules.may("send again", facts_of(offer, signoffs_of(offer, at)), at))
    require(rules.may_send(sending_facts(offer, at, by)))
    told = shown(offer, at)
    if not told.candidate.email:
        raise Refused(f"{told.name} has no e-mail address here. Hand the offer over by a link.")
    if not clock.stop(offer):
        raise Refused("This offer is with the candidate already. Look again, then decide.")
    for message in _messages(offer):
        message.to_email = told.candidate.email
        message.failed_at = message.sending_at = message.void_at = message.void_reason = None
        message.attempts, message.next_try_at, message.error = 0, at, None
    clock.record_act("sent_again", offer, by=by, at=at)


def release(offer: Offer, *, by: Person, at: datetime) -> None:
    """HR lets a version go, where it speaks; it is sent by whoever sends offers."""
    facts = facts_of(offer, signoffs_of(offer, at))
    hr_speaks = voice_of(offer.requisition_id).hr_speaks
    released = offer.released_at is not None
    require(
        rules.may_release(facts, at, hr_speaks=hr_speaks, released=released)
        & unless((by.is_hr, "Only HR releases an offer."))
    )
    done = swap(
        update(Offer)
        .where(Offer.id == offer.id, Offer.released_at.is_(None), has_no_end())
        .values(released_at=at, released_by_id=by.id)
    )
    db.session.refresh(offer)
    if not done:
        raise Refused("This offer was released or ended meanwhile. Look again, then decide.")
    clock.record_act("released", offer, by=by, at=at)


def _may_go_out(verb: str, offer: Offer, by: Person, at: datetime) -> None:
    """Require every condition; one that was not sent is refused for what is missing, by name."""
    stamp_lapsed(offer.requisition_id, at=at)
    facts = facts_of(offer, signoffs_of(offer, at))
    if rules.status(facts, at) not in rules.UNSENT:
        require(rules.may(verb, facts, at))
    require(rules.may_send(sending_facts(offer, at, by)))


def _hold_a_place(offer: Offer, *, by: Person, at: datetime) -> None:
    keep_coverage(offer, by=by, at=at)
    fix(offer)
    db.session.flush()
    standing = replaced_by(offer, at)
    if standing is None:
        place_id = seats.take(offer, at=at)
    else:
        replace(standing, by=by, at=at)
        place_id = seats.hand_on(standing.id, offer)
    done = swap(
        update(Offer)
        .where(Offer.id == offer.id, Offer.dispatched_at.is_(None), has_no_end())
        .values(dispatched_at=at, dispatched_by_id=by.id, place_id=place_id)
    )
    if not done:
        raise Refused("This offer was sent or ended meanwhile. Look again, then decide.")
    db.session.refresh(offer)


def _changed(offer: Offer) -> tuple[str, ...] | None:
    """Return what is different from the offer this one replaces; none where it replaces none."""
    before = db.session.get(Offer, offer.replaces_id) if offer.replaces_id else None
    if before is None or before.replaced_at is None:
        return None
    return tuple(one.name.lower() for one in differences(before, offer))


def _mint(offer: Offer, at: datetime) -> str:
    return mint(
        "offer",
        offer.id,
        at=at,
        ends_at=at + LINK_OPENS_FOR,
        requisition_id=offer.requisition_id,
    )


def _messages(offer: Offer) -> list[Message]:
    found = select(Message).where(Message.kind == "offers.offer", Message.subject_id == offer.id)
    return list(db.session.scalars(found))

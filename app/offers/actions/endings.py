"""Ending an offer, once: accept, decline, withdraw (law L7). Each is one compare-and-swap."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update

from app.core.decision import Refused, require, unless
from app.db import db
from app.history.actions import Actor
from app.offers import mails, rules
from app.offers.actions import seats
from app.offers.actions.lapse import after_end, stamp_lapsed
from app.offers.actions.swap import swap
from app.offers.facts import has_no_end
from app.offers.models import Offer
from app.offers.queries import facts_of, shown, signoffs_of
from app.offers.signature import may_be_signed
from app.offers.words import standing
from app.people.models import Person
from app.promises import actions as promises
from app.signoffs import actions as signoffs


def accept(
    offer: Offer,
    *,
    full_name: str,
    address: str | None,
    agent: str | None,
    by: Actor,
    at: datetime,
    confirmed: str = "",
) -> None:
    """Accept an offer with a typed name, in time, once; its place is filled.

    ``confirmed`` is a name that differs from the offer's, typed again in the knowledge of that.
    """
    full_name = " ".join(full_name.split())
    refuse_unless("accept", offer, at)
    require(may_be_signed(full_name, shown(offer, at).name, confirmed))
    _end(
        offer,
        Offer.closes_at > at,
        at=at,
        accepted_at=at,
        signed_name=full_name,
        signed_address=address,
        signed_agent=(agent or "")[:300],
        sent_at=func.coalesce(Offer.sent_at, Offer.sending_at),
    )
    seats.fill(offer.id, at=at)
    promises.end(offer.candidacy_id, why="They accepted our offer.", by=by, at=at)
    after_end(offer, "accepted", by=by, at=at)
    told = shown(offer, at)
    mails.receipt(told, at=at)
    mails.tell_team(told, "accepted", at=at)


def decline(offer: Offer, *, reason: str | None, by: Actor, at: datetime) -> None:
    """Decline an offer, in time, once; its place is free again."""
    refuse_unless("decline", offer, at)
    _end(
        offer,
        Offer.closes_at > at,
        at=at,
        declined_at=at,
        decline_reason=_kept(reason),
        sent_at=func.coalesce(Offer.sent_at, Offer.sending_at),
    )
    seats.free(offer.id)
    after_end(offer, "declined", by=by, at=at)
    told = shown(offer, at)
    mails.receipt(told, at=at)
    mails.tell_team(told, "declined", at=at)


def note_decline(offer: Offer, *, reason: str | None, by: Person, at: datetime) -> None:
    """Write down a decline the candidate told by phone; an acceptance is never noted so."""
    refuse_unless("note a decline", offer, at)
    _end(
        offer,
        _not_over(at),
        at=at,
        declined_at=at,
        decline_reason=_kept(reason),
        declined_by_id=by.id,
    )
    seats.free(offer.id)
    after_end(offer, "decline_noted", by=by, at=at)
    told = shown(offer, at)
    mails.receipt(told, at=at)
    mails.tell_team(told, "declined", at=at, but=by)


def withdraw(offer: Offer, *, reason: str, by: Person, at: datetime) -> None:
    """Take an offer back, ours only, with a reason; one that was not sent is dropped."""
    require(unless((bool(reason.strip()), "Write why. The reason stays inside the team.")))
    refuse_unless("withdraw", offer, at)
    was_open = offer.sent_at is not None
    _end(offer, _not_over(at), at=at, withdrawn_at=at, withdrawn_reason=_kept(reason))
    seats.free(offer.id)
    signoffs.lapse("offer", offer.id, at=at, covers=True)
    after_end(offer, "withdrawn", by=by, at=at)
    if was_open:
        mails.withdrawn(shown(offer, at), at=at)


def replace(offer: Offer, *, by: Person, at: datetime) -> None:
    """End an offer because another takes its place now; its place is for that one."""
    refuse_unless("replace", offer, at)
    _end(offer, _not_over(at), at=at, replaced_at=at)
    after_end(offer, "replaced", by=by, at=at)


def end_for_leaver(candidacy_id: int, *, note: str, by: Person | Actor, at: datetime) -> bool:
    """End what a candidate who leaves still holds, noted; true where an offer was open."""
    offers = db.session.scalars(
        select(Offer).where(Offer.candidacy_id == candidacy_id, has_no_end())
    ).all()
    ended = False
    for offer in offers:
        stamp_lapsed(offer.requisition_id, at=at)
        if rules.may("leave", facts_of(offer, signoffs_of(offer, at)), at):
            _end(offer, _not_over(at), at=at, declined_at=at, decline_reason=note)
            seats.free(offer.id)
            after_end(offer, "ended_by_leaving", by=by, at=at)
            ended = True
        elif offer.dispatched_at is None:
            signoffs.lapse("offer", offer.id, at=at, covers=True)
    return ended


def refuse_unless(verb: str, offer: Offer, at: datetime) -> None:
    """Refuse in words of what became of the offer, whoever was first."""
    facts = facts_of(offer, signoffs_of(offer, at))
    if decision := rules.may(verb, facts, at):
        return
    state = rules.status(facts, at)
    if state in rules.ENDED:
        raise Refused(standing(shown(offer, at)))
    require(decision)


def _not_over(at: datetime) -> ColumnElement[bool]:
    return or_(Offer.closes_at.is_(None), Offer.closes_at > at)


def _end(offer: Offer, in_time: ColumnElement[bool], *, at: datetime, **values: Any) -> None:
    """Swap the row from no end to this one; whoever finds it ended is told how."""
    done = swap(update(Offer).where(Offer.id == offer.id, has_no_end(), in_time).values(**values))
    db.session.refresh(offer)
    if not done:
        raise Refused(standing(shown(offer, at)))


def _kept(reason: str | None) -> str | None:
    return (reason or "").strip()[:2000] or None

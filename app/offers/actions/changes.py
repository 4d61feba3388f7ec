"""A change asked by the candidate: declined in words, or met by an offer in place of the first."""

from datetime import datetime

from sqlalchemy import select, update

from app.candidates.models import Candidacy
from app.core.decision import Refused, require, unless
from app.db import db
from app.history.actions import Actor
from app.mail.phrases import check, may_go
from app.offers import mails
from app.offers.actions import clock
from app.offers.actions.endings import refuse_unless
from app.offers.actions.swap import swap
from app.offers.actions.versions import Package, make
from app.offers.models import ChangeAsked, Offer
from app.offers.queries import open_change_asked, shown
from app.offers.queries.reading import is_open_change
from app.people.models import Person


def ask_for_change(offer: Offer, *, about: str, words: str, by: Actor, at: datetime) -> ChangeAsked:
    """Ask for a change; the offer and its clock stay as they are."""
    refuse_unless("ask for a change", offer, at)
    require(
        unless(
            (bool(words.strip()), "Write what you would like instead."),
            (
                open_change_asked(offer.id) is None,
                "You have asked for a change already. The answer is still to come.",
            ),
        )
    )
    asked = ChangeAsked(offer_id=offer.id, asked_at=at, about=about, words=words.strip()[:2000])
    db.session.add(asked)
    db.session.flush()
    clock.record_act("change_asked", offer, by=by, at=at)
    mails.tell_team(shown(offer, at), "change_asked", at=at, about=asked)
    return asked


def decline_change(asked: ChangeAsked, *, answer: str, by: Person, at: datetime) -> None:
    """Say no to a change, in words the candidate reads; offer and deadline stay."""
    offer = db.session.get_one(Offer, asked.offer_id)
    refuse_unless("decline a change", offer, at)
    require(
        unless((bool(answer.strip()), "Write what we say. The candidate reads it."))
        & may_go(check(answer), None)
    )
    done = swap(
        update(ChangeAsked)
        .where(ChangeAsked.id == asked.id, is_open_change())
        .values(declined_at=at, declined_by_id=by.id, declined_words=answer.strip()[:2000])
    )
    db.session.refresh(asked)
    if not done:
        raise Refused("This request was answered already.")
    clock.record_act("change_declined", offer, by=by, at=at)
    mails.change_declined(shown(offer, at), asked, by=by, at=at)


def draft_in_place_of(offer: Offer, package: Package, *, by: Person, at: datetime) -> Offer:
    """Draft an offer that will replace this one when it is sent; until then this one stands."""
    refuse_unless("replace", offer, at)
    candidacy = db.session.scalars(
        select(Candidacy).where(Candidacy.id == offer.candidacy_id)
    ).one()
    return make(candidacy, package, replaces=offer, by=by, at=at)

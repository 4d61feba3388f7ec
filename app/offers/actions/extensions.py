"""More time: asked by the candidate, answered by both leads, granted by moving the end."""

from datetime import datetime

from sqlalchemy import or_, update

from app.core.decision import Refused, require, unless
from app.db import db
from app.history.actions import Actor
from app.mail import actions as mail
from app.mail.phrases import check, may_go
from app.offers import mails, rules
from app.offers.actions import clock
from app.offers.actions.endings import refuse_unless
from app.offers.actions.swap import swap
from app.offers.facts import has_no_end
from app.offers.models import Extension, Offer
from app.offers.queries import open_extension, shown
from app.offers.queries.reading import is_unanswered
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import lead


def ask_for_time(
    offer: Offer, *, until: datetime, reason: str | None, by: Actor, at: datetime
) -> Extension:
    """Ask for more time; the clock goes on as it was until both leads agree."""
    refuse_unless("ask for more time", offer, at)
    assert offer.closes_at is not None
    require(
        rules.may_ask_until(until, offer.closes_at, at)
        & unless(
            (
                open_extension(offer.id) is None,
                "You have asked for more time already. The answer is still to come.",
            )
        )
    )
    extension = Extension(
        offer_id=offer.id, asked_at=at, until=until, reason=(reason or "").strip()[:2000] or None
    )
    db.session.add(extension)
    db.session.flush()
    clock.record_act("time_asked", offer, by=by, at=at)
    mails.tell_team(shown(offer, at), "time_asked", at=at, about=extension)
    return extension


def agree(extension: Extension, *, by: Person, at: datetime, until: datetime | None = None) -> bool:
    """Agree as lead recruiter or lead manager; true when both have and the clock moved.

    ``until`` is the moment agreed to, as it stood on the page: the one the candidate asked for
    unless another is named, which has to be the other lead's.
    """
    offer = _open_offer(extension, at)
    part = _part_of(by, offer)
    if until is None:
        until = extension.until
    if until not in (extension.until, _answer_of(_OTHER[part], extension)):
        raise Refused("The other lead has changed their answer. Look again, then decide.")
    return _answer(extension, offer, part, until, by=by, at=at)


def counter(extension: Extension, *, until: datetime, by: Person, at: datetime) -> bool:
    """Offer another moment than was asked for; true when the other lead named the same one."""
    offer = _open_offer(extension, at)
    part = _part_of(by, offer)
    assert offer.closes_at is not None
    require(rules.may_give_until(until, offer.closes_at, at))
    return _answer(extension, offer, part, until, by=by, at=at)


def refuse(extension: Extension, *, reason: str | None, by: Person, at: datetime) -> None:
    """Refuse more time; one of the two leads is enough, and the deadline stays."""
    offer = _open_offer(extension, at)
    _part_of(by, offer)
    require(may_go(check(reason or ""), None))
    done = swap(
        update(Extension)
        .where(Extension.id == extension.id, is_unanswered())
        .values(
            refused_at=at,
            refused_by_id=by.id,
            refused_reason=(reason or "").strip()[:2000] or None,
        )
    )
    db.session.refresh(extension)
    if not done:
        raise Refused(_answered(extension))
    clock.record_act("time_refused", offer, by=by, at=at)
    mails.more_time(shown(offer, at), extension, granted=False, at=at)


def _answer(
    extension: Extension, offer: Offer, part: str, until: datetime, *, by: Person, at: datetime
) -> bool:
    """Keep a lead's moment; the candidate gets it once the other lead's is the same."""
    answered_at, answer, who = _COLUMNS[part]
    done = swap(
        update(Extension)
        .where(
            Extension.id == extension.id, is_unanswered(), or_(answer.is_(None), answer != until)
        )
        .values({answered_at: at, answer: until, who: by.id})
    )
    db.session.refresh(extension)
    if not done:
        raise Refused(_answered(extension))
    if _answer_of(_OTHER[part], extension) != until:
        verb = "time_agreed" if until == extension.until else "time_countered"
        clock.record_act(verb, offer, by=by, at=at)
        mails.tell_other_lead(shown(offer, at), extension, by=by, until=until, at=at)
        return False
    _grant(extension, offer, until, by=by, at=at)
    return True


def _grant(
    extension: Extension, offer: Offer, until: datetime, *, by: Person, at: datetime
) -> None:
    before = offer.closes_at
    require(rules.may_give_until(until, before or until, at))
    moved = swap(
        update(Offer)
        .where(Offer.id == offer.id, has_no_end(), Offer.closes_at > at)
        .values(closes_at=until)
    )
    db.session.refresh(offer)
    if not moved:
        refuse_unless("give more time", offer, at)
        raise Refused("This offer ended meanwhile. Nothing was changed.")
    extension.granted_at, extension.granted_until, extension.closes_before = at, until, before
    db.session.flush()
    clock.set_end(offer, until, at=at)
    mail.void("offers.reminder", offer.id, at=at, reason="The deadline moved.")
    told = shown(offer, at)
    mails.plan_reminders(told, at=at)
    mails.more_time(told, extension, granted=True, at=at)
    clock.record_act("time_granted", offer, by=by, at=at)


def _open_offer(extension: Extension, at: datetime) -> Offer:
    offer = db.session.get_one(Offer, extension.offer_id)
    refuse_unless("give more time", offer, at)
    return offer


def _part_of(by: Person, offer: Offer) -> str:
    for part in (RECRUITER, MANAGER):
        person = lead(offer.requisition_id, part)
        if person is not None and person.id == by.id:
            return part
    raise Refused("Only the lead recruiter and the lead manager answer a request for more time.")


_OTHER = {RECRUITER: MANAGER, MANAGER: RECRUITER}
_COLUMNS = {
    RECRUITER: (
        Extension.recruiter_agreed_at,
        Extension.recruiter_until,
        Extension.recruiter_id,
    ),
    MANAGER: (Extension.manager_agreed_at, Extension.manager_until, Extension.manager_id),
}


def _answer_of(part: str, extension: Extension) -> datetime | None:
    """Return the moment a lead has agreed to, if any."""
    answer: datetime | None = (
        extension.recruiter_until if part == RECRUITER else extension.manager_until
    )
    return answer


def _answered(extension: Extension) -> str:
    if extension.refused_at is not None:
        return "This request was refused already. The deadline stays."
    if extension.granted_at is not None:
        return "This request was granted already."
    return "You have agreed already. It waits for the other lead."

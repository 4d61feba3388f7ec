"""The deadline of an offer as a calendar file: one entry that moves along with the clock.

It says nothing that the offer's own mail does not say, and there is none before that mail went
out. The entry keeps its UID through extensions and replacements; SEQUENCE only ever grows, so that
a calendar takes the later word for the deadline.
"""

from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from app.core.wording import hour, long_moment
from app.db import db
from app.offers import rules
from app.offers.models import Offer
from app.offers.queries import granted_at, shown
from app.people.queries import company

METHOD = "PUBLISH"
NAME = "offer-deadline.ics"


def calendar_file(offer: Offer, at: datetime) -> bytes | None:
    """Return the file of an offer whose clock was started; none before that."""
    if offer.sending_at is None or offer.closes_at is None:
        return None
    told, first = shown(offer, at), _first(offer)
    changed = _last_changed(offer)
    calendar = Calendar()
    calendar.add("prodid", "-//Finalist//Offer deadline//EN")
    calendar.add("version", "2.0")
    calendar.add("method", METHOD)
    calendar.add("x-wr-timezone", told.zone)
    event = Event()
    event.add("uid", f"offer-{first.id}-{int(first.made_at.timestamp())}@finalist")
    event.add("sequence", max(0, int((changed - first.made_at).total_seconds())))
    event.add("dtstamp", changed)
    event.add("dtstart", offer.closes_at)
    event.add("summary", f"Answer the offer: {offer.title}, {company().name}")
    event.add("description", _description(offer, told.zone, told.team_zone))
    event.add("transp", "TRANSPARENT")
    ended = told.status in rules.ENDED
    event.add("status", "CANCELLED" if ended else "CONFIRMED")
    if not ended:
        event.add_component(_alarm(offer))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _description(offer: Offer, zone: str, team_zone: str) -> str:
    assert offer.closes_at is not None
    text = f"Please answer by {long_moment(offer.closes_at, zone)} time."
    if hour(offer.closes_at, zone) != hour(offer.closes_at, team_zone):
        text += f" That is {long_moment(offer.closes_at, team_zone)} time for us."
    return f"{text} The link to your offer is in our mail."


def _alarm(offer: Offer) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"One hour left to answer the offer: {offer.title}")
    alarm.add("trigger", timedelta(hours=-1))
    return alarm


def _first(offer: Offer) -> Offer:
    """Return the offer that began a row of replacements, whose entry all of them keep."""
    while offer.replaces_id is not None:
        before = db.session.get_one(Offer, offer.replaces_id)
        if before.replaced_at is None:
            break
        offer = before
    return offer


def _last_changed(offer: Offer) -> datetime:
    """Return the last moment at which the deadline began, moved, or stopped to matter."""
    ends = (offer.accepted_at, offer.declined_at, offer.withdrawn_at, offer.lapsed_at)
    moments = (offer.sending_at, granted_at(offer.id), *ends)
    return max(moment for moment in moments if moment is not None)

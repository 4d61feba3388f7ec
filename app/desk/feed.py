"""A person's deadlines for their own calendar, by a private link: the dated rows of their desk.

It says no more than their desk does at the moment it is asked, and nothing of marks. An entry keeps
its UID as long as it waits for the same thing; moments are in UTC, so no zone is ever guessed. The
file is the same until something changes, so that a program that asks again may be told so.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import Response, current_app, request, url_for
from icalendar import Calendar, Event

from app.checks.queries.waiting import coming
from app.core.todo import Waiting
from app.db import db
from app.desk.queries import waiting, words
from app.links.guard import ended_page
from app.links.models import Link
from app.people.models import Person
from app.people.prepared import run

PURPOSE = "feed"
NAME = "finalist-deadlines.ics"
#: How often a program may ask.
EVERY = timedelta(hours=1)


def deadlines(person: Person, at: datetime) -> list[Waiting]:
    """Return what waits for a person or will be due to them, with a date, the first first."""
    found = waiting(person, at) + [Waiting(*row) for row in run(coming, person, at)]
    dated = [one for one in found if one.due_at is not None]
    return sorted(dated, key=lambda one: (one.due_at, one.kind, one.subject_id))


def feed(person: Person, rows: Iterable[Waiting], address: Callable[[Waiting], str]) -> bytes:
    """Write deadlines as a calendar; ``address`` says where each is done."""
    calendar = Calendar()
    calendar.add("prodid", "-//Finalist//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Finalist: my deadlines")
    calendar.add("x-wr-timezone", person.time_zone)
    calendar.add("refresh-interval", EVERY)
    calendar["refresh-interval"].params["VALUE"] = "DURATION"
    for one in rows:
        calendar.add_component(_event(one, address))
    return bytes(calendar.to_ical())


def give(link: Link, at: datetime) -> Response | None:
    """Answer a calendar program: the file, or that it has not changed."""
    person = db.session.get(Person, link.subject_id)
    if person is None or not person.active:
        return current_app.make_response((ended_page(PURPOSE), 410))
    content = feed(person, deadlines(person, at), _address)
    answer = Response(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    answer.headers["Content-Disposition"] = f'inline; filename="{NAME}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def _address(one: Waiting) -> str:
    base = str(current_app.config["BASE_URL"]).rstrip("/")
    said = words()[one.kind]
    values: dict[str, Any] = {
        said.argument: one.requisition_id if said.by_requisition else one.subject_id
    }
    return base + url_for(said.endpoint, **values)


def _event(one: Waiting, address: Callable[[Waiting], str]) -> Event:
    said = words()[one.kind]
    event = Event()
    event.add("uid", f"{one.kind}-{one.subject_id}@finalist")
    event.add("dtstamp", one.since_at or one.due_at)
    event.add("dtstart", one.due_at)
    event.add("summary", said.what(one))
    event.add("description", said.why(one))
    event.add("url", address(one))
    event.add("transp", "TRANSPARENT")
    return event

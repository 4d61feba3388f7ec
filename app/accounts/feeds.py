"""One's private calendar address: making it, making it anew, ending it."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.lines import record_on
from app.db import db
from app.links.actions import mint, revoke
from app.links.models import Link
from app.people.models import Person

PURPOSE = "feed"
#: A calendar program asks for years, and nobody remembers that it does: once a year they say so.
OPENS_FOR = timedelta(days=366)


def feed_of(person_id: int, at: datetime) -> Link | None:
    """Return a person's calendar link that still opens, if there is one."""
    return db.session.scalar(
        select(Link)
        .where(
            Link.purpose == PURPOSE,
            Link.subject_id == person_id,
            Link.revoked_at.is_(None),
            Link.ends_at > at,
        )
        .order_by(Link.id.desc())
        .limit(1)
    )


def make_feed(person: Person, *, at: datetime) -> str:
    """Make a person's calendar address, in place of any before; return it, the only time."""
    revoke(PURPOSE, person.id, at=at)
    address = mint(PURPOSE, person.id, at=at, ends_at=at + OPENS_FOR, person_id=person.id)
    record_on("feed_made", person, by=person, at=at)
    return address


def end_feed(person: Person, *, at: datetime) -> None:
    """End a person's calendar address; nothing happens where there is none."""
    if feed_of(person.id, at) is not None:
        revoke(PURPOSE, person.id, at=at)
        record_on("feed_ended", person, by=person, at=at)

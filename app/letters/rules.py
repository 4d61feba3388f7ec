"""What may be written to a candidate, and why not."""

from datetime import datetime, timedelta
from typing import Final

from app.core.decision import Decision, unless
from app.core.wording import zone_of

#: how long a letter waits at least, so that it can be taken back
WAIT: Final = timedelta(minutes=1)
WHEN: Final = {
    "minute": "In a minute",
    "hour": "In an hour",
    "morning": "Tomorrow at 9:00, their time",
}


def may_write(email: str | None) -> Decision:
    """Say whether there is an address to write to."""
    return unless((bool(email), "We have no e-mail address of theirs. Add one first, or call."))


def send_moment(when: str | None, zone: str, at: datetime) -> datetime:
    """Return when a letter is meant to go; a minute on at least, so it can be taken back."""
    if when == "hour":
        return at + timedelta(hours=1)
    if when == "morning":
        tomorrow = at.astimezone(zone_of(zone)) + timedelta(days=1)
        return tomorrow.replace(hour=9, minute=0, second=0, microsecond=0, fold=0)
    return at + WAIT

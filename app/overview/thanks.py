"""A candidate's thank-you note as a fact beside their interviews; it earns no points."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.core.wording import span

#: Within this of an interview, a note says something; later it is a note like any other.
WITHIN = timedelta(hours=48)


def thanks(held: Iterable[datetime], came: Iterable[datetime]) -> str | None:
    """Say how soon after an interview the first thank-you note came; none where none came soon."""
    meetings = list(held)
    waits = [
        note - meeting
        for note in came
        for meeting in meetings
        if timedelta(0) <= note - meeting <= WITHIN
    ]
    return f"Thank-you note {_whole(min(waits))} after the interview" if waits else None


def _whole(wait: timedelta) -> str:
    hours = wait // timedelta(hours=1)
    return f"{hours} h" if hours else span(wait)

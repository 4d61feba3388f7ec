"""Promises made on calls, some kept, one due today and one late."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.candidates.models import Candidacy
from app.letters.actions import note_call
from app.promises import actions as promises
from app.promises.queries import open_to
from app.promises.told import New, Told
from app.promises.word import log_word
from app.seeding.acts import act, candidacy_of
from app.seeding.files import Row, Story

TODAY = "today"


@act("promises_kept", "kept")
def keep(story: Story, row: Row, at: datetime) -> None:
    """A call keeps what was promised before."""
    candidacy = candidacy_of(story, row)
    told = Told(keeps=tuple(one.id for one in open_to(candidacy.id)))
    by = story.person(row["by"])
    note_call(candidacy, note=row["note"], tells_outcome=False, told=told, by=by, at=at)


@act("promises", "made")
def promise(story: Story, row: Row, at: datetime) -> None:
    """Somebody is told on a call when they hear next."""
    candidacy, by = candidacy_of(story, row), story.person(row["by"])
    log_word(candidacy, at=at)
    new = New(row["text"], _due(story, row["due"], candidacy), by.id)
    promises.make(candidacy, new, how=row["how"], by=by, at=at)


def _due(story: Story, text: str, candidacy: Candidacy) -> datetime:
    """Return a deadline; ``today`` is 18:00 where they are, or two hours on if that is past."""
    zone = promises.zone_of(candidacy)
    if text != TODAY:
        return story.due(text, zone)
    local = story.now.astimezone(ZoneInfo(zone))
    evening = datetime.combine(local.date(), time(18), ZoneInfo(zone))
    return max(evening, story.now + timedelta(hours=2))

"""When something promised is due: 18:00 of a working day where the candidate is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.core.workdays import DAY_ENDS, end_of_workday_after, is_working_day
from app.promises.rules import word_due_on


def in_days(days: int, zone: str, at: datetime) -> datetime:
    """Return 18:00 of the nth working day after today."""
    return end_of_workday_after(at, days, zone)


def on_day(on: date, zone: str) -> datetime:
    """Return 18:00 of a chosen day."""
    return datetime.combine(on, DAY_ENDS, ZoneInfo(zone)).astimezone(UTC)


def escalates_at(due_at: datetime, zone: str) -> datetime:
    """Return when a promise not kept is the lead recruiter's matter too: a working day late."""
    return end_of_workday_after(due_at, 1, zone)


def word_due(last: datetime, days: int, zone: str, at: datetime) -> datetime:
    """Return by when a candidate whose last word was then is owed another.

    Never a moment that is past or about to be: what begins late begins with a working day.
    """
    here = ZoneInfo(zone)
    on = word_due_on(last.astimezone(here).date(), days, lambda day: is_working_day(day, zone))
    return max(on_day(on, zone), in_days(1, zone, at))

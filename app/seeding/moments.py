"""Moments in seed files: ``-3d 14:00`` (working days) or ``-15h42m``, from the loading."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = re.compile(r"-(\d+)d (\d\d):(\d\d)")
_HOURS = re.compile(r"-(?:(\d+)h)?(?:(\d+)m)?")


def moment(text: str, *, now: datetime, zone: str) -> datetime:
    """Return the moment a cell means; never one after ``now``.

    ``-3d 14:00`` is 14:00 in the zone three working days ago; ``-15h42m`` that long ago.
    """
    if found := _DAYS.fullmatch(text):
        days, hour, minute = map(int, found.groups())
        on = now.astimezone(ZoneInfo(zone)).date()
        while days:
            on -= timedelta(days=1)
            days -= on.weekday() < 5
        local = datetime.combine(on, time(hour, minute), ZoneInfo(zone))
        return min(local.astimezone(UTC), now)
    if (found := _HOURS.fullmatch(text)) and any(found.groups()):
        hours, minutes = (int(part or 0) for part in found.groups())
        return now - timedelta(hours=hours, minutes=minutes)
    raise ValueError(f"no such moment: {text!r}")

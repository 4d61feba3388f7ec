"""Working days of a place: Monday to Friday, minus its public holidays and days of its own off."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global

#: "In two working days" ends at this time of day, in the place's own zone.
DAY_ENDS = time(18, 0)


def is_working_day(on: date, zone: str, off: Collection[date] = ()) -> bool:
    """Say whether people in a zone work on a date; ``off`` are further days they do not."""
    return on.weekday() < 5 and on not in off and on not in public_holidays(zone, on.year)


def end_of_workday_after(
    at: datetime, days: int, zone: str, off: Collection[date] = ()
) -> datetime:
    """Return 18:00, in a zone, of the nth working day after the day that ``at`` is there."""
    if days < 1:
        raise ValueError(f"{days} working days is no time to do anything.")
    on = at.astimezone(ZoneInfo(zone)).date()
    while days:
        on += timedelta(days=1)
        days -= is_working_day(on, zone, off)
    return datetime.combine(on, DAY_ENDS, ZoneInfo(zone)).astimezone(UTC)


def workdays_since(since: datetime, at: datetime, zone: str, off: Collection[date] = ()) -> int:
    """Return how many working days have begun in a zone after the day of ``since``, up to ``at``.

    From Tuesday to Thursday it is two; over a weekend it stands still.
    """
    here = ZoneInfo(zone)
    on, last, count = since.astimezone(here).date(), at.astimezone(here).date(), 0
    while on < last:
        on += timedelta(days=1)
        count += is_working_day(on, zone, off)
    return count


@cache
def public_holidays(zone: str, year: int) -> frozenset[date]:
    """Return the public holidays of the country a zone lies in; none where that is not known."""
    import holidays  # takes a while, and most pages count no days

    country = get_global("zone_territories").get(zone, "")
    if country not in holidays.list_supported_countries():
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))

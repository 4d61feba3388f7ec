"""Dates as other systems write them; day-first or month-first is never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal

#: How numbers with the year last are read: not at all, the day first, or the month first.
DateOrder = Literal["iso", "dmy", "mdy"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
#: A year outside is a slip of the pen, and some are no moments in every zone.
YEARS = range(1950, 2101)
#: A day alone is kept as its noon: it stays the same day when read in most other zones.
NOON = 12

TIME = (
    r"(?:(?:T|,?\s+(?:at\s+)?)(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<offset>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?"
)
YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?){TIME}", re.IGNORECASE
)
YEAR_LAST = re.compile(
    rf"(?P<first>\d\d?)([-/.])(?P<second_>\d\d?)\2(?P<year>\d{{4}}){TIME}", re.IGNORECASE
)
WEEKDAY = r"(?:[a-z]{3,9},?\s+)?"
DAY_AND_NAME = re.compile(
    rf"{WEEKDAY}(?P<day>\d\d?)(?:st|nd|rd|th)?[-\s]+(?P<name>[a-z]{{3,9}})\.?,?[-\s]+"
    rf"(?P<year>\d{{4}}){TIME}",
    re.IGNORECASE,
)
NAME_AND_DAY = re.compile(
    rf"{WEEKDAY}(?P<name>[a-z]{{3,9}})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+"
    rf"(?P<year>\d{{4}}){TIME}",
    re.IGNORECASE,
)

NOT_A_DATE = "Not a date. Write it as 2026-10-31."


@dataclass(frozen=True, slots=True)
class OrderFound:
    """What a column of dates says of its order.

    ``order`` where at least one date can be read only one way and none only the other;
    ``example`` a date that can be read both ways, None when there is none and nothing to decide.
    """

    order: Literal["dmy", "mdy"] | None
    example: str | None

    @property
    def needs_asking(self) -> bool:
        """Whether only a person can say."""
        return self.order is None and self.example is not None


def find_order(texts: Iterable[str]) -> OrderFound:
    """Look through a whole column for how its dates are written."""
    day_first = month_first = False
    example: str | None = None
    for text in texts:
        found = YEAR_LAST.fullmatch(text.strip())
        if not found:
            continue
        first, second = int(found["first"]), int(found["second_"])
        if first <= 12 and second <= 12:
            if first != second and example is None:
                example = text.strip()
        elif first <= 31 and second <= 12:
            day_first = True
        elif first <= 12 and second <= 31:
            month_first = True
    if day_first == month_first:
        return OrderFound(None, example)
    return OrderFound("dmy" if day_first else "mdy", example)


@lru_cache(maxsize=8192)
def read_moment(text: str, order: DateOrder, zone: tzinfo) -> datetime:
    """Return the moment a cell means, in UTC; a day alone is its noon in ``zone``.

    A time without an offset is one in ``zone``. Raise ValueError with a sentence for what is no
    date, or none that exists.
    """
    found = YEAR_FIRST.fullmatch(text)
    if found:
        return _moment(found, int(found["month"]), int(found["day"]), zone)
    found = YEAR_LAST.fullmatch(text)
    if found:
        month, day = _month_and_day(found, order)
        return _moment(found, month, day, zone)
    found = DAY_AND_NAME.fullmatch(text) or NAME_AND_DAY.fullmatch(text)
    if found:
        return _moment(found, _month_named(found["name"]), int(found["day"]), zone)
    raise ValueError(NOT_A_DATE)


def _month_and_day(found: re.Match[str], order: DateOrder) -> tuple[int, int]:
    first, second = int(found["first"]), int(found["second_"])
    if order == "iso":
        raise ValueError("The year is not first. Write it as 2026-10-31, or choose another order.")
    day, month = (first, second) if order == "dmy" else (second, first)
    if month > 12 >= day:
        which = "day" if order == "dmy" else "month"
        raise ValueError(f"There is no month {month}, read with the {which} first.")
    return month, day


def _month_named(name: str) -> int:
    start = name.casefold()
    for number, month in enumerate(MONTHS, start=1):
        if month.casefold().startswith(start) or start == "sept" == month[:4].casefold():
            return number
    raise ValueError(NOT_A_DATE)


def _moment(found: re.Match[str], month: int, day: int, zone: tzinfo) -> datetime:
    year = int(found["year"])
    if year not in YEARS:
        raise ValueError(f"The year {found['year']} cannot be right.")
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}.")
    try:
        start = datetime(year, month, day, tzinfo=zone)
    except ValueError:
        raise ValueError(f"There is no {day} {MONTHS[month - 1]} {year}.") from None
    return _at_time(start, found).astimezone(UTC)


def _at_time(day: datetime, found: re.Match[str]) -> datetime:
    if found["hour"] is None:
        return day.replace(hour=NOON)
    try:
        return day.replace(
            hour=_hour(int(found["hour"]), found["half"]),
            minute=int(found["minute"]),
            second=int(found["second"] or 0),
            microsecond=int((found["fraction"] or "0").ljust(6, "0")[:6]),
            tzinfo=_offset(found["offset"]) or day.tzinfo,
        )
    except ValueError:
        raise ValueError("There is no such time of day.") from None


def _hour(hour: int, half: str | None) -> int:
    """Return the hour of 24; 12 a.m. is midnight. Raise ValueError for 0 or 13 of twelve."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half[0] in "pP" else 0)


def _offset(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if text[0] == "-" else span)

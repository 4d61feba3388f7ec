"""Facts in plain words: moments, spans, numbers, money, names, always the same everywhere."""

import math
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from babel.numbers import format_currency, get_currency_precision

Zone = str | tzinfo

#: The word of each whole mark, in the order of the scale.
MARK_WORDS = {1: "Not shown", 2: "Partly", 3: "Meets", 4: "Strong", 5: "Exceptional"}

#: The recommendations a rater chooses from, lowest first.
RECOMMENDATION_WORDS = ("Strong no", "No", "Yes", "Strong yes")

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
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
_NOTHING = "–"


def zone_of(zone: Zone) -> tzinfo:
    """Return the zone itself, given it or its name."""
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def city(zone: Zone) -> str:
    """Name the place of a zone: ``Europe/Lisbon`` is Lisbon."""
    return str(zone).rsplit("/", 1)[-1].replace("_", " ")


def day(on: date, this_year: int | None = None) -> str:
    """Write a date short, "Thu 26 Nov", with the year unless it is ``this_year``."""
    year = "" if on.year == this_year else f" {on.year}"
    return f"{_DAYS[on.weekday()][:3]} {on.day} {_MONTHS[on.month - 1][:3]}{year}"


def long_day(on: date, this_year: int | None = None) -> str:
    """Write a date in full, "Thursday 26 November", with the year unless it is ``this_year``."""
    year = "" if on.year == this_year else f" {on.year}"
    return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}{year}"


def on_day(at: datetime, zone: Zone, now: datetime | None = None) -> str:
    """Write the day a moment has in a zone, "Thu 26 Nov": for what is known by its day alone."""
    return day(at.astimezone(zone_of(zone)).date(), _year(now, zone))


def hour(at: datetime, zone: Zone) -> str:
    """Write the time of day a moment has in a zone: "18:30"."""
    return f"{at.astimezone(zone_of(zone)):%H:%M}"


def moment(at: datetime, zone: Zone, now: datetime | None = None) -> str:
    """Write a moment whole, "Thu 26 Nov, 18:30 Lisbon"; the year is left out if it is now's."""
    return f"{undated_place(at, zone, now)} {city(zone)}"


def undated_place(at: datetime, zone: Zone, now: datetime | None = None) -> str:
    """Write a moment as ``moment`` does, without the place, for a page that names it once."""
    local = at.astimezone(zone_of(zone))
    return f"{day(local.date(), _year(now, zone))}, {local:%H:%M}"


def long_moment(at: datetime, zone: Zone, now: datetime | None = None) -> str:
    """Write a moment in full: "Thursday 26 November, 18:30 Lisbon"."""
    local = at.astimezone(zone_of(zone))
    return f"{long_day(local.date(), _year(now, zone))}, {local:%H:%M} {city(zone)}"


def when(at: datetime, zone: Zone, now: datetime) -> str:
    """Write a moment as people say it: "today 18:30", "tomorrow 09:00", "Fri 12:00", a date."""
    local, today = at.astimezone(zone_of(zone)), now.astimezone(zone_of(zone)).date()
    away = (local.date() - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if away in near:
        return f"{near[away]} {local:%H:%M}"
    if -7 < away < 7:
        return f"{_DAYS[local.weekday()][:3]} {local:%H:%M}"
    return undated_place(at, zone, now)


def short_moment(at: datetime, zone: Zone, now: datetime) -> str:
    """Write a moment for a deadline's second line: "Fri 12:00 Lisbon", with the date when far."""
    local, today = at.astimezone(zone_of(zone)), now.astimezone(zone_of(zone)).date()
    if abs((local.date() - today).days) < 7:
        return f"{_DAYS[local.weekday()][:3]} {local:%H:%M} {city(zone)}"
    return moment(at, zone, now)


def span(length: timedelta) -> str:
    """Write a length of time in its two largest units: "8 h 18 min", "1 day 7 h"."""
    return _span(length, ("day", "days"), (" h", " h"), (" min", " min"), "less than a minute")


def long_span(length: timedelta) -> str:
    """Write a length of time for people outside: "8 hours 18 minutes"."""
    return _span(
        length, ("day", "days"), (" hour", " hours"), (" minute", " minutes"), "less than a minute"
    )


def left(until: datetime, now: datetime) -> str:
    """Write the time left, or how late it is: the end itself is late already."""
    return f"Late by {span(now - until)}" if now >= until else _capital(span(until - now))


def long_left(until: datetime, now: datetime) -> str:
    """Write the time left for people outside: "8 hours 18 minutes left", or that it has ended."""
    return "Ended" if now >= until else _capital(f"{long_span(until - now)} left")


def urgency(until: datetime, now: datetime, soon: timedelta = timedelta(hours=12)) -> str:
    """Say how a deadline is drawn: "late" once reached, "attn" when near, else nothing."""
    if now >= until:
        return "late"
    return "attn" if until - now <= soon else ""


def number(value: float | None, places: int = 2) -> str:
    """Write a number with fixed places and a true minus sign; nothing is a dash."""
    if value is None:
        return _NOTHING
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(exact).replace("-", "\u2212")


def percent(share: float | None) -> str:
    """Write a share of 1 as a whole percentage that never claims certainty it lacks."""
    if share is None:
        return _NOTHING
    whole = f"{share * 100:.0f}%"
    if whole == "0%" and share > 0:
        return "<1%"
    return ">99%" if whole == "100%" and share < 1 else whole


def money(minor: int | None, currency: str) -> str:
    """Write minor units with the sign of their ISO currency: 6800000, EUR is "€ 68,000"."""
    if minor is None:
        return _NOTHING
    digits = get_currency_precision(currency)
    whole = minor % 10**digits == 0
    pattern = "¤\u00a0#,##0" + ("" if whole or not digits else "." + "0" * digits)
    amount = format_currency(
        minor / 10**digits, currency, pattern, locale="en", currency_digits=False
    )
    return amount.replace("-", "\u2212")


def plural(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: "1 candidate", "3 candidates"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(items: Iterable[str], joiner: str = "and") -> str:
    """Write a list in words: "Ana, Châu and Zoë"."""
    words = [str(item) for item in items]
    return f" {joiner} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def ordinal(position: int) -> str:
    """Write a position: 1st, 2nd, 3rd, 4th, 11th."""
    last_two = position % 100
    ending = "th" if 10 < last_two < 14 else {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{ending}"


def initials(name: str) -> str:
    """Return one or two letters for a name in any script, with their marks."""
    words = [word for word in map(_first_letter, name.split()) if word]
    if len(words) < 2 or not _has_case(words[0]):
        return "".join(words[:1])
    return words[0] + words[-1]


def mark_step(value: float) -> int:
    """Return the whole mark nearest to a mean as it is shown; an exact half stays down."""
    return min(5, max(1, math.ceil(round(round(value, 1) - 0.5, 1))))


def mark_number(value: float) -> str:
    """Write a mark: whole ones plain, means with one place."""
    return f"{value}" if isinstance(value, int) else f"{round(value, 1):.1f}"


def _year(now: datetime | None, zone: Zone) -> int | None:
    return None if now is None else now.astimezone(zone_of(zone)).year


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _span(
    length: timedelta,
    days_words: tuple[str, str],
    hour_words: tuple[str, str],
    minute_words: tuple[str, str],
    nothing: str,
) -> str:
    minutes = int(length.total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    day_text = f"{days} {days_words[days != 1]}" if days else ""
    hour_text = f"{hours}{hour_words[hours != 1]}" if hours else ""
    minute_text = f"{minutes}{minute_words[minutes != 1]}" if minutes and not days else ""
    return " ".join(filter(None, (day_text, hour_text, minute_text))) or nothing


def _first_letter(word: str) -> str:
    text = unicodedata.normalize("NFC", word)
    start = next((i for i, sign in enumerate(text) if sign.isalpha()), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return text[start:end].upper()


def _has_case(letter: str) -> bool:
    return letter.lower() != letter

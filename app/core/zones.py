"""Time zones as people name them: the ones offered first, and which one a typed city means."""

from difflib import get_close_matches
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from babel.core import Locale, get_global

from app.core.names import name_key

#: Offered in pickers, west to east; any other name of the IANA database may be typed.
COMMON: Final = (
    "Pacific/Honolulu",
    "America/Los_Angeles",
    "America/Denver",
    "America/Mexico_City",
    "America/Chicago",
    "America/Bogota",
    "America/New_York",
    "America/Toronto",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Atlantic/Azores",
    "UTC",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Africa/Lagos",
    "Africa/Casablanca",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Amsterdam",
    "Europe/Zurich",
    "Europe/Berlin",
    "Europe/Rome",
    "Europe/Vienna",
    "Europe/Prague",
    "Europe/Copenhagen",
    "Europe/Oslo",
    "Europe/Stockholm",
    "Europe/Warsaw",
    "Europe/Budapest",
    "Europe/Athens",
    "Europe/Bucharest",
    "Europe/Helsinki",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Jerusalem",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Ho_Chi_Minh",
    "Asia/Jakarta",
    "Asia/Singapore",
    "Asia/Hong_Kong",
    "Asia/Shanghai",
    "Asia/Manila",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)


#: Large cities that no zone is named after.
CITIES: Final = {
    "Austin": "America/Chicago",
    "Bangalore": "Asia/Kolkata",
    "Barcelona": "Europe/Madrid",
    "Basel": "Europe/Zurich",
    "Beijing": "Asia/Shanghai",
    "Bengaluru": "Asia/Kolkata",
    "Birmingham": "Europe/London",
    "Boston": "America/New_York",
    "Braga": "Europe/Lisbon",
    "Cologne": "Europe/Berlin",
    "Delhi": "Asia/Kolkata",
    "Edinburgh": "Europe/London",
    "Frankfurt": "Europe/Berlin",
    "Geneva": "Europe/Zurich",
    "Gothenburg": "Europe/Stockholm",
    "Hamburg": "Europe/Berlin",
    "Kraków": "Europe/Warsaw",
    "Lyon": "Europe/Paris",
    "Lviv": "Europe/Kyiv",
    "Manchester": "Europe/London",
    "Milan": "Europe/Rome",
    "Montréal": "America/Toronto",
    "Mumbai": "Asia/Kolkata",
    "Munich": "Europe/Berlin",
    "München": "Europe/Berlin",
    "New Delhi": "Asia/Kolkata",
    "Osaka": "Asia/Tokyo",
    "Porto": "Europe/Lisbon",
    "Rio de Janeiro": "America/Sao_Paulo",
    "Rotterdam": "Europe/Amsterdam",
    "San Francisco": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles",
    "Tel Aviv": "Asia/Jerusalem",
    "Washington": "America/New_York",
    "Wrocław": "Europe/Warsaw",
}

#: Languages in which a zone's own city is understood too: Lisboa, Wien, Варшава.
LANGUAGES: Final = (
    *("cs", "da", "de", "el", "es", "fi", "fr", "hu", "it", "ja", "nb"),
    *("nl", "pl", "pt", "pt_PT", "ro", "ru", "sv", "tr", "uk", "zh"),
)


def known_zone(text: str) -> str | None:
    """Return the zone meant by a typed name or city, in its own spelling; none if there is none.

    "Europe/Lisbon", "europe/lisbon", "Lisbon", "lisboa" and "Lisbon, Portugal" are all one.
    """
    typed = _folded(text)
    city = typed.partition(",")[0].strip()
    return _cities().get(typed) or _names().get(typed) or _cities().get(city)


def zone_like(text: str) -> str | None:
    """Return the zone whose name or city looks most like a typed one that is none."""
    places = _names() | _cities()
    return next((places[near] for near in get_close_matches(_folded(text), places, 1, 0.75)), None)


def _folded(text: str) -> str:
    return name_key(text.replace("_", " "))


@cache
def _names() -> dict[str, str]:
    return {_folded(name): name for name in available_timezones() if name != "localtime"}


@cache
def _cities() -> dict[str, str]:
    """Return zones by their city: the offered ones first, then any other, then translations."""
    found = {_folded(city): zone for city, zone in CITIES.items()}
    for zone in (*COMMON, *sorted(available_timezones())):
        area, _, city = zone.rpartition("/")
        if area and not area.startswith("Etc"):
            found.setdefault(_folded(city), zone)
    renamed = get_global("zone_aliases")
    for language in LANGUAGES:
        for zone, said in Locale.parse(language).time_zones.items():
            if "city" in said and _folded(zone) in _names():
                found.setdefault(_folded(said["city"]), renamed.get(zone, zone))
    return found

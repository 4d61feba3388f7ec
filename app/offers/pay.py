"""Pay as people type it and as it is shown: integer minor units and an ISO currency."""

import re
from decimal import Decimal

from babel.core import get_global
from babel.numbers import get_currency_precision

from app.core.decision import Refused
from app.core.wording import money

PERIODS = {
    "year": "a year",
    "month": "a month",
    "week": "a week",
    "day": "a day",
    "hour": "an hour",
}
LARGEST = 10**15
_SPACES = re.compile(r"[\s\u00a0\u202f'’]+")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_POINT = re.compile(r"\d+\.\d{3}")
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?:(?P<sep>[.,])\d{3})(?:(?P=sep)\d{3})*(?:(?!(?P=sep))[.,]\d+)?"
)


def currency_code(text: str) -> str:
    """Return the ISO code in capitals; refuse what is none in use."""
    code = text.strip().upper()
    if code not in _known():
        raise Refused("Write the currency as its three letters, for example EUR.")
    return code


def minor_units(text: str, currency: str) -> int:
    """Read an amount ("68,000", "68 000.50", "68.000") into minor units of its currency.

    In a currency of three decimals one point is a decimal point, one comma parts thousands.
    """
    digits = get_currency_precision(currency)
    value = _decimal(_SPACES.sub("", text), digits)
    minor = value * 10**digits
    if minor != int(minor):
        raise Refused(f"An amount in {currency} has at most {digits} decimals.")
    if minor <= 0:
        raise Refused("The amount has to be more than nothing.")
    if minor > LARGEST:
        raise Refused("The amount is too large.")
    return int(minor)


def typed(minor: int, currency: str) -> str:
    """Write an amount as it may be typed again: 6800000, EUR is "68000"."""
    digits = get_currency_precision(currency)
    value = major(minor, currency)
    return f"{value:.{digits}f}" if minor % 10**digits else f"{value:.0f}"


def major(minor: int, currency: str) -> Decimal:
    """Return an amount in the major unit, for files."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def in_words(minor: int, currency: str, period: str) -> str:
    """Write pay whole: "€ 68,000 a year"."""
    return f"{money(minor, currency)} {PERIODS[period]}"


def _decimal(text: str, digits: int) -> Decimal:
    grouped = _GROUPED.fullmatch(text)
    if grouped and not (digits == 3 and _POINT.fullmatch(text)):
        whole = text.replace(grouped["sep"], "")
        return Decimal(whole.replace(",", "."))
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    raise Refused("Write the amount in digits, for example 68000 or 68,000.50.")


def _known() -> frozenset[str]:
    return frozenset(get_global("all_currencies"))

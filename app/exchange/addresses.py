"""E-mail and web addresses out of a file: valid or not, and how they are compared."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from app.core import mailboxes

mailboxes.let_closed_networks_in()

MAX_EMAIL = 254
#: Plain addresses that the full check would surely take as they are: it costs fifty times as
#: much. No label may have hyphens third and fourth (xn--), these domains are looked at closely.
PLAIN = re.compile(
    r"(?=.{6,254}\Z)(?=[^@]{1,64}@)"
    r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@"
    r"(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"(?!(?:arpa|invalid|local|localhost|onion|test)\Z)[a-z]{2,63}",
    re.IGNORECASE | re.ASCII,
)
BARE_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[/?#:].*)?", re.IGNORECASE | re.ASCII
)
#: Addresses that need no closer look.
PLAIN_URL = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?:/[\w./%~+=&?#-]*)?",
    re.IGNORECASE | re.ASCII,
)


class Email(NamedTuple):
    """An address as it was given, and the key under which it is the same as another."""

    given: str
    key: str


def read_email(text: str) -> Email:
    """Return the address; raise ValueError with a sentence when it cannot be one."""
    if PLAIN.fullmatch(text):
        return Email(text, text.lower())
    return _checked(text)


@lru_cache(maxsize=1024)
def _checked(text: str) -> Email:
    try:
        found = validate_email(text, check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        raise ValueError(f"Not an e-mail address. {error}") from None
    if len(found.normalized) > MAX_EMAIL or len(text) > MAX_EMAIL:
        raise ValueError(f"An e-mail address has {MAX_EMAIL} characters at most.")
    return Email(text, found.normalized.casefold())


def read_url(text: str) -> str:
    """Return a web address; one without http:// or https:// gets the latter.

    Raise ValueError for another kind of address and for what is none.
    """
    if PLAIN_URL.fullmatch(text):
        return text
    address = f"https://{text}" if BARE_HOST.fullmatch(text) else text
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme.lower() not in {"http", "https"} or re.search(r"[\s<>\"]", address):
        raise ValueError("Not a web address. It begins with https:// or http://.")
    return address

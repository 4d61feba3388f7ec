"""Calendar files by link: what each purpose gives, whatever package it belongs to."""

from collections.abc import Callable
from datetime import datetime

from flask import Response

from app.links.models import Link

#: What answers a link, or nothing where there is no file (yet, or any more).
Giver = Callable[[Link, datetime], Response | None]
GIVERS: dict[str, Giver] = {}


def register(purpose: str, giver: Giver) -> None:
    """Make known what gives the calendar file of a link of this purpose."""
    GIVERS[purpose] = giver

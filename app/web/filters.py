"""The wording of facts, given to the templates as filters and tests."""

from datetime import datetime
from typing import Final

from flask import Flask

from app.core import names, wording

FILTERS: Final = {
    "city": wording.city,
    "day": wording.day,
    "long_day": wording.long_day,
    "on_day": wording.on_day,
    "hour": wording.hour,
    "moment": wording.moment,
    "undated_place": wording.undated_place,
    "long_moment": wording.long_moment,
    "when": wording.when,
    "short_moment": wording.short_moment,
    "span": wording.span,
    "long_span": wording.long_span,
    "left": wording.left,
    "long_left": wording.long_left,
    "urgency": wording.urgency,
    "number": wording.number,
    "percent": wording.percent,
    "money": wording.money,
    "plural": wording.plural,
    "listed": wording.listed,
    "ordinal": wording.ordinal,
    "initials": wording.initials,
    "script": names.script_tag,
    "mark_step": wording.mark_step,
    "mark_number": wording.mark_number,
}


def iso(at: datetime, zone: wording.Zone | None = None) -> str:
    """Write a moment for the machine, with its offset: the ``datetime`` of ``<time>``."""
    local = at if zone is None else at.astimezone(wording.zone_of(zone))
    return local.isoformat(timespec="seconds")


def register(app: Flask) -> None:
    """Give every template the filters and the words of the marks."""
    app.jinja_env.filters.update(FILTERS, iso=iso)
    app.jinja_env.globals.update(
        MARK_WORDS=wording.MARK_WORDS, RECOMMENDATION_WORDS=wording.RECOMMENDATION_WORDS
    )

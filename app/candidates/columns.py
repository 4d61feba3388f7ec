"""The columns of a candidate, for page, CSV and workbook."""

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from typing import Any

from app.core.columns import Column


def columns(
    status: Callable[[Any], str],
    owner: Callable[[Any], str | None],
    next_promise_due: Callable[[Any], datetime | None],
) -> list[Column[Any]]:
    """Return the columns of a row that has what candidacy and candidate hold, side by side.

    The full status and promises are known to later packages.
    """
    return [
        Column("candidate_id", "Id", attrgetter("candidate_id"), "number"),
        Column("name", "Name", attrgetter("name")),
        Column("email", "E-mail", attrgetter("email")),
        Column("phone", "Phone", attrgetter("phone")),
        Column("current_title", "Does now", attrgetter("current_title")),
        Column("current_employer", "Works at", attrgetter("current_employer")),
        Column("location", "Location", attrgetter("location")),
        Column("time_zone", "Time zone", attrgetter("time_zone")),
        Column("source", "Source", attrgetter("source")),
        Column("status", "Status", status),
        Column("applied_at", "Applied", attrgetter("applied_at"), "moment"),
        Column("interviewed_at", "Interviewed", attrgetter("interviewed_at"), "moment"),
        Column("last_word_at", "Last word", attrgetter("last_word_at"), "moment"),
        Column("next_promise_due", "Next promise due", next_promise_due, "moment"),
        Column("owner", "Owner", owner),
        Column("external_id", "External id", attrgetter("external_id")),
    ]

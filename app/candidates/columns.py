"""The columns of a candidate, for page, CSV and workbook."""

from collections.abc import Callable
from datetime import datetime
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
        Column("candidate_id", "Id", lambda one: one.candidate_id, "number"),
        Column("name", "Name", lambda one: one.name),
        Column("email", "E-mail", lambda one: one.email),
        Column("phone", "Phone", lambda one: one.phone),
        Column("current_title", "Does now", lambda one: one.current_title),
        Column("current_employer", "Works at", lambda one: one.current_employer),
        Column("location", "Location", lambda one: one.location),
        Column("time_zone", "Time zone", lambda one: one.time_zone),
        Column("source", "Source", lambda one: one.source),
        Column("status", "Status", status),
        Column("applied_at", "Applied", lambda one: one.applied_at, "moment"),
        Column("interviewed_at", "Interviewed", lambda one: one.interviewed_at, "moment"),
        Column("last_word_at", "Last word", lambda one: one.last_word_at, "moment"),
        Column("next_promise_due", "Next promise due", next_promise_due, "moment"),
        Column("owner", "Owner", owner),
        Column("external_id", "External id", lambda one: one.external_id),
    ]

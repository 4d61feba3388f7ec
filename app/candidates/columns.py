"""The columns of a candidate, for page, CSV and workbook."""

from collections.abc import Callable
from datetime import datetime

from app.candidates.models import Candidacy
from app.core.columns import Column


def columns(
    status: Callable[[Candidacy], str],
    owner: str | None,
    next_promise_due: Callable[[Candidacy], datetime | None] = lambda candidacy: None,
) -> list[Column[Candidacy]]:
    """Return the columns; the full status and promises are known to later packages."""
    return [
        Column("candidate_id", "Id", lambda one: one.candidate_id, "number"),
        Column("name", "Name", lambda one: one.candidate.name),
        Column("email", "E-mail", lambda one: one.candidate.email),
        Column("phone", "Phone", lambda one: one.candidate.phone),
        Column("current_title", "Does now", lambda one: one.candidate.current_title),
        Column("current_employer", "Works at", lambda one: one.candidate.current_employer),
        Column("location", "Location", lambda one: one.candidate.location),
        Column("time_zone", "Time zone", lambda one: one.candidate.time_zone),
        Column("source", "Source", lambda one: one.source),
        Column("status", "Status", status),
        Column("applied_at", "Applied", lambda one: one.applied_at, "moment"),
        Column("interviewed_at", "Interviewed", lambda one: one.interviewed_at, "moment"),
        Column("last_word_at", "Last word", lambda one: one.last_word_at, "moment"),
        Column("next_promise_due", "Next promise due", next_promise_due, "moment"),
        Column("owner", "Owner", lambda one: owner),
        Column("external_id", "External id", lambda one: one.candidate.external_id),
    ]

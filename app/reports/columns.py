"""The tables of a report, each column once for file and workbook."""

from app.core.columns import Column
from app.reports.queries.outcomes import Outcomes
from app.reports.queries.people import Load, OpenWait
from app.reports.stages import Stay


def _hours(seconds: float) -> float:
    return round(seconds / 3600, 1)


STAGES: tuple[Column[Stay], ...] = (
    Column("requisition", "Requisition", lambda row: row.of.code),
    Column("title", "Title", lambda row: row.of.title),
    Column("stage", "Stage", lambda row: row.stage),
    Column("began_at", "Began", lambda row: row.began_at, "moment"),
    Column("ended_at", "Ended", lambda row: row.ended_at, "moment"),
    Column("working_days", "Working days", lambda row: row.working_days, "number"),
    Column("hours", "Hours", lambda row: _hours(row.length.total_seconds()), "number"),
)
PEOPLE: tuple[Column[Load], ...] = (
    Column("name", "Who", lambda row: row.name),
    Column("open_items", "Open items", lambda row: row.count, "number"),
    Column("middle_since", "The middle one since", lambda row: row.since, "moment"),
    Column("middle_working_days", "Working days", lambda row: row.working_days, "number"),
    Column("middle_hours", "Hours", lambda row: _hours(row.waited.total_seconds()), "number"),
)
OFFERS: tuple[Column[Outcomes], ...] = (
    Column("requisition", "Requisition", lambda row: row.code),
    Column("title", "Title", lambda row: row.title),
    Column("sent", "Sent", lambda row: row.sent, "number"),
    Column("accepted", "Accepted", lambda row: row.accepted, "number"),
    Column("declined", "Declined", lambda row: row.declined, "number"),
    Column("lapsed", "Lapsed", lambda row: row.lapsed, "number"),
    Column("withdrawn", "Withdrawn by us", lambda row: row.withdrawn, "number"),
    Column("replaced", "Replaced by a newer one", lambda row: row.replaced, "number"),
    Column("open", "Still open", lambda row: row.open, "number"),
    Column("more_time_asked", "More time asked for", lambda row: row.more_time, "number"),
)
WAITS: tuple[Column[OpenWait], ...] = (
    Column("requisition", "Requisition", lambda row: row.code),
    Column("title", "Title", lambda row: row.title),
    Column("candidate", "Candidate", lambda row: row.candidate),
    Column("waits_for", "Waits for", lambda row: row.kind),
    Column("who", "Who", lambda row: row.name),
    Column("outside", "Not of the team", lambda row: row.is_outside, "flag"),
    Column("since", "Since", lambda row: row.since, "moment"),
    Column("until", "Until", lambda row: row.until, "moment"),
    Column("working_days", "Working days", lambda row: row.working_days, "number"),
    Column("hours", "Hours", lambda row: _hours(row.waited.total_seconds()), "number"),
    Column("mark", "Longest mark passed", lambda row: row.mark),
)

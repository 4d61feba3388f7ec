"""The tables of a report by name, as they are taken as files."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.columns import Column
from app.people.models import Person
from app.reports.columns import OFFERS, PEOPLE, STAGES, WAITS
from app.reports.queries.outcomes import outcomes
from app.reports.queries.people import loads, waits
from app.reports.queries.stages import moments
from app.reports.stages import Stay, stays


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table: its columns, and its rows cut to whoever takes it."""

    columns: Sequence[Column[Any]]
    rows: Callable[[Person, datetime], Iterable[Any]]


def _stays(person: Person, at: datetime) -> list[Stay]:
    return [stay for one in moments(person) for stay in stays(one, at)]


TABLES = {
    "stages": ReportTable(STAGES, _stays),
    "people": ReportTable(PEOPLE, lambda person, at: loads(person, at, limit=None)),
    "offers": ReportTable(OFFERS, outcomes),
    "waits": ReportTable(WAITS, waits),
}

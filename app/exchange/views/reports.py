"""The tables of a report as files, cut to whoever takes them."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from flask import Response, abort

from app.core.csv import stream
from app.core.wording import zone_of
from app.exchange.books import book, pieces_of
from app.exchange.views.blueprint import bp, signed_in
from app.exchange.views.exports import WORKBOOK, file_of
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.reports.tables import TABLES, ReportTable
from app.web.requests import now


@bp.get("/reports/<report>.csv")
@needs(Permission.SIGNED_IN)
def report(report: str) -> Response:
    """Hand out a table of the report."""
    found, person = _table(report), signed_in()
    pieces = stream(found.columns, found.rows(person, now()))
    return file_of(chain([next(pieces)], pieces), _name(report, "csv", person), "text/csv")


@bp.get("/reports/<report>.xlsx")
@needs(Permission.SIGNED_IN)
def report_workbook(report: str) -> Response:
    """Hand out a table of the report as a workbook."""
    found, person = _table(report), signed_in()
    pieces = _workbook(report, found, person, now())
    return file_of(pieces, _name(report, "xlsx", person), WORKBOOK)


def _table(report: str) -> ReportTable:
    found = TABLES.get(report)
    if found is None:
        abort(404)
    return found


def _workbook(name: str, table: ReportTable, person: Person, at: datetime) -> Iterator[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is read to its end
    with (
        book(file, zone_of(person.time_zone), at) as written,
        written.sheet(name, table.columns) as sheet,
    ):
        for row in table.rows(person, at):
            sheet.add(row)
    return pieces_of(file)


def _name(report: str, ending: str, person: Person) -> str:
    day = now().astimezone(zone_of(person.time_zone)).date()
    return f"report-{report}-{day.isoformat()}.{ending}"

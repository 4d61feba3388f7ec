"""The counts by group as files, rounded as on their page."""

import tempfile
from datetime import tzinfo

from flask import Response, abort

from app.core.csv import stream
from app.core.wording import zone_of
from app.exchange.books import book, pieces_of
from app.exchange.exports import filename
from app.exchange.views.blueprint import bp, signed_in
from app.exchange.views.exports import WORKBOOK, file_of
from app.fairness.columns import COLUMNS, file_lines
from app.fairness.queries import Report, report
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now

ENDINGS = ("csv", "xlsx")


@bp.get("/fairness/counts.<ending>")
@needs(Permission.HR)
def company_counts(ending: str) -> Response:
    """Hand out the company's counts."""
    zone = zone_of(signed_in().time_zone)
    day = now().astimezone(zone).date()
    return _counts(report(), f"fairness-{day.isoformat()}.{ending}", ending, zone)


@bp.get("/requisitions/<int:requisition_id>/fairness/counts.<ending>")
@needs(Permission.HR, on=load_requisition)
def counts(requisition: Requisition, ending: str) -> Response:
    """Hand out the counts of one requisition."""
    name = filename(requisition, now(), ending, "fairness")
    return _counts(report(requisition.id), name, ending, zone_of(requisition.time_zone))


def _counts(found: Report, name: str, ending: str, zone: tzinfo) -> Response:
    if ending not in ENDINGS:
        abort(404)
    lines = file_lines(found)
    if ending == "csv":
        return file_of(stream(COLUMNS, lines), name, "text/csv")
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is read to its end
    with book(file, zone, now()) as written, written.sheet("fairness", COLUMNS) as sheet:
        for line in lines:
            sheet.add(line)
    return file_of(pieces_of(file), name, WORKBOOK)

"""Tables as files, streamed."""

from collections.abc import Iterator

from flask import Response, abort, stream_with_context

from app.core.wording import zone_of
from app.db import db, set_writing
from app.exchange.exports import (
    EXPORTS,
    Export,
    csv_of,
    filename,
    may_take,
    office_history_csv,
    workbook_of,
)
from app.exchange.pack import note_taking, pack_of, tables_for
from app.exchange.views.blueprint import bp, signed_in
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/requisitions/<int:requisition_id>/exports/<what>.csv")
@needs(Permission.SEE_REQUISITION, on=load_requisition)
def export(requisition: Requisition, what: str) -> Response:
    """Hand out a table, cut to whoever takes it."""
    found = _table(requisition, what)
    pieces = csv_of(found, requisition, signed_in(), now())
    return file_of(pieces, filename(requisition, now(), "csv", what), "text/csv")


@bp.get("/requisitions/<int:requisition_id>/exports/<what>.xlsx")
@needs(Permission.SEE_REQUISITION, on=load_requisition)
def workbook(requisition: Requisition, what: str) -> Response:
    """Hand out a table as a workbook, cut to whoever takes it."""
    found = _table(requisition, what)
    pieces = workbook_of(found, requisition, signed_in(), now())
    return file_of(pieces, filename(requisition, now(), "xlsx", what), WORKBOOK)


@bp.post("/requisitions/<int:requisition_id>/pack")
@needs(Permission.SEE_REQUISITION, on=load_requisition)
def pack(requisition: Requisition) -> Response:
    """Hand out every table a person may take in one zip; history says that they took it."""
    person = signed_in()
    tables = tables_for(requisition, person, now())
    if not tables:
        abort(403)
    note_taking(requisition, tables, by=person, at=now())
    taken_by = f"{person.name} <{person.email}>"
    name, at = filename(requisition, now(), "zip"), now()
    ids = requisition.id, person.id

    def read() -> Iterator[bytes]:
        set_writing(False)  # the line is written; nobody else's writing waits while this is read
        subject, reader = (
            db.session.get_one(Requisition, ids[0]),
            db.session.get_one(Person, ids[1]),
        )
        yield from pack_of(subject, reader, tables, taken_by=taken_by, at=at)

    return file_of(read(), name, "application/zip")


@bp.get("/history.csv")
@needs(Permission.ADMIN)
def office_history() -> Response:
    """Hand out the office's own history."""
    day = now().astimezone(zone_of(signed_in().time_zone)).date()
    return file_of(office_history_csv(), f"office-history-{day.isoformat()}.csv", "text/csv")


def _table(requisition: Requisition, what: str) -> Export:
    found = EXPORTS.get(what)
    if found is None:
        abort(404)
    if not may_take(found, requisition, signed_in(), now()):
        abort(403)
    return found


def file_of(pieces: Iterator[bytes], name: str, kind: str) -> Response:
    """Answer with a file, piece by piece."""
    response = Response(stream_with_context(pieces), mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response

"""Tables as files, streamed."""

from collections.abc import Iterator

from flask import Response, abort, stream_with_context

from app.core.wording import zone_of
from app.exchange.exports import EXPORTS, csv_of, filename, may_take, office_history_csv
from app.exchange.views.blueprint import bp, signed_in
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>/exports/<what>.csv")
@needs(Permission.SEE_REQUISITION, on=load_requisition)
def export(requisition: Requisition, what: str) -> Response:
    """Hand out a table, cut to whoever takes it."""
    found = EXPORTS.get(what)
    if found is None:
        abort(404)
    if not may_take(found, requisition, signed_in(), now()):
        abort(403)
    pieces = csv_of(found, requisition, signed_in(), now())
    return _file(pieces, filename(found, requisition, now()))


@bp.get("/history.csv")
@needs(Permission.ADMIN)
def office_history() -> Response:
    """Hand out the office's own history."""
    day = now().astimezone(zone_of(signed_in().time_zone)).date()
    return _file(office_history_csv(), f"office-history-{day.isoformat()}.csv")


def _file(pieces: Iterator[bytes], name: str) -> Response:
    response = Response(stream_with_context(pieces), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response

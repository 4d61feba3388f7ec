"""What the shell of every page shows of the desk: its count, and my open requisitions."""

from flask import Flask, request, url_for

from app.desk import queries
from app.people.sessions import me
from app.web.context import provide
from app.web.requests import now


def register(app: Flask) -> None:
    """Offer ``shell.desk_count`` and ``shell.nav_requisitions``."""
    provide(app, "desk_count", _count)
    provide(app, "nav_requisitions", _requisitions)


def _count() -> int | None:
    person = me()
    return queries.count(person, now()) if person is not None else None


def _requisitions() -> list[tuple[str, str, str, bool]]:
    person = me()
    if person is None:
        return []
    here = (request.view_args or {}).get("requisition_id")
    return [
        (
            one.title,
            " · ".join(part for part in (one.code, one.location) if part),
            url_for("overview.requisition", requisition_id=one.id),
            one.id == here,
        )
        for one in queries.navigated(person)
    ]

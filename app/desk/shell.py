"""What the shell of every page shows of the desk: its count, and my open requisitions."""

from flask import Flask, g, request, url_for

from app.core.todo import Waiting
from app.desk import queries
from app.desk.queries import Shell
from app.people.sessions import me
from app.web.context import provide
from app.web.requests import now


def register(app: Flask) -> None:
    """Offer ``shell.desk_count``, ``.nav_requisitions``, ``.runs``, ``.brings`` and a search."""
    provide(app, "desk_count", _count)
    provide(app, "find", lambda: True)
    provide(app, "nav_requisitions", _requisitions)
    provide(app, "runs", lambda: (found := _shell()) is not None and found.runs)
    provide(app, "brings", lambda: (found := _shell()) is not None and found.brings)


def know(waiting: list[Waiting]) -> None:
    """Spare the shell its count on a page that has fetched what waits; a cut list tells none."""
    if len(waiting) < queries.MOST:
        g.desk_waiting = len(waiting)


def _shell() -> Shell | None:
    """Return what the database says, asked once a request."""
    person = me()
    if person is None:
        return None
    if "desk_shell" not in g:
        g.desk_shell = queries.shell(person, now(), g.get("desk_waiting"))
    found: Shell = g.desk_shell
    return found


def _count() -> int | None:
    found = _shell()
    return found.count if found else None


def _requisitions() -> list[tuple[str, str, str, bool]]:
    found = _shell()
    if found is None:
        return []
    here = (request.view_args or {}).get("requisition_id")
    return [
        (
            one.title,
            " · ".join(part for part in (one.code, one.location) if part),
            url_for("overview.requisition", requisition_id=one.id),
            one.id == here,
        )
        for one in found.requisitions
    ]

"""One request: one moment, one unit of work, committed once after success."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from flask import Flask, Response, abort, g, make_response, request

from app.core import clock
from app.db import db, set_writing

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def register(app: Flask) -> None:
    """Let every request begin with the right kind of transaction and end with none."""
    app.before_request(_begin)
    app.teardown_request(_end)


def writes() -> bool:
    """Whether this request may write: anything but GET, HEAD and OPTIONS."""
    return request.method not in SAFE


def now() -> datetime:
    """Return the request's moment: read once, after its locks are held (law L8)."""
    if "now" not in g:
        g.now = clock.now()
    moment: datetime = g.now
    return moment


def in_one_unit(view: Callable[..., Any], *subject: Any, **arguments: Any) -> Response:
    """Run a view; commit what it wrote when it succeeded, undo it when it refused."""
    response = make_response(view(*subject, **arguments))
    if writes() and response.status_code < 400:
        db.session.commit()
    elif writes():
        db.session.rollback()
    return response


def _begin() -> None:
    for name in ("now", "rights", "_login_user"):  # an outer context may serve several requests
        g.pop(name, None)
    if any("\x00" in text for text in _sent()):
        abort(400)  # no text holds a NUL, and PostgreSQL keeps none
    set_writing(writes())


def _sent() -> Iterator[str]:
    """Yield every text of the address and, where it writes, of the form."""
    yield request.full_path
    for values in (request.args, request.form) if writes() else (request.args,):
        for name, value in values.items(multi=True):
            yield name
            yield value


def _end(error: BaseException | None) -> None:
    set_writing(False)

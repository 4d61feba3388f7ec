"""One line of the log for each request, and the number by which it is found again."""

import logging
import secrets
import time

from flask import Flask, Response, g, request

from app.core.log_lines import write

log = logging.getLogger(__name__)
HEADER = "X-Request-ID"


def register(app: Flask) -> None:
    """Number every request and write a line when it is answered."""
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """Return the present request's number; it is ours, whatever a client sent."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    number: str = g.request_id
    return number


def _begin() -> None:
    g.pop("request_id", None)  # an outer context may serve several requests
    g.request_began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    began = g.get("request_began", time.perf_counter())
    write(
        log,
        "request",
        request=request_id(),
        method=request.method if request.method.isalpha() else "other",
        route=request.endpoint,
        status=response.status_code,
        ms=round((time.perf_counter() - began) * 1000, 1),
    )
    return response

"""Light, dark or as the system says: a cookie, written by the server before anything is drawn."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, current_app, has_request_context, redirect, request
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from app.web.access import open_to_all

THEMES: Final = ("light", "dark", "auto")
COOKIE: Final = "theme"
A_YEAR: Final = timedelta(days=365)


def theme() -> str:
    """Return the theme of this request; without a choice the system's."""
    chosen = request.cookies.get(COOKIE, "auto") if has_request_context() else "auto"
    return chosen if chosen in THEMES else "auto"


@open_to_all
def choose_theme() -> Response:
    """Keep the choice in a cookie and go back to the page it was made on."""
    chosen = request.form.get("theme", "")
    if chosen not in THEMES:
        raise BadRequest
    response = redirect(_page_before(), 303)
    response.set_cookie(
        COOKIE, chosen, max_age=A_YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response


def register(app: Flask) -> None:
    """Give every template ``theme()`` and take the choice at ``POST /theme``."""
    app.jinja_env.globals.update(theme=theme)
    app.add_url_rule("/theme", "theme", choose_theme, methods=["POST"])


def _page_before() -> str:
    before = urlsplit(request.referrer or "")
    if before.netloc != request.host or not before.path.startswith("/"):
        return "/"
    path = "/" + before.path.lstrip("/")
    try:  # a form sent back with errors stands at an address that cannot be opened
        current_app.url_map.bind(request.host).match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return "/"
    return f"{path}?{before.query}" if before.query else path

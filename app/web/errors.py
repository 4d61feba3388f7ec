"""What a person reads when something is refused, missing, too large or broken."""

import logging
from typing import Any

from flask import Flask, g, render_template, request
from flask_login import AnonymousUserMixin
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from app.core.decision import Refused
from app.core.log_lines import write
from app.db import db
from app.web.log_lines import request_id

log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Answer every error with a page in our words."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(IntegrityError, _raced)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(DataError, _unreadable)
    app.register_error_handler(OverflowError, _unreadable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _page(status: int, reasons: tuple[str, ...] = ()) -> tuple[str, int]:
    db.session.rollback()
    if status >= 500:
        g._login_user = AnonymousUserMixin()  # who asks is a question to what may be broken
    name = f"errors/{status}.html"
    page = render_template(
        [name, "errors/any.html"], status=status, reasons=reasons, number=request_id()
    )
    return page, status


def _refused(error: Refused) -> tuple[str, int]:
    return _page(409, error.reasons)


def _raced(error: IntegrityError) -> tuple[str, int]:
    _log(error)
    return _page(409, ("Someone else changed this at the same moment. Look again, then decide.",))


def _busy(error: OperationalError) -> tuple[str, int]:
    _log(error)
    return _page(503, ("The database is busy. Nothing was changed. Try again in a moment.",))


def _unreadable(error: Exception) -> tuple[str, int]:
    """Answer what no column can hold, such as a number of thirty digits in an address."""
    return _page(400)


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error.get_response()
    return _page(error.code)


def _broken(error: Exception) -> tuple[str, int]:
    _log(error)
    return _page(500)


def _log(error: BaseException) -> None:
    write(log, "error", logging.ERROR, request=request_id(), route=request.endpoint, because=error)

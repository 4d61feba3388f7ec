"""What a person reads when something is refused, missing, too large or broken."""

from typing import Any

from flask import Flask, render_template, request
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from app.core.decision import Refused
from app.db import db


def register(app: Flask) -> None:
    """Answer every error with a page in our words."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(IntegrityError, _raced)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _page(status: int, reasons: tuple[str, ...] = ()) -> tuple[str, int]:
    db.session.rollback()
    name = f"errors/{status}.html"
    return render_template([name, "errors/any.html"], status=status, reasons=reasons), status


def _refused(error: Refused) -> tuple[str, int]:
    return _page(409, error.reasons)


def _raced(error: IntegrityError) -> tuple[str, int]:
    _log(error)
    return _page(409, ("Someone else changed this at the same moment. Look again, then decide.",))


def _busy(error: OperationalError) -> tuple[str, int]:
    _log(error)
    return _page(503, ("The database is busy. Nothing was changed. Try again in a moment.",))


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error.get_response()
    return _page(error.code)


def _broken(error: Exception) -> tuple[str, int]:
    _log(error)
    return _page(500)


def _log(error: BaseException) -> None:
    from flask import current_app

    current_app.logger.error("%s %s", request.method, request.endpoint, exc_info=error)

"""What templates may name of accounts: the time zones offered in pickers."""

from flask import Flask

from app.core.zones import COMMON


def register(app: Flask) -> None:
    """Give every template ``COMMON_ZONES``."""
    app.jinja_env.globals["COMMON_ZONES"] = COMMON

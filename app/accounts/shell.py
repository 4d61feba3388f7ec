"""What templates may name of accounts: the time zones offered in pickers, a browser in words."""

from flask import Flask

from app.accounts.agents import browser_name
from app.core.zones import COMMON


def register(app: Flask) -> None:
    """Give every template ``COMMON_ZONES`` and the filter ``browser_name``."""
    app.jinja_env.filters["browser_name"] = browser_name
    app.jinja_env.globals["COMMON_ZONES"] = COMMON

"""What templates may name of accounts: zones for pickers, a browser in words, our look."""

from flask import Flask

from app.accounts.agents import browser_name
from app.accounts.look import look_of
from app.core.zones import COMMON
from app.people.queries import company
from app.web.context import provide


def register(app: Flask) -> None:
    """Give every template ``COMMON_ZONES``, the filter ``browser_name`` and ``shell.look``."""
    provide(app, "look", lambda: look_of(company()))
    app.jinja_env.filters["browser_name"] = browser_name
    app.jinja_env.globals["COMMON_ZONES"] = COMMON

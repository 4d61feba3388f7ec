"""The command line: one file per noun, each with its ``commands``."""

import copy
import importlib
import pkgutil
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext

#: These bring the database to the present version themselves, or need none.
WITHOUT = frozenset({"init", "serve", "web", "score", "restore"})


def register(app: Flask) -> None:
    """Give the app every command of this package's files, each asking first for a database."""
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        for command in getattr(module, "commands", ()):
            app.cli.add_command(_ready(command))


def _ready(command: click.Command) -> click.Command:
    """Return the command, or the group with its commands, that runs when the database can."""
    twin = copy.copy(command)
    if isinstance(twin, click.Group):
        twin.commands = {name: _ready(one) for name, one in twin.commands.items()}
    elif twin.callback is not None:
        twin.callback = with_appcontext(_checked(twin.callback, command.name not in WITHOUT))
    return twin


def _checked(run: Callable[..., Any], needs_database: bool) -> Callable[..., Any]:
    @wraps(run)
    def checked(*given: Any, **named: Any) -> Any:
        # where `score` runs alone, nothing of a database is imported
        from app.cli.readiness import in_one_line, require_present_database

        with in_one_line():
            if needs_database:
                require_present_database()
            return run(*given, **named)

    return checked

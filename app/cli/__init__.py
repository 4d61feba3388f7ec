"""The command line: one file per noun, each with its ``commands``."""

import importlib
import pkgutil

from flask import Flask


def register(app: Flask) -> None:
    """Give the app every command of this package's files."""
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        for command in getattr(module, "commands", ()):
            app.cli.add_command(command)

"""Gunicorn, started from our own command line with the application already built."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from app.core.log_lines import Line
from app.db import db


class Lines(Logger):
    """Gunicorn's own words as lines like ours."""

    def setup(self, cfg: Any) -> None:
        """Write them so."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Line())


class Server(BaseApplication):
    """Serves one application with options given as a dict."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options | {"post_fork": self._after_fork, "logger_class": Lines}
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application."""
        return self._app

    def _after_fork(self, server: Any, worker: Any) -> None:
        with self._app.app_context():
            db.engine.dispose(close=False)  # connections are not shared between processes

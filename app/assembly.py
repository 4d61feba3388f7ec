"""Puts the application together: settings, database, packages, pages, commands."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import settings
from app.core import mailboxes
from app.core.packages import PACKAGES, each, module
from app.db import db, engine_options, prepare_engine

#: what ``app.web`` registers, in this order
WEB = (
    "log_lines",
    "requests",
    "assets",
    "icons",
    "filters",
    "headers",
    "compression",
    "theme",
    "context",
    "errors",
    "health",
)

csrf = CSRFProtect()
migrate = Migrate(render_as_batch=True, directory=str(settings.ROOT / "app" / "migrations"))


def assemble(config: Mapping[str, Any]) -> Flask:
    """Build the application."""
    mailboxes.let_closed_networks_in()
    app = Flask(
        "app",
        root_path=str(settings.ROOT / "app"),
        template_folder=str(settings.ROOT / "templates"),
        static_folder=None,
    )
    app.config.update(settings.load(config))
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops)  # type: ignore[method-assign]
    db.init_app(app)
    prepare_engine(app)
    for package in PACKAGES:
        module(package, "models")
    migrate.init_app(app, db)
    csrf.init_app(app)
    _web(app)
    _people(app)
    _packages(app)
    _commands(app)
    return app


def _web(app: Flask) -> None:
    for name in WEB:
        found = module("web", name)
        if found is not None and hasattr(found, "register"):
            found.register(app)


def _people(app: Flask) -> None:
    from app.people import sessions

    sessions.login_manager.init_app(app)


def _packages(app: Flask) -> None:
    """Gather what packages bring by convention: pages, jobs, messages, words, shell parts."""
    for name in ("jobs", "messages"):
        for _ in each(name):
            pass  # importing registers them
    for found in each("shell"):
        found.register(app)
    for found in each("views"):
        for blueprint in getattr(found, "blueprints", ()):
            app.register_blueprint(blueprint)


def _commands(app: Flask) -> None:
    from app import cli

    cli.register(app)

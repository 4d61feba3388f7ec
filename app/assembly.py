"""Puts the application together: settings, database, packages, pages, commands."""

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import settings
from app.db import db, engine_options, prepare_engine

#: the feature packages, lowest storey first
PACKAGES = (
    "people",
    "history",
    "links",
    "work",
    "mail",
    "accounts",
    "signoffs",
    "requisitions",
    "candidates",
    "letters",
    "scorecards",
    "checks",
    "shortlists",
    "offers",
    "statuspage",
    "overview",
    "exchange",
    "desk",
)

#: what ``app.web`` registers, in this order
WEB = ("requests", "assets", "icons", "filters", "headers", "theme", "context", "errors", "health")

csrf = CSRFProtect()
migrate = Migrate(render_as_batch=True, directory=str(settings.ROOT / "app" / "migrations"))


def assemble(config: Mapping[str, Any]) -> Flask:
    """Build the application."""
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


def module(package: str, name: str) -> ModuleType | None:
    """Import ``app.<package>.<name>`` where there is one."""
    full = f"app.{package}.{name}"
    return importlib.import_module(full) if importlib.util.find_spec(full) else None


def each(name: str) -> Iterator[ModuleType]:
    """Yield the module of this name of every package that has one, lowest storey first."""
    for package in PACKAGES:
        found = module(package, name)
        if found is not None:
            yield found


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

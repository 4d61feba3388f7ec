"""What every template may name; packages above give their part by name at start."""

from collections.abc import Callable
from typing import Any

from flask import Flask, has_request_context

from app.web.requests import now

Provider = Callable[[], Any]


class Lazy:
    """A value fetched at its first use, so that a page pays only for what it shows."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._known: list[Any] = []

    def __call__(self) -> Any:
        """Return the value."""
        if not self._known:
            self._known.append(self._provider())
        return self._known[0]


def provide(app: Flask, name: str, provider: Provider) -> None:
    """Offer the shell of every page a value as ``shell.<name>()``, fetched when it is used."""
    app.extensions.setdefault("finalist-shell", {})[name] = provider


def register(app: Flask) -> None:
    """Give every template ``now``, and ``shell`` with what the packages provide."""

    @app.context_processor
    def shell() -> dict[str, Any]:
        if not has_request_context():
            return {}
        providers: dict[str, Provider] = app.extensions.get("finalist-shell", {})
        values = {name: Lazy(provider) for name, provider in providers.items()}
        return {"now": now(), "shell": values}

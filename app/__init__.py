"""Finalist: from the last interview to a signed offer.

Nothing is imported here, so that ``app.engine`` can be used without Flask or a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Build the application from the environment, ``instance/config.toml`` and ``config``."""
    from app.assembly import assemble

    return assemble(config or {})

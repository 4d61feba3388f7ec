"""Finalist: from the last interview to a signed offer.

Nothing is imported here, so that ``app.engine`` can be used without Flask or a database.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

# The engine's matrices are small: threads over one would wait for each other longer than they
# compute, most of all beside other processes. It is read once, when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Build the application from the environment, ``instance/config.toml`` and ``config``."""
    if config is None and sys.argv[1:4] == ["--app", "app", "score"]:
        from app.cli.alone import only_score

        return only_score()
    from app.assembly import assemble

    return assemble(config or {})

"""History in sentences: each package says, by verb, what follows the name of who acted."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Any

import app
from app.core.wording import listed
from app.history.queries import Line


@cache
def verbs() -> Mapping[str, str]:
    """Return the words of every verb, gathered from each package's ``verbs.py``."""
    found: dict[str, str] = {}
    for package in pkgutil.iter_modules(app.__path__):
        name = f"app.{package.name}.verbs"
        if package.ispkg and importlib.util.find_spec(name):
            found |= importlib.import_module(name).VERBS
    return found


def sentence(line: Line, candidate: str | None = None) -> str:
    """Return what was done, in words: "wrote to Ana"; an erased or missing fact is left open."""
    words = verbs().get(line.verb)
    if words is None:
        return line.verb.replace(".", ": ").replace("_", " ")
    facts = dict(line.detail or {})
    facts["candidate"] = candidate or "a candidate"
    return " ".join(_OpenFormatter().vformat(words, (), facts).split())


class _OpenFormatter(Formatter):
    """Fills in what there is."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        """Return a fact, or an ellipsis."""
        return kwargs.get(str(key), "…")

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write a fact in words."""
        return listed(map(str, value)) if isinstance(value, list) else str(value)

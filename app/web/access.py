"""Markers that every view carries one of; a route without one is a failed test (default deny)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from app.web.requests import in_one_unit

View = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Access:
    """How a view is guarded: ``kind`` is needs, open or link; ``what`` names the permission."""

    kind: str
    what: str


def marked(guarded: View, access: Access) -> View:
    """Put the marker on a guarded view, where the tests look for it."""
    guarded.access = access  # type: ignore[attr-defined]
    return guarded


def open_to_all(view: View) -> View:
    """Let anybody in, signed in or not."""

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        return in_one_unit(view, **arguments)

    return marked(guarded, Access("open", "all"))

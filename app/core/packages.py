"""The feature packages, lowest storey first, and what each brings by the name of a file."""

import importlib
import importlib.util
from collections.abc import Iterator
from types import ModuleType

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
    "promises",
    "letters",
    "scorecards",
    "notes",
    "checks",
    "shortlists",
    "offers",
    "fairness",
    "statuspage",
    "changes",
    "reports",
    "overview",
    "exchange",
    "upkeep",
    "desk",
)


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

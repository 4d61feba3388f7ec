"""The plain makers: `make.person(name="Ana")` puts one real row, with all it needs, into the test.

Every public function in tests/makers/*.py whose first parameter is called `make` is a maker; a
feature adds its own by adding its own file. A maker may call others (`make.requisition()`), takes
everything by keyword with believable defaults, and returns the row. What was made is committed
into the test's own transaction when the outermost maker returns.
"""

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from typing import Any

from tests import makers
from tests.clock import Clock
from tests.freshness import save


class Make:
    """Makes rows through one session at the moment its clock shows."""

    def __init__(self, session: Any, clock: Clock) -> None:
        """Write through ``session``."""
        self.session = session
        self.clock = clock
        self._numbers = itertools.count(1)
        self._depth = 0

    @property
    def at(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    def number(self) -> int:
        """Return a number not used before in this test, for names that must be unique."""
        return next(self._numbers)

    def add(self, row: Any) -> Any:
        """Write one row and return it with its id."""
        self.session.add(row)
        self.session.flush()
        return row

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the maker called ``name``."""
        maker = known_makers().get(name)
        if maker is None:
            raise AttributeError(f"no maker {name!r}; there are: {', '.join(known_makers())}")
        return partial(self._run, maker)

    def _run(self, maker: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._depth += 1
        try:
            made = maker(self, *args, **kwargs)
        finally:
            self._depth -= 1
        if self._depth == 0:
            save(self.session)
        return made


@cache
def known_makers() -> dict[str, Callable[..., Any]]:
    """Return every maker by name."""
    found: dict[str, Callable[..., Any]] = {}
    for info in pkgutil.iter_modules(makers.__path__):
        module = importlib.import_module(f"{makers.__name__}.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and next(iter(inspect.signature(function).parameters), "") == "make":
                if name in found:
                    raise RuntimeError(f"two makers are called {name!r}")
                found[name] = function
    return dict(sorted(found.items()))

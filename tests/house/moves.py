"""Every table of moves in the application, found where rules live."""

import importlib
import pkgutil

import app
from app.core.moves import Moves


def all_moves() -> dict[str, Moves]:
    """Return each table by the package that holds it and what it moves."""
    found: dict[str, Moves] = {}
    for info in pkgutil.walk_packages(app.__path__, "app."):
        if ".rules" in info.name:
            module = importlib.import_module(info.name)
            for value in vars(module).values():
                if isinstance(value, Moves):
                    found[f"{info.name.split('.')[1]}: {value.thing}"] = value
    return dict(sorted(found.items()))

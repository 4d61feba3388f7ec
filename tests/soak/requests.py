"""Requests that no person would make: every route, odd values, for whoever asks."""

import random
from typing import Any

ODD = (
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "NaN",
    "Łukasz 王小明 \u202e\u0301 👩‍🚀",
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "{link} {0} %s %(x)s",
    "' OR 1=1 --",
    "2026-02-30",
    "2026-11-22T25:61",
    "25:00",
    "a@b",
    "a" * 5_000,
    "on",
    "..",
    "\r\nX: y",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
)
NUMBERS = (0, 1, 2, 7, 2**31 - 1, 2**31, 2**63, 10**30)


def odd_value(chance: random.Random) -> str:
    """Return a value for a field or a query."""
    if chance.random() < 0.2:
        return str(chance.choice(NUMBERS) * chance.choice((1, -1)))
    if chance.random() < 0.2:
        return "".join(chr(chance.randrange(1, 0x2FFF)) for _ in range(chance.randrange(12)))
    return chance.choice(ODD)


def odd_fields(chance: random.Random, names: list[str]) -> dict[str, list[str]]:
    """Return a form: some of the names that forms here have, and some that none has."""
    chosen = [chance.choice(names) for _ in range(chance.randrange(8))]
    return {name: [odd_value(chance) for _ in range(chance.randrange(1, 3))] for name in chosen}


def odd_path(chance: random.Random, rule: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Return values for the places of an address: mostly what is there, sometimes not."""
    filled = dict(values)
    for name, value in values.items():
        if chance.random() < 0.2:
            if isinstance(value, int):
                filled[name] = chance.choice(NUMBERS)
            elif name == "token":
                filled[name] = odd_value(chance) or "x"
    return filled

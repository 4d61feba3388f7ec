"""Marks written as a small table: a line is `candidate rater mark mark …`, a dot not assessed."""

from app.engine import Criterion, Mark


def criteria(*weights: float, panels: str = "", must: tuple[int, ...] = ()) -> list[Criterion]:
    """Criteria 1, 2, 3 …; `panels` as one letter each: s is soft, h is hard (all soft if empty)."""
    letters = panels or "s" * len(weights)
    names = {"s": "soft", "h": "hard"}
    return [
        Criterion(number, names[letter], weight, number in must)
        for number, (weight, letter) in enumerate(zip(weights, letters, strict=True), start=1)
    ]


def marks(table: str) -> list[Mark]:
    """The marks of a table, criteria numbered 1, 2, 3 … from left to right."""
    found = []
    for line in filter(None, map(str.strip, table.splitlines())):
        candidate, rater, *values = line.split()
        found += [
            Mark(int(candidate), int(rater), number, int(value))
            for number, value in enumerate(values, start=1)
            if value != "."
        ]
    return found

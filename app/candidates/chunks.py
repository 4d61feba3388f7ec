"""Long lists in parts that fit one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

#: Well below what any database takes in one statement.
CHUNK = 500

T = TypeVar("T")


def in_chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the items in order, some at a time."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))

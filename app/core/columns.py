"""One description of a column, from which a page, a CSV and a workbook are all written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

#: How a page shows the value; files write it by its own type.
Kind = Literal["text", "number", "moment", "date", "money", "flag"]

RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """A value of a row: ``key`` heads it in files (snake_case), ``title`` on pages.

    ``value`` returns str, int, float, Decimal, bool, an aware datetime, a date, or None for
    what is not there. Money is a Decimal in the major unit, its currency a column of its own.
    """

    key: str
    title: str
    value: Callable[[RowT], object]
    kind: Kind = "text"


def keys(columns: Iterable[Column[RowT]]) -> list[str]:
    """Return the heading of a file."""
    return [column.key for column in columns]


def values(columns: Sequence[Column[RowT]], row: RowT) -> list[object]:
    """Return what one row holds, in the order of the columns."""
    return [column.value(row) for column in columns]

"""A list as its address says it: what is looked for, in which order, by which columns, from where.

The whole of it is in the address, so that it can be kept, sent and gone back to. Pages are cut by
the value at which one ends, not by a number of rows, so that nothing is shown twice or left out
when rows come or go in between.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, func, literal, tuple_
from werkzeug.datastructures import MultiDict

from app.db import Moment, db

PAGE = 50
LONGEST = 500
#: where moments that are not known yet stand in an order
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sort:
    """One order of a list, in words and as the value it goes by; ties go by the row's number."""

    key: str
    words: str
    by: Any
    down: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a person may choose; ``usual`` ones are shown until they do."""

    key: str
    words: str
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows a list: values in an address with their words; none of them is all."""

    key: str
    words: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """What can be chosen of one list; its first order is the usual one."""

    sorts: tuple[Sort, ...]
    columns: tuple[Column, ...] = ()
    filters: tuple[Filter, ...] = ()
    look: str = ""

    def chosen(self, path: str, asked: MultiDict[str, str]) -> "Choice":
        """Read the choice out of an address; what it does not know is left out."""
        columns = set(asked.getlist("col")) & {one.key for one in self.columns}
        said = {
            one.key: value
            for one in self.filters
            if (value := asked.get(one.key, "")) in one.choices
        }
        return Choice(
            listing=self,
            path=path,
            q=" ".join(asked.get("q", "").split())[:200],
            sort=next((one for one in self.sorts if one.key == asked.get("sort")), self.sorts[0]),
            columns=frozenset(columns or (one.key for one in self.columns if one.usual)),
            filters=said,
            after=asked.get("after", "")[:LONGEST],
            before=asked.get("before", "")[:LONGEST],
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen of a list, and the addresses that say so."""

    listing: Listing
    path: str
    sort: Sort
    q: str = ""
    columns: frozenset[str] = frozenset()
    filters: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    before: str = ""

    @property
    def query(self) -> str:
        """The choice as the end of an address, without where its page begins."""
        return urlencode(self._said(), doseq=True)

    @property
    def narrowed(self) -> bool:
        """Whether rows may be hidden by what is looked for."""
        return bool(self.q or self.filters)

    @property
    def paged(self) -> bool:
        """Whether this is another page than the first."""
        return bool(self.after or self.before)

    def address(self, **changed: str | None) -> str:
        """Return the address of this choice, changed so; a change to none leaves that out."""
        said = self._said() | changed
        query = urlencode({name: value for name, value in said.items() if value}, doseq=True)
        return f"{self.path}?{query}" if query else self.path

    def _said(self) -> dict[str, Any]:
        usual = {one.key for one in self.listing.columns if one.usual}
        said: dict[str, Any] = {"q": self.q} if self.q else {}
        said |= self.filters
        if self.sort != self.listing.sorts[0]:
            said["sort"] = self.sort.key
        if self.columns != usual:
            said["col"] = [one.key for one in self.listing.columns if one.key in self.columns]
        return said


@dataclass(frozen=True, slots=True)
class Cut:
    """A page of a list, and where the pages beside it begin."""

    rows: Sequence[Any]
    before: str | None
    after: str | None


def or_never(column: Any) -> ColumnElement[datetime]:
    """Return a moment that stands first in an order where it is not known."""
    return func.coalesce(column, literal(NEVER, Moment), type_=Moment)


def cut(
    query: Select[*tuple[Any, ...]],
    sort: Sort,
    number: ColumnElement[int] | Any,
    *,
    after: str = "",
    before: str = "",
    size: int = PAGE,
) -> Cut:
    """Return the page after or before a place; ``number`` is the column that tells rows apart."""
    start = _start(before or after)
    backwards = bool(before and start)
    down = sort.down != backwards
    here = tuple_(sort.by, number)
    if start:
        query = query.where(here < start if down else here > start)
    order = (sort.by.desc(), number.desc()) if down else (sort.by, number)
    marked = query.add_columns(sort.by.label("_at"), number.label("_number"))
    found = db.session.execute(marked.order_by(*order).limit(size + 1)).all()
    more = len(found) > size
    rows = found[:size][::-1] if backwards else found[:size]
    earlier, later = (more, True) if backwards else (start is not None, more)
    return Cut(
        rows,
        _place(rows[0]) if rows and earlier else None,
        _place(rows[-1]) if rows and later else None,
    )


_PLACE = re.compile(r"(\d{1,9})([.@~])(.*)", re.DOTALL)


def _place(row: Any) -> str:
    """Write where a row stands in the order, for an address: its number, then its value."""
    value = row._at
    if isinstance(value, datetime):
        return f"{row._number}@{value.astimezone(UTC).isoformat()}"
    return f"{row._number}~{value}" if isinstance(value, int) else f"{row._number}.{value}"


def _start(place: str) -> tuple[Any, int] | None:
    found = _PLACE.fullmatch(place.replace("\0", ""))
    if found is None:
        return None
    number, kind, value = int(found[1]), found[2], found[3]
    try:
        if kind == "@":
            return datetime.fromisoformat(value).astimezone(UTC), number
        return (int(value) if kind == "~" else value), number
    except (ValueError, OverflowError):
        return None

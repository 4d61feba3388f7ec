"""How a ranking is looked at: order, filter and columns, all of it in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from app.scorecards.queries.seen import SHOWN, SORTS

#: The columns beside place, name and total that a person may choose.
COLUMNS: Final[Mapping[str, str]] = {
    "soft": "Soft",
    "hard": "Hard",
    "range": "Likely range",
    "chance": "In the top, truly and by other weights",
    "spread": "Spread and coverage",
    "told": "Recommendations",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at a ranking; ``more`` are further choices of the page it stands on."""

    sort: str = SORTS[0]
    show: str = SHOWN[0]
    columns: tuple[str, ...] = tuple(COLUMNS)
    more: tuple[tuple[str, str], ...] = ()

    @property
    def grouped(self) -> bool:
        """Whether everyone stands in the order proposed, so that the cut line has a place."""
        return self.sort == SORTS[0] and self.show == SHOWN[0]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return what differs from the usual look, as an address says it."""
        found = []
        if self.sort != SORTS[0]:
            found.append(("sort", self.sort))
        if self.show != SHOWN[0]:
            found.append(("show", self.show))
        if self.columns != tuple(COLUMNS):
            found += [("col", one) for one in self.columns or ("none",)]
        return [*found, *self.more]

    def address(self, path: str, **changes: Any) -> str:
        """Return the address of the same look with some of it changed."""
        query = urlencode(replace(self, **changes).pairs)
        return f"{path}?{query}" if query else path

    def but(self, *keys: str) -> tuple[tuple[str, str], ...]:
        """Return the further choices without some of them."""
        return tuple(pair for pair in self.more if pair[0] not in keys)


def look_of(asked: MultiDict[str, str], more: tuple[tuple[str, str], ...] = ()) -> Look:
    """Read a look out of an address; what it does not know is left out."""
    wanted = set(asked.getlist("col"))
    columns = tuple(one for one in COLUMNS if one in wanted) if wanted else tuple(COLUMNS)
    return Look(
        sort=asked["sort"] if asked.get("sort") in SORTS else SORTS[0],
        show=asked["show"] if asked.get("show") in SHOWN else SHOWN[0],
        columns=columns,
        more=more,
    )

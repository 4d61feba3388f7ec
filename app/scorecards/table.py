"""The ranking as a table, drawn once for all who see the same of it in the same way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from app.scorecards.look import Look
from app.scorecards.queries.seen import Row, Seen
from app.web.icons import icon

ICONS = ("exclamation-triangle", "eye", "hourglass-split")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page adds to the table.

    A last column by candidacy, the form that ticks belong to, and where a row's numbers open.
    """

    title: str = ""
    cells: tuple[tuple[int, Markup], ...] = ()
    choosing: str = ""
    chosen: frozenset[int] = frozenset()
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """The order and totals by weights that somebody tries; nothing of it is kept."""

    order: tuple[int, ...]
    totals: tuple[tuple[int, str], ...]
    was: tuple[tuple[int, int], ...]


def table(
    seen: Seen, look: Look, path: str, beside: Beside | None = None, other: Other | None = None
) -> Markup:
    """Return the table; every number leads to its arithmetic."""
    beside = beside or Beside()
    key = ("table", tuple(seen.names.items()), tuple(seen.progress.items()), look, path)
    for name in ICONS:  # a page carries the icons it names, and a table kept names none
        icon(name)
    return seen.memory.recall(
        (*key, beside, other),
        lambda: Markup(_drawn(seen, look, path, beside, other)),  # noqa: S704 - a template's own
    )


def _drawn(seen: Seen, look: Look, path: str, beside: Beside, other: Other | None) -> str:
    return render_template(
        "scorecards/_table.html",
        seen=seen,
        look=look,
        path=path,
        groups=_groups(seen, look, other),
        beside=beside,
        cells=dict(beside.cells),
        totals=dict(other.totals) if other else {},
        places={one: place for place, one in enumerate(other.order, 1)} if other else {},
        was=dict(other.was) if other else {},
        last=_last(seen, other),
    )


def _groups(seen: Seen, look: Look, other: Other | None) -> Sequence[tuple[str, Sequence[Row]]]:
    if not look.grouped:
        return (("flat", seen.sorted(look.sort, look.show)),)
    if other is None:
        return seen.groups
    place = {one: number for number, one in enumerate(other.order)}
    return [
        (key, sorted(rows, key=lambda row: place.get(row.candidacy_id, len(place))))
        for key, rows in seen.groups
    ]


def _last(seen: Seen, other: Other | None) -> int | None:
    """Return after whom the list ends: by the tool's proposal, or by the weights tried."""
    if other is None:
        return seen.last_above
    by_id: Mapping[int, Row] = {row.candidacy_id: row for row in seen.rows}
    complete = [one for one in other.order if by_id[one].standing.status == "complete"]
    return complete[: seen.ranking.top][-1] if complete else None

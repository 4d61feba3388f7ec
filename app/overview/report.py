"""The scores of a requisition on a sheet: a dot and a range each, and a table of criteria."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isnan

from app.core.wording import number
from app.scorecards.queries import Seen
from app.scorecards.queries.seen import Row, Scale


@dataclass(frozen=True, slots=True)
class Column:
    """One criterion as the table heads it: its share of all weight."""

    id: int
    name: str
    panel: str
    share: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """One candidate on the sheet: the range of their score, and the mean on each criterion."""

    row: Row
    low: float | None
    high: float | None
    means: Sequence[float | None]

    @property
    def range(self) -> str:
        """Return the range in words."""
        if self.low is None or self.high is None:
            return ""
        return f"{number(self.low)} to {number(self.high)}"

    @property
    def label(self) -> str:
        """Say what the drawing shows."""
        return (
            f"{self.row.label}{f', between {self.range} nine times in ten' if self.range else ''}"
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the report draws, from what its viewer sees alone."""

    columns: Sequence[Column]
    rows: Sequence[Drawn]
    scale: Scale
    has_ranges: bool


def sheet_of(seen: Seen) -> Sheet:
    """Lay out the ranking a person sees."""
    found = seen.judgement.assessment
    means, drawn = found.table.mean, not seen.judgement.ranking.prior_only
    placed = seen.judgement.criteria
    shares = found.ratings.shares
    columns = [
        Column(one, named.name, named.panel, float(shares[placed[one]]))
        for one, named in seen.criteria.items()
        if one in placed
    ]
    rows = []
    for row in seen.rows:
        place = seen.judgement.places[row.candidacy_id]
        low, high = (row.range if drawn else None) or (None, None)
        own = [_known(float(means[place, placed[one.id]])) for one in columns]
        rows.append(Drawn(row, low, high, own))
    return Sheet(columns, rows, _scale(seen.scale, rows), any(one.range for one in rows))


def _scale(scale: Scale, rows: Sequence[Drawn]) -> Scale:
    """Return the ranking's scale, wide enough for the ranges."""
    ends = [end for one in rows for end in (one.low, one.high) if end is not None]
    start = max(1.0, floor(min([scale.start, *ends]) * 2) / 2)
    end = min(5.0, ceil(max([scale.end, *ends]) * 2) / 2)
    return Scale(start, end, scale.cut)


def _known(value: float) -> float | None:
    return None if isnan(value) else value

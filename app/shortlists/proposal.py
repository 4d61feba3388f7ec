"""A start: what the marks propose, set by probability and order by score; and what departs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.wording import listed, ordinal
from app.scorecards.queries import Seen
from app.scorecards.queries.seen import Row

#: How a reason begins that the tool wrote, so that nobody takes it for a person's.
AS_PROPOSED = "As the marks propose"


@dataclass(frozen=True, slots=True)
class Start:
    """A list as the marks propose it: an order, and a reason in words for everybody."""

    order: tuple[int, ...]
    reasons: Mapping[int, str]


def start_of(seen: Seen, in_play: Sequence[int]) -> Start:
    """Return what the marks propose for those in play."""
    rows = {row.candidacy_id: row for row in seen.rows}
    order = tuple(one for one in proposed(seen) if one in set(in_play))
    reasons = {one: _reason(seen, rows.get(one), order) for one in in_play}
    return Start(order, reasons)


def proposed(seen: Seen) -> tuple[int, ...]:
    """Return the proposed set in the order proposed."""
    return tuple(row.candidacy_id for row in seen.rows if row.standing.proposed)


def is_own(reason: str) -> bool:
    """Say whether a reason is a person's, not the one the tool began with."""
    return bool(reason.strip()) and not reason.strip().startswith(AS_PROPOSED)


def departures(seen: Seen, order: Sequence[int]) -> dict[int, str]:
    """Say of each whom a list places otherwise than the marks propose, how; by candidacy.

    Of those on it: whoever is not proposed, and whoever stands above somebody the marks place
    higher. Of those not on it: whoever is proposed.
    """
    start = proposed(seen)
    place = {one: number for number, one in enumerate(start)}
    rows = {row.candidacy_id: row for row in seen.rows}
    found = {}
    for number, one in enumerate(order):
        row = rows.get(one)
        if one not in place:
            found[one] = f"not proposed{_where(row)}"
            continue
        below = [
            other for other in order[number + 1 :] if place.get(other, place[one]) < place[one]
        ]
        if below:
            names = listed(seen.names[other] for other in below)
            found[one] = f"takes {ordinal(number + 1)} over {names}, whom the marks place higher"
    for one in start:
        if one not in order:
            found[one] = f"proposed{_where(rows[one])}, and left out"
    return found


def _where(row: Row | None) -> str:
    if row is None or row.standing.position is None:
        return ""
    return f", {ordinal(row.standing.position)} by marks"


def _reason(seen: Seen, row: Row | None, order: Sequence[int]) -> str:
    if row is None:
        return f"{AS_PROPOSED}: no marks yet."
    one = row.standing
    if row.candidacy_id in order:
        chance = (
            f", {row.chance} likely to be truly in the top {seen.ranking.top}"
            if row.chance and seen.contested and not seen.ranking.prior_only
            else ""
        )
        return f"{AS_PROPOSED}: {ordinal(one.position or 0)} by {_by(seen)} total{chance}."
    if one.status != "complete":
        return f"{AS_PROPOSED}: {'. '.join(row.doubts)}."
    return f"{AS_PROPOSED}: {ordinal(one.position or 0)} by {_by(seen)} total, below the cut."


def _by(seen: Seen) -> str:
    return "adjusted" if seen.adjusted else "raw"

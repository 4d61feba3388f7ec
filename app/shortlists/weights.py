"""Other weights tried on the ranking: what would move and why. Nothing of it is ever kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from app.core.wording import listed, number, ordinal
from app.scorecards.queries import Seen
from app.scorecards.table import Other

PREFIX = "w-"
MOST = 100.0
#: So many moves are told one by one; the rest are seen in the table.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Weighing:
    """One criterion: its part of all weight in percent, as it is and as it is tried."""

    id: int
    name: str
    panel: str
    own: float
    tried: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What an order by weights rests on: totals now, and scores by criterion, of those ranked.

    ``parts`` holds a score for each criterion in the order of ``criteria``, none where there is
    none; ``complete`` are those who compete for the list of ``top``.
    """

    criteria: tuple[int, ...]
    shares: tuple[float, ...]
    order: tuple[int, ...]
    totals: Mapping[int, float]
    parts: Mapping[int, tuple[float | None, ...]]
    complete: frozenset[int]
    top: int


@dataclass(frozen=True, slots=True)
class Tried:
    """The weights of a page: ``wrong`` says what of them could not be read."""

    weighings: tuple[Weighing, ...]
    wrong: tuple[str, ...]
    other: Other | None
    said: tuple[str, ...]

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """Return the weights tried as an address says them; nothing where none are."""
        if self.other is None:
            return ()
        return tuple((f"{PREFIX}{one.id}", f"{one.tried:g}") for one in self.weighings)


def scores_in(seen: Seen) -> Scores:
    """Return the numbers behind the order, from what the viewer sees alone."""
    return seen.memory.recall(("scores",), lambda: _scores(seen))


def tried(seen: Seen, asked: Mapping[str, str]) -> Tried:
    """Read weights out of an address and say what they would do; none asked is none tried."""
    found = scores_in(seen)
    own = [round(share * 100, 1) for share in found.shares]
    typed, wrong = _typed(found, asked)
    total = sum(typed.values())
    if typed and not wrong and total <= 0:
        wrong = ("With all weights at 0 nothing would count. Give one of them some weight.",)
    used = typed if typed and not wrong else {}
    shown = [typed.get(one, weight) for one, weight in zip(found.criteria, own, strict=True)]
    weighings = tuple(
        Weighing(one, seen.criteria[one].name, seen.criteria[one].panel, weight, value)
        for one, weight, value in zip(found.criteria, own, shown, strict=True)
    )
    if not used or not found.order or all(one.own == one.tried for one in weighings):
        return Tried(weighings, wrong, None, ())
    whole = sum(shown)
    totals = totals_by(found, [value / whole for value in shown])
    order = ordered(found, totals)
    other = Other(
        order=order,
        totals=tuple((one, number(totals[one])) for one in order),
        was=tuple((one, place) for place, one in enumerate(found.order, 1)),
    )
    return Tried(weighings, (), other, tuple(_said(seen, found, weighings, order)))


def totals_by(found: Scores, shares: Sequence[float]) -> dict[int, float]:
    """Return the total of each by other weights: today's, and what the change does to it.

    So the requisition's own weights give exactly today's totals, whatever somebody lacks.
    """
    return {
        one: found.totals[one] + _mean(parts, shares) - _mean(parts, found.shares)
        for one, parts in found.parts.items()
    }


def ordered(found: Scores, totals: Mapping[int, float]) -> tuple[int, ...]:
    """Return those ranked by other totals; equals stay as they stand."""
    return tuple(sorted(found.order, key=lambda one: -round(totals[one], 9)))


def _mean(parts: Sequence[float | None], shares: Sequence[float]) -> float:
    held = [(part, share) for part, share in zip(parts, shares, strict=True) if part is not None]
    weight = sum(share for _, share in held)
    return sum(part * share for part, share in held) / weight if weight else 0.0


def _scores(seen: Seen) -> Scores:
    import numpy as np

    from app.engine.report import scores_of  # numpy: only where numbers are wanted

    judgement = seen.judgement
    by_criterion = scores_of(judgement.assessment)
    places = [(one, judgement.criteria[one]) for one in seen.criteria if one in judgement.criteria]
    ranked = [one for one in seen.ranking.standings if one.position is not None]
    return Scores(
        criteria=tuple(one for one, _ in places),
        shares=tuple(float(judgement.assessment.ratings.shares[place]) for _, place in places),
        order=tuple(one.candidate for one in ranked),
        totals={one.candidate: one.score or 0.0 for one in ranked},
        parts={
            one.candidate: tuple(
                None if np.isnan(value) else float(value)
                for value in by_criterion[
                    judgement.places[one.candidate], [place for _, place in places]
                ]
            )
            for one in ranked
        },
        complete=frozenset(one.candidate for one in ranked if one.status == "complete"),
        top=seen.ranking.top,
    )


def _typed(found: Scores, asked: Mapping[str, str]) -> tuple[dict[int, float], tuple[str, ...]]:
    typed = {}
    for one in found.criteria:
        text = asked.get(f"{PREFIX}{one}", "").strip().replace(",", ".")
        if not text:
            continue
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not isfinite(value) or not 0 <= value <= MOST:
            return {}, (f"A weight is a number from 0 to 100, not “{text[:20]}”.",)
        typed[one] = value
    return typed, ()


def _said(
    seen: Seen, found: Scores, weighings: Sequence[Weighing], order: Sequence[int]
) -> Iterable[str]:
    """Say who would move past whom and why, those over the cut first; and what holds."""
    if order == found.order:
        yield "Nobody moves. Every place holds."
        return
    was = {one: place for place, one in enumerate(found.order, 1)}
    now = {one: place for place, one in enumerate(order, 1)}
    up = sorted(
        (one for one in order if now[one] < was[one]),
        key=lambda one: (not (now[one] <= found.top < was[one]), now[one]),
    )
    for one in up[:TOLD]:
        passed = [other for other in order if was[other] < was[one] and now[other] > now[one]]
        last = max(passed, key=lambda other: was[other] == now[one])
        whom = seen.names[last] if len(passed) == 1 else f"{len(passed)} others"
        why = _why(found, weighings, one, last)
        yield f"{seen.names[one]} would pass {whom} for {ordinal(now[one])}{why}."
    if len(up) > TOLD:
        yield f"{len(up) - TOLD} more would move up."
    firm = [place for one, place in now.items() if was[one] == place and place <= found.top]
    if firm:
        places = listed(ordinal(place) for place in firm)
        yield f"{places} hold{'s' if len(firm) == 1 else ''}."


def _why(found: Scores, weighings: Sequence[Weighing], one: int, other: int) -> str:
    """Name the criterion that does most of it, with both marks."""
    whole = sum(each.tried for each in weighings)
    gains = []
    for place, each in enumerate(weighings):
        mine, theirs = found.parts[one][place], found.parts[other][place]
        if mine is not None and theirs is not None:
            by = (each.tried / whole - found.shares[place]) * (mine - theirs)
            gains.append((by, each, mine, theirs))
    if not gains:
        return ""
    by, each, mine, theirs = max(gains, key=lambda gain: gain[0])
    if by <= 0:
        return ""
    way = "more" if each.tried / whole * 100 > each.own else "less"
    return f": {each.name} counts {way}, {number(mine, 1)} against {number(theirs, 1)}"

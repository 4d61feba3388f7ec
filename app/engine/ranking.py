"""The proposed order: positions, ties and the set proposed, from raw scores."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from app.engine.cells import Cells, cells_by_candidate
from app.engine.gaps import Bars, bars_of, gaps_of, status_of
from app.engine.inputs import Criterion, Mark, Settings
from app.engine.notes import Facts, notes_on
from app.engine.raw import raw_numbers
from app.engine.requirements import Requirements, requirements_of
from app.engine.standing import Assessed, Order, Standing, standing_of


@dataclass(frozen=True, slots=True)
class Ranking:
    """Standings in the proposed order, and what a reader must know about it, in words.

    Complete candidates and those below a must-have come by raw score; then the incomplete, by
    the score they have so far; then the unscored. Equals share a position (1, 2, 2, 4); inside
    a tie, and among those without a position, equals stand by id, for a stable page only.
    `top` is the list size, at most the number of candidates. `ordered_by` is `raw`, or `adjusted`
    where raters' severity was taken out; `prior_only` as in Assessment.
    """

    standings: tuple[Standing, ...]
    top: int
    tie_over_cut: bool
    notes: tuple[str, ...]
    ordered_by: str = "raw"
    prior_only: bool = False

    @property
    def proposed(self) -> tuple[int, ...]:
        """The candidates proposed: the `top` highest, and all who tie with the last of them."""
        return tuple(standing.candidate for standing in self.standings if standing.proposed)


def rank(
    candidates: Sequence[int],
    criteria: Sequence[Criterion],
    marks: Sequence[Mark],
    settings: Settings,
) -> Ranking:
    """Rank candidates by their raw score. Marks must already be cut to what the viewer may see.

    Raises ValueError, in words, for what cannot be: a candidate, criterion or mark given twice,
    a mark of an unknown candidate or criterion, a value that is not 1 to 5, a negative weight,
    all weights zero. No candidates, no criteria or no marks are answered.
    """
    requirements = requirements_of(criteria)
    laid = cells_by_candidate(candidates, requirements, marks)
    bars = bars_of(settings)
    everyone = [_assess(key, cells, requirements, bars) for key, cells in laid.items()]
    everyone.sort(key=_sort_key)
    top = min(settings.top, len(everyone))
    orders = _orders(everyone, top)
    standings = tuple(
        standing_of(one, orders.get(one.candidate, Order()), requirements) for one in everyone
    )
    raters = {rater for one in everyone for rater in one.numbers.raters}
    facts = Facts(
        statuses=Counter(standing.status for standing in standings),
        tied=any(standing.tied for standing in standings),
        proposed=sum(standing.proposed for standing in standings),
        top=top,
        criteria=len(requirements.criteria),
        raters=len(raters),
    )
    return Ranking(standings, top, facts.proposed > top, notes_on(facts))


def _assess(candidate: int, cells: Cells, requirements: Requirements, bars: Bars) -> Assessed:
    numbers = raw_numbers(cells, requirements)
    gaps = gaps_of(numbers, requirements, bars)
    return Assessed(candidate, numbers, gaps, status_of(numbers, gaps))


def _in_ranking(one: Assessed) -> bool:
    return one.status in ("complete", "below must-have")


def _score(one: Assessed) -> Fraction:
    """The raw score to sort by; below every real one where only weightless criteria are marked."""
    return Fraction(0) if one.numbers.raw is None else one.numbers.raw


def _sort_key(one: Assessed) -> tuple[int, float, Fraction, int]:
    """The float only spares comparing fractions where it already tells two scores apart."""
    group = 0 if _in_ranking(one) else 1 if one.status == "incomplete" else 2
    score = _score(one)
    return group, -float(score), -score, one.candidate


def _orders(everyone: Sequence[Assessed], top: int) -> Mapping[int, Order]:
    """Competition ranking (1, 2, 2, 4), and the proposed set, which a tie over the cut extends."""
    ranked = [one for one in everyone if _in_ranking(one)]
    eligible = [_score(one) for one in ranked if one.status == "complete"]
    cut = eligible[:top][-1] if eligible else None
    orders: dict[int, Order] = {}
    for score, group in groupby(ranked, key=_score):
        equals = list(group)
        position, tied = len(orders) + 1, len(equals) > 1
        reaches = cut is not None and score >= cut
        for one in equals:
            orders[one.candidate] = Order(position, tied, reaches and one.status == "complete")
    return orders

"""How steady one candidate's place is: which weight, or whose absence, would change it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.core.wording import listed, ordinal, percent
from app.scorecards.queries.seen import Row, Seen

if TYPE_CHECKING:
    from app.engine.without_rater import Absence

#: A change of less is shown with a decimal, so that both ends do not read alike.
FINE = 0.02
#: Places of which it is said how firm they are, whatever the size of the list.
MOST = 7


def steadiness(
    seen: Seen, row: Row, raters: Mapping[int, str], *, upwards: bool = True
) -> list[str]:
    """Say what would change a candidate's place, from what the viewer sees alone.

    `raters` names everybody whose cards the ranking rests on; not `upwards`, only what swaps the
    candidate with the next one down. Empty for who has no position.
    """
    if row.standing.position is None:
        return []
    found = [*_swaps(seen, row, upwards=upwards), *_absences(seen, row, raters)]
    if not found and not upwards:
        return steadiness(seen, row, raters)
    alone = sum(one.position is not None for one in seen.ranking.standings) < 2
    return found or ([] if alone else [_steady(row)])


def firmness(seen: Seen, raters: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Say of each place how firm it is, by candidacy: of those around the list, and the first out.

    ``raters`` names everybody whose cards the ranking rests on.
    """
    shown = [row for row in seen.rows if row.standing.position is not None]
    places = shown[: max(seen.ranking.top + 2, MOST)]
    if seen.ranking.prior_only:  # every panel's one rater holds everybody, which the page says once
        swaps = {row.candidacy_id: tuple(_swaps(seen, row, upwards=False)) for row in places}
        return {one: words for one, words in swaps.items() if words}
    return seen.memory.recall(
        ("firmness", tuple(seen.names.items()), tuple(raters.items())),
        lambda: {
            row.candidacy_id: tuple(steadiness(seen, row, raters, upwards=False)) for row in places
        },
    )


def _steady(row: Row) -> str:
    return (
        f"Steady: no change of one weight moves {row.name} past a neighbour, and no single "
        "rater’s absence changes whether they are on the list."
    )


def _swaps(seen: Seen, row: Row, *, upwards: bool) -> list[str]:
    """The change of one weight that swaps this candidate with the one before and the one after."""
    swaps = seen.judgement.swaps
    ranked = [one for one in seen.ranking.standings if one.position is not None]
    own = next(place for place, one in enumerate(ranked) if one.candidate == row.candidacy_id)
    found = []
    for upper in (own - 1, own) if upwards else (own,):
        if not 0 <= upper < len(swaps):
            continue
        swap = swaps[upper]
        other = ranked[upper if upper < own else upper + 1]
        if swap is None or other.position == row.standing.position:
            continue
        verb = "rises above" if swap.weight > swap.now else "falls below"
        now, then = _percents(swap.now, swap.weight)
        found.append(
            f"{row.name} ({_place(row.standing.position)}) and {seen.names[other.candidate]} "
            f"({_place(other.position)}) swap if {seen.criteria[swap.criterion].name} "
            f"{verb} {then} of the weight (now {now})."
        )
    return found


def _place(position: int | None) -> str:
    return ordinal(position or 0)


def _percents(now: float, then: float) -> tuple[str, str]:
    if abs(then - now) >= FINE:
        return percent(now), percent(then)
    return f"{now * 100:.1f}%", f"{then * 100:.1f}%"


def _absences(seen: Seen, row: Row, raters: Mapping[int, str]) -> list[str]:
    """Whose cards hold this candidate on the list or keep them off it."""
    judgement = seen.judgement
    names = {
        judgement.assessment.ratings.raters[place]: raters[person_id]
        for person_id, place in judgement.raters.items()
        if person_id in raters
    }
    people = {
        judgement.assessment.ratings.candidates[place]: seen.names[candidacy_id]
        for candidacy_id, place in judgement.places.items()
    }
    own = judgement.assessment.ratings.candidates[judgement.places[row.candidacy_id]]
    return [
        words
        for absence in judgement.absences
        if absence.rater in names
        for words in _absence(absence, own, row, names[absence.rater], people)
    ]


def _absence(
    absence: "Absence", own: int | str, row: Row, rater: str, people: Mapping[int | str, str]
) -> Sequence[str]:
    without = f"Without {rater}’s cards"
    if own in absence.incomparable:
        return [f"{without} nothing is left of one panel, and {row.name} has no position."]
    if own in absence.goes_out and row.standing.proposed:
        return [f"{without} {row.name} is out{_others(absence.comes_in, people, 'in')}."]
    if own in absence.comes_in and not row.standing.proposed:
        return [f"{without} {row.name} is in{_others(absence.goes_out, people, 'out')}."]
    return []


def _others(labels: Sequence[int | str], people: Mapping[int | str, str], where: str) -> str:
    if not labels:
        return ""
    verb = "is" if len(labels) == 1 else "are"
    return f" and {listed(people[label] for label in labels)} {verb} {where}"

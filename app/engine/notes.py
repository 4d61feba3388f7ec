"""What a reader must know about a ranking before trusting it, in words."""

from collections import Counter
from collections.abc import Sequence

from app.engine.standing import Standing


def notes_on(
    standings: Sequence[Standing], top: int, criteria: int, raters: int
) -> tuple[str, ...]:
    """The notes that apply, most basic first."""
    if not standings:
        return ("There is no candidate to rank.",)
    if not criteria:
        return ("There are no criteria yet, so nobody has a score.",)
    if not raters:
        return ("There are no marks yet, so nobody has a score.",)
    notes: list[str] = []
    if raters == 1:
        notes.append("One person gave all the marks, so nothing says how far apart views are.")
    notes += _on_status(standings)
    notes += _on_ties(standings, top)
    return tuple(notes)


def _on_status(standings: Sequence[Standing]) -> list[str]:
    counts = Counter(standing.status for standing in standings)
    notes = []
    if counts["incomplete"]:
        notes.append(
            f"{_of(counts['incomplete'], standings)} incomplete and without a position: "
            "best and worst say where the missing marks could lead."
        )
    if counts["unscored"]:
        notes.append(f"{_of(counts['unscored'], standings)} without any mark yet.")
    if counts["below must-have"]:
        notes.append(
            f"{_of(counts['below must-have'], standings)} below a must-have: "
            "in the ranking, not proposed."
        )
    return notes


def _on_ties(standings: Sequence[Standing], top: int) -> list[str]:
    proposed = sum(standing.proposed for standing in standings)
    notes = []
    if any(standing.tied for standing in standings):
        notes.append("Equal scores share a position; the order inside a tie means nothing.")
    if proposed > top:
        notes.append(
            f"{proposed} are proposed instead of {top}, because the last of them are tied."
        )
    if proposed < top:
        notes.append(f"The list holds {top}; {proposed} can be proposed so far.")
    return notes


def _of(count: int, standings: Sequence[Standing]) -> str:
    return f"{count} of {len(standings)} {'is' if count == 1 else 'are'}"

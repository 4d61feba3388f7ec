"""What a reader must know about a ranking before trusting it, in words."""

from collections import Counter
from dataclasses import dataclass

from app.engine.gaps import Status


@dataclass(frozen=True, slots=True)
class Facts:
    """What the notes on a ranking rest on: statuses counted, ties, and numbers of things."""

    statuses: Counter[Status]
    tied: bool
    proposed: int
    top: int
    criteria: int
    raters: int

    @property
    def candidates(self) -> int:
        """How many are assessed."""
        return self.statuses.total()


def notes_on(facts: Facts) -> tuple[str, ...]:
    """The notes that apply, most basic first."""
    if not facts.candidates:
        return ("There is no candidate to rank.",)
    if not facts.criteria:
        return ("There are no criteria yet, so nobody has a score.",)
    if not facts.raters:
        return ("There are no marks yet, so nobody has a score.",)
    notes: list[str] = []
    if facts.raters == 1:
        notes.append("One person gave all the marks, so nothing says how far apart views are.")
    notes += _on_status(facts)
    notes += _on_ties(facts)
    return tuple(notes)


def _on_status(facts: Facts) -> list[str]:
    counts = facts.statuses
    notes = []
    if counts["incomplete"]:
        notes.append(
            f"{_of(counts['incomplete'], facts)} incomplete and without a position: "
            "best and worst say where the missing marks could lead."
        )
    if counts["unscored"]:
        notes.append(f"{_of(counts['unscored'], facts)} without any mark yet.")
    if counts["below must-have"]:
        notes.append(
            f"{_of(counts['below must-have'], facts)} below a must-have: "
            "in the ranking, not proposed."
        )
    return notes


def _on_ties(facts: Facts) -> list[str]:
    notes = []
    if facts.tied:
        notes.append("Equal scores share a position; the order inside a tie means nothing.")
    if facts.proposed > facts.top:
        notes.append(
            f"{facts.proposed} are proposed instead of {facts.top}, "
            "because the last of them are tied."
        )
    if facts.proposed < facts.top:
        notes.append(f"The list holds {facts.top}; {facts.proposed} can be proposed so far.")
    return notes


def _of(count: int, facts: Facts) -> str:
    return f"{count} of {facts.candidates} {'is' if count == 1 else 'are'}"

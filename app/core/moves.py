"""A feature's moves as a table: verb, the states it may start from, the state it leads to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.decision import YES, Decision, no


@dataclass(frozen=True, slots=True)
class Move:
    """One verb: where it may start, where it leads, and what to say when it may not."""

    start: frozenset[str]
    end: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Moves:
    """All verbs of one thing, asked by the rules, walked by one test, printed in the docs."""

    thing: str
    states: tuple[str, ...]
    table: Mapping[str, Move]

    def may(self, verb: str, state: str) -> Decision:
        """Say whether ``verb`` may happen in ``state``; the reason names the state."""
        move = self.table[verb]
        return YES if state in move.start else no(move.otherwise.format(state=state))

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield verb, start states and end state as text, in table order."""
        for verb, move in self.table.items():
            starts = ", ".join(state for state in self.states if state in move.start)
            yield verb, starts, move.end


def move(start: str, end: str, otherwise: str) -> Move:
    """Build a move from start states written with commas between."""
    return Move(frozenset(part.strip() for part in start.split(",")), end, otherwise)

"""Where picks agree and differ: plain sets and positions, once all may be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Candidacies that all picked, those of one or some only, and where positions differ.

    ``only`` is by the person who alone picked them; ``positions`` gives for every candidacy
    picked by anyone the position in each pick that has it.
    """

    both: tuple[int, ...]
    only: Mapping[int, tuple[int, ...]]
    positions: Mapping[int, Mapping[int, int]]

    @property
    def some(self) -> dict[int, tuple[int, ...]]:
        """Those picked by more than one but not by all, with who picked them."""
        alone = {one for chosen in self.only.values() for one in chosen}
        return {
            one: tuple(by)
            for one, by in self.positions.items()
            if self.only and one not in alone and one not in self.both
        }

    @property
    def differing(self) -> tuple[int, ...]:
        """Those picked by all, at different positions."""
        return tuple(one for one in self.both if len(set(self.positions[one].values())) > 1)


def agreement_of(picks: Mapping[int, Sequence[int]]) -> Agreement:
    """Compare picks, each an ordered sequence of candidacies by the person who chose it."""
    positions: dict[int, dict[int, int]] = {}
    for person, chosen in picks.items():
        for position, candidacy in enumerate(chosen, 1):
            positions.setdefault(candidacy, {})[person] = position
    both = sorted(
        (one for one, by in positions.items() if len(by) == len(picks)),
        key=lambda one: (sum(positions[one].values()), one),
    )
    only = {
        person: tuple(one for one in chosen if set(positions[one]) == {person})
        for person, chosen in picks.items()
    }
    return Agreement(tuple(both), only if len(picks) > 1 else {}, positions)

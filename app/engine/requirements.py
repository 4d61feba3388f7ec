"""The criteria of one requisition, checked once: by id, by panel, with their weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.engine.inputs import Criterion
from app.engine.weights import Weights, whole_weights


@dataclass(frozen=True, slots=True)
class Requirements:
    """Criteria and panels in a fixed order, whatever order they were given in."""

    criteria: Mapping[int, Criterion]
    panels: Mapping[str, tuple[int, ...]]
    must_haves: tuple[int, ...]
    weights: Weights

    def weight_of(self, criteria: Sequence[int]) -> int:
        """The weight of some criteria together, in whole units."""
        return sum(self.weights.whole[criterion] for criterion in criteria)

    def share_of(self, criteria: Sequence[int]) -> Fraction:
        """The part of all weight that some criteria carry; nothing where there is no weight."""
        total = self.weights.total
        return Fraction(self.weight_of(criteria), total) if total else Fraction(0)


def requirements_of(criteria: Sequence[Criterion]) -> Requirements:
    """Check the criteria and lay them out. Refuses one given twice, and what weights refuse."""
    by_id: dict[int, Criterion] = {}
    for criterion in sorted(criteria, key=lambda each: each.id):
        if criterion.id in by_id:
            raise ValueError(f"Criterion {criterion.id} is given twice.")
        by_id[criterion.id] = criterion
    panels = {
        panel: tuple(key for key, criterion in by_id.items() if criterion.panel == panel)
        for panel in sorted({criterion.panel for criterion in criteria})
    }
    must_haves = tuple(key for key, criterion in by_id.items() if criterion.must_have)
    return Requirements(by_id, panels, must_haves, whole_weights(tuple(by_id.values())))

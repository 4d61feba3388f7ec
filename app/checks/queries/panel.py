"""What the panel thought, by criterion; only of candidacies already cut to the reader."""

from collections import defaultdict
from collections.abc import Collection
from fractions import Fraction

from app.requisitions.queries import current_requirements
from app.scorecards.queries import given_cards

Means = dict[tuple[int, int], Fraction]


def panel_means(candidacy_ids: Collection[int], requisition_id: int) -> Means:
    """Return the mean of the marks that count, by (candidacy, criterion), exactly.

    The marks are those of the ranking: a card being changed counts as it was handed in.
    ``candidacy_ids`` must be those whose marks the reader may see (law L1).
    """
    if not candidacy_ids:
        return {}
    requirements = current_requirements(requisition_id)
    marks: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for card in given_cards(candidacy_ids, requirements.id, notes=False):
        for criterion_id, mark in card.marks.items():
            if mark.value is not None:
                marks[card.candidacy_id, criterion_id].append(mark.value)
    return {key: Fraction(sum(values), len(values)) for key, values in marks.items()}

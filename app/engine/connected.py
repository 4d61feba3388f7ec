"""Which candidates share no chain of raters, so that severity cannot be told from merit."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from app.engine.arrays import Codes
from app.engine.pairs import Pairs


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Candidates and raters tied together by shared pairs, as places in the ratings' labels."""

    candidates: Codes
    raters: Codes


def groups_of(pairs: Pairs) -> tuple[Group, ...]:
    """The connected components of the candidate-rater graph, the largest first, then by place.

    Within a group, everyone's marks can be compared through common raters; between two groups
    only by assuming that both are equally good on average. No pairs, no group.
    """
    if not len(pairs.x):
        return ()
    candidates, raters = len(pairs.candidates), len(pairs.raters)
    edges = coo_array(
        (np.ones(len(pairs.x)), (pairs.candidate, candidates + pairs.rater)),
        shape=(candidates + raters, candidates + raters),
    )
    number, label = connected_components(edges, directed=False)
    groups = map(
        Group,
        _by_label(pairs.candidates, label[:candidates], number),
        _by_label(pairs.raters, label[candidates:], number),
    )
    return tuple(sorted(groups, key=lambda group: (-len(group.candidates), group.candidates[0])))


def _by_label(places: Codes, label: Codes, number: int) -> list[Codes]:
    order = np.argsort(label, kind="stable")
    return np.split(places[order], np.searchsorted(label[order], np.arange(1, number)))

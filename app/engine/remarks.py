"""What was adjusted and what could not be, in words, for each panel."""

from collections.abc import Mapping, Sequence

import numpy as np

from app.engine.arrays import Codes
from app.engine.connected import Group
from app.engine.inputs import Label
from app.engine.panel import PanelFit
from app.engine.ratings import Ratings

SMALL = 8
"""Up to this many candidates, adjusting did not raise the hit rate in simulation."""
LISTED = 5


def remarks_on(
    ratings: Ratings, fits: Sequence[PanelFit], names: Mapping[Label, str]
) -> tuple[str, ...]:
    """One sentence a fact; `names` replace the labels of candidates."""
    remarks = []
    for fit in fits:
        before = f"{fit.pairs.panel.capitalize()}: " if len(ratings.panel_names) > 1 else ""
        remarks += [_sentence(before + words) for words in _on_panel(ratings, fit, names)]
    differ = ratings.value != ratings.independent
    late = int(
        np.count_nonzero(differ & ~(np.isnan(ratings.value) & np.isnan(ratings.independent)))
    )
    if late:
        remarks.append(
            f"{late} {'mark was' if late == 1 else 'marks were'} given or changed after seeing "
            "others: raw takes the last mark, adjusted only what was given before."
        )
    if any(not fit.unadjusted for fit in fits) and len(ratings.candidates) <= SMALL:
        remarks.append(
            f"With {len(ratings.candidates)} candidates adjusting is a check on the raw order "
            "more than an improvement of it."
        )
    return tuple(remarks)


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _on_panel(ratings: Ratings, fit: PanelFit, names: Mapping[Label, str]) -> list[str]:
    pairs = fit.pairs
    if fit.posterior.level and len(pairs.candidates) > 1:
        return ["all marks are equal, so nothing tells the candidates apart."]
    words = []
    if fit.unadjusted:
        words.append(f"nothing was adjusted, because {fit.unadjusted}.")
    elif fit.balanced:
        here = " on this panel" if len(ratings.panel_names) > 1 else ""
        words.append(
            f"everyone was seen by the same {len(pairs.raters)} people, "
            f"so the order{here} is that of the raw scores."
        )
    else:
        low, high = fit.adjustment.severity.min(), fit.adjustment.severity.max()
        words.append(
            f"how strictly {len(pairs.raters)} people mark was taken out, "
            f"from {-low:.2f} under the usual mark to {high:.2f} over it."
        )
    if fit.prior_only:
        words.append(
            "nobody was seen by two people, so the probabilities assume interviews agree as they "
            "usually do."
        )
    if len(fit.groups) > 1:
        words.append(_on_groups(ratings, fit.groups, names))
    return words


def _on_groups(ratings: Ratings, groups: Sequence[Group], names: Mapping[Label, str]) -> str:
    listed = "; ".join(_listed(ratings, group.candidates, names) for group in groups[:LISTED])
    more = f"; and {len(groups) - LISTED} groups more" if len(groups) > LISTED else ""
    return (
        f"{len(groups)} groups of candidates share no rater and can be compared only if they are "
        f"equally good on average: {listed}{more}."
    )


def _listed(ratings: Ratings, places: Codes, names: Mapping[Label, str]) -> str:
    labels = [ratings.candidates[place] for place in places[:LISTED]]
    words = ", ".join(names.get(label, str(label)) for label in labels)
    return words + (f" and {len(places) - LISTED} more" if len(places) > LISTED else "")

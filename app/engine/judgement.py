"""Judge: the three numbers of everyone side by side, as the pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from app.engine.arrays import Floats
from app.engine.assessment import Assessment, assess
from app.engine.fragility import fragility
from app.engine.front import Front, front_of
from app.engine.inputs import Criterion, Label, Mark, Settings
from app.engine.ranking import Ranking, rank
from app.engine.ratings import Ratings, axis_of, ratings_of
from app.engine.report import scores_of, weightings_of
from app.engine.standing import Judged
from app.engine.without_rater import Absence, absences_of


@dataclass(frozen=True, slots=True)
class Labels:
    """What candidates, raters and criteria are called in a file of these marks, by id.

    Draws are laid out in the order of labels, so a file and a page agree to the last digit.
    """

    candidates: Mapping[int, str]
    raters: Mapping[int, str]
    criteria: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Swap:
    """The smallest change of one criterion's weight that puts two neighbours level: from its part
    `now` of all weight to `weight`, the others keeping their proportions."""

    criterion: int
    now: float
    weight: float


@dataclass(frozen=True, eq=False)
class Judgement:
    """A ranking in the proposed order with all three numbers, and the assessment behind it.

    `weightings` is how many weights near the requisition's own were tried. `places` finds a
    candidate's row in the assessment's arrays, `raters` and `criteria` likewise.
    """

    ranking: Ranking
    assessment: Assessment
    weightings: int
    places: Mapping[int, int] = field(default_factory=dict)
    raters: Mapping[int, int] = field(default_factory=dict)
    criteria: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def swaps(self) -> tuple[Swap | None, ...]:
        """What swaps each candidate who has a position with the next one: one fewer than those.

        None where no weight alone does, where they stand level, and where their scores by
        criterion do not tell them apart as their positions do.
        """
        own = [
            self.places[one.candidate] for one in self.ranking.standings if one.position is not None
        ]
        if len(own) < 2:
            return ()
        shares = self.assessment.ratings.shares
        scores = scores_of(self.assessment)[own]
        held = ~np.isnan(scores)
        with np.errstate(invalid="ignore"):
            values = (np.where(held, scores, 0.0) @ shares) / (held @ shares)
        ids = {place: one for one, place in self.criteria.items()}
        found = fragility(scores, shares)
        return tuple(
            Swap(ids[place], float(shares[place]), float(shares[place] + change))
            if place >= 0 and apart > 0
            else None
            for place, change, apart in zip(
                found.criterion.tolist(), found.smallest.tolist(), -np.diff(values), strict=True
            )
        )

    @cached_property
    def front(self) -> Front | None:
        """The two in front, and what one more interviewer would tell; None with fewer than two."""
        return front_of(self.assessment)

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        """The raters whose absence would change the set; none too where there are too many."""
        return absences_of(self.assessment) or ()


def judge(
    candidates: Sequence[int],
    criteria: Sequence[Criterion],
    marks: Sequence[Mark],
    settings: Settings,
    *,
    labels: Labels,
    names: Mapping[int, str],
    seed: int = 0,
) -> Judgement:
    """Judge everyone. Marks must already be cut to what the viewer may see.

    `names` are the candidates', for the notes. Raises ValueError as `rank` does.
    """
    raw = rank(candidates, criteria, marks, settings)
    ratings = _ratings(candidates, criteria, marks, labels)
    spoken: dict[Label, str] = {labels.candidates[one]: name for one, name in names.items()}
    found = assess(ratings, settings, seed=seed, names=spoken)
    complete = np.flatnonzero(found.table.status == 0)
    accepted, near = np.full(len(ratings.candidates), np.nan), weightings_of(found, complete)
    accepted[complete] = near.top
    places = _places(ratings.candidates, labels.candidates, candidates)
    by_place = {place: one for one, place in places.items()}
    held = {standing.candidate: standing for standing in raw.standings}
    bands = found.bands
    standings = []
    for place in found.order.tolist():
        own = held[by_place[place]]
        ranked = own.position is not None
        standings.append(
            replace(
                own,
                position=int(found.position[place]) if ranked else None,
                tied=bool(found.tied[place]),
                proposed=bool(found.proposed[place]),
                judged=Judged(
                    raw_position=own.position,
                    adjusted=_given(found.adjusted, place),
                    p_top=_given(found.p_top, place),
                    band=bands[place],
                    rank_low=int(found.rank_low[place]) or None,
                    rank_high=int(found.rank_high[place]) or None,
                    acceptability=_given(accepted, place),
                    low=_given(found.low, place),
                    high=_given(found.high, place),
                ),
            )
        )
    return Judgement(
        ranking=Ranking(
            standings=tuple(standings),
            top=found.top,
            tie_over_cut=found.tie_over_cut,
            notes=found.notes,
            ordered_by=found.ordered_by,
            prior_only=found.prior_only,
        ),
        assessment=found,
        weightings=near.samples,
        places=places,
        raters=_places(ratings.raters, labels.raters, labels.raters),
        criteria=_places(ratings.criteria, labels.criteria, labels.criteria),
    )


def _ratings(
    candidates: Sequence[int],
    criteria: Sequence[Criterion],
    marks: Sequence[Mark],
    labels: Labels,
) -> Ratings:
    by_label = {labels.criteria[one.id]: one for one in criteria}
    asked = axis_of((labels.criteria[mark.criterion] for mark in marks), also=by_label)
    own = [by_label[str(label)] for label in asked.labels]
    return ratings_of(
        axis_of(
            (labels.candidates[mark.candidate] for mark in marks),
            also=[labels.candidates[one] for one in candidates],
        ),
        axis_of(labels.raters[mark.rater] for mark in marks),
        asked,
        [mark.value for mark in marks],
        weights=[one.weight for one in own],
        panels=[one.panel for one in own],
        must_have=[one.must_have for one in own],
        independent=[np.nan if mark.independent is None else mark.independent for mark in marks],
    )


def _places(
    found: Sequence[Label], labels: Mapping[int, str], wanted: Sequence[int] | Mapping[int, str]
) -> dict[int, int]:
    place = {label: number for number, label in enumerate(found)}
    return {one: place[labels[one]] for one in wanted if labels[one] in place}


def _given(values: Floats, place: int) -> float | None:
    value = float(values[place])
    return None if np.isnan(value) else value

"""Assess: raw, adjusted and confidence of every candidate, in the order proposed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.engine.arrays import Codes, Flags, Floats, sums
from app.engine.confidence import DRAWS, Pairwise, band_of, confidence_of
from app.engine.gaps import Status
from app.engine.inputs import Label, Settings
from app.engine.notes import Facts, notes_on
from app.engine.pairs import pairs_of
from app.engine.panel import PanelFit, panel_fit
from app.engine.ratings import Ratings
from app.engine.remarks import remarks_on
from app.engine.table import STATUSES, RawTable, raw_table
from app.engine.variances import Method

RANKED = STATUSES.index("below must-have")
"""The last status that has a position."""
WIDTH = 1.645
"""Standard deviations to either side that hold nine tenths of a normal score."""
EQUAL = 9
"""Decimals to which two scores are compared: what is nearer differs by rounding alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """Everything said of N candidates, C criteria, P panels; NaN or 0 where nothing can be said.

    Arrays follow the labels of `ratings`. `table`: the raw numbers. `adjusted` (N,), its parts by
    criterion (N, C) and `shift` = adjusted − raw, on the scale of the marks. `p_top` (N,): the
    probability of being among the `top` best complete candidates; `sd` (N,): how far a score is
    drawn from itself, in marks, NaN without a position; `rank_low`, `rank_high` (N,):
    the ranks that 90 % of the draws stay between. `position` (N,) is the rank in the proposed
    order (1, 2, 2, 4), 0 for those outside it; `tied`, `proposed` (N,). `order` (N,): places in
    the proposed order, everyone. `panels`: the fit of each that has independent marks.

    `ordered_by` is `raw` where nothing was adjusted. `prior_only`: P rests on how interviews
    usually agree and has no bands.
    """

    ratings: Ratings
    settings: Settings
    seed: int
    table: RawTable
    adjusted: Floats
    adjusted_criteria: Floats
    p_top: Floats
    sd: Floats
    rank_low: Codes
    rank_high: Codes
    pairwise: Pairwise
    position: Codes
    tied: Flags
    proposed: Flags
    order: Codes
    panels: Mapping[str, PanelFit]
    top: int
    ordered_by: str
    prior_only: bool
    notes: tuple[str, ...]

    @property
    def shift(self) -> Floats:
        """What adjusting did to each score, (N,)."""
        return self.adjusted - self.table.raw

    @property
    def low(self) -> Floats:
        """The lower end of nine tenths of the scores a candidate may truly have, (N,)."""
        return self._within(-WIDTH)

    @property
    def high(self) -> Floats:
        """The upper end, (N,)."""
        return self._within(WIDTH)

    def _within(self, width: float) -> Floats:
        """Some standard deviations from the score the order rests on, never off the scale."""
        shown = self.table.raw if self.ordered_by == "raw" else self.adjusted
        return np.clip(shown + width * self.sd, *self.settings.scale)

    @property
    def bands(self) -> tuple[str, ...]:
        """clear, borderline, unlikely; empty where there is no P or it is only the prior's."""
        return tuple(
            "" if self.prior_only or np.isnan(share) else band_of(share) for share in self.p_top
        )

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Everyone's status as a word."""
        return tuple(STATUSES[code] for code in self.table.status)

    @property
    def tie_over_cut(self) -> bool:
        """Whether equals extend the proposed set beyond `top`."""
        return int(self.proposed.sum()) > self.top


def assess(
    ratings: Ratings,
    settings: Settings,
    *,
    seed: int = 0,
    method: Method = "auto",
    names: Mapping[Label, str] | None = None,
) -> Assessment:
    """Assess everyone. Ratings must already be cut to what the viewer may see.

    The same ratings, in whatever order their rows came, the same settings and the same seed give
    the same numbers. `method` forces the grid or REML; `names` are used in the notes. Everything
    that can be laid out as Ratings is answered; ValueError only if the settings are for another
    scale.

    Source: the model of Lawrence (NIPS 2014); see the modules for each step.
    """
    if settings.scale != (ratings.lowest, ratings.highest):
        raise ValueError("The marks and the settings are on different scales.")
    table = raw_table(ratings, settings)
    panels = _fitted(ratings, method, seed)
    fits = [fit for fit in panels.values() if fit.pairs.weight > 0]
    nothing_done = all(fit.unadjusted for fit in fits)
    adjusted, criteria = table.raw, table.mean
    if not nothing_done:
        adjusted, criteria = _adjusted(ratings, table, panels)
    ranked = np.flatnonzero(table.status <= RANKED)
    dense = table.order() if nothing_done else _dense(adjusted)
    confidence = confidence_of(
        lambda who, own, rng: _sample(fits, ranked[who], own, rng),
        table.status[ranked] == 0,
        settings.top,
        _alike(ranked, fits),
        level=all(fit.posterior.level for fit in fits),
        seed=seed,
    )
    prior_only = not fits or any(fit.prior_only for fit in fits)
    p_top = _placed(confidence.p_top if fits else np.nan, ranked, len(adjusted), np.nan)
    order, position, tied = _order(table, dense)
    proposed = _proposed(
        np.zeros(len(dense)) if prior_only else p_top, dense, table.status == 0, settings.top
    )
    top = min(settings.top, len(adjusted))
    held = Counter(STATUSES[code] for code in table.status)
    facts = Facts(
        statuses=held,
        tied=bool(tied.any()),
        proposed=int(proposed.sum()),
        top=top,
        criteria=len(ratings.criteria),
        raters=len(np.unique(ratings.rater[~np.isnan(ratings.value)])),
    )
    return Assessment(
        ratings=ratings,
        settings=settings,
        seed=seed,
        table=table,
        adjusted=adjusted,
        adjusted_criteria=criteria,
        p_top=p_top,
        sd=_placed(confidence.sd, ranked, len(adjusted), np.nan),
        rank_low=_placed(confidence.rank_low, ranked, len(adjusted), 0).astype(np.int64),
        rank_high=_placed(confidence.rank_high, ranked, len(adjusted), 0).astype(np.int64),
        pairwise=replace(confidence.pairwise, candidates=ranked[confidence.pairwise.candidates]),
        position=position,
        tied=tied,
        proposed=proposed,
        order=order,
        panels=panels,
        top=top,
        ordered_by="raw" if nothing_done else "adjusted",
        prior_only=prior_only,
        notes=(*notes_on(facts), *remarks_on(ratings, list(panels.values()), names or {})),
    )


def _fitted(ratings: Ratings, method: Method, seed: int) -> dict[str, PanelFit]:
    """A fit a panel that has pairs, each with a stream of random numbers of its own."""
    found = {}
    for number, panel in enumerate(ratings.panel_names):
        pairs = pairs_of(ratings, panel)
        if len(pairs.x):
            rng = np.random.default_rng(np.random.SeedSequence([seed, number, len(pairs.x)]))
            found[panel] = panel_fit(pairs, method, DRAWS, rng)
    return found


def _adjusted(
    ratings: Ratings, table: RawTable, panels: Mapping[str, PanelFit]
) -> tuple[Floats, Floats]:
    """Adjusted scores (N,) over the panels a candidate has, as raw; and by criterion (N, C).

    Someone whose marks on a panel were all given after seeing others counts as average there.
    """
    everyone = np.arange(len(ratings.candidates))
    total, weight = np.zeros(len(everyone)), np.zeros(len(everyone))
    criteria = np.full(table.mean.shape, np.nan)
    for panel, fit in panels.items():
        pairs, found = fit.pairs, fit.adjustment
        members = fit.members(everyone)
        known = members >= 0
        effect = np.where(known, found.candidate[members], 0.0)
        there = ~np.isnan(table.panel_raw[:, ratings.panel_names.index(panel)])
        total += np.where(there, pairs.weight * (fit.base + effect), 0.0)
        weight += np.where(there, pairs.weight, 0.0)
        rows = np.flatnonzero(known)
        criteria[np.ix_(rows, pairs.criteria)] = found.criterion[members[rows]]
    criteria[np.isnan(table.mean)] = np.nan
    some = weight > 0
    return np.where(some, total / np.where(some, weight, 1.0), np.nan), criteria


def _sample(fits: Sequence[PanelFit], who: Codes, own: Codes, rng: np.random.Generator) -> Floats:
    """Draws of the weighted sum over the panels, (candidates, draws)."""
    scores = np.zeros((len(who), len(own)))
    for fit in fits:
        scores += fit.pairs.weight * fit.draws.candidates(fit.members(who), own, rng)
    return scores


def _alike(ranked: Codes, fits: Sequence[PanelFit]) -> Codes:
    """Numbers the groups that had the same raters and the same sums of marks on every panel."""
    columns = [np.zeros(len(ranked))]
    for fit in fits:
        pairs, members = fit.pairs, fit.members(ranked)
        number = np.random.default_rng(0).random(len(pairs.raters))
        for values in (number[pairs.rater], pairs.x):
            own = sums(pairs.candidate, values, len(pairs.candidates))
            columns.append(np.where(members >= 0, np.round(own[members], EQUAL), -np.inf))
    alike = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)[1]
    return np.asarray(alike).reshape(-1)


def _dense(scores: Floats) -> Codes:
    """0 for the highest, equals equal, none last."""
    return np.asarray(np.unique(-np.round(scores, EQUAL), return_inverse=True)[1])


def _order(table: RawTable, dense: Codes) -> tuple[Codes, Codes, Flags]:
    """Everyone's place in the proposed order; the positions in it, and who shares one."""
    group = np.maximum(table.status - RANKED, 0)
    order = np.lexsort((dense, group))
    ranked = order[group[order] == 0]
    position, tied = np.zeros(len(dense), dtype=np.int64), np.zeros(len(dense), dtype=bool)
    starts = np.flatnonzero(np.diff(dense[ranked], prepend=-1))
    size = np.diff(starts, append=len(ranked))
    position[ranked] = np.repeat(starts + 1, size)
    tied[ranked] = np.repeat(size > 1, size)
    return order, position, tied


def _proposed(chance: Floats, dense: Codes, complete: Flags, top: int) -> Flags:
    """The `top` complete candidates with the highest chance, the higher score first where chances
    are equal, and all who tie with the last of them in both."""
    proposed = np.zeros(len(dense), dtype=bool)
    own = np.flatnonzero(complete)
    if len(own):
        last = own[np.lexsort((dense[own], -chance[own]))[:top][-1]]
        ahead = (chance > chance[last]) | ((chance == chance[last]) & (dense <= dense[last]))
        proposed[own] = ahead[own]
    return proposed


def _placed(values: Floats | Codes | float, where: Codes, members: int, empty: float) -> Floats:
    placed = np.full(members, empty)
    placed[where] = values
    return placed

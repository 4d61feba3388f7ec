"""What comparing everyone did to one candidate's numbers, each step as a sentence (law L20)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.core.wording import number, percent, plural
from app.scorecards.queries.seen import Row, Seen
from app.scorecards.steadiness import steadiness

if TYPE_CHECKING:
    from app.engine.panel import PanelFit

#: Under a tenth of a mark nobody would call anybody strict.
ALIKE = 0.1
#: What restraint takes from a rater's difference is said from here on.
VISIBLE = 0.05
#: Up to so many cards restraint is mostly for want of cards.
FEW_CARDS = 10


class PanelSum(NamedTuple):
    """A panel's part of the adjusted score: the usual mark, what is above it, and its weight."""

    panel: str
    usual: str
    above: str
    score: str
    weight: str
    product: str


@dataclass(frozen=True, slots=True)
class Rater:
    """How one of the candidate's raters marks beside colleagues, in words."""

    name: str
    panel: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The steps behind adjusted and confidence, and what they rest on."""

    panels: tuple[PanelSum, ...]
    adjusted: str
    raw: str
    raters: tuple[Rater, ...]
    unadjusted: tuple[str, ...]
    inputs: tuple[str, ...]
    row: Row
    lone_panels: tuple[str, ...]
    top: int
    compared: int
    weightings: str
    steady: tuple[str, ...]


def comparison(seen: Seen, row: Row, raters: Mapping[int, str]) -> Comparison | None:
    """Return the steps for one row of a ranking; ``raters`` names those on all cards behind it.

    None where the candidate has no position: then nothing is compared.
    """
    judged = row.standing.judged
    if judged is None or row.standing.position is None:
        return None
    found = seen.judgement.assessment
    place = seen.judgement.places[row.candidacy_id]
    fits = [fit for fit in found.panels.values() if fit.pairs.weight > 0]
    return Comparison(
        panels=tuple(_panel(fit, place) for fit in fits) if seen.adjusted else (),
        adjusted=number(judged.adjusted),
        raw=number(row.standing.raw),
        raters=tuple(
            rater
            for fit in fits
            if not fit.unadjusted
            for rater in _raters(seen, fit, place, raters)
        ),
        unadjusted=tuple(
            f"{fit.pairs.panel.capitalize()}: nothing was adjusted, because {fit.unadjusted}."
            for fit in fits
            if fit.unadjusted
        ),
        inputs=tuple(_inputs(fit) for fit in fits),
        row=row,
        lone_panels=tuple(fit.pairs.panel for fit in fits if fit.prior_only),
        top=found.settings.top,
        compared=sum(one.status == "complete" for one in seen.ranking.standings),
        weightings=f"{seen.judgement.weightings:,}",
        steady=tuple(steadiness(seen, row, raters)),
    )


def _panel(fit: "PanelFit", place: int) -> PanelSum:
    import numpy as np

    member = int(fit.members(np.array([place]))[0])
    above = 0.0 if member < 0 else float(fit.adjustment.candidate[member])
    weight = fit.pairs.weight
    return PanelSum(
        panel=fit.pairs.panel.capitalize(),
        usual=number(fit.base),
        above=_signed(above),
        score=number(fit.base + above),
        weight=f"{weight * 100:.4g}%",
        product=number(weight * (fit.base + above)),
    )


def _raters(seen: Seen, fit: "PanelFit", place: int, names: Mapping[int, str]) -> Sequence[Rater]:
    """The panel's raters of this candidate, the strictest first."""
    pairs = fit.pairs
    here = {
        int(pairs.raters[rater])
        for rater, candidate in zip(pairs.rater, pairs.candidates[pairs.candidate], strict=True)
        if candidate == place
    }
    member = {int(rater): number for number, rater in enumerate(pairs.raters)}
    found = []
    for person_id, name in names.items():
        rater = seen.judgement.raters.get(person_id)
        if rater in here:
            own = member[rater]
            found.append((float(fit.adjustment.severity[own]), own, name))
    return [
        Rater(name, pairs.panel.capitalize(), _severity(fit, own, severity))
        for severity, own, name in sorted(found)
    ]


def _severity(fit: "PanelFit", own: int, severity: float) -> str:
    cards = plural(int(fit.pairs.per_rater[own]), "card")
    span = f"between {_signed(fit.severity_low[own])} and {_signed(fit.severity_high[own])}"
    if abs(severity) < ALIKE:
        return f"marks as colleagues do on the same people ({cards}; {span} nine times in ten)"
    way = "lower" if severity < 0 else "higher"
    seen = _unrestrained(fit, own)
    pulled = ""
    if abs(seen) - abs(severity) >= VISIBLE and seen * severity > 0:
        few = "only " if int(fit.pairs.per_rater[own]) < FEW_CARDS else ""
        pulled = f"; pulled to {number(abs(severity))} because of {few}{cards}"
    return (
        f"marks {number(abs(seen if pulled else severity))} {way} than colleagues on the same "
        f"people{pulled}. That much is taken out (truly {span}, nine times in ten)"
    )


def _unrestrained(fit: "PanelFit", own: int) -> float:
    """What a rater's marks differ by, on average, from what their candidates are worth."""
    pairs, found = fit.pairs, fit.adjustment
    mine = pairs.rater == own
    rest = pairs.x[mine] - found.mean - found.candidate[pairs.candidate[mine]]
    return float(rest.mean())


def _inputs(fit: "PanelFit") -> str:
    used = fit.posterior.used
    return (
        f"{fit.pairs.panel.capitalize()}: {plural(len(fit.pairs.x), 'card')} on "
        f"{plural(len(fit.pairs.candidates), 'candidate')} by "
        f"{plural(len(fit.pairs.raters), 'rater')}. Candidates differ by {number(used.va**0.5)} "
        f"marks as a rule, raters in strictness by {number(used.vb**0.5)}, and two cards of equals "
        f"by {number(used.s2**0.5)} for no reason anybody can name."
    )


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{number(abs(value))}"


def chances(found: Comparison) -> list[tuple[str, str]]:
    """Say how the probability and its companions came about, a line each."""
    judged = found.row.standing.judged
    if judged is None or judged.p_top is None:
        return []
    share = percent(judged.p_top)
    drawn = (
        f"In {share} of 4,000 draws of what the marks leave open, {found.row.name} is among the "
        f"first {found.top} of {plural(found.compared, 'complete candidate')}."
    )
    lines = [(f"Truly in top {found.top}", drawn)]
    if found.row.ranks:
        ranks = f"{found.row.ranks} in nine of ten draws, among all with a position."
        lines.append(("Rank", ranks))
    if found.row.weightings:
        held = (
            f"On the list in {found.row.weightings} of {found.weightings} weightings near the "
            "requisition’s own."
        )
        lines.append(("Other weights", held))
    return lines

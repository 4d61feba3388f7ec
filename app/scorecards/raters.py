"""How each rater marks, in kind words: strictness with its range, agreement, cards, lateness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.wording import number, percent, plural, span
from app.scorecards.judged import ALIKE
from app.scorecards.queries.punctuality import Punctuality
from app.scorecards.queries.seen import Seen

if TYPE_CHECKING:
    from app.engine.colleagues import Colleagues
    from app.engine.panel import PanelFit

#: With fewer cards than this, a range says little but that little is known.
FEW_CARDS = 5
#: With fewer marks beside a colleague's, no share is given.
FEW_SHARED = 10
#: Half the width of the strictness scale, in marks.
REACH = 1.5


@dataclass(frozen=True, slots=True)
class Strictness:
    """How a rater marks beside colleagues on one panel; lengths are for the drawing."""

    panel: str
    cards: int
    value: float | None
    low: float | None
    high: float | None
    words: str

    @property
    def label(self) -> str:
        """Say what the drawing shows."""
        if self.value is None:
            return "Nothing to draw"
        return (
            f"{self.panel}: {_signed(self.value)} marks, between {_signed(self.low or 0)} and "
            f"{_signed(self.high or 0)} nine times in ten"
        )

    @property
    def shown(self) -> str:
        """Return the figure with its range."""
        if self.value is None:
            return "–"
        return f"{_signed(self.value)} ({_signed(self.low or 0)} to {_signed(self.high or 0)})"


@dataclass(frozen=True, slots=True)
class Rater:
    """One rater's line."""

    person_id: int
    name: str
    strictness: Sequence[Strictness]
    shared: int
    agreement: str
    punctuality: Punctuality
    timing: str


def at_length(value: float | None) -> str:
    """Return where a strictness lies on the drawing, as a length in SVG."""
    inside = min(max(value or 0.0, -REACH), REACH)
    return f"{(inside + REACH) / (2 * REACH) * 100:.1f}%"


def raters_of(
    seen: Seen,
    names: Mapping[int, str],
    punctual: Mapping[int, Punctuality],
    only: int | None = None,
) -> list[Rater]:
    """Return the raters of a ranking by name, computed from the cards its viewer may see alone.

    ``names`` are of everyone asked or on a card; ``only`` keeps one of them.
    """
    from app.engine.colleagues import beside_colleagues

    found = seen.judgement.assessment
    beside = beside_colleagues(found.ratings)
    fits = [fit for fit in found.panels.values() if fit.pairs.weight > 0]
    rows = []
    for person_id, name in names.items():
        if only is not None and person_id != only:
            continue
        place = seen.judgement.raters.get(person_id)
        own = punctual.get(person_id, Punctuality())
        rows.append(
            Rater(
                person_id=person_id,
                name=name,
                strictness=[] if place is None else _strictness(fits, place),
                shared=0 if place is None else int(beside.shared[place]),
                agreement=_agreement(beside, place),
                punctuality=own,
                timing=timing(own),
            )
        )
    return sorted(rows, key=lambda one: (one.name.casefold(), one.person_id))


def timing(own: Punctuality) -> str:
    """Say how cards came in, beside when they were due."""
    if not own.given and not own.late_now:
        return "No card was due yet" if own.asked else "Not asked for a card"
    said = []
    if own.given:
        on_time = own.given - own.late
        said.append(f"{on_time} of {plural(own.given, 'card')} in time")
    if own.late and own.lateness:
        said.append(f"late ones by {span(own.lateness)} in the middle")
    if own.late_now:
        said.append(f"{plural(own.late_now, 'card')} late now")
    return ", ".join(said)


def _strictness(fits: Sequence["PanelFit"], place: int) -> list[Strictness]:
    return [
        _one(fit, [int(rater) for rater in fit.pairs.raters].index(place))
        for fit in fits
        if place in fit.pairs.raters
    ]


def _one(fit: "PanelFit", own: int) -> Strictness:
    cards, panel = int(fit.pairs.per_rater[own]), fit.pairs.panel.capitalize()
    if fit.unadjusted:
        why = fit.unadjusted
        return Strictness(panel, cards, None, None, None, f"Cannot be told, because {why}.")
    value = float(fit.adjustment.severity[own])
    low, high = float(fit.severity_low[own]), float(fit.severity_high[own])
    return Strictness(panel, cards, value, low, high, _words(value, low, high, cards))


def _words(value: float, low: float, high: float, cards: int) -> str:
    if abs(value) < ALIKE:
        words = "Marks as colleagues do on the same people."
    else:
        way = "lower" if value < 0 else "higher"
        words = f"Marks about {number(abs(value))} {way} than colleagues on the same people. "
        words += (
            "The range holds 0, so that may be chance."
            if low <= 0 <= high
            else "That is a way of marking, not a fault, and it is taken out of the scores."
        )
    if cards < FEW_CARDS:
        words += f" With {plural(cards, 'card')} little is known."
    return words


def _agreement(beside: "Colleagues", place: int | None) -> str:
    shared = 0 if place is None else int(beside.shared[place])
    if place is None or not shared:
        return "No colleague marked the same people on the same criteria"
    if shared < FEW_SHARED:
        return f"{plural(shared, 'mark')} beside a colleague’s: too few to say"
    return (
        f"{percent(float(beside.within[place]))} of {shared} marks within one of colleagues’ "
        f"mean, {number(float(beside.apart[place]))} apart on average"
    )


def _signed(value: float) -> str:
    if abs(value) < 0.005:
        return "0.00"
    return f"{'−' if value < 0 else '+'}{number(abs(value))}"

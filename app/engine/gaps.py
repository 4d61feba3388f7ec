"""What is missing for a candidate, what is below a must-have, and the status that follows."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from app.engine.inputs import Settings
from app.engine.raw import RawNumbers
from app.engine.requirements import Requirements

Status = Literal["complete", "incomplete", "below must-have", "unscored"]


@dataclass(frozen=True, slots=True)
class Bars:
    """The least coverage and the least mean of a must-have, as the decimals people write."""

    coverage: Fraction
    must_have: Fraction


def bars_of(settings: Settings) -> Bars:
    """Read .8 as four fifths: as a float it is a little more, and .80 would fall under it."""
    return Bars(Fraction(str(settings.coverage_min)), Fraction(str(settings.must_have_min)))


@dataclass(frozen=True, slots=True)
class Gaps:
    """The facts a status is derived from. Ids and panel names in a fixed order."""

    missing_criteria: tuple[int, ...]
    missing_panels: tuple[str, ...]
    missing_must_haves: tuple[int, ...]
    below_must_haves: tuple[int, ...]
    short_of_coverage: bool


def gaps_of(numbers: RawNumbers, requirements: Requirements, bars: Bars) -> Gaps:
    """Compare exactly: a coverage of .80 is not under .80, a mean of 3 is not under 3.

    A panel is missing if it carries weight and has no score. One without weight is not waited
    for; a must-have is, whatever it weighs.
    """
    marked = numbers.means.parts
    least = bars.must_have * numbers.means.whole
    return Gaps(
        missing_criteria=tuple(c for c in requirements.criteria if c not in marked),
        missing_panels=tuple(
            panel
            for panel, criteria in requirements.panels.items()
            if numbers.panel_raw[panel] is None and requirements.weight_of(criteria)
        ),
        missing_must_haves=tuple(c for c in requirements.must_haves if c not in marked),
        below_must_haves=tuple(
            c for c in requirements.must_haves if c in marked and marked[c] < least
        ),
        short_of_coverage=numbers.coverage < bars.coverage,
    )


def status_of(numbers: RawNumbers, gaps: Gaps) -> Status:
    """Unscored before incomplete before below a must-have: the first that holds."""
    if not numbers.means.parts:
        return "unscored"
    if gaps.short_of_coverage or gaps.missing_panels or gaps.missing_must_haves:
        return "incomplete"
    return "below must-have" if gaps.below_must_haves else "complete"

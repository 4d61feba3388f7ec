"""What may be asked, and what of the counts may be shown without pointing at anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.decision import Decision, unless
from app.engine.fairness import FEWEST_CANDIDATES, SMALLEST_GROUP, GroupRate, fairness

MOST_QUESTIONS: Final = 8
MOST_CHOICES: Final = 12
#: counts are shown to the nearest of these, rates in such steps
COUNTS_TO: Final = 5
RATES_TO: Final = 0.05
#: a passage through which fewer than this went, or were left behind, points at them
FEWEST_THROUGH: Final = 5
#: where chance alone seldom does as much
SELDOM: Final = 0.05

TOO_FEW = (
    f"Fewer than {FEWEST_CANDIDATES} candidates here have answered, so nothing is shown. "
    "That protects those who did."
)
TOO_NARROW = (
    f"Fewer than {FEWEST_THROUGH} of those who answered went through here, or were left behind. "
    "Any number would point at somebody, so none is shown."
)
ONE_GROUP = f"Too few to say: fewer than two groups have {SMALLEST_GROUP} people."
TOO_NEAR = (
    f"Fewer than {FEWEST_CANDIDATES} of those who answered are in other requisitions. Beside the "
    "numbers of the whole company these would point at them, so they are not shown."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One group as it is shown: rounded, or too few to say anything.

    ``people`` is to the nearest five, ``rate`` and ``ratio`` in steps of .05; none where nothing
    is said. ``flagged``, ``by_chance`` and ``one_more_changes`` come from the exact counts.
    """

    group: str
    people: int | None
    rate: float | None
    ratio: float | None
    flagged: bool = False
    by_chance: bool = True
    one_more_changes: bool = False
    is_highest: bool = False

    @property
    def too_few(self) -> bool:
        """Whether nothing is said of it."""
        return self.people is None


@dataclass(frozen=True, slots=True)
class Shown:
    """The groups of one passage, or in words why there are none."""

    lines: Sequence[Line]
    why_not: str | None


def shown(counts: Mapping[str, tuple[int, int]]) -> Shown:
    """Return what may be shown of groups, each given as (selected, people), in their order."""
    people = sum(pair[1] for pair in counts.values())
    through = sum(pair[0] for pair in counts.values())
    if people < FEWEST_CANDIDATES:
        return Shown((), TOO_FEW)
    if 0 < through < FEWEST_THROUGH or 0 < people - through < FEWEST_THROUGH:
        return Shown((), TOO_NARROW)
    compared = fairness(counts)
    if not compared.enough:
        return Shown((), ONE_GROUP)
    known = {one.group: one for one in compared.groups}
    return Shown([_line(known[group]) for group in counts], None)


def may_be_shown_apart(answered_elsewhere: int) -> Decision:
    """Say whether one requisition's counts may stand beside the company's."""
    return unless((answered_elsewhere == 0 or answered_elsewhere >= FEWEST_CANDIDATES, TOO_NEAR))


def may_be_asked(words: str, choices: Sequence[str], *, asked_already: int) -> Decision:
    """Say whether this may be a question."""
    told = [choice.casefold() for choice in choices]
    return unless(
        (bool(words.strip()), "Write what you ask."),
        (len(words) <= 200, "At most 200 characters."),
        (2 <= len(choices) <= MOST_CHOICES, f"Give 2 to {MOST_CHOICES} answers, one a line."),
        (all(len(choice) <= 120 for choice in choices), "At most 120 characters an answer."),
        (len(set(told)) == len(told), "The same answer stands there twice."),
        (asked_already < MOST_QUESTIONS, f"At most {MOST_QUESTIONS} questions. Take one away."),
    )


def may_tell(*, asking: bool, consents: bool) -> Decision:
    """Say whether answers are taken: while we ask, and with a yes of their own to it."""
    return unless(
        (asking, "We do not ask this any more. Nothing was kept."),
        (consents, "Tick that we may keep your answers like this. Nothing was kept."),
    )


def _line(one: GroupRate) -> Line:
    if one.too_few or one.rate is None:
        return Line(one.group, None, None, None)
    return Line(
        one.group,
        _near(one.people),
        _step(one.rate),
        None if one.ratio is None else _step(one.ratio),
        flagged=one.flagged,
        by_chance=one.p_value is None or one.p_value >= SELDOM,
        one_more_changes=one.one_more_changes,
        is_highest=one.ratio is not None and one.ratio >= 1,
    )


def _near(count: int) -> int:
    return max(COUNTS_TO, COUNTS_TO * ((2 * count + COUNTS_TO) // (2 * COUNTS_TO)))


def _step(value: float) -> float:
    return round(round(value / RATES_TO) * RATES_TO, 2)

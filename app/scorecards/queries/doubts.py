"""What keeps a candidate out of the proposed set, who could change that, and what was advised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor
from typing import Final

from app.core.wording import listed
from app.engine import Settings, Standing
from app.scorecards.queries.asks import Progress

#: From the strongest yes down, as counts are read out.
WORDS_DOWN: Final = ("strong yes", "yes", "no", "strong no")


@dataclass(frozen=True, slots=True)
class Named:
    """A criterion by its name and panel."""

    name: str
    panel: str


def told(recommendations: Iterable[str | None]) -> str:
    """Count recommendations in words: "2 yes, 1 strong no"."""
    given = list(recommendations)
    return ", ".join(f"{given.count(word)} {word}" for word in WORDS_DOWN if word in given)


def doubts_of(
    standing: Standing, criteria: Mapping[int, Named], progress: Progress, settings: Settings
) -> tuple[str, ...]:
    """Say what keeps a candidate out of the proposed set, and who could change that."""
    if standing.status == "complete":
        return _not_scored(progress)
    if standing.status == "below must-have":
        below = listed(criteria[one].name for one in standing.below_must_haves)
        return (f"Below a must-have: {below}", *_not_scored(progress))
    return (*_missing(standing, criteria, settings), *_owing(progress), *_not_scored(progress))


def _missing(
    standing: Standing, criteria: Mapping[int, Named], settings: Settings
) -> tuple[str, ...]:
    if standing.status == "unscored":
        return ("No marks yet",)
    said = [f"No {panel} marks yet" for panel in standing.missing_panels]
    single = [
        one
        for one in standing.missing_criteria
        if criteria[one].panel not in standing.missing_panels
    ]
    must = [one for one in single if one in standing.missing_must_haves]
    if must:
        said.append(f"No mark on a must-have: {listed(criteria[one].name for one in must)}")
    rest = [criteria[one].name for one in single if one not in must]
    if rest:
        said.append(f"No mark on {listed(rest)}")
    if standing.short_of_coverage:
        said.append(
            f"Marks cover {share(standing.coverage)} of the weight, "
            f"{share(settings.coverage_min)} is needed"
        )
    return tuple(said)


def share(part: float) -> str:
    """Write a coverage as a percentage that is never rounded up over a limit it missed."""
    return f"{floor(part * 100 + 1e-9)}%"


def _owing(progress: Progress) -> tuple[str, ...]:
    if not progress.asked:
        return ("Nobody is asked for a scorecard",)
    if not progress.owing:
        return ("Everyone asked has answered",)
    return tuple(
        f"{name} owes the {panel} scorecard" + (", late" if (name, panel) in progress.late else "")
        for name, panel in progress.owing
    )


def _not_scored(progress: Progress) -> tuple[str, ...]:
    """Name those who were excused: their view is not in the numbers."""
    names = listed(dict.fromkeys(name for name, _ in progress.excused))
    return (f"Not scored by {names}",) if names else ()

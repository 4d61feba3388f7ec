"""The ranking as one viewer sees it, in words and lengths: what pages print beside the numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from app.core.wording import listed, number, ordinal, percent, plural
from app.engine import Ranking, Settings, Standing
from app.scorecards.queries.asks import Progress
from app.scorecards.queries.cards import Given

if TYPE_CHECKING:
    from app.engine.judgement import Judgement

#: From the strongest yes down, as counts are read out.
WORDS_DOWN: Final = ("strong yes", "yes", "no", "strong no")
SORTS: Final = ("total", "soft", "hard", "spread", "name")
SHOWN: Final = ("all", "proposed", "incomplete", "below")


@dataclass(frozen=True, slots=True)
class Named:
    """A criterion by its name and panel."""

    name: str
    panel: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The one scale of all plots of a page: its ends on the marks, its ticks, and the cut on it."""

    start: float
    end: float
    cut: float | None

    @property
    def ticks(self) -> list[float]:
        """The half marks on it, not more than fit."""
        step = 0.5 if self.end - self.start <= 2.5 else 1.0
        count = round((self.end - self.start) / step)
        return [self.start + step * n for n in range(count + 1)]

    def at(self, value: float) -> str:
        """Return where a value lies, as a length in SVG."""
        share = (value - self.start) / (self.end - self.start)
        return f"{min(max(share, 0), 1) * 100:.1f}%"


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate's line, in words where a number alone says too little.

    ``position`` is "2 =" where it is shared. ``doubts`` say what is missing and who owes it, or
    which must-have is not met; ``told`` counts the recommendations.
    """

    candidacy_id: int
    name: str
    standing: Standing
    position: str
    doubts: tuple[str, ...]
    told: str
    progress: Progress
    changed: bool
    label: str

    @property
    def coverage(self) -> str:
        """Return how much of the weight is marked, in words."""
        return share(self.standing.coverage)

    @property
    def chance(self) -> str:
        """Return the probability of being truly on the list, empty where there is none."""
        judged = self.standing.judged
        return "" if judged is None or judged.p_top is None else percent(judged.p_top)

    @property
    def weightings(self) -> str:
        """Return in how many of the weightings nearby they are on the list."""
        judged = self.standing.judged
        return (
            "" if judged is None or judged.acceptability is None else percent(judged.acceptability)
        )

    @property
    def ranks(self) -> str:
        """Return the ranks that nine of ten draws stay between: "1st to 3rd"."""
        judged = self.standing.judged
        if judged is None or judged.rank_low is None or judged.rank_high is None:
            return ""
        low, high = ordinal(judged.rank_low), ordinal(judged.rank_high)
        return low if low == high else f"{low} to {high}"

    @property
    def moved(self) -> str:
        """Say where adjusting moved them: "up from 5th"; empty where it did not."""
        one, judged = self.standing, self.standing.judged
        if judged is None or one.position is None or judged.raw_position is None:
            return ""
        if judged.raw_position == one.position:
            return ""
        way = "up" if one.position < judged.raw_position else "down"
        return f"{way} from {ordinal(judged.raw_position)}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A ranking cut to its viewer before it was computed.

    ``waiting_for_you`` candidates are absent from all of it, because the viewer owes their card
    (``first_ask_id`` is the ask due first); ``only_met`` says that the right reaches no further
    than those the viewer met.
    """

    ranking: Ranking
    names: Mapping[int, str]
    criteria: Mapping[int, Named]
    progress: Mapping[int, Progress]
    waiting_for_you: int
    first_ask_id: int | None
    only_met: bool
    requirements_version: int
    rows: tuple[Row, ...]
    scale: Scale
    judgement: "Judgement"
    by_id: Mapping[int, Standing] = field(default_factory=dict)

    @property
    def adjusted(self) -> bool:
        """Whether the order is by adjusted scores: somebody's severity could be taken out."""
        return self.ranking.ordered_by == "adjusted"

    @property
    def cards_in(self) -> tuple[int, int]:
        """Return how many cards are in of how many asked, over the candidates shown."""
        some = self.progress.values()
        return sum(one.given for one in some), sum(one.asked for one in some)

    @property
    def last_above(self) -> int | None:
        """Return the candidacy after whose row the list ends: the last of those proposed."""
        proposed = [row.candidacy_id for row in self.rows if row.standing.proposed]
        return proposed[-1] if proposed else None

    @property
    def cut_words(self) -> str:
        """Return what the cut line says."""
        proposed = sum(row.standing.proposed for row in self.rows)
        if self.ranking.tie_over_cut:
            return f"The list of {self.ranking.top} ends here, with {proposed}: the last are tied"
        if proposed < self.ranking.top:
            return f"{proposed} of {plural(self.ranking.top, 'position')} can be filled so far"
        return f"{plural(proposed, 'position')} {'ends' if proposed == 1 else 'end'} here"

    def row_of(self, candidacy_id: int) -> Row | None:
        """Return a candidate's row, if the viewer sees it."""
        return next((row for row in self.rows if row.candidacy_id == candidacy_id), None)

    def sorted(self, by: str, show: str) -> list[Row]:
        """Return the rows to show, in one of SORTS; whoever lacks the number comes last."""
        rows = [row for row in self.rows if _is_shown(row.standing, show)]
        if by == "name":
            return rows_by_name(rows)
        if by == "total":
            return rows
        value = {"soft": "soft_raw", "hard": "hard_raw", "spread": "spread"}[by]
        return sorted(rows, key=lambda row: _or_least(getattr(row.standing, value)), reverse=True)

    def counts(self) -> dict[str, int]:
        """Return how many rows each of SHOWN has."""
        return {show: len(self.sorted("total", show)) for show in SHOWN}


def rows_by_name(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order of names."""
    return sorted(rows, key=lambda row: (row.name.casefold(), row.candidacy_id))


def rows_of(
    ranking: Ranking,
    names: Mapping[int, str],
    criteria: Mapping[int, Named],
    progress: Mapping[int, Progress],
    cards: Mapping[int, Sequence[Given]],
    settings: Settings,
) -> tuple[Row, ...]:
    """Put each standing into words, in the order proposed."""
    return tuple(
        Row(
            candidacy_id=one.candidate,
            name=names[one.candidate],
            standing=one,
            position=_position(one),
            doubts=doubts_of(one, criteria, progress.get(one.candidate, Progress()), settings),
            told=told([card.recommendation for card in cards.get(one.candidate, ())]),
            progress=progress.get(one.candidate, Progress()),
            changed=any(card.after_seeing_others for card in cards.get(one.candidate, ())),
            label=_label(one),
        )
        for one in ranking.standings
    )


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


def scale_of(ranking: Ranking) -> Scale:
    """Return a scale on which all numbers of a ranking lie, in whole and half marks."""
    shown = [
        value
        for one in ranking.standings
        for value in ((one.raw, one.score) if one.position is not None else (one.best, one.worst))
        if one.status != "unscored"
        if value is not None
    ]
    start = max(1.0, floor(min(shown, default=1.0) * 2 - 0.2) / 2)
    end = min(5.0, ceil(max(shown, default=5.0) * 2 + 0.2) / 2)
    return Scale(start, max(end, start + 1.0), _cut(ranking))


def _cut(ranking: Ranking) -> float | None:
    """Return the middle between the last proposed and the next of the complete, if there is one.

    The set goes by probability and the order by score, so now and then they cross.
    """
    complete = [one for one in ranking.standings if one.status == "complete"]
    proposed = [one.score for one in complete if one.proposed and one.score]
    others = [one.score for one in complete if not one.proposed and one.score]
    if not proposed or not others or proposed[-1] < others[0]:
        return None
    return (proposed[-1] + others[0]) / 2


def _or_least(value: float | None) -> float:
    return -1.0 if value is None else value


def _is_shown(standing: Standing, show: str) -> bool:
    return {
        "all": True,
        "proposed": standing.proposed,
        "incomplete": standing.position is None,
        "below": standing.status == "below must-have",
    }[show]


def _position(standing: Standing) -> str:
    if standing.position is None:
        return ""
    return f"{standing.position} =" if standing.tied else str(standing.position)


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


def _label(standing: Standing) -> str:
    """Say what the plot draws."""
    if standing.position is not None and standing.raw is not None:
        if standing.score != standing.raw:
            return f"Adjusted total {number(standing.score)}, raw {number(standing.raw)}"
        return f"Raw total {number(standing.raw)}"
    if standing.status == "unscored" or standing.worst is None or standing.best is None:
        return "Nothing to draw yet"
    so_far = f", {number(standing.raw)} so far" if standing.raw is not None else ""
    return (
        f"Between {number(standing.worst)} and {number(standing.best)} once all is marked{so_far}"
    )

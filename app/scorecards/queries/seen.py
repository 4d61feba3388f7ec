"""The ranking as one viewer sees it, in words and lengths: what pages print beside the numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from app.core.wording import listed, number, ordinal, percent, plural
from app.engine import Ranking, Settings, Standing
from app.requisitions.models import Requirements
from app.scorecards.memory import Memory
from app.scorecards.queries.asks import Progress
from app.scorecards.queries.cards import Given
from app.scorecards.queries.doubts import Named, doubts_of, share, told

if TYPE_CHECKING:
    from app.engine.judgement import Judgement

SORTS: Final = ("total", "raw", "chance", "soft", "hard", "spread", "coverage", "name")
SHOWN: Final = ("all", "proposed", "incomplete", "below")
#: A plot leaves so much of its width free at either end, for the numbers that stand there.
MARGIN: Final = 9.0


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
        return f"{MARGIN + min(max(share, 0), 1) * (100 - 2 * MARGIN):.1f}%"


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
    def range(self) -> tuple[float, float] | None:
        """Return where the score truly lies, nine times in ten; none where nothing says so."""
        judged = self.standing.judged
        if judged is None or judged.low is None or judged.high is None:
            return None
        return judged.low, judged.high

    @property
    def shift(self) -> str:
        """Say what adjusting did to the score: "+0.12", "−0.05", "as it was"."""
        one = self.standing
        if one.raw is None or one.score is None:
            return ""
        by = number(one.score - one.raw)
        if by.strip("−0.") == "":
            return "unchanged"
        return by if by.startswith("−") else f"+{by}"

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
    requirements: Requirements
    rows: tuple[Row, ...]
    scale: Scale
    judgement: "Judgement"
    by_id: Mapping[int, Standing] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory, compare=False)

    @property
    def requirements_version(self) -> int:
        """The number of the requirements that the marks are of."""
        return self.requirements.version

    @property
    def adjusted(self) -> bool:
        """Whether the order is by adjusted scores: somebody's severity could be taken out."""
        return self.ranking.ordered_by == "adjusted"

    @property
    def complete(self) -> int:
        """How many compete for the list: those whose marks are complete."""
        return sum(one.status == "complete" for one in self.ranking.standings)

    @property
    def contested(self) -> bool:
        """Whether there is a cut to be sure about: more are complete than the list has room for."""
        return self.complete > self.ranking.top

    @property
    def has_cut(self) -> bool:
        """Whether the list ends somewhere: not where all there are stand on it."""
        return self.contested or self.complete < self.ranking.top

    @property
    def groups(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Return the rows in the order proposed, in three groups, those that are empty left out.

        "" are the complete, through whom the cut runs; then who is under a must-have, and who is
        incomplete.
        """
        complete, below = (
            tuple(row for row in self.rows if row.standing.status == status)
            for status in ("complete", "below must-have")
        )
        rest = tuple(row for row in self.rows if row.standing.position is None)
        found = (("", complete), ("below", below), ("incomplete", rest))
        return tuple((key, rows) for key, rows in found if rows)

    @property
    def policy_top(self) -> int:
        """How many a list is meant to hold, however few there are."""
        return self.judgement.assessment.settings.top

    @property
    def lone(self) -> str:
        """Say where nobody was seen by two people: "with one rater a panel", "on soft"; or ""."""
        fits = [one for one in self.judgement.assessment.panels.values() if one.pairs.weight > 0]
        panels = [one.pairs.panel for one in fits if one.prior_only]
        if not self.ranking.prior_only:
            return ""
        return "with one rater a panel" if len(panels) == len(fits) else f"on {listed(panels)}"

    @property
    def ahead(self) -> str:
        """Say of the two first how likely one is truly above the other; empty without grounds."""
        order = [row for row in self.rows if row.standing.status == "complete"][:2]
        pairs = self.judgement.assessment.pairwise
        places = pairs.candidates.tolist()
        own = [self.judgement.places[row.candidacy_id] for row in order]
        if len(own) < 2 or self.ranking.prior_only or not set(own) <= set(places):
            return ""
        above = float(pairs.above[places.index(own[0]), places.index(own[1])])
        return f"{order[0].name} is above {order[1].name} in {percent(above)} of all draws."

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
        if by == "chance":
            return sorted(rows, key=lambda row: _or_least(_chance(row.standing)), reverse=True)
        value = {"soft": "soft_raw", "hard": "hard_raw"}.get(by, by)
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
            label=_label(one, ranking),
        )
        for one in ranking.standings
    )


def scale_of(ranking: Ranking) -> Scale:
    """Return a scale on which all numbers of a ranking lie, in whole and half marks."""
    shown = [
        value
        for one in ranking.standings
        for value in (
            (one.raw, one.score, *_ends(one, ranking))
            if one.position is not None
            else (one.best, one.worst)
        )
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


def _ends(one: Standing, ranking: Ranking) -> tuple[float | None, float | None]:
    """Return the ends of a drawn range; what is only the prior's is not drawn."""
    if one.judged is None or ranking.prior_only:
        return None, None
    return one.judged.low, one.judged.high


def _chance(one: Standing) -> float | None:
    return one.judged.p_top if one.judged else None


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


def _label(standing: Standing, ranking: Ranking) -> str:
    """Say what the plot draws."""
    if standing.position is not None and standing.raw is not None:
        low, high = _ends(standing, ranking)
        likely = "" if low is None else f", likely {number(low, 1)} to {number(high, 1)}"
        if standing.score != standing.raw:
            return f"Adjusted {number(standing.score)}{likely}, raw {number(standing.raw)}"
        return f"Raw {number(standing.raw)}{likely}"
    if standing.status == "unscored" or standing.worst is None or standing.best is None:
        return "Nothing to draw yet"
    so_far = f", {number(standing.raw)} so far" if standing.raw is not None else ""
    return (
        f"Between {number(standing.worst)} and {number(standing.best)} once all is marked{so_far}"
    )

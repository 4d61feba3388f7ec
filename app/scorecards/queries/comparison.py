"""Two to six candidates side by side, cut to the viewer before anything is computed (law L1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Candidacy, Candidate
from app.candidates.queries import seen_by
from app.core.wording import number
from app.db import db
from app.engine import working
from app.people.models import Person
from app.people.queries import called
from app.requisitions.models import Criterion, Requirements, Requisition
from app.scorecards.queries.cards import Given, given_cards
from app.scorecards.queries.doubts import share
from app.scorecards.queries.owing import owed_ids
from app.scorecards.queries.ranking import engine_criteria, engine_marks, ranking_for
from app.scorecards.queries.seen import Row, Seen

FEWEST, MOST = 2, 6
#: How many cells are marked as worth talking about.
TOPICS = 5
#: How many places above and below the cut are near it.
NEAR = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What one rater gave one candidate on one criterion; ``first`` where it was changed since."""

    rater: str
    value: int | None
    note: str | None
    first: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One candidate on one criterion. ``mean`` is none without a mark; ``apart`` is high − low."""

    candidacy_id: int
    name: str
    mean: float | None
    apart: int
    said: tuple[Said, ...]
    is_best: bool
    is_topic: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion across the candidates compared."""

    criterion: Criterion
    weight: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A mark to talk about: raters lie far apart there, on something that weighs."""

    criterion_id: int
    criterion: str
    row: Row
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What a viewer asked to compare, as far as it is theirs to see.

    ``waiting`` names those who wait for the viewer's own card, ``left_out`` those who are not in
    play or whom the viewer has not met; neither enters a number. ``unknown`` says that somebody
    asked for is none of the viewer's business.
    """

    seen: Seen
    chosen: tuple[int, ...]
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    topics: tuple[Topic, ...]
    overall: Mapping[int, Sequence[tuple[str, Given]]]
    waiting: tuple[str, ...]
    left_out: tuple[str, ...]
    unknown: bool

    @property
    def fits(self) -> bool:
        """Whether so many can stand side by side."""
        return FEWEST <= len(self.rows) <= MOST


def compare(
    requisition: Requisition,
    person: Person,
    chosen: Sequence[int],
    at: datetime,
    seen: Seen | None = None,
) -> SideBySide:
    """Return the candidates chosen side by side, in the order of the viewer's own ranking."""
    seen = seen or ranking_for(requisition, person, at)
    wanted = tuple(dict.fromkeys(chosen))
    rows = tuple(row for row in seen.rows if row.candidacy_id in wanted)
    absent = set(wanted) - {row.candidacy_id for row in rows}
    known = _names(person, requisition.id, absent)
    owed = owed_ids(person.id, requisition.id) if absent else set()
    shown = rows if FEWEST <= len(rows) <= MOST else ()
    requirements = seen.requirements
    cards = given_cards([row.candidacy_id for row in shown], requirements.id)
    raters = _raters(cards)
    topics = _topics(seen, requirements, shown)
    return SideBySide(
        seen=seen,
        chosen=wanted,
        rows=rows,
        lines=_lines(requirements, shown, cards, raters, topics),
        topics=topics,
        overall={
            row.candidacy_id: [
                (raters[card.rater_id], card)
                for card in cards
                if card.candidacy_id == row.candidacy_id
            ]
            for row in shown
        },
        waiting=tuple(name for one, name in known.items() if one in owed),
        left_out=tuple(name for one, name in known.items() if one not in owed),
        unknown=len(known) < len(absent),
    )


def _names(person: Person, requisition_id: int, candidacy_ids: set[int]) -> dict[int, str]:
    """Return the names of those the person may know of, by name."""
    rows = db.session.execute(
        select(Candidacy.id, Candidate.name)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(seen_by(person, requisition_id), Candidacy.id.in_(candidacy_ids))
        .order_by(Candidacy.name_key, Candidacy.id)
    )
    return {candidacy_id: name for candidacy_id, name in rows} if candidacy_ids else {}


def _raters(cards: Sequence[Given]) -> dict[int, str]:
    ids = {card.rater_id for card in cards}
    return called(db.session.scalars(select(Person).where(Person.id.in_(ids))))


def topics_near_cut(seen: Seen) -> tuple[Topic, ...]:
    """Return the marks most worth talking about: furthest apart, on what weighs, near the cut."""
    complete = [row for row in seen.rows if row.standing.status == "complete"]
    top = seen.ranking.top
    near = complete[max(top - NEAR, 0) : top + NEAR] if seen.contested else complete
    return seen.memory.recall(
        ("topics", tuple(seen.names.items())),
        lambda: _topics(seen, seen.requirements, near),
    )


def _topics(seen: Seen, requirements: Requirements, rows: Sequence[Row]) -> tuple[Topic, ...]:
    import numpy as np

    from app.engine.disagreement import cells_to_discuss  # numpy: only where numbers are wanted

    ratings = seen.judgement.assessment.ratings
    by_place = {seen.judgement.places[row.candidacy_id]: row for row in rows}
    by_label = {ratings.candidates[place]: row for place, row in by_place.items()}
    order = np.array(list(by_place), dtype=np.int64)
    cells = cells_to_discuss(ratings, order, len(order), near=len(order), most=TOPICS)
    criteria = {
        ratings.criteria[seen.judgement.criteria[one.id]]: one for one in requirements.criteria
    }
    return tuple(
        Topic(
            criteria[cell.criterion].id,
            criteria[cell.criterion].name,
            by_label[cell.candidate],
            number(cell.lowest, 0),
            number(cell.highest, 0),
        )
        for cell in cells
        if cell.spread > 1
    )


def _lines(
    requirements: Requirements,
    rows: Sequence[Row],
    cards: Sequence[Given],
    raters: Mapping[int, str],
    topics: Sequence[Topic],
) -> tuple[Line, ...]:
    if not rows:
        return ()
    criteria, marks = engine_criteria(requirements), engine_marks(cards)
    steps = {
        row.candidacy_id: {
            step.criterion: step for step in working(row.candidacy_id, criteria, marks).criteria
        }
        for row in rows
    }
    marked = {(one.criterion_id, one.row.candidacy_id) for one in topics}
    lines = []
    for criterion in requirements.criteria:
        means = {one: found[criterion.id].mean for one, found in steps.items()}
        best = _best([mean for mean in means.values() if mean is not None])
        cells = tuple(
            Cell(
                candidacy_id=row.candidacy_id,
                name=row.name,
                mean=means[row.candidacy_id],
                apart=_apart([value for _, value in steps[row.candidacy_id][criterion.id].marks]),
                said=_said(row.candidacy_id, criterion.id, cards, raters),
                is_best=best is not None and means[row.candidacy_id] == best,
                is_topic=(criterion.id, row.candidacy_id) in marked,
            )
            for row in rows
        )
        part = steps[rows[0].candidacy_id][criterion.id].share
        lines.append(Line(criterion, share(part), cells))
    return tuple(lines)


def _best(means: Sequence[float]) -> float | None:
    """Return the highest mean, where it tells anybody from anybody."""
    return max(means) if means and max(means) > min(means) else None


def _apart(values: Sequence[int]) -> int:
    return max(values) - min(values) if values else 0


def _said(
    candidacy_id: int, criterion_id: int, cards: Sequence[Given], raters: Mapping[int, str]
) -> tuple[Said, ...]:
    return tuple(
        Said(
            raters[card.rater_id],
            mark.value,
            mark.note,
            mark.independent_value if mark.independent_value != mark.value else None,
        )
        for card in cards
        if card.candidacy_id == candidacy_id and (mark := card.marks.get(criterion_id))
    )

"""The ranking as a viewer may see it: cut first, then computed, then kept for the next look."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from flask import current_app, has_request_context
from sqlalchemy import select

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate
from app.core.names import told_apart
from app.db import db
from app.engine import Criterion, Mark, Ranking, Settings
from app.people.models import Person
from app.requisitions.models import Policy, Requirements, Requisition
from app.requisitions.queries import current_requirements, policy
from app.scorecards.memory import Memory
from app.scorecards.queries.asks import progress_in
from app.scorecards.queries.cards import Given, given_cards
from app.scorecards.queries.doubts import Named
from app.scorecards.queries.owing import owed_asks
from app.scorecards.queries.seeing import open_to, sees_everyone
from app.scorecards.queries.seen import Seen, rows_of, scale_of
from app.web.requests import writes

if TYPE_CHECKING:
    from app.engine.judgement import Judgement, Labels

#: Every draw begins here, and a version put forward keeps it.
SEED = 0
KEPT = 64
EXTENSION = "finalist-rankings"
Key = tuple[int, datetime, int, int, Settings, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What follows from marks alone: the judgement, and the cards it rests on, without text.

    ``memory`` holds what was made of it since: it lives and goes with the ranking, so nothing in
    it can outlast the inputs or reach another visible set.
    """

    judgement: "Judgement"
    cards: Mapping[int, Sequence[Given]]
    memory: Memory = field(default_factory=Memory, compare=False)

    @property
    def ranking(self) -> Ranking:
        """Return everyone's standing."""
        return self.judgement.ranking


class Rankings:
    """The rankings computed lately in this process; the longest unused goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Ranked] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Ranked | None:
        """Return what is kept for a key."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Key, ranked: Ranked) -> None:
        """Keep a ranking, and let go of what was not asked for lately."""
        with self._lock:
            self._kept[key] = ranked
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def ranking_for(requisition: Requisition, person: Person, at: datetime) -> Seen:
    """Return the ranking of those in play whose marks a person may see."""
    shown, numbers = _shown(requisition.id, person)
    owed = owed_asks(person.id, requisition.id)
    requirements = current_requirements(requisition.id)
    settings = settings_of(policy(requisition.id))
    ranked = _ranked(requisition, requirements, settings, shown, numbers)
    criteria = {one.id: Named(one.name, one.kind) for one in requirements.criteria}
    panels = progress_in(requisition.id, at)
    progress = {one: panels[one] for one in shown if one in panels}
    return Seen(
        ranking=ranked.ranking,
        names=shown,
        criteria=criteria,
        progress=progress,
        waiting_for_you=len({ask.candidacy_id for ask in owed}),
        first_ask_id=owed[0].id if owed else None,
        only_met=not sees_everyone(person, requisition.id),
        requirements=requirements,
        rows=ranked.memory.recall(
            ("rows", tuple(shown.items()), tuple(progress.items())),
            lambda: rows_of(ranked.ranking, shown, criteria, progress, ranked.cards, settings),
        ),
        scale=ranked.memory.recall(("scale",), lambda: scale_of(ranked.ranking)),
        memory=ranked.memory,
        by_id={standing.candidate: standing for standing in ranked.ranking.standings},
        judgement=ranked.judgement,
    )


def engine_criteria(requirements: Requirements) -> list[Criterion]:
    """Return criteria as the engine takes them."""
    return [Criterion(one.id, one.kind, one.weight, one.must_have) for one in requirements.criteria]


def engine_marks(cards: Sequence[Given]) -> list[Mark]:
    """Return marks as the engine takes them: *not assessed* is no mark."""
    return [
        Mark(
            card.candidacy_id,
            card.rater_id,
            criterion_id,
            mark.value,
            after_others=mark.independent_value != mark.value,
            first=mark.independent_value,
        )
        for card in cards
        for criterion_id, mark in card.marks.items()
        if mark.value is not None
    ]


def settings_of(numbers: Policy) -> Settings:
    """Return the policy's numbers as the engine takes them."""
    return Settings(numbers.list_size, numbers.coverage_min, numbers.must_have_min)


def _shown(requisition_id: int, person: Person) -> tuple[dict[int, str], dict[int, int]]:
    """Return those in play whose marks are open to a person: names, by name; candidates' ids."""
    rows = db.session.execute(
        select(Candidacy.id, Candidate.name, Candidate.email, Candidate.id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(open_to(person, requisition_id), is_in_play())
        .order_by(Candidacy.name_key, Candidacy.id)
    ).all()
    return (
        told_apart((candidacy_id, name, email) for candidacy_id, name, email, _ in rows),
        {candidacy_id: candidate_id for candidacy_id, _, _, candidate_id in rows},
    )


def _ranked(
    requisition: Requisition,
    requirements: Requirements,
    settings: Settings,
    shown: Mapping[int, str],
    numbers: Mapping[int, int],
) -> Ranked:
    """Compute, or take what was computed from the same inputs for the same visible set.

    A request that writes neither takes nor keeps: what it reads may yet be undone.
    """
    kept = _rankings()
    key = (
        requisition.id,
        requisition.created_at,  # an id can come back after a removal, a moment cannot
        requisition.inputs_version,
        requirements.id,
        settings,
        frozenset(shown),
    )
    found = kept.get(key) if kept else None
    if found is None:
        found = _compute(requirements, settings, shown, numbers)
        if kept:
            kept.keep(key, found)
    return found


def _compute(
    requirements: Requirements,
    settings: Settings,
    shown: Mapping[int, str],
    numbers: Mapping[int, int],
) -> Ranked:
    from app.engine.judgement import judge  # numpy and scipy: only where numbers are wanted

    cards = given_cards(shown, requirements.id, notes=False)
    judgement = judge(
        sorted(shown),
        engine_criteria(requirements),
        engine_marks(cards),
        settings,
        labels=_labels(requirements, numbers, cards),
        names=shown,
        seed=SEED,
    )
    by_candidacy: dict[int, list[Given]] = {}
    for card in cards:
        by_candidacy.setdefault(card.candidacy_id, []).append(card)
    return Ranked(judgement, by_candidacy)


def _labels(
    requirements: Requirements, numbers: Mapping[int, int], cards: Sequence[Given]
) -> "Labels":
    """Call everybody as the scores' file does, so that `score` on that file gives these numbers."""
    from app.engine.judgement import Labels

    raters = db.session.execute(
        select(Person.id, Person.email).where(Person.id.in_({card.rater_id for card in cards}))
    )
    return Labels(
        {candidacy_id: str(candidate_id) for candidacy_id, candidate_id in numbers.items()},
        {rater_id: email for rater_id, email in raters},
        {one.id: one.name for one in requirements.criteria},
    )


def _rankings() -> Rankings | None:
    if not has_request_context() or writes():
        return None
    rankings: Rankings = current_app.extensions.setdefault(EXTENSION, Rankings())
    return rankings

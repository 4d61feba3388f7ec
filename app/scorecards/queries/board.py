"""Who is asked for whom and where it stands, as a table of candidates by raters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate, Interview, InterviewPerson
from app.candidates.queries import seen_by
from app.db import db
from app.people.models import Person
from app.scorecards.queries.asks import AskRow, asks_in
from app.scorecards.queries.settled import settled_in
from app.scorecards.rules import OPEN


@dataclass(frozen=True, slots=True)
class Rater:
    """One column: a person on a panel."""

    person_id: int
    name: str
    panel: str


@dataclass(frozen=True, slots=True)
class Board:
    """Candidates in play that the viewer may see, by name; raters; asks by both; their states.

    ``settled`` are those nobody is asked about any more, with a word of ``rules.SETTLED``.
    """

    names: Mapping[int, str]
    raters: Sequence[Rater]
    asks: Mapping[tuple[int, int, str], AskRow]
    states: Mapping[int, str]
    settled: Mapping[int, str]

    @property
    def askable(self) -> Mapping[int, str]:
        """The names of those about whom cards can be asked for."""
        return {key: name for key, name in self.names.items() if key not in self.settled}

    def ask(self, candidacy_id: int, rater: Rater) -> AskRow | None:
        """Return the ask in one cell."""
        return self.asks.get((candidacy_id, rater.person_id, rater.panel))

    def count(self, *states: str) -> int:
        """Return how many asks stand so."""
        return sum(state in states for state in self.states.values())

    @property
    def running(self) -> int:
        """Return how many cards are in or still owed."""
        return self.count("in", *OPEN)


def board(requisition_id: int, person: Person, at: datetime) -> Board:
    """Return the asks of a requisition, as far as a person may see its candidates."""
    found = db.session.execute(
        select(Candidacy.id, Candidate.name)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(seen_by(person, requisition_id), is_in_play())
        .order_by(Candidacy.name_key, Candidacy.id)
    )
    names = {candidacy_id: name for candidacy_id, name in found}
    rows = [row for row in asks_in(requisition_id) if row.candidacy_id in names]
    raters = dict.fromkeys(Rater(row.person_id, row.name, row.panel) for row in rows)
    return Board(
        names,
        sorted(raters, key=lambda one: one.panel, reverse=True),
        {(row.candidacy_id, row.person_id, row.panel): row for row in rows},
        {row.id: row.state(at) for row in rows},
        settled_in(requisition_id),
    )


def met(requisition_id: int) -> set[tuple[int, int]]:
    """Return each candidacy in play with each person who sat on an interview with them."""
    rows = db.session.execute(
        select(Interview.candidacy_id, InterviewPerson.person_id)
        .join(InterviewPerson, InterviewPerson.interview_id == Interview.id)
        .join(Candidacy, Candidacy.id == Interview.candidacy_id)
        .where(Candidacy.requisition_id == requisition_id, is_in_play())
        .distinct()
    )
    return {(candidacy_id, person_id) for candidacy_id, person_id in rows}

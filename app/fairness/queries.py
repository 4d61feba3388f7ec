"""Reads: the questions, whether somebody answered, and counts by group as they may be shown."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import case, exists, func, or_, select

from app.candidates.models import Candidacy, Interview
from app.db import db
from app.engine.fairness import FEWEST_CANDIDATES
from app.fairness import rules
from app.fairness.keys import key_of
from app.fairness.models import GroupAnswer, GroupAsking, GroupChoice, GroupQuestion
from app.offers.models import Offer
from app.shortlists.models import Shortlist, ShortlistLine

#: how far somebody came, in order
STAGES: Final = ("considered", "interviewed", "shortlisted", "offered", "hired")
#: each passage as (from, to) of those, the whole way last
PASSAGES: Final = ((0, 1), (1, 2), (2, 3), (3, 4), (0, 4))


@dataclass(frozen=True, slots=True)
class Passage:
    """One step, and its groups as they may be shown."""

    start: str
    end: str
    shown: rules.Shown


@dataclass(frozen=True, slots=True)
class OfQuestion:
    """One question and all passages by its groups."""

    words: str
    passages: Sequence[Passage]

    @property
    def why_none(self) -> str | None:
        """Why no passage of it shows anything, where that is one reason for all."""
        reasons = {one.shown.why_not for one in self.passages}
        return reasons.pop() if len(reasons) == 1 else None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything hr reads of one requisition or of the company; ``why_not`` in place of all."""

    questions: Sequence[OfQuestion]
    why_not: str | None


def is_asking() -> bool:
    """Say whether candidates are asked."""
    return db.session.scalar(select(exists().where(GroupAsking.ended_at.is_(None)))) or False


def questions() -> Sequence[GroupQuestion]:
    """Return the questions that are asked, in order."""
    return db.session.scalars(
        select(GroupQuestion)
        .where(GroupQuestion.retired_at.is_(None))
        .order_by(GroupQuestion.position, GroupQuestion.id)
    ).all()


def load_question(question_id: int) -> GroupQuestion | None:
    """Return a question that is asked."""
    found = db.session.get(GroupQuestion, question_id)
    return found if found is not None and found.retired_at is None else None


def has_answered(candidate_id: int) -> bool:
    """Say whether there is something of theirs to remove; what, nobody reads."""
    return (
        db.session.scalar(select(exists().where(GroupAnswer.key == key_of(candidate_id)))) or False
    )


def report(requisition_id: int | None = None) -> Report:
    """Return the counts across the company, each candidate once, or in one requisition."""
    asked = questions()
    chosen = _chosen()
    reached = _reached(requisition_id)
    answered = {number for number in reached if key_of(number) in chosen}
    if requisition_id is not None:
        others = {number for number in _reached(None) if key_of(number) in chosen} - answered
        apart = rules.may_be_shown_apart(len(others))
        if not apart and len(answered) >= FEWEST_CANDIDATES:
            return Report((), apart.why)
    if len(answered) < FEWEST_CANDIDATES:
        return Report((), rules.TOO_FEW)
    told = [(chosen[key_of(number)], reached[number]) for number in sorted(answered)]
    return Report(
        [
            OfQuestion(
                question.words,
                [
                    Passage(
                        STAGES[start], STAGES[end], rules.shown(_counts(question, told, start, end))
                    )
                    for start, end in PASSAGES
                ],
            )
            for question in asked
        ],
        None,
    )


def _counts(
    question: GroupQuestion,
    told: Sequence[tuple[Mapping[int, int], int]],
    start: int,
    end: int,
) -> dict[str, tuple[int, int]]:
    """Return (went through, came so far) of each group of a question."""
    people: Counter[int] = Counter()
    through: Counter[int] = Counter()
    for answers, stage in told:
        choice = answers.get(question.id)
        if choice is not None and stage >= start:
            people[choice] += 1
            through[choice] += stage >= end
    return {one.words: (through[one.id], people[one.id]) for one in question.choices}


def _chosen() -> dict[str, dict[int, int]]:
    """Return all answers to what is asked: key → question → choice."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    rows = db.session.execute(
        select(GroupAnswer.key, GroupAnswer.question_id, GroupAnswer.choice_id)
        .join(GroupQuestion, GroupQuestion.id == GroupAnswer.question_id)
        .join(GroupChoice, GroupChoice.id == GroupAnswer.choice_id)
        .where(GroupQuestion.retired_at.is_(None))
    )
    for key, question_id, choice_id in rows:
        found[key][question_id] = choice_id
    return found


def _reached(requisition_id: int | None) -> dict[int, int]:
    """Return how far each candidate came, by their number: as far as they ever did."""
    offer = exists().where(Offer.candidacy_id == Candidacy.id)
    hired = offer.where(Offer.accepted_at.is_not(None), Offer.reneged_at.is_(None))
    listed = exists().where(
        ShortlistLine.candidacy_id == Candidacy.id,
        ShortlistLine.position.is_not(None),
        Shortlist.id == ShortlistLine.shortlist_id,
        Shortlist.put_forward_at.is_not(None),
    )
    met = exists().where(Interview.candidacy_id == Candidacy.id)
    stage = case(
        (hired.correlate(Candidacy), 4),
        (offer.where(Offer.sent_at.is_not(None)).correlate(Candidacy), 3),
        (listed.correlate(Candidacy), 2),
        (or_(Candidacy.interviewed_at.is_not(None), met.correlate(Candidacy)), 1),
        else_=0,
    )
    query = select(Candidacy.candidate_id, func.max(stage)).group_by(Candidacy.candidate_id)
    if requisition_id is not None:
        query = query.where(Candidacy.requisition_id == requisition_id)
    return {candidate_id: furthest for candidate_id, furthest in db.session.execute(query)}

"""Scores as rows of a file: what is in, as far as it may be seen, and what one still owes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacies
from app.db import db
from app.people.models import Membership, Person
from app.requisitions.models import Criterion, Requirements, Requisition
from app.requisitions.queries import current_requirements
from app.scorecards.answers import Answers
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries.cards import Given, drafts_of, given_cards
from app.scorecards.queries.owing import owed_asks
from app.scorecards.queries.seeing import visible_ids


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """What one rater said, or has yet to say, of one candidate on one criterion."""

    candidate_id: int
    email: str | None
    name: str
    criterion: str
    kind: str
    weight: float
    rater_email: str
    rater_role: str
    requirements_version: int
    rating: int | None = None
    not_assessed: bool | None = None
    note: str | None = None
    submitted_at: datetime | None = None
    substitute_for: str | None = None
    recommendation: str | None = None
    independent_rating: int | None = None
    must_have: bool = False
    in_play: bool = True


@dataclass(frozen=True, slots=True)
class _About:
    """What every row of a file needs to name people by."""

    requirements: Requirements
    candidacies: Mapping[int, Candidacy]
    emails: Mapping[int, str]
    roles: Mapping[int, str]


def score_rows(requisition: Requisition, person: Person | None) -> Iterator[ScoreRow]:
    """Yield the scores a person may see, then a row a criterion of each card they owe.

    A row owed holds what stands in their own draft. Without a person: all cards in, no drafts.
    """
    requirements = current_requirements(requisition.id)
    ids = visible_ids(person, requisition.id) if person else _everyone(requisition.id)
    cards = given_cards(ids, requirements.id)
    if person:
        cards += _own(person, requisition.id, ids, requirements.id)
    owed = owed_asks(person.id, requisition.id) if person else []
    about = _about(requirements, cards, owed, person)
    place = {candidacy_id: number for number, candidacy_id in enumerate(about.candidacies)}
    for card in sorted(cards, key=lambda one: place[one.candidacy_id]):
        yield from _given(card, about)
    drafts = drafts_of(person.id, {ask.candidacy_id for ask in owed}) if person else {}
    for ask in sorted(owed, key=lambda one: place[one.candidacy_id]):
        yield from _owed(ask, drafts.get((ask.candidacy_id, ask.panel), Answers()), about)


def _own(person: Person, requisition_id: int, seen: set[int], requirements_id: int) -> list[Given]:
    """Return a rater's own cards on candidates whose other cards they may not see."""
    elsewhere = (
        select(Scorecard.candidacy_id)
        .join(Candidacy, Candidacy.id == Scorecard.candidacy_id)
        .where(
            Candidacy.requisition_id == requisition_id,
            Scorecard.rater_id == person.id,
            Scorecard.requirements_id == requirements_id,
            Scorecard.submitted_at.is_not(None),
        )
    )
    ids = set(db.session.scalars(elsewhere)) - seen
    return [one for one in given_cards(ids, requirements_id) if one.rater_id == person.id]


def _given(card: Given, about: _About) -> Iterator[ScoreRow]:
    for criterion in _criteria(card.panel, about):
        mark = card.marks.get(criterion.id)
        if mark is not None:
            yield replace(
                _blank(card.candidacy_id, card.rater_id, criterion, about),
                rating=mark.value,
                not_assessed=mark.not_assessed,
                note=mark.note,
                submitted_at=card.submitted_at,
                substitute_for=about.emails.get(card.substitute_for_id or 0),
                recommendation=card.recommendation,
                independent_rating=mark.independent_value,
            )


def _owed(ask: Ask, draft: Answers, about: _About) -> Iterator[ScoreRow]:
    for criterion in _criteria(ask.panel, about):
        said = draft.of(criterion.id)
        yield replace(
            _blank(ask.candidacy_id, ask.person_id, criterion, about),
            rating=said.value,
            not_assessed=said.not_assessed or None,
            note=said.note,
            recommendation=draft.recommendation,
        )


def _blank(candidacy_id: int, rater_id: int, criterion: Criterion, about: _About) -> ScoreRow:
    candidacy = about.candidacies[candidacy_id]
    return ScoreRow(
        candidate_id=candidacy.candidate_id,
        email=candidacy.candidate.email,
        name=candidacy.candidate.name,
        criterion=criterion.name,
        kind=criterion.kind,
        weight=criterion.weight,
        rater_email=about.emails[rater_id],
        rater_role=about.roles.get(rater_id, ""),
        requirements_version=about.requirements.version,
        must_have=criterion.must_have,
        in_play=candidacy.in_play,
    )


def _criteria(panel: str, about: _About) -> list[Criterion]:
    return [one for one in about.requirements.criteria if one.kind == panel]


def _about(
    requirements: Requirements, cards: list[Given], owed: list[Ask], person: Person | None
) -> _About:
    people = {card.rater_id for card in cards} | {card.substitute_for_id for card in cards}
    people |= {person.id} if person else set()
    found = load_candidacies(
        {card.candidacy_id for card in cards} | {ask.candidacy_id for ask in owed}
    )
    emails = db.session.execute(select(Person.id, Person.email).where(Person.id.in_(people)))
    parts = db.session.execute(
        select(Membership.person_id, Membership.part)
        .where(
            Membership.requisition_id == requirements.requisition_id,
            Membership.person_id.in_(people),
        )
        .order_by(Membership.is_lead.desc(), Membership.id)
    )
    roles: dict[int, str] = {}
    for rater_id, part in parts:
        roles[rater_id] = f"{roles[rater_id]}; {part}" if rater_id in roles else part
    return _About(
        requirements, {one.id: one for one in found}, {one: email for one, email in emails}, roles
    )


def _everyone(requisition_id: int) -> set[int]:
    return set(
        db.session.scalars(select(Candidacy.id).where(Candidacy.requisition_id == requisition_id))
    )

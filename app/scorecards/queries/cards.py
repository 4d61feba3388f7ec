"""Cards as they count: the last version handed in, and a rater's own draft."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, null, select
from sqlalchemy.orm import lazyload

from app.candidates.chunks import in_chunks
from app.db import db
from app.people.models import Person
from app.requisitions.models import Requirements
from app.requisitions.queries import current_requirements
from app.scorecards.answers import Answer, Answers
from app.scorecards.models import Ask, Mark, Scorecard, ScorecardVersion
from app.scorecards.queries.seeing import visible_ids


@dataclass(frozen=True, slots=True)
class GivenMark:
    """What a card that is in says of one criterion."""

    value: int | None
    not_assessed: bool
    note: str | None
    independent_value: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """A card as it counts. While it is ``reopened``, that is the version handed in before."""

    card_id: int
    candidacy_id: int
    rater_id: int
    panel: str
    recommendation: str | None
    note: str | None
    submitted_at: datetime
    after_seeing_others: bool
    reopened: bool
    entered_by_id: int | None
    substitute_for_id: int | None
    marks: Mapping[int, GivenMark]

    @property
    def answers(self) -> Answers:
        """Return what it says as it was typed."""
        marks = {
            key: Answer(mark.value, mark.not_assessed, mark.note)
            for key, mark in self.marks.items()
        }
        return Answers(marks, self.recommendation, self.note)


def cards_for(person: Person, requisition_id: int) -> list[Given]:
    """Return the cards of a requisition that a person may see: all those on visible candidacies."""
    requirements = current_requirements(requisition_id)
    return given_cards(visible_ids(person, requisition_id), requirements.id)


def given_cards(
    candidacy_ids: Collection[int], *requirements_ids: int, notes: bool = True
) -> list[Given]:
    """Return the cards in, of candidacies already cut, by who came first; ``notes`` may be left."""
    found: list[Given] = []
    for some in in_chunks(sorted(candidacy_ids)):
        wanted = (
            Scorecard.candidacy_id.in_(some),
            Scorecard.requirements_id.in_(requirements_ids),
            Scorecard.first_submitted_at.is_not(None),
        )
        cards = list(
            db.session.scalars(
                select(Scorecard)
                .where(*wanted)
                .order_by(Scorecard.candidacy_id, Scorecard.first_submitted_at, Scorecard.id)
                .options(lazyload(Scorecard.marks))
            )
        )
        marks = _marks(wanted, notes) if cards else {}
        before = versions_of([card.id for card in cards if card.submitted_at is None])
        found += [
            _as_it_is(card, marks.get(card.id, {}))
            if card.submitted_at
            else _as_it_was(card, before[card.id][-1])
            for card in cards
        ]
    return found


def own_card(ask: Ask) -> Scorecard | None:
    """Return the card of an ask under the current requirements, if it was ever begun."""
    return db.session.scalar(
        select(Scorecard)
        .join(Requirements, Requirements.id == Scorecard.requirements_id)
        .where(
            Scorecard.candidacy_id == ask.candidacy_id,
            Scorecard.rater_id == ask.person_id,
            Scorecard.panel == ask.panel,
            Requirements.superseded_at.is_(None),
        )
    )


def drafts_of(person_id: int, candidacy_ids: Collection[int]) -> dict[tuple[int, str], Answers]:
    """Return a person's own cards that are not in, by candidacy and panel."""
    cards = db.session.scalars(
        select(Scorecard)
        .join(Requirements, Requirements.id == Scorecard.requirements_id)
        .where(
            Scorecard.candidacy_id.in_(candidacy_ids),
            Scorecard.rater_id == person_id,
            Scorecard.submitted_at.is_(None),
            Requirements.superseded_at.is_(None),
        )
    )
    return {(card.candidacy_id, card.panel): answers_of(card) for card in cards}


def answers_of(card: Scorecard | None) -> Answers:
    """Return what a card holds now, handed in or not."""
    if card is None:
        return Answers()
    marks = {
        mark.criterion_id: Answer(mark.value, mark.not_assessed, mark.note) for mark in card.marks
    }
    return Answers(marks, card.recommendation, card.note)


def versions_of(card_ids: Collection[int]) -> dict[int, list[ScorecardVersion]]:
    """Return the versions kept of cards, the first first."""
    if not card_ids:
        return {}
    found: dict[int, list[ScorecardVersion]] = {}
    for version in db.session.scalars(
        select(ScorecardVersion)
        .where(ScorecardVersion.scorecard_id.in_(card_ids))
        .order_by(ScorecardVersion.scorecard_id, ScorecardVersion.number)
    ):
        found.setdefault(version.scorecard_id, []).append(version)
    return found


def _as_it_is(card: Scorecard, marks: Mapping[int, GivenMark]) -> Given:
    assert card.submitted_at is not None
    return Given(
        card_id=card.id,
        candidacy_id=card.candidacy_id,
        rater_id=card.rater_id,
        panel=card.panel,
        recommendation=card.recommendation,
        note=card.note,
        submitted_at=card.submitted_at,
        after_seeing_others=card.after_seeing_others,
        reopened=False,
        entered_by_id=card.entered_by_id,
        substitute_for_id=card.substitute_for_id,
        marks=marks,
    )


def _as_it_was(card: Scorecard, version: ScorecardVersion) -> Given:
    body: dict[str, Any] = version.body
    return Given(
        card_id=card.id,
        candidacy_id=card.candidacy_id,
        rater_id=card.rater_id,
        panel=card.panel,
        recommendation=body["recommendation"],
        note=body["note"],
        submitted_at=version.submitted_at,
        after_seeing_others=version.after_seeing_others,
        reopened=True,
        entered_by_id=card.entered_by_id,
        substitute_for_id=card.substitute_for_id,
        marks={int(key): GivenMark(**mark) for key, mark in body["marks"].items()},
    )


def _marks(wanted: Sequence[ColumnElement[bool]], notes: bool) -> dict[int, dict[int, GivenMark]]:
    rows = db.session.execute(
        select(
            Mark.scorecard_id,
            Mark.criterion_id,
            Mark.value,
            Mark.not_assessed,
            Mark.note if notes else null(),
            Mark.independent_value,
        )
        .join(Scorecard, Scorecard.id == Mark.scorecard_id)
        .where(*wanted, Scorecard.submitted_at.is_not(None))
    )
    found: dict[int, dict[int, GivenMark]] = {}
    for card_id, criterion_id, value, not_assessed, note, first in rows:
        said = GivenMark(value, not_assessed, note, first)
        found.setdefault(card_id, {})[criterion_id] = said
    return found

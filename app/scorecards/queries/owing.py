"""Who owes a card for whom: the one definition that hides marks and fills desks."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    literal,
    or_,
    select,
)

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate
from app.db import db
from app.people.models import Person
from app.people.queries import reachable
from app.requisitions.models import Requirements, Requisition
from app.scorecards.models import Ask, Scorecard

KIND = "scorecards.owed"


def is_owed() -> ColumnElement[bool]:
    """Return a condition on Ask joined with its Candidacy: the card is owed.

    Asked, not in under the current requirements, not excused, not ended, candidacy in play.
    """
    card_in = (
        exists()
        .where(
            Scorecard.candidacy_id == Ask.candidacy_id,
            Scorecard.rater_id == Ask.person_id,
            Scorecard.panel == Ask.panel,
            Scorecard.submitted_at.is_not(None),
            Scorecard.requirements_id == Requirements.id,
            Requirements.superseded_at.is_(None),
        )
        .correlate(Ask)
    )
    return and_(Ask.excused_at.is_(None), Ask.ended_at.is_(None), is_in_play(), ~card_in)


def owed_by(person_id: int) -> ColumnElement[bool]:
    """Return a condition on Candidacy: this person owes a card for it."""
    return (
        exists()
        .where(Ask.candidacy_id == Candidacy.id, Ask.person_id == person_id, is_owed())
        .correlate(Candidacy)
    )


def owes_here(person_id: int) -> ColumnElement[bool]:
    """Return a condition on Requisition: this person owes a card for somebody there."""
    return exists(
        select(Ask.id)
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .where(Candidacy.requisition_id == Requisition.id, Ask.person_id == person_id, is_owed())
        .correlate(Requisition)
    )


def somebody_owes() -> ColumnElement[bool]:
    """Return a condition on Requisition: a card is owed there.

    Where requirements never changed, asks whose card came in need no second look.
    """
    owed = (
        select(Ask.id)
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .where(Candidacy.requisition_id == Requisition.id, is_owed())
        .correlate(Requisition)
    )
    revised = exists().where(
        Requirements.requisition_id == Requisition.id,
        Requirements.superseded_at.is_(None),
        Requirements.version > 1,
    )
    not_in = owed.where(Ask.card_in_at.is_(None))
    return or_(not_in.exists(), and_(revised.correlate(Requisition), owed.exists()))


def may_be_owed(requisition_id: int) -> ColumnElement[bool]:
    """Return a condition on Ask that ``is_owed`` implies and that spares most of its looks."""
    revised = exists().where(
        Requirements.requisition_id == requisition_id,
        Requirements.superseded_at.is_(None),
        Requirements.version > 1,
    )
    return or_(Ask.card_in_at.is_(None), revised.correlate())


def owed_ids(person_id: int, requisition_id: int) -> set[int]:
    """Return the candidacies of a requisition for which a person owes a card."""
    here = {"person_id": person_id, "requisition_id": requisition_id}
    return set(db.session.scalars(_owed_there(), here))


@cache
def _owed_there() -> Select[int]:
    person_id: Any = bindparam("person_id")
    return select(Candidacy.id).where(
        Candidacy.requisition_id == bindparam("requisition_id"), owed_by(person_id)
    )


def owed_among(person_id: int, candidacy_ids: Iterable[int]) -> set[int]:
    """Return those of the candidacies for which a person owes a card."""
    given = {"person_id": person_id, "some": list(candidacy_ids)}
    return set(db.session.scalars(_owed_among(), given))


@cache
def _owed_among() -> Select[int]:
    person_id: Any = bindparam("person_id")
    some: Any = bindparam("some", expanding=True)
    return select(Candidacy.id).where(Candidacy.id.in_(some), owed_by(person_id))


def owes_any(person_id: int, requisition_id: int) -> bool:
    """Say whether a person owes any card in a requisition."""
    return bool(owed_ids(person_id, requisition_id))


def owed_asks(person_id: int, requisition_id: int) -> list[Ask]:
    """Return the asks a person still owes in a requisition, the one due first first."""
    return list(
        db.session.scalars(
            select(Ask)
            .join(Candidacy, Candidacy.id == Ask.candidacy_id)
            .where(
                Candidacy.requisition_id == requisition_id, Ask.person_id == person_id, is_owed()
            )
            .order_by(Ask.due_at, Candidacy.name_key, Ask.id)
        )
    )


def cards_owed(
    person: Person, at: datetime
) -> Select[str, int, int, str, str, datetime, datetime, str]:
    """Select the cards a person owes where the requisition is not closed."""
    return (
        select(
            literal(KIND, String).label("kind"),
            Ask.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(Candidate.name, String).label("about"),
            Ask.due_at.label("due_at"),
            Ask.asked_at.label("since_at"),
            cast(Ask.panel, String).label("detail"),
        )
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(
            Ask.person_id == person.id,
            is_owed(),
            Requisition.closed_at.is_(None),
            reachable(person),
        )
    )

"""Where the next step is to ask for cards."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Exists,
    ScalarSelect,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Interview
from app.db import Base
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import reachable
from app.requisitions.models import Requisition
from app.requisitions.queries import is_hiring, of_own, step
from app.scorecards.models import Ask
from app.scorecards.queries.owing import somebody_owes

KIND = "scorecards.to_ask"


def asking_wanted(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Select requisitions with candidates of whom no card is asked, while nobody decides yet.

    Those interviewed count; before anybody is asked about anyone, all in play do. Once every card
    asked for is in, picking is the next step, and says how many were left out.
    """
    interviewed, everyone = unasked_here(at), _unasked(Candidacy.id.is_not(None))
    asked = _here(Ask.candidacy_id == Candidacy.id)
    in_play = _here(is_in_play())
    some_left = _here(is_in_play(), Candidacy.asked_at.is_(None), _met(at), ~_is_asked())
    # what one look settles comes first; they are counted where the row is shown
    return step(
        literal(KIND, String),
        Requisition.opened_at,
        cast(func.coalesce(func.nullif(interviewed, 0), everyone), String),
        of_own(person, RECRUITER),
        is_hiring(),
        *_nobody_decides(),
        or_(~asked & in_play, asked & some_left & somebody_owes()),
        reachable(person),
    )


def unasked_here(at: datetime) -> ScalarSelect[int]:
    """Return how many interviewed candidates in play of a Requisition no card was asked of."""
    return _unasked(_met(at))


def _met(at: datetime) -> ColumnElement[bool]:
    met = exists().where(Interview.candidacy_id == Candidacy.id, Interview.held_at <= at)
    return or_(Candidacy.interviewed_at <= at, met.correlate(Candidacy))


def _is_asked() -> Exists:
    return exists().where(Ask.candidacy_id == Candidacy.id).correlate(Candidacy)


def _unasked(condition: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.count(Candidacy.id))
        .where(
            Candidacy.requisition_id == Requisition.id,
            is_in_play(),
            Candidacy.asked_at.is_(None),
            condition,
            ~_is_asked(),
        )
        .correlate(Requisition)
        .scalar_subquery()
    )


def _here(*conditions: ColumnElement[bool]) -> Exists:
    return (
        exists()
        .where(Candidacy.requisition_id == Requisition.id, *conditions)
        .correlate(Requisition)
    )


def _nobody_decides() -> tuple[ColumnElement[bool], ...]:
    """Conditions on Requisition: no picking was begun and no list; those tables come later."""
    tables = (Base.metadata.tables[name] for name in ("picking", "shortlist"))
    return tuple(
        ~exists().where(table.c.requisition_id == Requisition.id).correlate(Requisition)
        for table in tables
    )

"""Asks with where they stand, and who can be asked. Who is asked, in or late is no secret."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    null,
    select,
    union_all,
)

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.names import told_apart
from app.db import db
from app.people.models import Membership, Person, Recusal
from app.requisitions.models import Requirements
from app.scorecards.models import Ask, Scorecard
from app.scorecards.rules import OPEN, PANEL_OF, AskFacts, state

Facts = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class AskOf:
    """An ask and the candidacy it is about."""

    ask: Ask
    candidacy: Candidacy

    @property
    def requisition_id(self) -> int:
        """The requisition whose rights count."""
        return self.candidacy.requisition_id


@dataclass(frozen=True, slots=True)
class AskRow:
    """An ask as lists show it, with the facts of its card under the current requirements."""

    id: int
    candidacy_id: int
    person_id: int
    name: str
    panel: str
    asked_at: datetime
    due_at: datetime
    excused_at: datetime | None
    excused_reason: str | None
    ended_at: datetime | None
    ended_by: str | None
    submitted_at: datetime | None
    reopened_at: datetime | None
    saved_at: datetime | None
    in_play: bool

    def state(self, at: datetime) -> str:
        """Return owed, late, in, excused or ended."""
        facts = AskFacts(
            self.due_at, self.submitted_at, self.excused_at, self.ended_at, self.in_play
        )
        return state(facts, at)

    @property
    def reopened(self) -> bool:
        """Whether the card was in once and is being changed."""
        return self.submitted_at is None and self.reopened_at is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a panel is on one candidacy: cards in, of those asked and neither excused nor ended.

    ``owing`` and ``excused`` are names with their panels; ``late`` those of the owing.
    """

    given: int = 0
    asked: int = 0
    owing: tuple[tuple[str, str], ...] = ()
    late: frozenset[tuple[str, str]] = frozenset()
    excused: tuple[tuple[str, str], ...] = ()


def load_ask(ask_id: int) -> AskOf | None:
    """Return an ask with its candidacy (a loader for the guard)."""
    ask = db.session.scalar(select(Ask).where(Ask.id == ask_id))
    candidacy = load_candidacy(ask.candidacy_id) if ask else None
    return AskOf(ask, candidacy) if ask and candidacy else None


def ask_row(ask_id: int) -> AskRow | None:
    """Return one ask."""
    return next(iter(_read(_query().where(Ask.id == ask_id))), None)


def asks_on(candidacy_id: int) -> list[AskRow]:
    """Return the asks on one candidacy."""
    return _read(_asks_on(), {"candidacy_id": candidacy_id})


def asks_in(requisition_id: int) -> list[AskRow]:
    """Return the asks on candidacies in play of a requisition."""
    return _read(_query().where(*_asked_in()), {"requisition_id": requisition_id})


def latest_asks(candidacy_ids: Collection[int]) -> dict[tuple[int, int, str], AskRow]:
    """Return the ask of each candidacy, person and panel."""
    rows = _read(_asks_among(), {"some": list(candidacy_ids)})
    return {(row.candidacy_id, row.person_id, row.panel): row for row in rows}


def progress_of(rows: Iterable[AskRow], at: datetime) -> dict[int, Progress]:
    """Return how far the panel is, by candidacy."""
    by_candidacy: dict[int, list[AskRow]] = {}
    for row in rows:
        by_candidacy.setdefault(row.candidacy_id, []).append(row)
    return {key: _progress(some, at) for key, some in by_candidacy.items()}


def progress_in(requisition_id: int, at: datetime) -> dict[int, Progress]:
    """Return how far the panel is on each in play of a requisition, as ``progress_of`` its asks.

    Cards that are in are only counted, and by the database: a page looked at again reads no row
    for each of thousands. Namesakes are told apart among all who were asked.
    """
    here = {"requisition_id": requisition_id}
    counted = db.session.execute(union_all(_given_in(), _people_in()), here).all()
    given = {row.id: row.given for row in counted if row.given is not None}
    people = told_apart((row.id, row.name, row.email) for row in counted if row.given is None)
    rows = _rows(db.session.execute(_not_in(), here), people)
    found = progress_of(rows, at)
    return {
        key: replace(one, given=given.get(key, 0), asked=given.get(key, 0) + one.asked)
        for key in {**given, **found}
        for one in (found.get(key, Progress()),)
    }


def raters(requisition_id: int) -> list[tuple[Person, str]]:
    """Return who can be asked in a requisition, each once by name, with their part.

    Active recruiters, managers and interviewers who are not themselves candidate or referee.
    """
    recused = (
        select(Recusal.email_key).where(Recusal.requisition_id == requisition_id).scalar_subquery()
    )
    rows = db.session.execute(
        select(Person, Membership.part)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.requisition_id == requisition_id,
            Membership.part.in_(PANEL_OF),
            Person.switched_off_at.is_(None),
            Person.email_key.not_in(recused),
        )
        .order_by(Person.name_key, Person.id, Membership.is_lead.desc(), Membership.id)
    )
    found: dict[int, tuple[Person, str]] = {}
    for person, part in rows:
        found.setdefault(person.id, (person, part))
    return list(found.values())


@cache
def _asks_on() -> Select[*Facts]:
    return _query().where(Ask.candidacy_id == bindparam("candidacy_id"))


@cache
def _asks_among() -> Select[*Facts]:
    return _query().where(Ask.candidacy_id.in_(bindparam("some", expanding=True)))


def _asked_in() -> tuple[ColumnElement[bool], ...]:
    return Candidacy.requisition_id == bindparam("requisition_id"), is_in_play()


def _is_in() -> ColumnElement[bool]:
    """Return the condition by which ``state`` calls an ask in."""
    return Scorecard.submitted_at.is_not(None)


@cache
def _given_in() -> Select[*Facts]:
    return (
        _with_cards(
            select(
                Ask.candidacy_id.label("id"),
                func.count().label("given"),
                cast(null(), String).label("name"),
                cast(null(), String).label("email"),
            )
        )
        .where(*_asked_in(), _is_in())
        .group_by(Ask.candidacy_id)
    )


@cache
def _not_in() -> Select[*Facts]:
    return _query().where(*_asked_in(), ~_is_in())


@cache
def _people_in() -> Select[*Facts]:
    return select(Person.id, cast(null(), Integer), Person.name, Person.email).where(
        Person.id.in_(
            select(Ask.person_id)
            .join(Candidacy, Candidacy.id == Ask.candidacy_id)
            .where(*_asked_in())
        )
    )


def _query() -> Select[*Facts]:
    asks = _with_cards(
        select(
            Ask.id,
            Ask.candidacy_id,
            Ask.person_id,
            Ask.panel,
            Ask.asked_at,
            Ask.due_at,
            Ask.excused_at,
            Ask.excused_reason,
            Ask.ended_at,
            Ask.ended_by,
            Person.name,
            Person.email,
            Scorecard.submitted_at,
            Scorecard.reopened_at,
            Scorecard.saved_at,
            Candidacy.withdrawn_at,
            Candidacy.set_aside_at,
        )
    )
    return asks.join(Person, Person.id == Ask.person_id).order_by(
        Person.name_key, Person.id, func.lower(Ask.panel).desc(), Ask.id
    )


def _with_cards(what: Select[*Facts]) -> Select[*Facts]:
    """Join asks with their cards under the current requirements."""
    card = and_(
        Scorecard.candidacy_id == Ask.candidacy_id,
        Scorecard.rater_id == Ask.person_id,
        Scorecard.panel == Ask.panel,
        Scorecard.requirements_id == Requirements.id,
    )
    return (
        what.select_from(Ask)
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .join(
            Requirements,
            and_(
                Requirements.requisition_id == Candidacy.requisition_id,
                Requirements.superseded_at.is_(None),
            ),
        )
        .join(Scorecard, card, isouter=True)
    )


def _read(query: Select[*Facts], given: Mapping[str, Any] | None = None) -> list[AskRow]:
    rows = db.session.execute(query, given).all()
    return _rows(rows, told_apart((row.person_id, row.name, row.email) for row in rows))


def _rows(rows: Iterable[Any], names: Mapping[int, str]) -> list[AskRow]:
    return [
        AskRow(
            id=row.id,
            candidacy_id=row.candidacy_id,
            person_id=row.person_id,
            name=names[row.person_id],
            panel=row.panel,
            asked_at=row.asked_at,
            due_at=row.due_at,
            excused_at=row.excused_at,
            excused_reason=row.excused_reason,
            ended_at=row.ended_at,
            ended_by=row.ended_by,
            submitted_at=row.submitted_at,
            reopened_at=row.reopened_at,
            saved_at=row.saved_at,
            in_play=row.withdrawn_at is None and row.set_aside_at is None,
        )
        for row in rows
    ]


def _progress(rows: Iterable[AskRow], at: datetime) -> Progress:
    states = [(row, row.state(at)) for row in rows]
    owing = tuple((row.name, row.panel) for row, now in states if now in OPEN)
    given = sum(now == "in" for _, now in states)
    return Progress(
        given=given,
        asked=given + len(owing),
        owing=owing,
        late=frozenset((row.name, row.panel) for row, now in states if now == "late"),
        excused=tuple((row.name, row.panel) for row, now in states if now == "excused"),
    )

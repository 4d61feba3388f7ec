"""Reads of chains and sign-offs, cut to what the viewer may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, and_, cast, literal, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from app.db import Base, db
from app.people import queries as people
from app.people.guard import rights_in
from app.people.models import Person
from app.signoffs import limits, rules
from app.signoffs.models import Chain, Signoff, Step
from app.signoffs.rules import AnswerFacts
from app.signoffs.subjects import sees


def chain_of(subject_kind: str, subject_id: int) -> Chain | None:
    """Return the chain asked for one version of one subject, with its steps and sign-offs."""
    found = db.session.scalars(
        select(Chain)
        .where(Chain.subject_kind == subject_kind, Chain.subject_id == subject_id)
        .options(joinedload(Chain.steps).joinedload(Step.signoffs))
    )
    return found.unique().one_or_none()


def chains_of(subject_kind: str, subject_ids: Iterable[int]) -> dict[int, Chain]:
    """Return the chains of several subjects, by subject."""
    found = db.session.scalars(
        select(Chain).where(
            Chain.subject_kind == subject_kind, Chain.subject_id.in_(set(subject_ids))
        )
    )
    return {chain.subject_id: chain for chain in found}


def status(chain: Chain | None) -> str:
    """Return none, awaiting, approved, sent back or lapsed."""
    return rules.status_of(chain)


def my_open(person_id: int, chain: Chain | None) -> Signoff | None:
    """Return the sign-off a chain asks of a person now, if any."""
    if rules.status_of(chain) != "awaiting":
        return None
    return next((one for one in _of(person_id, chain) if rules.state_of(one) == "asked"), None)


def answer_facts(person_id: int, chain: Chain | None) -> AnswerFacts:
    """Return what the rules of signing and sending back ask about one person."""
    states = tuple(rules.state_of(one) for one in _of(person_id, chain))
    turn = [one.approver_id for one in _all(chain) if rules.state_of(one) == "asked"]
    waits_for = tuple(people.names(turn).values()) if "waiting its turn" in states else ()
    return AnswerFacts(rules.status_of(chain), states, waits_for)


@dataclass(frozen=True, slots=True)
class Line:
    """One sign-off as the trail of a chain shows it."""

    signoff: Signoff
    state: str
    step: int
    rule: str
    about: str | None
    name: str
    title: str | None
    mine: bool
    due_days: int
    limits: tuple[str, ...] = ()
    covered_version: int | None = None


def trail(chain: Chain | None, viewer_id: int | None = None) -> list[Line]:
    """Return the sign-offs of a chain in its order, with who gives them."""
    if chain is None:
        return []
    who = _people(one.approver_id for one in _all(chain))
    versions = _versions(one.covered_by_id for one in _all(chain) if one.covered_by_id)
    zone = zone_of(chain.requisition_id)
    return [
        Line(
            signoff=one,
            state=rules.state_of(one),
            step=number,
            rule=rules.rule_of(step.needed, len(step.signoffs)),
            about=step.about,
            name=who[one.approver_id].name,
            title=who[one.approver_id].title,
            mine=one.approver_id == viewer_id,
            due_days=chain.due_days,
            limits=limits.sentences(limits.of(one), zone),
            covered_version=versions.get(one.covered_by_id or 0),
        )
        for number, step in enumerate(chain.steps, 1)
        for one in step.signoffs
    ]


def load_mine(signoff_id: int, person_id: int) -> tuple[Signoff, Chain] | None:
    """Return a sign-off of this person with its chain."""
    found = db.session.execute(
        _signoffs(Signoff.id == signoff_id, Signoff.approver_id == person_id)
    ).first()
    return None if found is None else (found[0], found[1])


def load(signoff_id: int) -> tuple[Signoff, Chain] | None:
    """Return a sign-off with its chain."""
    found = db.session.execute(_signoffs(Signoff.id == signoff_id)).first()
    return None if found is None else (found[0], found[1])


@dataclass(frozen=True, slots=True)
class Mine:
    """One sign-off of a person as their own list shows it."""

    signoff: Signoff
    chain: Chain
    state: str
    requisition: str
    zone: str
    about: str | None


def mine(person: Person) -> dict[str, list[Mine]]:
    """Return a person's sign-offs: ``waiting`` for them, ``next`` after others, ``decided``."""
    requisition = Base.metadata.tables["requisition"]
    rows = db.session.execute(
        _signoffs(Signoff.approver_id == person.id, people.reachable(person))
        .add_columns(requisition.c.title, requisition.c.time_zone, Step.about)
        .join(requisition, requisition.c.id == Chain.requisition_id)
        .order_by(Signoff.due_at, Chain.opened_at, Signoff.id)
    )
    found = [
        Mine(signoff, chain, rules.state_of(signoff), title, zone, about)
        for signoff, chain, title, zone, about in rows
    ]
    decided = [one for one in found if one.signoff.decision is not None]
    decided.sort(key=lambda one: (one.signoff.decided_at, one.signoff.id), reverse=True)
    return {
        "waiting": [one for one in found if one.state == "asked"],
        "next": [one for one in found if one.state == "waiting its turn"],
        "decided": decided,
    }


def waiting(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Select the sign-offs that wait for a person, as rows of the desk."""
    requisition = Base.metadata.tables["requisition"]
    return (
        select(
            literal("signoffs.asked", String).label("kind"),
            Signoff.id.label("subject_id"),
            Chain.requisition_id.label("requisition_id"),
            requisition.c.title.label("title"),
            Chain.title.label("about"),
            Signoff.due_at.label("due_at"),
            Signoff.asked_at.label("since_at"),
            cast(Chain.version, String).label("detail"),
        )
        .select_from(Signoff)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .join(requisition, requisition.c.id == Chain.requisition_id)
        .where(Signoff.approver_id == person.id, _is_asked(), people.reachable(person))
    )


@dataclass(frozen=True, slots=True)
class SignoffRow:
    """One row of the ``signoffs`` export."""

    signoff: Signoff
    chain: Chain
    step: int
    rule: str
    state: str
    approver: str
    on_behalf_of: str | None


def signoff_rows(
    requisition_id: int, person: Person | None, kind: str | None = None
) -> list[SignoffRow]:
    """Return the sign-offs of a requisition for a file: all without a person, else their cut.

    Those of a kind whose pages the person may not open are left out, but for their own.
    """
    conditions = [Chain.requisition_id == requisition_id]
    if kind is not None:
        conditions.append(Chain.subject_kind == kind)
    chains = db.session.scalars(
        select(Chain).where(*conditions).order_by(Chain.subject_kind, Chain.version, Chain.id)
    ).all()
    rows = [
        (one, chain, number, step)
        for chain in chains
        for readable in (person is None or _may_read(person, chain),)
        for number, step in enumerate(chain.steps, 1)
        for one in step.signoffs
        if readable or _is_own(person, chain, one)
    ]
    names = people.names(
        {one.approver_id for one, *_ in rows}
        | {one.on_behalf_of_id for one, *_ in rows if one.on_behalf_of_id is not None}
    )
    return [
        SignoffRow(
            signoff=one,
            chain=chain,
            step=number,
            rule=rules.rule_of(step.needed, len(step.signoffs)),
            state=rules.state_of(one),
            approver=names[one.approver_id],
            on_behalf_of=names.get(one.on_behalf_of_id) if one.on_behalf_of_id else None,
        )
        for one, chain, number, step in rows
    ]


def zone_of(requisition_id: int) -> str:
    """Return the time zone of a requisition."""
    requisition = Base.metadata.tables["requisition"]
    zone: str = db.session.execute(
        select(requisition.c.time_zone).where(requisition.c.id == requisition_id)
    ).scalar_one()
    return zone


def _may_read(person: Person, chain: Chain) -> bool:
    return sees(person, chain.subject_kind, chain.subject_id, chain.requisition_id)


def _is_own(person: Person | None, chain: Chain, one: Signoff) -> bool:
    if person is None or one.approver_id != person.id:
        return False
    return bool(rights_in(chain.requisition_id, person))


def _signoffs(*conditions: ColumnElement[bool]) -> Select[Signoff, Chain]:
    return (
        select(Signoff, Chain)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .where(*conditions)
    )


def _is_asked() -> ColumnElement[bool]:
    return and_(
        Signoff.asked_at.is_not(None),
        Signoff.decision.is_(None),
        Signoff.lapsed_at.is_(None),
        Signoff.revoked_at.is_(None),
    )


def _all(chain: Chain | None) -> Sequence[Signoff]:
    return [one for step in chain.steps for one in step.signoffs] if chain else []


def _of(person_id: int, chain: Chain | None) -> Sequence[Signoff]:
    return [one for one in _all(chain) if one.approver_id == person_id]


def _versions(ids: Iterable[int]) -> dict[int, int]:
    """Return the version each of some sign-offs was given for."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Signoff.id, Chain.version)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .where(Signoff.id.in_(wanted))
    )
    return {signoff_id: version for signoff_id, version in rows}


def _people(ids: Iterable[int]) -> dict[int, Person]:
    found = db.session.scalars(select(Person).where(Person.id.in_(set(ids))))
    return {person.id: person for person in found}

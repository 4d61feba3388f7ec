"""Reads of people and memberships."""

from collections.abc import Iterable

from sqlalchemy import exists, select, true
from sqlalchemy.sql import ColumnElement

from app.core.names import told_apart
from app.db import Base, db
from app.people.models import Company, Membership, Person, Recusal
from app.people.permissions import AGENCY


def own(person: Person) -> ColumnElement[bool]:
    """Return a condition on requisition.id: the person has a part in it, or is hr.

    It lets a statement begin with their few requisitions; what they may reach is ``reachable``.
    """
    if person.is_hr:
        return true()
    memberships = select(Membership.requisition_id).where(Membership.person_id == person.id)
    return Base.metadata.tables["requisition"].c.id.in_(memberships)


def company() -> Company:
    """Return the company, made by ``init``."""
    found = db.session.scalar(select(Company).limit(1))
    if found is None:
        raise LookupError("The database is not set up. Run: flask --app app init")
    return found


def by_email(email: str) -> Person | None:
    """Return the person with this address, whatever its case."""
    return db.session.scalar(select(Person).where(Person.email_key == email.strip().casefold()))


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these people, by id, in one query."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def called(people: Iterable[Person]) -> dict[int, str]:
    """Return what to call people that stand side by side: namesakes with their e-mail."""
    return told_apart((person.id, person.name, person.email) for person in people)


def is_from_outside(person: Person) -> bool:
    """Say whether a person is an agency recruiter and nothing else: not one of the company."""
    if person.is_hr or person.is_admin:
        return False
    parts = set(
        db.session.scalars(select(Membership.part).where(Membership.person_id == person.id))
    )
    return parts == {AGENCY}


def members(requisition_id: int) -> list[tuple[Membership, Person]]:
    """Return everybody with a part in a requisition, leads first, then by name."""
    rows = db.session.execute(
        select(Membership, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.requisition_id == requisition_id)
        .order_by(Membership.is_lead.desc(), Membership.part, Person.name_key, Membership.id)
    )
    return [(membership, person) for membership, person in rows]


def lead(requisition_id: int, part: str) -> Person | None:
    """Return the lead recruiter or lead hiring manager of a requisition."""
    return db.session.scalar(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.requisition_id == requisition_id,
            Membership.part == part,
            Membership.is_lead,
        )
    )


def leads(requisition_id: int) -> dict[str, Person]:
    """Return both leads of a requisition by their part, in one query."""
    rows = db.session.execute(
        select(Membership.part, Person)
        .join(Person, Membership.person_id == Person.id)
        .where(Membership.requisition_id == requisition_id, Membership.is_lead)
    )
    return {part: person for part, person in rows}


def reachable(person: Person, *parts: str) -> ColumnElement[bool]:
    """Return a condition on requisition.id: those the person has a part in (hr: all).

    Only these ``parts`` count where any are named. Never those where the person's own address
    is a candidate's or a referee's.
    """
    requisition = Base.metadata.tables["requisition"]
    recused = exists().where(
        Recusal.requisition_id == requisition.c.id, Recusal.email_key == person.email_key
    )
    if person.is_hr:
        return ~recused
    member = exists().where(
        Membership.requisition_id == requisition.c.id, Membership.person_id == person.id
    )
    if parts:
        member = member.where(Membership.part.in_(parts))
    return member & ~recused

"""Reads of accounts: the list, one account's facts, one's own sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select

from app.accounts.rules import AccountFacts, state
from app.core.names import name_key
from app.db import Base, db
from app.mail.models import Message
from app.people.models import Membership, Person, SecondFactor, SignIn
from app.people.queries import company
from app.people.signing_in import rules_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the list shows them."""

    person: Person
    roles: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, and how many people there are in all."""

    rows: Sequence[Row]
    number: int
    more: bool
    total: int


def page(*, number: int = 1, q: str = "") -> Page:
    """Return a page of everybody, by name; ``q`` is part of a name or an address."""
    query = select(Person)
    if q.strip():
        query = query.where(
            or_(
                Person.name_key.contains(name_key(q), autoescape=True),
                Person.email_key.contains(q.strip().casefold(), autoescape=True),
            )
        )
    total = db.session.scalar(select(func.count()).select_from(query.subquery()))
    rows = _rows(query.offset((number - 1) * PAGE).limit(PAGE + 1))
    return Page(rows[:PAGE], number, len(rows) > PAGE, total or 0)


def every_row() -> list[Row]:
    """Return everybody by name, for the command line."""
    return _rows(select(Person))


def row(person: Person) -> Row:
    """Return one person as the list shows them."""
    return _rows(select(Person).where(Person.id == person.id))[0]


def load_person(person_id: int) -> Person | None:
    """Return one person."""
    return db.session.get(Person, person_id)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a person in a requisition."""

    requisition_id: int
    code: str
    title: str
    word: str


def parts_of(person: Person) -> list[Part]:
    """Return the parts of a person, newest requisition first."""
    requisition = Base.metadata.tables["requisition"]
    rows = db.session.execute(
        select(
            requisition.c.id,
            requisition.c.code,
            requisition.c.title,
            Membership.part,
            Membership.is_lead,
        )
        .join(Membership, Membership.requisition_id == requisition.c.id)
        .where(Membership.person_id == person.id)
        .order_by(requisition.c.id.desc(), Membership.id)
    )
    return [
        Part(number, code, title, f"lead {part}" if leads else part)
        for number, code, title, part, leads in rows
    ]


def facts_of(person: Person, *, viewer: Person | None = None) -> AccountFacts:
    """Return what the rules ask about an account."""
    return AccountFacts(
        name=person.name,
        is_admin=person.is_admin,
        is_hr=person.is_hr,
        has_password=person.password_hash is not None,
        active=person.active,
        mine=viewer is not None and viewer.id == person.id,
        other_admins=_other_admins(person),
        leads=_leads(person),
    )


def last_invitation(person: Person) -> Message | None:
    """Return the newest invitation mailed to a person."""
    return db.session.scalar(
        select(Message)
        .where(Message.kind == "accounts.invitation", Message.subject_id == person.id)
        .order_by(Message.id.desc())
        .limit(1)
    )


def sessions_of(person: Person, at: datetime) -> list[SignIn]:
    """Return the browsers in which a person is signed in, last seen first."""
    rules = rules_of(company())
    return list(
        db.session.scalars(
            select(SignIn)
            .where(
                SignIn.person_id == person.id,
                SignIn.ended_at.is_(None),
                SignIn.factor_due_at.is_(None),
                SignIn.last_seen_at >= at - rules.idle,
                SignIn.started_at >= at - rules.longest,
            )
            .order_by(SignIn.last_seen_at.desc(), SignIn.id.desc())
        )
    )


@dataclass(frozen=True, slots=True)
class WithoutFactor:
    """How many people would be asked to set up a second factor."""

    hr_and_admins: int
    everybody: int


def without_factor() -> WithoutFactor:
    """Count the people who sign in with a password alone."""
    has_one = exists().where(
        SecondFactor.person_id == Person.id, SecondFactor.confirmed_at.is_not(None)
    )
    alone = (Person.switched_off_at.is_(None), Person.password_hash.is_not(None), ~has_one)
    chosen = or_(Person.is_admin, Person.is_hr)
    counts = [
        db.session.scalar(select(func.count()).select_from(Person).where(*alone, *more)) or 0
        for more in ((chosen,), ())
    ]
    return WithoutFactor(*counts)


def _rows(query: Select[Person]) -> list[Row]:
    found = list(db.session.scalars(query.order_by(Person.name_key, Person.id)))
    parts: dict[int, list[str]] = {}
    memberships = db.session.execute(
        select(Membership.person_id, Membership.part)
        .where(Membership.person_id.in_([person.id for person in found]))
        .group_by(Membership.person_id, Membership.part)
        .order_by(Membership.part)
    )
    for person_id, part in memberships:
        parts.setdefault(person_id, []).append(part)
    return [
        Row(
            person,
            (*office_roles(person), *parts.get(person.id, ())),
            state(active=person.active, has_password=person.password_hash is not None),
        )
        for person in found
    ]


def office_roles(person: Person) -> tuple[str, ...]:
    """Return the words of the roles a person has in the whole office."""
    roles = (("admin", person.is_admin), ("hr", person.is_hr))
    return tuple(word for word, has in roles if has)


def watchers(of: Person, *, but: Person | None) -> list[Person]:
    """Return who is told that somebody was made hr: everybody in hr, and every admin."""
    beside = [one.id for one in (of, but) if one is not None]
    return list(
        db.session.scalars(
            select(Person)
            .where(
                or_(Person.is_hr, Person.is_admin),
                Person.switched_off_at.is_(None),
                Person.password_hash.is_not(None),
                Person.id.not_in(beside),
            )
            .order_by(Person.id)
        )
    )


def _other_admins(person: Person) -> int:
    counted = db.session.scalar(
        select(func.count()).where(
            Person.is_admin,
            Person.id != person.id,
            Person.switched_off_at.is_(None),
            Person.password_hash.is_not(None),
        )
    )
    return counted or 0


def _leads(person: Person) -> tuple[str, ...]:
    """Return the codes of the open requisitions a person leads; their table is further on."""
    requisition = Base.metadata.tables["requisition"]
    led = exists().where(
        Membership.requisition_id == requisition.c.id,
        Membership.person_id == person.id,
        Membership.is_lead,
    )
    return tuple(
        db.session.scalars(
            select(requisition.c.code)
            .where(led, requisition.c.opened_at.is_not(None), requisition.c.closed_at.is_(None))
            .order_by(requisition.c.code)
        )
    )

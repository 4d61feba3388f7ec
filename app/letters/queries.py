"""Reads of letters: those to a candidate, what waits for hr, and what waits on a desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    exists,
    false,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)

from app.candidates.models import Candidacy, Candidate
from app.db import Moment, db
from app.letters.actions import KIND
from app.letters.models import LetterIn
from app.mail.holding import is_draft, is_held, or_held
from app.mail.models import Message
from app.mail.rules import status
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import names, reachable
from app.requisitions.models import Policy, Requisition
from app.requisitions.queries import has_part

PAGE = 50
Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """A letter, where it stands, and whether it can still be taken back."""

    message: Message
    status: str
    can_take_back: bool


def letters_to(candidacy_id: int, at: datetime | None = None) -> list[Written]:
    """Return the letters written to a candidate here, newest first."""
    found = db.session.scalars(
        select(Message)
        .where(Message.kind == KIND, Message.subject_id == candidacy_id)
        .order_by(Message.id.desc())
    )
    return [Written(one, status(one, in_doubt=False), _can_take_back(one, at)) for one in found]


def _can_take_back(message: Message, at: datetime | None) -> bool:
    state = status(message, in_doubt=False)
    ahead = at is not None and message.next_try_at is not None and message.next_try_at > at
    return state == "held" or (state == "queued" and ahead)


def load_letter(draft_id: int) -> Message | None:
    """Return a letter to a candidate (a loader for the guard)."""
    found = db.session.get(Message, draft_id)
    return found if found is not None and found.kind == KIND else None


def load_held(held_id: int) -> Message | None:
    """Return a message that hr's queue is about (a loader for the guard)."""
    found = db.session.get(Message, held_id)
    kept = found is not None and found.composed and found.requisition_id is not None
    return found if kept else None


@dataclass(frozen=True, slots=True)
class Held:
    """A message that waits for hr: who wrote it, to whom, and in which requisition."""

    message: Message
    requisition: Requisition
    writer: str | None


def held(person: Person, after: int | None = None) -> list[Held]:
    """Return a page, and one more, of what waits for hr, the longest waiting first."""
    statement = (
        select(Message, Requisition, Person.name)
        .join(Requisition, Requisition.id == Message.requisition_id)
        .outerjoin(Person, Person.id == Message.written_by_id)
        .where(*is_held(), reachable(person))
        .order_by(Message.id)
        .limit(PAGE + 1)
    )
    if after is not None:
        statement = statement.where(Message.id > after)
    return [Held(*row) for row in db.session.execute(statement)]


def held_of(message: Message) -> Held:
    """Return one message as hr sees it."""
    requisition = db.session.get_one(Requisition, message.requisition_id)
    who = names([message.written_by_id] if message.written_by_id else [])
    return Held(message, requisition, who.get(message.written_by_id or 0))


def chosen_held(person: Person, message_ids: Sequence[int]) -> list[Message]:
    """Return those of the chosen that wait for hr and may be seen, by requisition."""
    return list(
        db.session.scalars(
            select(Message)
            .join(Requisition, Requisition.id == Message.requisition_id)
            .where(Message.id.in_(message_ids), *is_held(), reachable(person))
            .order_by(Message.requisition_id, Message.id)
        )
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A letter in, with its candidate, requisition and who handed it on."""

    letter: LetterIn
    candidate: str
    requisition: Requisition
    teller: str


def letters_in(person: Person) -> list[Told]:
    """Return what candidates wrote and hr is to answer, the oldest first."""
    rows = db.session.execute(
        select(LetterIn, Candidate.name, Requisition, Person.name)
        .join(Candidacy, Candidacy.id == LetterIn.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == LetterIn.requisition_id)
        .join(Person, Person.id == LetterIn.told_by_id)
        .where(LetterIn.answered_at.is_(None), _hr_speaks(), reachable(person))
        .order_by(LetterIn.told_at, LetterIn.id)
        .limit(PAGE)
    )
    return [Told(*row) for row in rows]


def told(letter: LetterIn) -> Told:
    """Return one letter in with what stands around it."""
    candidacy = db.session.get_one(Candidacy, letter.candidacy_id)
    name = db.session.scalars(
        select(Candidate.name).where(Candidate.id == candidacy.candidate_id)
    ).one()
    requisition = db.session.get_one(Requisition, letter.requisition_id)
    return Told(letter, name, requisition, names([letter.told_by_id])[letter.told_by_id])


def waiting_letters(person: Person, requisition_id: int, at: datetime) -> list[Message]:
    """Return a person's own letters here that have still to wait and can be taken back."""
    return list(
        db.session.scalars(
            select(Message)
            .where(
                Message.kind == KIND,
                Message.requisition_id == requisition_id,
                Message.written_by_id == person.id,
                or_held(at),
            )
            .order_by(Message.next_try_at, Message.id)
            .limit(PAGE)
        )
    )


def waiting(person: Person, at: datetime) -> Rows:
    """Select what a person is to do about letters."""
    parts = [_sent_back(person), _handed_on(person)]
    if person.is_hr:
        parts.append(_to_release(person))
    return select(union_all(*parts).subquery())


def _to_release(person: Person) -> Rows:
    """What is composed and waits for hr."""
    return _of_messages(
        "letters.held",
        Message.next_try_at,
        Message.held_at,
        *is_held(),
        reachable(person),
    )


def _sent_back(person: Person) -> Rows:
    """What hr gave back: to its writer, or the lead recruiter where that one has left."""
    gone = exists().where(Person.id == Message.written_by_id, Person.switched_off_at.is_not(None))
    mine = or_(
        Message.written_by_id == person.id,
        and_(gone.correlate(Message), has_part(person, RECRUITER, leads=True)),
    )
    return _of_messages(
        "letters.sent_back",
        cast(null(), Moment),
        Message.sent_back_at,
        *is_draft(),
        Message.sent_back_at.is_not(None),
        Message.kind == KIND,
        mine,
        reachable(person),
    )


def _handed_on(person: Person) -> Rows:
    """What candidates wrote: to hr where it speaks, else to the lead recruiter."""
    theirs = true() if person.is_hr else false()
    return (
        select(
            literal("letters.in", String).label("kind"),
            LetterIn.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            cast(null(), Moment).label("due_at"),
            type_coerce(LetterIn.told_at, Moment).label("since_at"),
            cast(null(), String).label("detail"),
        )
        .select_from(LetterIn)
        .join(Candidacy, Candidacy.id == LetterIn.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == LetterIn.requisition_id)
        .where(
            LetterIn.answered_at.is_(None),
            or_(
                and_(theirs, _hr_speaks()),
                and_(~_hr_speaks(), has_part(person, RECRUITER, leads=True)),
            ),
            reachable(person),
        )
    )


def _hr_speaks() -> ColumnElement[bool]:
    return (
        exists()
        .where(Policy.requisition_id == Requisition.id, Policy.hr_speaks_at.is_not(None))
        .correlate(Requisition)
    )


def _of_messages(kind: str, due_at: Any, since_at: Any, *where: ColumnElement[bool]) -> Rows:
    return (
        select(
            literal(kind, String).label("kind"),
            Message.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Message.to_name.label("about"),
            type_coerce(due_at, Moment).label("due_at"),
            type_coerce(since_at, Moment).label("since_at"),
            cast(null(), String).label("detail"),
        )
        .select_from(Message)
        .join(Requisition, Requisition.id == Message.requisition_id)
        .where(*where)
    )

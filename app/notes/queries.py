"""Reads of notes, cut to the viewer: what speaks of an interview is blind like marks (law L1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy import true as always
from sqlalchemy.orm import aliased

from app.candidates.models import Candidacy, Candidate, Interview, InterviewPerson
from app.core.names import name_key
from app.db import Base, Moment, db
from app.notes.actions import Thread, facts_of
from app.notes.models import DEBRIEF, Note, NoteMention
from app.notes.rules import may_correct, may_withdraw
from app.people.models import Membership, Person, Recusal
from app.people.permissions import AGENCY, INTERVIEWER, MANAGER, RECRUITER
from app.people.prepared import run
from app.people.queries import called, reachable
from app.requisitions.models import Requisition
from app.scorecards.models import Ask
from app.scorecards.queries.owing import is_owed

PAGE = 30
LONGEST_NAME = 200
#: greater than the id of every note
LAST = 2**31 - 1

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """A note as one viewer reads it: who wrote it, whom it mentions, what the viewer may do."""

    note: Note
    writer: str
    mentions: Sequence[str]
    waits_for_you: bool
    may_correct: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a thread, newest first, and the note after which it goes on."""

    lines: Sequence[Line]
    before: int | None


def load_note(note_id: int) -> Note | None:
    """Return a note (a loader for the guard; see ``shows``)."""
    return db.session.get(Note, note_id)


def shows(person: Person, note: Note) -> bool:
    """Say whether a person may read a note."""
    found = select(Note.id).where(Note.id == note.id, shown_to(person))
    return db.session.scalar(found) is not None


def page(
    thread: Thread, person: Person, at: datetime, *, before: int | None = None, limit: int = PAGE
) -> Page:
    """Return lines of a thread that a person may read, newest first."""
    make = _of_requisition if thread.candidacy_id is None else _of_candidacy
    rows = run(
        make,
        person,
        at,
        requisition_id=thread.requisition_id,
        candidacy_id=thread.candidacy_id,
        before=LAST if before is None else before,
        most=limit + 1,
    )
    lines = _lines(rows, person, at)
    more = len(lines) > limit
    return Page(lines[:limit], lines[limit - 1].note.id if more else None)


def line(note: Note, person: Person, at: datetime) -> Line:
    """Return one note, already cut, as a person reads it."""
    return _lines(run(_one, person, at, note_id=note.id), person, at)[0]


def _of_requisition(person: Person, at: datetime) -> Rows:
    return _of_thread(person, Note.candidacy_id.is_(None))


def _of_candidacy(person: Person, at: datetime) -> Rows:
    return _of_thread(person, Note.candidacy_id == bindparam("candidacy_id"))


def _of_thread(person: Person, is_of_it: ColumnElement[bool]) -> Rows:
    here = Note.requisition_id == bindparam("requisition_id")
    return _with_mentions(
        select(Note.id)
        .where(here, is_of_it, Note.id < bindparam("before"), shown_to(person))
        .order_by(Note.id.desc())
        .limit(bindparam("most", type_=Integer))
    )


def _one(person: Person, at: datetime) -> Rows:
    return _with_mentions(select(Note.id).where(Note.id == bindparam("note_id")))


def mentionable(thread: Thread, person: Person) -> dict[int, str]:
    """Return whom a person may mention in a thread: others of the team who read it, by name."""
    may_read: ColumnElement[bool] = Membership.part.in_((RECRUITER, MANAGER))
    if thread.candidacy_id is not None:
        ask = select(Ask.person_id).where(Ask.candidacy_id == thread.candidacy_id)
        met = _met_of(thread.candidacy_id)
        reached = or_(Person.id.in_(ask), Person.id.in_(met))
        may_read = or_(may_read, and_(Membership.part == INTERVIEWER, reached))
    recused = exists().where(
        Recusal.requisition_id == thread.requisition_id, Recusal.email_key == Person.email_key
    )
    people = db.session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.requisition_id == thread.requisition_id,
            Person.switched_off_at.is_(None),
            Person.id != person.id,
            may_read,
            ~recused,
        )
        .distinct()
        .order_by(Person.name_key, Person.id)
    )
    return called(people)


def named_in(text: str, people: Mapping[int, str]) -> set[int]:
    """Return those of the people whose name follows an @ in a text, however it is accented."""
    said = [name_key(after[:LONGEST_NAME]) for after in text.split("@")[1:]]
    keys = {one: name_key(name) for one, name in people.items()}
    return {one for one, key in keys.items() if any(after.startswith(key) for after in said)}


def shown_to(person: Person) -> ColumnElement[bool]:
    """Return a condition on Note: the person may read it."""
    is_own = Note.written_by_id == person.id
    if person.is_hr:
        reached: ColumnElement[bool] = always()
    else:
        reached = or_(
            _has_part(person, RECRUITER, MANAGER),
            is_own,
            _mentions(person),
            and_(_has_part(person, INTERVIEWER), Note.speaks_of_interview, _met(person)),
            and_(
                _has_part(person, AGENCY),
                Note.kind == DEBRIEF,
                ~Note.speaks_of_interview,
                _brought(person),
            ),
        )
    return and_(reached, or_(is_own, ~Note.speaks_of_interview, ~_owes(person)))


def waiting(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Select the notes that mention a person and that they have not read, where they may."""
    writer = select(Person.name).where(Person.id == Note.written_by_id).correlate(Note)
    about = (
        select(Candidate.name)
        .join(Candidacy, Candidacy.candidate_id == Candidate.id)
        .where(Candidacy.id == Note.candidacy_id)
        .correlate(Note)
    )
    return (
        select(
            literal("notes.mentioned", String).label("kind"),
            Note.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(about.scalar_subquery(), String).label("about"),
            cast(null(), Moment).label("due_at"),
            Note.written_at.label("since_at"),
            cast(writer.scalar_subquery(), String).label("detail"),
        )
        .select_from(NoteMention)
        .join(Note, Note.id == NoteMention.note_id)
        .join(Requisition, Requisition.id == Note.requisition_id)
        .where(
            NoteMention.person_id == person.id,
            NoteMention.read_at.is_(None),
            Note.withdrawn_at.is_(None),
            shown_to(person),
            reachable(person),
        )
    )


def _with_mentions(some: Select[int]) -> Rows:
    """Select the notes of these ids, newest first, with their writers and mentions, in one go."""
    writer, mentioned, ids = aliased(Person), aliased(Person), some.subquery()
    return (
        select(Note, writer.name, mentioned.id, mentioned.name, NoteMention.read_at)
        .join(ids, ids.c.id == Note.id)
        .join(writer, writer.id == Note.written_by_id)
        .outerjoin(NoteMention, NoteMention.note_id == Note.id)
        .outerjoin(mentioned, mentioned.id == NoteMention.person_id)
        .order_by(Note.id.desc(), mentioned.name_key, mentioned.id)
    )


def _lines(rows: Iterable[Any], person: Person, at: datetime) -> list[Line]:
    found = []
    for (note, written_by), told in groupby(rows, key=lambda row: (row[0], row[1])):
        people = [(one, name, read_at) for _, _, one, name, read_at in told if one]
        facts = facts_of(note, person)
        found.append(
            Line(
                note=note,
                writer=written_by,
                mentions=[name for _, name, _ in people],
                waits_for_you=any(one == person.id and not read for one, _, read in people),
                may_correct=bool(may_correct(facts, at)),
                may_withdraw=bool(may_withdraw(facts)),
            )
        )
    return found


def _owes(person: Person) -> ColumnElement[bool]:
    """The person owes a card for the note's candidacy; in a requisition's thread, any card."""
    return (
        exists()
        .where(
            Ask.candidacy_id == Candidacy.id,
            Ask.person_id == person.id,
            Candidacy.requisition_id == Note.requisition_id,
            or_(Note.candidacy_id.is_(None), Note.candidacy_id == Candidacy.id),
            is_owed(),
        )
        .correlate(Note)
    )


def _has_part(person: Person, *parts: str) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            Membership.requisition_id == Note.requisition_id,
            Membership.person_id == person.id,
            Membership.part.in_(parts),
        )
        .correlate(Note)
    )


def _mentions(person: Person) -> ColumnElement[bool]:
    mention = Base.metadata.tables["note_mention"].alias()
    return (
        exists()
        .where(mention.c.note_id == Note.id, mention.c.person_id == person.id)
        .correlate(Note)
    )


def _met(person: Person) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            InterviewPerson.interview_id == Interview.id,
            InterviewPerson.person_id == person.id,
            Interview.candidacy_id == Note.candidacy_id,
        )
        .correlate(Note)
    )


def _met_of(candidacy_id: int) -> Select[int]:
    return (
        select(InterviewPerson.person_id)
        .join(Interview, Interview.id == InterviewPerson.interview_id)
        .where(Interview.candidacy_id == candidacy_id)
    )


def _brought(person: Person) -> ColumnElement[bool]:
    return (
        exists()
        .where(Candidacy.id == Note.candidacy_id, Candidacy.brought_by_id == person.id)
        .correlate(Note)
    )

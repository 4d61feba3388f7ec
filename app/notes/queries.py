"""Reads of notes, cut to the viewer: what speaks of an interview is blind like marks (law L1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy import true as always
from sqlalchemy.orm import aliased

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate, Interview, InterviewPerson
from app.core.names import name_key
from app.db import Base, Moment, db
from app.notes.actions import Thread, facts_of
from app.notes.models import DEBRIEF, THANKS, Note, NoteMention
from app.notes.rules import may_correct, may_withdraw
from app.people.guard import rights_in
from app.people.models import Membership, Person, Recusal
from app.people.permissions import AGENCY, INTERVIEWER, MANAGER, RECRUITER, Permission
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
        .limit(bindparam("most", type_=Integer)),
        person,
    )


def _one(person: Person, at: datetime) -> Rows:
    return _with_mentions(select(Note.id).where(Note.id == bindparam("note_id")), person)


def mentionable(thread: Thread, person: Person) -> dict[int, str]:
    """Return whom a person may mention in a thread: others of the team who read it, by name.

    An agency recruiter asks the recruiters; who else is on the team is not theirs to know.
    """
    may_read: ColumnElement[bool] = Membership.part.in_((RECRUITER, MANAGER))
    if _is_outside(person, thread.requisition_id):
        may_read = Membership.part == RECRUITER
    elif thread.candidacy_id is not None:
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


def waits_for_answer(note: Note, candidacy: Candidacy | None) -> bool:
    """Say whether a candidate's follow-up still waits: any word from us since is its answer."""
    if candidacy is None or not note.awaits_answer or note.answered_at or note.withdrawn_at:
        return False
    word, came = candidacy.last_word_at, note.happened_at or note.written_at
    return candidacy.in_play and (word is None or word < came)


def thanked_at(candidacy_id: int, person: Person) -> list[datetime]:
    """Return when thank-you notes of a candidate came, of those a person may read."""
    came = func.coalesce(Note.happened_at, Note.written_at)
    rows = select(came).where(
        Note.candidacy_id == candidacy_id,
        Note.kind == THANKS,
        Note.withdrawn_at.is_(None),
        shown_to(person),
    )
    return list(db.session.scalars(rows.order_by(came)))


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


def waiting(person: Person, at: datetime) -> CompoundSelect[*tuple[Any, ...]]:
    """Select the notes that wait for a person: those that mention them, and follow-ups."""
    return union_all(_mentioned(person), _follow_ups(person))


def _mentioned(person: Person) -> Select[*tuple[Any, ...]]:
    """Notes that mention a person and that they have not read, where they may."""
    return (
        _todo("notes.mentioned", Note.written_at)
        .join(NoteMention, NoteMention.note_id == Note.id)
        .where(
            NoteMention.person_id == person.id,
            NoteMention.read_at.is_(None),
            Note.withdrawn_at.is_(None),
            shown_to(person),
            reachable(person),
        )
    )


def _follow_ups(person: Person) -> Select[*tuple[Any, ...]]:
    """Follow-ups of candidates in play of which nobody wrote down an answer, nor had a word since.

    They stand on the desk of every recruiter there.
    """
    came = func.coalesce(Note.happened_at, Note.written_at)
    silent = (
        exists()
        .where(
            Candidacy.id == Note.candidacy_id,
            is_in_play(),
            or_(Candidacy.last_word_at.is_(None), Candidacy.last_word_at < came),
        )
        .correlate(Note)
    )
    return _todo("notes.follow_up", came).where(
        Note.awaits_answer,
        Note.answered_at.is_(None),
        Note.withdrawn_at.is_(None),
        _has_part(person, RECRUITER),
        silent,
        shown_to(person),
        reachable(person),
    )


def _todo(kind: str, since_at: Any) -> Select[*tuple[Any, ...]]:
    writer = select(Person.name).where(Person.id == Note.written_by_id).correlate(Note)
    about = (
        select(Candidate.name)
        .join(Candidacy, Candidacy.candidate_id == Candidate.id)
        .where(Candidacy.id == Note.candidacy_id)
        .correlate(Note)
    )
    return (
        select(
            literal(kind, String).label("kind"),
            Note.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            cast(Requisition.title, String).label("title"),
            cast(about.scalar_subquery(), String).label("about"),
            cast(null(), Moment).label("due_at"),
            type_coerce(since_at, Moment).label("since_at"),
            cast(writer.scalar_subquery(), String).label("detail"),
        )
        .select_from(Note)
        .join(Requisition, Requisition.id == Note.requisition_id)
    )


def _with_mentions(some: Select[int], person: Person) -> Rows:
    """Select the notes of these ids, newest first, with their writers and mentions, in one go."""
    writer, mentioned, ids = aliased(Person), aliased(Person), some.subquery()
    outside = false() if person.is_hr else _has_part(person, AGENCY)
    return (
        select(Note, writer.name, outside, mentioned.id, mentioned.name, NoteMention.read_at)
        .join(ids, ids.c.id == Note.id)
        .join(writer, writer.id == Note.written_by_id)
        .outerjoin(NoteMention, NoteMention.note_id == Note.id)
        .outerjoin(mentioned, mentioned.id == NoteMention.person_id)
        .order_by(Note.id.desc(), mentioned.name_key, mentioned.id)
    )


def _lines(rows: Iterable[Any], person: Person, at: datetime) -> list[Line]:
    found = []
    for (note, written_by, is_outside), told in groupby(rows, key=lambda row: tuple(row[:3])):
        people = [(one, name, read_at) for *_, one, name, read_at in told if one]
        if is_outside and note.written_by_id != person.id:
            people = [one for one in people if one[0] == person.id]
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


def _is_outside(person: Person, requisition_id: int) -> bool:
    rights = rights_in(requisition_id, person)
    return Permission.BRING in rights and Permission.RUN not in rights


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

"""Verbs of notes: write one, mend it, withdraw it, have read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from app.candidates.models import Candidacy
from app.core.decision import require
from app.db import db
from app.history.actions import record
from app.notes.models import DATED, FOLLOW_UP, Note, NoteMention
from app.notes.rules import NoteFacts, may_answer, may_correct, may_have_come, may_withdraw
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a note belongs: a candidacy, or the requisition itself."""

    requisition_id: int
    candidacy: Candidacy | None = None

    @property
    def candidacy_id(self) -> int | None:
        """The candidacy, where it is one's thread."""
        return self.candidacy.id if self.candidacy else None


def write(
    thread: Thread,
    *,
    kind: str,
    text: str,
    speaks_of_interview: bool,
    mentioned: Iterable[int] = (),
    happened_at: datetime | None = None,
    awaits_answer: bool = False,
    by: Person,
    at: datetime,
) -> Note:
    """Add a line to a thread; it waits on the desks of those ``mentioned``.

    ``happened_at`` is when it came or was said. A candidate's follow-up that ``awaits_answer``
    stands on the recruiters' desks until it has one.
    """
    require(may_have_come(happened_at, at))
    note = Note(
        requisition_id=thread.requisition_id,
        candidacy_id=thread.candidacy_id,
        kind=kind,
        text=text,
        speaks_of_interview=speaks_of_interview,
        written_by_id=by.id,
        written_at=at,
        happened_at=happened_at if kind in DATED else None,
        awaits_answer=awaits_answer and kind == FOLLOW_UP and thread.candidacy is not None,
    )
    db.session.add(note)
    db.session.flush()
    for person_id in sorted(set(mentioned) - {by.id}):
        db.session.add(NoteMention(note_id=note.id, person_id=person_id))
    _record("notes.written", note, by, at)
    return note


def correct(note: Note, *, text: str, speaks_of_interview: bool, by: Person, at: datetime) -> None:
    """Put other words in the place of those just written."""
    require(may_correct(facts_of(note, by), at))
    note.text, note.speaks_of_interview, note.corrected_at = text, speaks_of_interview, at
    _record("notes.corrected", note, by, at)


def withdraw(note: Note, *, by: Person, at: datetime) -> None:
    """Mark a note as withdrawn; it stays to be read, and waits for nobody."""
    require(may_withdraw(facts_of(note, by)))
    note.withdrawn_at = at
    _record("notes.withdrawn", note, by, at)


def answer(note: Note, *, by: Person, at: datetime) -> None:
    """Keep that a follow-up has its answer; it waits no more."""
    require(may_answer(facts_of(note, by)))
    note.answered_at, note.answered_by_id = at, by.id
    _record("notes.answered", note, by, at)


def read(note: Note, *, by: Person, at: datetime) -> None:
    """Keep that somebody mentioned has read it."""
    db.session.execute(
        update(NoteMention)
        .where(
            NoteMention.note_id == note.id,
            NoteMention.person_id == by.id,
            NoteMention.read_at.is_(None),
        )
        .values(read_at=at)
    )


def facts_of(note: Note, person: Person) -> NoteFacts:
    """Return what the rules ask of a note."""
    waits = note.awaits_answer and note.answered_at is None
    return NoteFacts(
        note.written_by_id == person.id, note.written_at, bool(note.withdrawn_at), waits
    )


def _record(verb: str, note: Note, by: Person, at: datetime) -> None:
    """Leave a line in history, without a word of the note (law L15)."""
    record(
        verb,
        by=by,
        at=at,
        subject=note,
        requisition_id=note.requisition_id,
        candidacy_id=note.candidacy_id,
    )

"""Tables of notes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db import Base, fk, flag, moment, only_when, pk, text, word

KINDS = ("note", "debrief", "call", "thank-you", "follow-up")
DEBRIEF, THANKS, FOLLOW_UP = "debrief", "thank-you", "follow-up"
#: Kinds that have a day of their own: what reached us, or was said, before it was written down.
DATED = (DEBRIEF, "call", THANKS, FOLLOW_UP)
WAITS = "awaits_answer AND answered_at IS NULL AND withdrawn_at IS NULL"


class Note(Base):
    """A dated line in the thread of a candidacy, or of a requisition where none is named."""

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        Index("ix_note_awaits", "requisition_id", **only_when(WAITS)),
        Index("ix_note_thread", "requisition_id", "candidacy_id", "id"),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    candidacy_id: Mapped[int | None] = fk("candidacy.id")
    kind: Mapped[str] = word()
    text: Mapped[str] = text()
    speaks_of_interview: Mapped[bool] = flag()
    written_by_id: Mapped[int] = fk("person.id")
    written_at: Mapped[datetime] = moment()
    #: when it came or was said, where that is not when it was written down
    happened_at: Mapped[datetime | None] = moment()
    #: a follow-up of a candidate that waits for an answer, and when it had one
    awaits_answer: Mapped[bool] = flag()
    answered_at: Mapped[datetime | None] = moment()
    answered_by_id: Mapped[int | None] = fk("person.id", index=False)
    corrected_at: Mapped[datetime | None] = moment()
    withdrawn_at: Mapped[datetime | None] = moment()


class NoteMention(Base):
    """A person a note is meant for; it stands on their desk until they have read it."""

    __tablename__ = "note_mention"
    __table_args__ = (
        UniqueConstraint("note_id", "person_id"),
        Index("ix_note_mention_unread", "person_id", "read_at"),
    )

    id: Mapped[int] = pk()
    note_id: Mapped[int] = fk("note.id", index=False)
    person_id: Mapped[int] = fk("person.id", index=False)
    read_at: Mapped[datetime | None] = moment()

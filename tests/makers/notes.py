"""Notes and whom they mention."""

from app.notes.models import Note, NoteMention


def note(make, subject, by, text="Asked when they hear", *, mentions=(), **columns):
    """A line in the thread of a candidacy or of a requisition; speaks of no interview."""
    at = columns.pop("written_at", make.at)
    columns = {"kind": "note", "speaks_of_interview": False, "awaits_answer": False, **columns}
    on_requisition = subject.__tablename__ == "requisition"
    made = make.add(
        Note(
            requisition_id=subject.id if on_requisition else subject.requisition_id,
            candidacy_id=None if on_requisition else subject.id,
            text=text,
            written_by_id=by.id,
            written_at=at,
            **columns,
        )
    )
    for person in mentions:
        make.add(NoteMention(note_id=made.id, person_id=person.id))
    return made

"""How a note that mentions somebody stands on their desk."""

from app.core.todo import TodoWords

WORDS = {
    "notes.mentioned": TodoWords(
        group="Notes",
        order=60,
        note="Somebody wants you to read this",
        what=lambda one: f"{one.detail} mentioned you",
        why=lambda one: (
            f"In a note on {one.about}. {one.title}" if one.about else f"In a note on {one.title}"
        ),
        button="Read the note",
        endpoint="notes.note",
        argument="note_id",
    ),
    "notes.follow_up": TodoWords(
        group="Candidates who wrote",
        order=25,
        note="Until they have an answer",
        what=lambda one: f"{one.about} followed up and waits for an answer",
        why=lambda one: f"{one.title}. Written down by {one.detail}",
        button="Read the follow-up",
        endpoint="notes.note",
        argument="note_id",
    ),
}

"""What history says of notes; never their words."""

VERBS = {
    "notes.written": "wrote a note",
    "notes.corrected": "mended a note of theirs",
    "notes.answered": "noted that a follow-up was answered",
    "notes.withdrawn": "withdrew a note of theirs",
}

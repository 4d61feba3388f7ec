"""What history says of notes; never their words."""

VERBS = {
    "notes.written": "wrote a note",
    "notes.corrected": "mended a note of theirs",
    "notes.withdrawn": "withdrew a note of theirs",
}

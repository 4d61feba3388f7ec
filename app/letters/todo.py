"""How letters that wait are shown on the desk."""

from app.core.todo import TodoWords

GROUP = "Letters"


def _words(what: str, why: str, button: str, endpoint: str, argument: str, note: str) -> TodoWords:
    return TodoWords(
        group=GROUP,
        order=15,
        note=note,
        what=lambda one: what.format(name=one.about),
        why=lambda one: why.format(title=one.title),
        button=button,
        endpoint=endpoint,
        argument=argument,
    )


NOTE = "Nothing reaches a candidate before"
WORDS = {
    "letters.held": _words(
        "A letter to {name} waits for your release",
        "{title}. It was meant to go at this time",
        "Read it",
        "letters.held_letter",
        "held_id",
        NOTE,
    ),
    "letters.sent_back": _words(
        "Your letter to {name} came back from HR",
        "{title}. It says why",
        "Go on with it",
        "letters.draft",
        "draft_id",
        NOTE,
    ),
    "letters.in": _words(
        "{name} wrote, and waits for an answer",
        "{title}. Handed on by the team",
        "Answer",
        "letters.letter_in",
        "letter_id",
        NOTE,
    ),
}

"""How promises are shown on the desk."""

from collections.abc import Callable

from app.core.todo import TodoWords, Waiting
from app.core.wording import plural

GROUP = "Promises"
NOTE = "Told to somebody who waits"


def _words(
    what: Callable[[Waiting], str],
    why: Callable[[Waiting], str],
    button: str,
    endpoint: str,
    argument: str = "requisition_id",
) -> TodoWords:
    return TodoWords(
        group=GROUP,
        order=5,
        note=NOTE,
        what=what,
        why=why,
        button=button,
        endpoint=endpoint,
        argument=argument,
    )


def _count(one: Waiting, noun: str) -> str:
    return plural(int(one.detail or 0), noun)


WORDS = {
    "promises.late": _words(
        lambda one: f"A promise to {one.about} is late",
        lambda one: f"“{one.detail}”. {one.title}",
        "Keep it",
        "promises.promise",
        "promise_id",
    ),
    "promises.due": _words(
        lambda one: f"{one.about} waits for word",
        lambda one: f"“{one.detail}”. {one.title}",
        "Keep it",
        "promises.promise",
        "promise_id",
    ),
    "promises.words": _words(
        lambda one: f"{_count(one, 'candidate')} owed a word",
        lambda one: f"{one.title}. Its policy promises one every few days",
        "See who",
        "promises.of_requisition",
    ),
    "promises.slip": _words(
        lambda one: f"{_count(one, 'promise')} of {one.title} will not be kept as told",
        lambda one: "Tell them a new date before the old one has passed",
        "Read the drafts",
        "changes.slipping",
    ),
    "promises.silent": _words(
        lambda one: f"Candidates of {one.title} have had no word for a week",
        lambda one: "They are in play, and wait",
        "See who",
        "promises.silence_of",
    ),
}

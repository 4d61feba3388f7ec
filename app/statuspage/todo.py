"""How what waits around candidates' pages is shown on the desk."""

from collections.abc import Callable

from app.core.todo import TodoWords, Waiting


def _words(what: Callable[[Waiting], str], why: Callable[[Waiting], str], button: str) -> TodoWords:
    return TodoWords(
        group="Candidates’ pages",
        order=25,
        note="They wait for your word",
        what=what,
        why=why,
        button=button,
        endpoint="statuspage.of_candidacy",
        argument="candidacy_id",
    )


def _said(one: Waiting) -> str:
    return f"{one.title}. “{' '.join((one.detail or '').split())}”"


WORDS: dict[str, TodoWords] = {
    "statuspage.question": _words(
        lambda one: f"{one.about} asked you something", _said, "Answer them"
    ),
    "statuspage.answered": _words(
        lambda one: f"{one.about} sent what you asked for", _said, "Read it"
    ),
    "statuspage.late": _words(
        lambda one: f"{one.about} has not sent what you asked for", _said, "See what is missing"
    ),
}

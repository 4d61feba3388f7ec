"""How what waits around references is shown on the desk."""

from collections.abc import Callable

from app.core.todo import TodoWords, Waiting, next_step
from app.core.wording import plural

GROUP = "References"
NOTE = "An offer waits for them"


def _words(
    what: Callable[[Waiting], str],
    why: Callable[[Waiting], str],
    button: str,
    endpoint: str = "checks.answer",
    argument: str = "referee_id",
    by_requisition: bool = False,
) -> TodoWords:
    return TodoWords(
        group=GROUP,
        order=40,
        note=NOTE,
        what=what,
        why=why,
        button=button,
        endpoint=endpoint,
        argument=argument,
        by_requisition=by_requisition,
    )


def _named(one: Waiting) -> str:
    count = int(one.detail or 0)
    return f"{one.about} named {plural(count, 'referee')} whom nobody has asked"


WORDS: dict[str, TodoWords] = {
    "checks.to_begin": next_step(
        what=lambda one: f"The list for {one.title} is approved, references are not asked",
        why=lambda one: (
            f"{plural(int(one.detail or 0), 'finalist')} to ask for referees. "
            "No offer goes out without them"
        ),
        button="Ask for references",
        endpoint="checks.of_requisition",
    ),
    "checks.overdue": _words(
        lambda one: f"{one.detail} has not sent the reference on {one.about}",
        lambda one: f"{one.title}. Remind them, or telephone",
        "See the reference",
    ),
    "checks.due": _words(
        lambda one: f"The reference of {one.detail} on {one.about} is due",
        lambda one: f"{one.title}",
        "See the reference",
    ),
    "checks.to_ask": _words(
        _named,
        lambda one: f"{one.title}. They agreed that we ask",
        "Ask the referees",
        "checks.of_candidacy",
        "candidacy_id",
    ),
    "checks.to_read": _words(
        lambda one: f"{one.detail} answered about {one.about}",
        lambda one: f"{one.title}",
        "Read reference",
    ),
    "checks.declined": _words(
        lambda one: f"{one.detail} would rather not speak about {one.about}",
        lambda one: f"{one.title}. That says nothing about them. Somebody else can",
        "See the reference",
    ),
    "checks.to_name": _words(
        lambda one: f"{one.about} has not named referees",
        lambda one: f"{one.title}. Remind them, or ask by telephone",
        "Remind them",
        "checks.of_candidacy",
        "candidacy_id",
    ),
}

"""What waits for a person: one row of the desk, and the words its package gives it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

#: The columns, in order, that every package's ``queries.waiting(person, at)`` selects.
WAITING = (
    "kind",
    "subject_id",
    "requisition_id",
    "title",
    "about",
    "due_at",
    "since_at",
    "detail",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: ``about`` is whom or what, ``detail`` a short fact its words use."""

    kind: str
    subject_id: int
    requisition_id: int | None
    title: str | None
    about: str | None
    due_at: datetime | None
    since_at: datetime | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class TodoWords:
    """How a kind of waiting is shown: its queue, its sentences and the one button.

    ``order`` sorts the queues of the desk; ``endpoint`` takes ``argument=subject_id``
    (or the requisition's id where ``by_requisition``).
    """

    group: str
    order: int
    note: str
    what: Callable[[Waiting], str]
    why: Callable[[Waiting], str]
    button: str
    endpoint: str
    argument: str
    by_requisition: bool = False


def next_step(
    *, what: Callable[[Waiting], str], why: Callable[[Waiting], str], button: str, endpoint: str
) -> TodoWords:
    """Return the words of the one thing a requisition needs next to come further."""
    return TodoWords(
        group="Next steps",
        order=35,
        note="One for each requisition of yours",
        what=what,
        why=why,
        button=button,
        endpoint=endpoint,
        argument="requisition_id",
        by_requisition=True,
    )

"""Where a reference stands, what may be done with it, what is still missing, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.checks.models import Referee
from app.core.moves import Moves, move

MOST_REFEREES: Final = 10

MOVES: Final = Moves(
    "reference",
    ("wanted", "asked", "overdue", "in", "declined", "waived", "after acceptance"),
    {
        "ask": move("wanted, after acceptance", "asked", "This reference is {state} already."),
        "receive": move(
            "asked, overdue, after acceptance",
            "in",
            "This reference is {state}, so nothing more can be sent.",
        ),
        "take down": move(
            "wanted, asked, overdue, after acceptance",
            "in",
            "This reference is {state}, so there is nothing to take down.",
        ),
        "decline": move(
            "wanted, asked, overdue, after acceptance",
            "declined",
            "This reference is {state}, so there is nothing to decline.",
        ),
        "waive": move(
            "wanted, asked, overdue, declined, after acceptance",
            "waived",
            "This reference is {state}, so there is nothing to waive.",
        ),
        "put off": move(
            "wanted, asked, overdue",
            "after acceptance",
            "This reference is {state}, so it cannot be put off until after acceptance.",
        ),
    },
)


def state(referee: Referee, at: datetime) -> str:
    """Return where one reference stands at a moment."""
    if referee.received_at is not None:
        return "in"
    if referee.waived_at is not None:
        return "waived"
    if referee.declined_at is not None:
        return "declined"
    put_off = referee.after_acceptance_at
    if put_off is not None and (referee.asked_at is None or referee.asked_at <= put_off):
        return "after acceptance"
    if referee.asked_at is None:
        return "wanted"
    return "overdue" if referee.due_at is not None and at >= referee.due_at else "asked"


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the references of one candidacy are: of those the policy asks for, how many are in.

    ``complete`` also when what is missing was waived or put off until after acceptance;
    ``missing`` names what is not ("a colleague's reference"), ``without`` what was settled
    otherwise ("a manager's reference was waived").
    """

    received: int
    needed: int
    complete: bool
    missing: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The references of one relation: how many are in, were waived, come after acceptance."""

    received: int = 0
    waived: int = 0
    put_off: int = 0


def readiness(
    needed: Mapping[str, int], counted: Mapping[str, Counted], waived: frozenset[str]
) -> Readiness:
    """Weigh what is there against what the policy needs, relation by relation.

    ``waived`` are the relations done without as a whole.
    """
    received, missing, without = 0, [], []
    for relation, wanted in needed.items():
        have = counted.get(relation, Counted())
        received += min(have.received, wanted)
        left = max(0, wanted - have.received)
        off = min(left, have.waived)
        later = min(left - off, have.put_off)
        left -= off + later
        if relation in waived:
            off, left = off + left, 0
        if off:
            without.append(f"{reference(relation, off)} waived")
        if later:
            without.append(f"{reference(relation, later)} after acceptance")
        if left:
            missing.append(reference(relation, left))
    return Readiness(
        received=received,
        needed=sum(needed.values()),
        complete=not missing,
        missing=tuple(missing),
        without=tuple(without),
    )


def reference(relation: str, count: int = 1) -> str:
    """Name references by whose they are: "a manager's reference", "2 colleagues' references"."""
    return f"a {relation}'s reference" if count == 1 else f"{count} {relation}s' references"

"""When one is clearly ahead, and when another round may be waited for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.core.decision import Decision, unless
from app.core.moves import Moves, move
from app.shortlists.rules import written

#: So many must be complete before one can be ahead of the others.
ENOUGH_COMPLETE: Final = 3
#: From this probability on, the first is clearly above the second.
SURE: Final = 0.90

MOVES: Final = Moves(
    "further round",
    ("none", "waiting", "held", "ended"),
    {
        "say": move("none, held, ended", "waiting", "Another round is waited for already."),
        "hold": move("waiting", "held", "No further round is waited for."),
        "end": move("waiting", "ended", "No further round is waited for any more."),
    },
)


@dataclass(frozen=True, slots=True)
class FrontFacts:
    """What is asked before one is called ahead.

    ``hidden``: some are hidden from the viewer, or out of their reach. ``decided``: a list is put
    forward. ``prior_only``: one interviewer a panel, so nothing says how far interviews agree.
    ``above`` is Pr(first above second), none with fewer than two complete.
    """

    interviewed: int
    enough: int
    complete: int
    hidden: bool
    decided: bool
    prior_only: bool
    above: float | None


def verdict(facts: FrontFacts) -> str:
    """Return where it stands: what the panel on when to act has words for."""
    conditions = (
        ("hidden", facts.hidden),
        ("decided", facts.decided),
        ("few interviewed", facts.interviewed < facts.enough),
        ("few complete", facts.complete < ENOUGH_COMPLETE or facts.above is None),
        ("one rater", facts.prior_only),
        ("ahead", facts.above is not None and facts.above >= SURE),
    )
    return next((word for word, holds in conditions if holds), "close")


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What is asked before another round is waited for."""

    stage: str
    state: str
    decided: bool


def state_of_round(
    said_at: datetime | None, ended_at: datetime | None, held_at: datetime | None
) -> str:
    """Return where a further round stands, from its moments."""
    if said_at is None:
        return "none"
    if held_at is not None and (ended_at is None or held_at <= ended_at):
        return "held"
    return "waiting" if ended_at is None else "ended"


def may_say_round(facts: RoundFacts) -> Decision:
    """Say whether another round can be waited for at all."""
    return MOVES.may("say", facts.state) & unless(
        (facts.stage == "open", "Only an open requisition waits for interviews."),
        (
            not facts.decided,
            "A list is put forward. It stands until a new version is started.",
        ),
    )


def may_wait_for_round(
    facts: RoundFacts, reason: str, review_at: datetime | None, at: datetime
) -> Decision:
    """Say whether another round may be waited for: why, and reviewed when."""
    return (
        may_say_round(facts)
        & written(reason, "Write why another round is needed.")
        & unless(
            (
                review_at is not None and review_at > at,
                "Say by which day you look at it again. It must lie ahead.",
            )
        )
    )


def may_end_round(state: str) -> Decision:
    """Say whether the wait can be ended by hand."""
    return MOVES.may("end", state)

"""What may happen to a sign-off, and the states that follow from its facts and its chain's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.core.decision import Decision, no, unless
from app.core.moves import Moves, move
from app.core.wording import listed

STATES = ("waiting its turn", "asked", "given", "refused", "lapsed", "revoked")

SIGNOFF = Moves(
    "sign-off",
    STATES,
    {
        "ask": move("waiting its turn", "asked", "This sign-off is {state}, so it is not asked."),
        "sign": move("asked", "given", "Your sign-off is {state}, so there is nothing to sign."),
        "send back": move(
            "asked", "refused", "Your sign-off is {state}, so there is nothing to send back."
        ),
        "disavow": move("given", "asked", "This sign-off is {state}, so there is nothing to undo."),
        "lapse": move(
            "waiting its turn, asked, given", "lapsed", "This sign-off is {state} and stays so."
        ),
    },
)

LONGEST_REASON = 2000


class Word(Protocol):
    """The facts of one sign-off from which its state follows."""

    asked_at: datetime | None
    decision: str | None
    lapsed_at: datetime | None
    revoked_at: datetime | None
    covered_by_id: int | None


class ChainFacts(Protocol):
    """The facts of a chain from which its status follows."""

    approved_at: datetime | None
    sent_back_at: datetime | None
    lapsed_at: datetime | None


def state_of(word: Word) -> str:
    """Return the state of one sign-off."""
    if word.revoked_at is not None:
        return "revoked"
    if word.decision == "refused":
        return "refused"
    if word.lapsed_at is not None:
        return "lapsed"
    if word.decision == "given" or word.covered_by_id is not None:
        return "given"
    return "waiting its turn" if word.asked_at is None else "asked"


def status_of(chain: ChainFacts | None) -> str:
    """Return the status of a chain; none where nothing was asked."""
    if chain is None:
        return "none"
    if chain.lapsed_at is not None:
        return "lapsed"
    if chain.sent_back_at is not None:
        return "sent back"
    return "awaiting" if chain.approved_at is None else "approved"


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What is asked of one person by one chain: their states in its order, and whose turn it is."""

    chain: str
    states: tuple[str, ...]
    waits_for: tuple[str, ...] = ()


def may_sign(facts: AnswerFacts) -> Decision:
    """Say whether this person may sign now."""
    return _may("sign", facts)


def may_send_back(facts: AnswerFacts, reason: str | None) -> Decision:
    """Say whether this person may send the version back; that needs a reason."""
    if not (may := _may("send back", facts)):
        return may
    return unless(
        (bool((reason or "").strip()), "Say what you want changed. The team reads your words.")
    ) & fits(reason)


def may_disavow(state: str) -> Decision:
    """Say whether a signature may be undone by whom it is said to be of: while it still counts."""
    return SIGNOFF.may("disavow", state)


def fits(reason: str | None) -> Decision:
    """Say whether a reason is short enough to be kept whole."""
    return unless(
        (
            len(reason or "") <= LONGEST_REASON,
            f"Keep it under {LONGEST_REASON:,} characters.",
        )
    )


def step_is_done(states: Iterable[str], needed: int) -> bool:
    """Say whether enough of a step's approvers have signed."""
    return sum(state == "given" for state in states) >= needed


def rule_of(needed: int, people: int) -> str:
    """Say in words how many of a step's approvers must sign."""
    return "all" if needed >= people else f"{needed} of {people}"


def _may(verb: str, facts: AnswerFacts) -> Decision:
    if "asked" in facts.states and facts.chain == "awaiting":
        return SIGNOFF.may(verb, "asked")
    if not facts.states:
        return no("You are not asked to sign this version.")
    if facts.chain == "lapsed":
        return no("This version was replaced by a later one. Nothing was signed.")
    if "refused" in facts.states:
        return no("You have sent this version back already.")
    if facts.chain == "sent back":
        return no("Someone else sent this version back, so it is not signed any more.")
    if "waiting its turn" in facts.states:
        waits_for = listed(facts.waits_for) or "others"
        return no(f"It is not your turn yet. It waits for {waits_for}.")
    if "given" in facts.states:
        return no("You have signed this version already.")
    return SIGNOFF.may(verb, facts.states[-1])

"""What may happen to candidacies and interviews, and why not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.candidates.models import INTERVIEW_KINDS
from app.core.decision import Decision, no, unless
from app.core.moves import Moves, move

LAST_ROUND = 20
#: a day further off than this is a slip of the pen
FURTHEST_DEADLINE = timedelta(days=366)

MOVES = Moves(
    "candidacy",
    ("in play", "withdrawn", "set aside"),
    {
        "withdraw": move("in play", "withdrawn", "This candidacy has ended already: {state}."),
        "set aside": move("in play", "set aside", "This candidacy has ended already: {state}."),
    },
)


@dataclass(frozen=True, slots=True)
class InterviewFacts:
    """What is asked of an interview before it is written down."""

    round: int
    kind: str
    held_at: datetime
    people: Collection[int]
    team: Collection[int]


def state(withdrawn_at: datetime | None, set_aside_at: datetime | None) -> str:
    """Return where a candidacy stands by its own facts alone."""
    if withdrawn_at is not None:
        return "withdrawn"
    return "in play" if set_aside_at is None else "set aside"


def may_add(stage: str) -> Decision:
    """Say whether a requisition takes candidates: until it is closed."""
    return unless((stage != "closed", "This requisition is closed. Open it again first."))


def may_be_known(email: str | None, external_id: str | None) -> Decision:
    """Say whether there is something to know a person by."""
    return unless(
        (bool(email or external_id), "Give an e-mail address, or an id to know this person by.")
    )


def may_be_added(email_key: str, adder_email_key: str | None) -> Decision:
    """Say whether someone may add this address: nobody adds their own."""
    return unless(
        (
            not email_key or email_key != adder_email_key,
            "That is your own address, and a candidate sees nothing of it. Ask a colleague.",
        )
    )


def may_set_aside(reason: str) -> Decision:
    """Say whether a reason was given."""
    return unless((bool(reason.strip()), "Write why. The reason is kept with the candidacy."))


def may_tell_deadline(due_at: datetime | None, *, in_play: bool, at: datetime) -> Decision:
    """Say whether somebody else's deadline can be kept: ahead, and not years ahead."""
    if due_at is None:
        return unless((in_play, "This candidacy has ended, so nothing waits for it."))
    return unless(
        (in_play, "This candidacy has ended, so nothing waits for it."),
        (due_at > at, "This moment has passed already."),
        (due_at <= at + FURTHEST_DEADLINE, "That is more than a year away."),
    )


def may_be_recorded(facts: InterviewFacts, at: datetime) -> Decision:
    """Say whether an interview can be written down."""
    return unless(
        (facts.kind in INTERVIEW_KINDS, f"Choose what it was: {', '.join(INTERVIEW_KINDS)}."),
        (1 <= facts.round <= LAST_ROUND, f"The round is a number from 1 to {LAST_ROUND}."),
        (facts.held_at <= at, "This is a record of a meeting held, so it cannot lie ahead."),
        (bool(facts.people), "Name at least one person who sat on it."),
        (
            set(facts.people) <= set(facts.team),
            "Only people on the team can have sat on it. Add them to the team first.",
        ),
    )


def belongs_to(column: str, name: str) -> Decision:
    """Refuse an address or id that is another person's (law L18)."""
    what = "address" if column == "email" else "id"
    return no(f"This {what} belongs to {name}, who is somebody else.")


def told_outside(status: str, *, told_outcome: bool, has_offer: bool) -> str:
    """Return a full status as an agency recruiter may know it: no sooner than their candidate.

    Standing on a list is not told; being set aside only once the candidate was told, and an offer
    only once its mail has reached them.
    """
    if status == "set aside":
        return status if told_outcome else "in play"
    if status == "offered":
        return status if has_offer else "in play"
    return "in play" if status == "finalist" else status

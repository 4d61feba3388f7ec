"""Where a reference stands, what may be done with it, what is still missing, and why not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from app.checks.models import AGAIN, RELATIONS, Referee
from app.core.decision import YES, Decision, no, unless
from app.core.moves import Moves, move
from app.core.wording import listed, plural

MOST_REFEREES: Final = 10
#: A second reminder is not sent sooner.
BETWEEN_REMINDERS: Final = timedelta(hours=24)
MARKS: Final = (1, 2, 3, 4, 5)
LONGEST_REASON: Final = 2_000
LONGEST_COMMENT: Final = 5_000

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
    missing_relations: tuple[str, ...] = ()


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
    received, without, missing = 0, [], {}
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
            missing[relation] = reference(relation, left)
    return Readiness(
        received=received,
        needed=sum(needed.values()),
        complete=not missing,
        missing=tuple(missing.values()),
        without=tuple(without),
        missing_relations=tuple(missing),
    )


def reference(relation: str, count: int = 1) -> str:
    """Name references by whose they are: "a manager's reference", "2 colleagues' references"."""
    return f"a {relation}'s reference" if count == 1 else f"{count} {relation}s' references"


_YOURSELF: Final = (
    "This is your own address, and a referee sees nothing of the requisition. "
    "Ask a colleague to add you."
)
_TAKES_PART: Final = (
    "This person takes part in this hiring, so they cannot be asked about you. Name somebody else."
)
_LEADS: Final = (
    "This person leads this requisition, and a referee sees nothing of it. "
    "Let somebody else lead first."
)


@dataclass(frozen=True, slots=True)
class HiringFacts:
    """What every act on references asks of the hiring: its stage, and the candidacy."""

    stage: str
    in_play: bool


def may_go_on(facts: HiringFacts) -> Decision:
    """Say whether anything new may be asked for a candidacy."""
    return unless(
        (facts.stage == "open", f"This requisition is {facts.stage}, so nobody is asked."),
        (facts.in_play, "This candidate is no longer in play, so nobody is asked."),
    )


def may_request(facts: HiringFacts, *, email: str | None, requested: bool) -> Decision:
    """Say whether a candidate may be asked to name referees."""
    return may_go_on(facts) & unless(
        (not requested, "They have been asked already. Remind them instead."),
        (
            bool(email),
            "We have no e-mail address of theirs. Add one, or add the referees yourself.",
        ),
    )


def may_remind_candidate(
    facts: HiringFacts, *, requested: bool, reminded_at: datetime | None, at: datetime
) -> Decision:
    """Say whether a candidate may be reminded to name referees."""
    return (
        may_go_on(facts)
        & unless((requested, "They have not been asked yet."))
        & _not_too_soon(reminded_at, at)
    )


@dataclass(frozen=True, slots=True)
class NamingFacts:
    """A referee about to be named or mended, and whom they must not be."""

    hiring: HiringFacts
    email: str
    candidate_email: str | None
    known: Collection[str] = ()
    team: Collection[str] = ()
    by_email: str | None = None
    by_candidate: bool = False
    requested: bool = True
    count: int = 0


def may_name(facts: NamingFacts) -> Decision:
    """Say whether this person may be kept as a referee; e-mail addresses are keys, folded."""
    theirs = facts.candidate_email is not None and same_mailbox(facts.email, facts.candidate_email)
    own = "your own address" if facts.by_candidate else "the candidate's own address"
    return may_go_on(facts.hiring) & unless(
        (
            facts.requested or not facts.by_candidate,
            "We have not asked for referees yet. We write to you when we do.",
        ),
        (facts.count < MOST_REFEREES, f"{plural(MOST_REFEREES, 'referee')} are enough."),
        (not theirs, f"This is {own}. A reference comes from somebody else."),
        (facts.email not in facts.known, "This address was named already."),
        (facts.email != facts.by_email, _YOURSELF),
        (facts.email not in facts.team, _TAKES_PART if facts.by_candidate else _LEADS),
    )


def same_mailbox(one: str, other: str) -> bool:
    """Say whether two addresses reach the same person: ana+work@… is ana@…."""
    return _mailbox(one) == _mailbox(other)


def _mailbox(email: str) -> tuple[str, str]:
    local, _, domain = email.strip().casefold().rpartition("@")
    return local.split("+")[0], domain


def may_mend(state: str, *, by_candidate: bool) -> Decision:
    """Say whether who a referee is may still be changed: by the candidate until they are asked."""
    return unless(
        (
            state in (("wanted",) if by_candidate else ("wanted", "asked", "overdue")),
            "They have been asked already, so this cannot be changed here. Tell us instead."
            if by_candidate
            else f"This reference is {state}, so who gives it cannot be changed.",
        )
    )


def may_remove(state: str, *, asked: bool) -> Decision:
    """Say whether a referee may be taken off the list: until they are asked."""
    return unless(
        (
            state == "wanted" and not asked,
            "They have been asked already, so they stay on the list.",
        )
    )


@dataclass(frozen=True, slots=True)
class AskingFacts:
    """What asking one referee depends on."""

    hiring: HiringFacts
    state: str
    consented: bool
    not_before_offer: bool
    offer_sent: bool


def may_ask(facts: AskingFacts) -> Decision:
    """Say whether a referee may be asked now."""
    return MOVES.may("ask", facts.state) & may_go_on(facts.hiring) & _may_be_contacted(facts)


def may_come_in(facts: HiringFacts) -> Decision:
    """Say whether an answer still helps: the candidate in play, the requisition not closed."""
    return unless(
        (facts.in_play, "This candidate is no longer in play, so no reference is taken."),
        (facts.stage != "closed", "This requisition is closed, so no reference is taken."),
    )


def may_take_down(facts: AskingFacts) -> Decision:
    """Say whether a recruiter may write a reference down on the telephone."""
    return (
        MOVES.may("take down", facts.state) & may_come_in(facts.hiring) & _may_be_contacted(facts)
    )


def _may_be_contacted(facts: AskingFacts) -> Decision:
    return unless(
        (facts.consented, "The candidate has not agreed yet that we ask this person."),
        (
            not facts.not_before_offer or facts.offer_sent,
            "The candidate asked us not to contact this person before an offer.",
        ),
    )


def may_remind(
    hiring: HiringFacts, state: str, *, reminded_at: datetime | None, at: datetime
) -> Decision:
    """Say whether a referee may be reminded."""
    return (
        may_go_on(hiring)
        & unless(
            (
                state in ("asked", "overdue"),
                f"This reference is {state}: there is nobody to remind.",
            )
        )
        & _not_too_soon(reminded_at, at)
    )


def may_waive(state: str, reason: str) -> Decision:
    """Say whether a reference may be done without."""
    return MOVES.may("waive", state) & may_be_reason(reason)


def may_waive_relation(relation: str, missing: bool, reason: str) -> Decision:
    """Say whether a required kind of reference may be done without altogether."""
    return unless(
        (relation in RELATIONS, f"Choose one of: {listed(RELATIONS, 'or')}."),
        (missing, f"No {relation}'s reference is missing, so there is nothing to waive."),
    ) & may_be_reason(reason)


def may_be_reason(reason: str) -> Decision:
    """Say whether a reason is there, and short enough to be kept."""
    return unless(
        (bool(reason.strip()), "Write why. The reason is kept with the reference."),
        (len(reason) <= LONGEST_REASON, f"At most {LONGEST_REASON:,} characters."),
    )


def may_be_read(state: str) -> Decision:
    """Say whether there is something to have read."""
    return unless((state == "in", "There is nothing to read yet."))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a referee said: by criterion a mark (none: they could not say) and perhaps a comment."""

    marks: Mapping[int, int | None]
    again: str
    comments: Mapping[int, str] = field(default_factory=dict)
    comment: str = ""


def may_be_answer(answer: Answer, criteria: Collection[int]) -> Decision:
    """Say whether an answer is whole and speaks of these criteria."""
    wrong = [mark for mark in answer.marks.values() if mark is not None and mark not in MARKS]
    texts = (answer.comment, *answer.comments.values())
    return unless(
        (set(answer.marks) == set(criteria), "The criteria have changed. Look again, then send."),
        (set(answer.comments) <= set(criteria), "A comment speaks of an unknown criterion."),
        (not wrong, "A mark is a whole number from 1 to 5."),
        (answer.again in AGAIN, "Say whether you would work with them again."),
        (
            all(len(text) <= LONGEST_COMMENT for text in texts),
            f"A comment has at most {LONGEST_COMMENT:,} characters.",
        ),
    )


def _not_too_soon(reminded_at: datetime | None, at: datetime) -> Decision:
    if reminded_at is None or at - reminded_at >= BETWEEN_REMINDERS:
        return YES
    return no("They were reminded less than a day ago.")


def people(relation: str, count: int = 1) -> str:
    """Name people by their relation: "a manager", "2 colleagues"."""
    return f"a {relation}" if count == 1 else f"{count} {relation}s"

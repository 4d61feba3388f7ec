"""What may happen to an offer and why not, asked of plain facts at one moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.core.blanks import blanks
from app.core.decision import Decision, no, unless
from app.core.moves import Moves, move
from app.core.wording import listed, plural

STATES = (
    "draft",
    "awaiting sign-off",
    "ready",
    "on its way",
    "not delivered",
    "open",
    "accepted",
    "declined",
    "withdrawn",
    "lapsed",
    "replaced",
    "reneged",
)
_UNSENT = "draft, awaiting sign-off, ready"
_LIVE = "on its way, not delivered, open"

MOVES = Moves(
    "offer",
    STATES,
    {
        "revise": move(
            _UNSENT, "draft", "This offer is {state}. Only one that was not sent can be changed."
        ),
        "ask for sign-offs": move(
            "draft", "awaiting sign-off", "This offer is {state}. Sign-offs are asked of a draft."
        ),
        "sign": move(
            "awaiting sign-off", "ready", "This offer is {state}. It does not wait for a sign-off."
        ),
        "send back": move(
            "awaiting sign-off", "draft", "This offer is {state}. It does not wait for a sign-off."
        ),
        "send": move("ready", "on its way", "This offer is {state}. Only a ready one can be sent."),
        "hand over": move(
            "ready, on its way, not delivered",
            "open",
            "This offer is {state}. Only one that is ready or did not arrive is handed over.",
        ),
        "say it arrived": move(
            "on its way", "open", "This offer is {state}. There is no doubt about its delivery."
        ),
        "send again": move(
            "on its way, not delivered",
            "on its way",
            "This offer is {state}. Only one that did not arrive is sent again.",
        ),
        "accept": move("open, on its way", "accepted", "This offer is {state}."),
        "decline": move("open, on its way", "declined", "This offer is {state}."),
        "note a decline": move(
            _LIVE, "declined", "This offer is {state}. There is nothing to decline."
        ),
        "leave": move(_LIVE, "declined", "This offer is {state}. There is nothing to end."),
        "withdraw": move(
            f"{_UNSENT}, {_LIVE}", "withdrawn", "This offer is {state}. It cannot be withdrawn."
        ),
        "ask for a change": move("open, on its way", "open", "This offer is {state}."),
        "decline a change": move(
            "open, on its way", "open", "This offer is {state}. There is no change to answer."
        ),
        "replace": move(
            _LIVE, "replaced", "This offer is {state}. Only one that runs can be replaced."
        ),
        "ask for more time": move("open, on its way", "open", "This offer is {state}."),
        "give more time": move("open", "open", "This offer is {state}. Its time cannot move."),
        "lapse": move("open, on its way", "lapsed", "This offer is {state}."),
    },
)

_NEEDS_CLOCK = frozenset(
    {"accept", "decline", "ask for a change", "ask for more time", "lapse", "say it arrived"}
)
LONGEST_EXTENSION = timedelta(days=30)
ENDED_WITHOUT_YES = frozenset({"declined", "withdrawn", "lapsed"})
ENDED = ENDED_WITHOUT_YES | {"accepted", "replaced", "reneged"}
LIVE = frozenset({"on its way", "not delivered", "open"})
UNSENT = frozenset({"draft", "awaiting sign-off", "ready"})


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """The moments of one offer, and how its sign-offs stand.

    ``signoffs``: not required, none, awaiting, approved, sent back, lapsed; covered by what the
    approvers signed before, or uncovered since a limit has ended.
    """

    dispatched_at: datetime | None = None
    sending_at: datetime | None = None
    sent_at: datetime | None = None
    closes_at: datetime | None = None
    not_delivered_at: datetime | None = None
    accepted_at: datetime | None = None
    declined_at: datetime | None = None
    withdrawn_at: datetime | None = None
    lapsed_at: datetime | None = None
    replaced_at: datetime | None = None
    reneged_at: datetime | None = None
    signoffs: str = "not required"


def status(facts: OfferFacts, at: datetime) -> str:
    """Return where an offer stands at a moment; at ``closes_at`` it has lapsed."""
    ended = _end(facts)
    if ended:
        return ended
    if facts.dispatched_at is None:
        return _unsent(facts.signoffs)
    if facts.closes_at is not None and at >= facts.closes_at:
        return "lapsed"
    if facts.sent_at is not None:
        return "open"
    return "not delivered" if facts.not_delivered_at and not facts.sending_at else "on its way"


def _end(facts: OfferFacts) -> str | None:
    ends = (
        ("reneged", facts.reneged_at),
        ("accepted", facts.accepted_at),
        ("declined", facts.declined_at),
        ("withdrawn", facts.withdrawn_at),
        ("replaced", facts.replaced_at),
        ("lapsed", facts.lapsed_at),
    )
    return next((name for name, moment in ends if moment is not None), None)


def _unsent(signoffs: str) -> str:
    if signoffs == "awaiting":
        return "awaiting sign-off"
    return "ready" if signoffs in ("approved", "covered", "not required") else "draft"


def may(verb: str, facts: OfferFacts, at: datetime) -> Decision:
    """Say whether a verb may happen to an offer that stands so."""
    decision = MOVES.may(verb, status(facts, at))
    if decision and verb in _NEEDS_CLOCK and facts.closes_at is None:
        return no("This offer has not reached the mail server yet, so its clock is not running.")
    return decision


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of sending: what it is about, whether it holds, and how it stands."""

    name: str
    text: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class SendingFacts:
    """All that law L5 asks about, for one offer at one moment."""

    name: str
    stage: str
    in_play: bool
    is_up: bool
    up_name: str | None
    out_of_order_reason: str | None
    live_version: int | None
    last_ended: str | None
    references_needed: int
    references_received: int
    references_complete: bool
    references_missing: tuple[str, ...]
    after_acceptance: bool
    signoffs: str
    outside: tuple[str, ...]
    any_order: bool
    places: int
    free_places: int
    letter: str
    #: whether hr speaks there, and has released this version
    hr_speaks: bool = False
    released: bool = False
    #: the version they hold, where this one is to take its place
    replaces: int | None = None


def conditions(facts: SendingFacts) -> tuple[Condition, ...]:
    """Return every condition under which an offer goes out, in the order of law L5."""
    return (
        _stage(facts),
        _turn(facts),
        _no_other(facts),
        _references(facts),
        Condition("Other checks", "Other checks are not required by policy."),
        _signoffs(facts),
        _place(facts),
        _release(facts),
        _letter(facts),
    )


def may_send(facts: SendingFacts) -> Decision:
    """Say whether the conditions hold; the refusal names every one that does not."""
    return unless(*((condition.holds, condition.text) for condition in conditions(facts)))


def _fails(name: str, text: str) -> Condition:
    return Condition(name, text, holds=False)


def _stage(facts: SendingFacts) -> Condition:
    name = "Requisition open"
    if facts.stage == "open":
        return Condition(name, "The requisition is open.")
    return _fails(name, f"The requisition is {facts.stage}. Open it first.")


def _turn(facts: SendingFacts) -> Condition:
    name = "Their turn"
    if not facts.in_play:
        return _fails(name, f"{facts.name} is no longer in play here.")
    if facts.replaces is not None:
        return Condition(name, f"{facts.name} holds version {facts.replaces}, which it replaces.")
    if facts.is_up:
        return Condition(name, f"{facts.name} is up in the signed order.")
    if (facts.out_of_order_reason or "").strip():
        return Condition(name, f"Out of turn, because: {facts.out_of_order_reason}")
    if facts.any_order and not facts.last_ended:
        return Condition(name, "Out of turn: the limits of every approver allow any order.")
    if facts.last_ended:
        ended = {"lapsed": "ran out without an answer"}.get(
            facts.last_ended, f"was {facts.last_ended}"
        )
        return _fails(
            name,
            f"The last offer to {facts.name} {ended}. A second one needs a written reason.",
        )
    who = f"{facts.up_name} is." if facts.up_name else "Someone else is, or nobody."
    return _fails(
        name,
        f"{facts.name} is not up in the signed order. {who} Write a reason to go out of turn.",
    )


def _no_other(facts: SendingFacts) -> Condition:
    name = "No other offer open"
    if facts.live_version is None:
        other = "no other offer" if facts.replaces is None else "no offer but that one"
        return Condition(name, f"{facts.name} holds {other}.")
    return _fails(
        name,
        f"{facts.name} already holds version {facts.live_version} of the offer. "
        "Withdraw it or wait for its end.",
    )


def _references(facts: SendingFacts) -> Condition:
    name = "References"
    if facts.after_acceptance and not says_subject_to_references(facts.letter):
        return _fails(
            name,
            "A reference follows after acceptance, so the letter has to say that the offer "
            "is subject to references.",
        )
    if not facts.references_complete:
        missing = listed(facts.references_missing) or "the required ones"
        return _fails(
            name,
            f"{facts.references_received} of {facts.references_needed} references are in. "
            f"Missing: {missing}.",
        )
    if not facts.references_needed:
        return Condition(name, "References are not required by policy.")
    return Condition(name, "References are in, waived or to follow.")


def _signoffs(facts: SendingFacts) -> Condition:
    name, signoffs = "Sign-offs", facts.signoffs
    if signoffs == "not required":
        return Condition(name, "Sign-offs are not required by policy.")
    if signoffs == "approved":
        return Condition(name, "Everyone asked has signed this version.")
    if signoffs == "covered":
        return Condition(name, "It lies inside the limits of what everyone signed before.")
    texts = {
        "uncovered": "The limits it was covered by have ended. Save it as a new version, then ask.",
        "none": "Nobody was asked to sign this version yet. Ask for sign-offs.",
        "awaiting": "Sign-offs of this version are still out.",
        "sent back": "An approver sent this version back. Change it and ask again.",
        "lapsed": "The sign-offs of this version have lapsed. Ask again.",
    }
    return _fails(name, " ".join((*facts.outside, texts[signoffs])))


def _place(facts: SendingFacts) -> Condition:
    name = "Place free"
    if facts.free_places:
        are = "is" if facts.free_places == 1 else "are"
        return Condition(
            name, f"{facts.free_places} of {plural(facts.places, 'place')} {are} free."
        )
    every = "the only one is" if facts.places == 1 else f"all {facts.places} are"
    return _fails(name, f"No place is free: {every} filled or held by an offer.")


def _release(facts: SendingFacts) -> Condition:
    name = "Released by HR"
    if not facts.hr_speaks:
        return Condition(name, "A release by HR is not required by policy.")
    if facts.released:
        return Condition(name, "HR has released this version.")
    return _fails(name, "HR speaks here and has not released this version yet.")


def may_release(facts: OfferFacts, at: datetime, *, hr_speaks: bool, released: bool) -> Decision:
    """Say whether hr may release a version: where it speaks, before it went out, once."""
    state = status(facts, at)
    return unless(
        (hr_speaks, "HR does not speak here, so nothing waits for its release."),
        (
            state in UNSENT or state in ("on its way", "not delivered"),
            f"This offer is {state}. Only one that did not go out yet is released.",
        ),
        (not released, "This version is released already."),
    )


def _letter(facts: SendingFacts) -> Condition:
    found = blanks(facts.letter)
    if not found:
        return Condition("Letter", "The letter has no blank.")
    return _fails(
        "Letter", f"The letter has {plural(len(found), 'blank')} to fill: {listed(found)}."
    )


def says_subject_to_references(letter: str) -> bool:
    """Say whether a letter makes the offer subject to references."""
    lower = letter.casefold()
    return "subject to" in lower and "reference" in lower


def may_ask_until(until: datetime, closes_at: datetime, at: datetime) -> Decision:
    """Say whether more time may be asked until a moment: later than now's end, within 30 days."""
    return unless(
        (until > closes_at, "Choose a moment after your present deadline."),
        (until <= at + LONGEST_EXTENSION, "Choose a moment within the next 30 days."),
    )


def may_give_until(until: datetime, closes_at: datetime, at: datetime) -> Decision:
    """Say whether the end may move to a moment: later than it is now, within 30 days."""
    return unless(
        (until > closes_at, "Choose a moment after the present deadline."),
        (until <= at + LONGEST_EXTENSION, "Choose a moment within the next 30 days."),
    )


def may_start(start_on: date, today: date) -> Decision:
    """Say whether work may start on a day."""
    return unless(
        (start_on > today, "The first day of work lies in the future."),
        (start_on <= today + timedelta(days=1100), "The first day of work is within 3 years."),
    )


def reminders(sent_at: datetime, closes_at: datetime) -> tuple[datetime, ...]:
    """Return when the candidate is reminded: with a quarter of the time left, and an hour."""
    quarter = closes_at - (closes_at - sent_at) / 4
    hour = closes_at - timedelta(hours=1)
    return tuple(sorted({moment for moment in (quarter, hour) if moment > sent_at}))


def candidacy_status(
    *,
    withdrawn: bool,
    set_aside: bool,
    hired: bool,
    offered: bool,
    declined: bool,
    finalist: bool,
) -> str:
    """Return where a candidacy stands in all: what ended it, else the furthest it has come."""
    ranked = (
        ("withdrawn", withdrawn),
        ("set aside", set_aside),
        ("hired", hired),
        ("offered", offered),
        ("declined", declined),
        ("finalist", finalist),
    )
    return next((name for name, holds in ranked if holds), "in play")

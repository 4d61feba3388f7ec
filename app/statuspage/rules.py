"""Where a candidate stands as they may read it, and what may pass between them and us there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from app.core.decision import Decision, unless
from app.core.moves import Moves, move

#: What the page may say, one of them at a time.
STANDINGS: Final = (
    "deciding",
    "finalist",
    "offered",
    "hired",
    "declined",
    "lapsed",
    "taken back",
    "withdrawn",
    "we are writing",
    "told",
)


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """What the page depends on; ``offer`` is the state of the last offer that reached them."""

    withdrawn: bool
    set_aside: bool
    told_outcome: bool
    offer: str | None
    search_over: bool
    asked_for_referees: bool


def standing(facts: StandingFacts) -> str:
    """Return where a candidate stands.

    Whoever was set aside, or not chosen before the search ended, reads it as an outcome only once
    a person has told them; before that, that a person is writing.
    """
    if facts.withdrawn:
        return "withdrawn"
    by_offer = {"accepted": "hired", "open": "offered", "declined": "declined"}
    if facts.set_aside:
        return _outcome(facts)
    if facts.offer in by_offer:
        return by_offer[facts.offer]
    if facts.search_over:
        return _outcome(facts)
    if facts.offer in ("lapsed", "withdrawn"):
        return "lapsed" if facts.offer == "lapsed" else "taken back"
    return "finalist" if facts.asked_for_referees else "deciding"


def _outcome(facts: StandingFacts) -> str:
    return "told" if facts.told_outcome else "we are writing"


@dataclass(frozen=True, slots=True)
class WaitFacts:
    """What we may wait for where a candidate stands, and what the policy hides of it."""

    standing: str
    panel: bool = False
    references: bool = False
    signoff: bool = False
    on_hold: bool = False
    hidden: frozenset[str] = frozenset()


def waits_for(facts: WaitFacts) -> tuple[str, ...]:
    """Return what we wait for, by the keys of ``words.WAITS``, as far as it is shown.

    Whether a sign-off is asked for is a fact of the requisition, not of who is on its list:
    whoever is still in play reads the same, on the list or not.
    """
    if facts.standing not in ("deciding", "finalist"):
        return ()
    there = {
        "hold": facts.on_hold,
        "panel": facts.panel,
        "references": facts.references and facts.standing == "finalist",
        "signoff": facts.signoff,
    }
    return tuple(key for key, waits in there.items() if waits and key not in facts.hidden)


#: What we need of a candidate, and what becomes of it.
NEEDS: Final = Moves(
    "need",
    ("open", "answered", "taken back"),
    {
        "answer": move("open", "answered", "This is {state} already."),
        "take back": move("open", "taken back", "This is {state} already."),
    },
)
CHANGES: Final = Moves(
    "change of address",
    ("open", "done", "ended", "lapsed"),
    {
        "confirm": move("open", "open", "This change is {state}, so there is nothing to confirm."),
        "finish": move("open", "done", "This change is {state}."),
        "end": move("open", "ended", "This change is {state}, so there is nothing to stop."),
    },
)

LONGEST_QUESTION: Final = 2_000
LONGEST_ANSWER: Final = 5_000
LONGEST_TEXT: Final = 1_000
LONGEST_NEED: Final = 500
QUESTIONS_A_DAY: Final = 5
OPEN_NEEDS: Final = 10
FILES_A_DAY: Final = 10
ADDRESSES_A_DAY: Final = 3
#: how long both addresses have to say yes
CONFIRMING: Final = timedelta(hours=72)
COPY_AGAIN: Final = timedelta(hours=24)
#: offers during which mail must keep reaching the address it went to
HOLDING_OFFERS: Final = frozenset({"ready", "on its way", "not delivered", "open"})


class NeedMoments(Protocol):
    """The moments from which the state of a need follows."""

    answered_at: datetime | None
    taken_back_at: datetime | None


def need_state(need: NeedMoments) -> str:
    """Return open, answered or taken back."""
    if need.taken_back_at is not None:
        return "taken back"
    return "open" if need.answered_at is None else "answered"


def may_need(
    words: str, *, email: str | None, in_play: bool, stage: str, open_needs: int
) -> Decision:
    """Say whether something may be asked of a candidate on their page and by mail."""
    return unless(
        (bool(words.strip()), "Write what you need."),
        (len(words) <= LONGEST_NEED, f"At most {LONGEST_NEED} characters."),
        (in_play, "This candidacy has ended, so nothing is asked of them."),
        (stage == "open", "Nothing new is asked of candidates unless the requisition is open."),
        (bool(email), "We have no e-mail address of theirs. Add one first, or call."),
        (
            open_needs < OPEN_NEEDS,
            f"{OPEN_NEEDS} things are asked of them already. Wait, or take one back.",
        ),
    )


def may_answer(state: str, *, goes_on: bool, files_today: int = 0) -> Decision:
    """Say whether a candidate may answer what we need of them."""
    return NEEDS.may("answer", state) & unless(
        (goes_on, "This has ended, so nothing is needed of you any more."),
        (
            files_today < FILES_A_DAY,
            f"{FILES_A_DAY} files came from you today. Send the next one tomorrow.",
        ),
    )


def may_ask(words: str, *, asked_today: int) -> Decision:
    """Say whether a candidate may ask a question on their page."""
    return unless(
        (bool(words.strip()), "Write your question first."),
        (len(words) <= LONGEST_QUESTION, f"At most {LONGEST_QUESTION:,} characters."),
        (
            asked_today < QUESTIONS_A_DAY,
            f"You asked {QUESTIONS_A_DAY} times in the last day. We answer those first.",
        ),
    )


def change_state(change: "ChangeMoments", at: datetime) -> str:
    """Return open, done, ended or lapsed."""
    if change.done_at is not None:
        return "done"
    if change.ended_at is not None:
        return "ended"
    return "open" if at < change.ends_at else "lapsed"


class ChangeMoments(Protocol):
    """The moments from which the state of a change of address follows."""

    ends_at: datetime
    done_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """What is asked before a new address is looked into; ``offers`` are states of all theirs."""

    old: str | None
    new: str
    offers: frozenset[str]
    asked_today: int = 0


def may_change_address(facts: AddressFacts) -> Decision:
    """Say whether a candidate may ask for a new address now."""
    return unless(
        (
            bool(facts.old),
            "We have no address of yours yet. Tell it to whoever gave you this link.",
        ),
        (
            (facts.old or "").casefold() != facts.new.casefold(),
            "That is the address we have already.",
        ),
        (
            facts.asked_today < ADDRESSES_A_DAY,
            f"You asked {ADDRESSES_A_DAY} times in the last day. Try again tomorrow.",
        ),
    ) & no_offer_under_way(facts.offers)


def no_offer_under_way(offers: frozenset[str]) -> Decision:
    """Say no while an offer of theirs may be in the mail, in words that do not say so."""
    return unless(
        (
            not offers & HOLDING_OFFERS,
            "Your address cannot be changed here just now. Write to us, and a person does it.",
        ),
    )


def may_have_copy(email: str | None, last_at: datetime | None, at: datetime) -> Decision:
    """Say whether a copy of their data goes out: to the address we know, once a day."""
    return unless(
        (bool(email), "We have no address of yours to send it to. Write to us."),
        (
            last_at is None or at - last_at >= COPY_AGAIN,
            "A copy went to you in the last 24 hours. You can ask again tomorrow.",
        ),
    )


def may_be_text(text: str) -> Decision:
    """Say whether a text may stand on the page."""
    return unless((len(text) <= LONGEST_TEXT, f"At most {LONGEST_TEXT:,} characters."))


def may_set_page(*, hr_speaks: bool, by_hr: bool) -> Decision:
    """Say whether somebody may change what candidates read: where hr speaks, only hr (law L11)."""
    return unless((by_hr or not hr_speaks, "HR speaks here, so HR changes what candidates read."))

"""What may happen to a requisition, its places, numbers, team and sign-off order, and why not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.core.decision import Decision, unless
from app.core.moves import Moves, move
from app.core.wording import listed, plural
from app.people.models import PARTS
from app.people.permissions import AGENCY

MOST_PLACES: Final = 99
CODE: Final = re.compile(r"\w[\w .\-]*")

MOVES: Final = Moves(
    "requisition",
    ("draft", "open", "closed"),
    {
        "open": move("draft, closed", "open", "It is {state} already."),
        "close": move("draft, open", "closed", "It is {state} already."),
    },
)


@dataclass(frozen=True, slots=True)
class NewFacts:
    """A requisition about to be made: its words, whom it names, and who makes it."""

    code: str
    title: str
    places: int
    recruiter_id: int
    manager_id: int
    off: tuple[str, ...]
    code_taken: bool
    for_others: bool
    by_hr: bool


def may_be_made(facts: NewFacts) -> Decision:
    """Say whether a requisition may be made as it is described."""
    return (
        unless(
            (bool(facts.title.strip()), "Give it a title."),
            (not facts.code_taken, code_is_taken(facts.code)),
            (
                facts.by_hr or not facts.for_others,
                "You lead the requisitions you open. Only HR opens one for someone else.",
            ),
        )
        & may_be_code(facts.code)
        & may_be_places(facts.places, taken=0)
        & may_be_leads(facts.recruiter_id, facts.manager_id)
        & all_active(facts.off)
    )


def may_be_code(code: str) -> Decision:
    """Say whether a text can be a requisition's code: it stands in file names and addresses."""
    return unless(
        (
            bool(CODE.fullmatch(code)) and len(code.casefold()) <= 40,
            "A code is 1 to 40 letters, digits, spaces, dots or hyphens, such as SDE-2026-11.",
        ),
    )


def code_is_taken(code: str) -> str:
    """Say in words that another requisition has this code."""
    return f"Another requisition has the code {code}. Choose a different one."


def may_be_places(number: int, *, taken: int) -> Decision:
    """Say whether a requisition may have this many places (law L6: never below those taken)."""
    held = f"{plural(taken, 'place')} {'is' if taken == 1 else 'are'} filled or held by an offer"
    return unless(
        (1 <= number <= MOST_PLACES, f"A requisition has 1 to {MOST_PLACES} places."),
        (number >= taken, f"{held}, so there cannot be fewer."),
    )


def may_be_leads(recruiter_id: int | None, manager_id: int | None) -> Decision:
    """Say whether two people may lead: they are two."""
    return unless(
        (
            recruiter_id is None or recruiter_id != manager_id,
            "The lead recruiter and the lead hiring manager must be two people.",
        ),
    )


def all_active(off: tuple[str, ...]) -> Decision:
    """Say no where somebody's account is switched off."""
    return unless((not off, f"Switched off, so no part here: {listed(off)}."))


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    """What opening asks: the stage, the weight of all criteria, who leads, how many places."""

    stage: str
    weight: float
    recruiter_id: int | None
    manager_id: int | None
    off: tuple[str, ...]
    places: int


def may_open(facts: OpeningFacts) -> Decision:
    """Say whether a requisition may be opened; the refusal names all that is missing."""
    return (
        MOVES.may("open", facts.stage)
        & unless(
            (
                facts.weight > 0,
                "It has no criteria with a weight yet. Set at least one, soft or hard.",
            ),
            (facts.recruiter_id is not None, "It has no lead recruiter."),
            (facts.manager_id is not None, "It has no lead hiring manager."),
            (facts.places > 0, "It has no place to fill."),
        )
        & may_be_leads(facts.recruiter_id, facts.manager_id)
        & all_active(facts.off)
    )


def may_close(stage: str, *, live_offers: int) -> Decision:
    """Say whether a requisition may be closed: not while an offer is with a candidate."""
    if live_offers == 1:
        out = "1 offer is still with a candidate. Wait for the answer, or withdraw it first."
    else:
        out = f"{live_offers} offers are still with candidates. Wait, or withdraw them first."
    return MOVES.may("close", stage) & unless((live_offers == 0, out))


@dataclass(frozen=True, slots=True)
class Span:
    """One number of the policy: its name on pages, its range, and what it does."""

    label: str
    low: float
    high: float
    hint: str


#: list_size 3 to 5 is law L2; the others are ranges in which the words on pages stay true.
SPANS: Final[Mapping[str, Span]] = {
    "list_size": Span("Finalists on the list", 3, 5, "3 to 5"),
    "coverage_min": Span(
        "Least coverage", 0.0, 1.0, "Share of weight that must be marked before a rank shows"
    ),
    "must_have_min": Span("Least mean on a must-have", 1.0, 5.0, "On the scale of 1 to 5"),
    "interviewed_min": Span(
        "Interviewed before one is ahead", 3, 50, "From then on the requisition says when to act"
    ),
    "scorecard_days": Span("For a scorecard", 1, 30, "Working days"),
    "signoff_days": Span("For a sign-off", 1, 30, "Working days"),
    "reference_days": Span("For a reference", 1, 30, "Working days"),
    "references_manager": Span("References from managers", 0, 3, "For each finalist"),
    "references_colleague": Span("References from colleagues", 0, 3, "For each finalist"),
    "quiet_from": Span("Letters rest from", 0, 23, "O’clock, by the candidate’s own clock"),
    "quiet_until": Span("until", 0, 23, "O’clock; the same as above: at any hour"),
    "offer_hours": Span("An offer stays open", 1, 168, "Hours, from the moment the mail goes out"),
    "word_days": Span(
        "A word to whoever waits, every", 0, 60, "Days, 7 is usual. 0: no such promise"
    ),
}


def may_be_policy(numbers: Mapping[str, float]) -> Decision:
    """Say whether numbers may be a policy; the refusal names every one out of its range."""
    return unless(
        *(
            (
                SPANS[name].low <= value <= SPANS[name].high,
                f"{SPANS[name].label}: {SPANS[name].low:g} to {SPANS[name].high:g}.",
            )
            for name, value in numbers.items()
        )
    )


@dataclass(frozen=True, slots=True)
class JoinFacts:
    """A person about to get a part: the parts they have here, and what their account says."""

    name: str
    part: str
    has: frozenset[str]
    active: bool
    recused: bool


def may_join(facts: JoinFacts) -> Decision:
    """Say whether a person may be given a part."""
    return unless(
        (facts.part in PARTS, "Choose what part they have."),
        (facts.part not in facts.has, f"{facts.name} is {_a(facts.part)} here already."),
        (
            AGENCY not in facts.has | {facts.part} or not facts.has - {facts.part},
            "An agency recruiter has no other part in the same requisition.",
        ),
    ) & _may_belong(facts)


def may_lead(facts: JoinFacts, *, other_lead_id: int | None, person_id: int) -> Decision:
    """Say whether a person may become lead recruiter or lead hiring manager."""
    return (
        unless(
            (
                AGENCY not in facts.has,
                f"{facts.name} is an agency recruiter here, and those lead nothing.",
            ),
        )
        & may_be_leads(other_lead_id, person_id)
        & _may_belong(facts)
    )


def may_approve(facts: JoinFacts, *, only_admin: bool, in_order: bool) -> Decision:
    """Say whether a person may be put into a sign-off order."""
    return unless(
        (not in_order, f"{facts.name} is in this order already."),
        (
            not only_admin,
            f"{facts.name} runs accounts. Whoever does signs nothing, since they may not see pay.",
        ),
        (
            AGENCY not in facts.has,
            f"{facts.name} is an agency recruiter here, and those sign nothing.",
        ),
    ) & _may_belong(facts)


def _may_belong(facts: JoinFacts) -> Decision:
    return unless(
        (facts.active, f"The account of {facts.name} is switched off."),
        (
            not facts.recused,
            f"{facts.name} is a candidate or a referee here, so they have no part in it.",
        ),
    )


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """A person about to lose a part: what they lead, sign and owe here."""

    name: str
    part: str
    is_lead: bool
    in_order: bool
    asked_to_sign: bool
    cards_owed: int
    promises: int = 0


def may_leave(facts: LeaveFacts) -> Decision:
    """Say whether a part may be taken away; the refusal names all that stands against it."""
    return unless(
        (
            not facts.is_lead,
            f"{facts.name} is the lead {facts.part}. Name another lead first.",
        ),
        (
            not facts.in_order,
            f"{facts.name} is in a sign-off order. Take them out of it first.",
        ),
        (
            not facts.asked_to_sign,
            f"{facts.name} is asked to sign something that is still open.",
        ),
        (
            facts.cards_owed == 0,
            f"{facts.name} owes {plural(facts.cards_owed, 'scorecard')}. Excuse them first.",
        ),
        (
            facts.promises == 0,
            f"{facts.name} has {plural(facts.promises, 'promise')} to keep. Hand them on first.",
        ),
    )


def may_change_criteria(*, in_use: bool) -> Decision:
    """Say whether criteria may be changed: not once something was said on them."""
    stay = (
        "Marks exist on these criteria. New ones would ask everyone for a new card, so they stay."
    )
    return unless((not in_use, stay))


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"

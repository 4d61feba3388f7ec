"""Where a candidate stands, as they may read it themselves."""

from dataclasses import dataclass
from typing import Final

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

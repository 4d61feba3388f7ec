"""How far a requisition has come, hurdle by hurdle, cut to what a viewer may know."""

from collections.abc import Collection
from dataclasses import dataclass

from app.core.wording import plural
from app.overview.waits import Facts
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Hurdle:
    """One of the things that must be done: how it stands in words, and where it is done."""

    title: str
    text: str
    path: str
    state: str


def hurdles(facts: Facts, rights: Collection[Permission]) -> list[Hurdle]:
    """Return the hurdles whose pages a viewer may open."""
    every = (
        (Permission.SEE_REFERENCES, _candidates(facts)),
        (Permission.SEE_SCORES, _cards(facts)),
        (Permission.SEE_HISTORY, _picks(facts)),
        (Permission.SEE_FROZEN, _list(facts)),
        (Permission.SEE_FROZEN, _signoffs(facts)),
        (Permission.SEE_REFERENCES, _references(facts)),
        (Permission.SEE_PAY, _places(facts)),
    )
    return [hurdle for right, hurdle in every if right in rights]


def _state(done: bool, begun: bool) -> str:
    return "done" if done else "now" if begun else ""


def _candidates(facts: Facts) -> Hurdle:
    gone = facts.candidates - facts.in_play
    left = f", {gone} left" if gone else ""
    text = f"{facts.in_play:,} in play{left}" if facts.candidates else "None yet"
    return Hurdle("Candidates", text, "/candidates", _state(facts.candidates > 0, begun=False))


def _cards(facts: Facts) -> Hurdle:
    asked = facts.cards_asked
    text = f"{facts.cards_in} of {asked} in" if asked else "None asked for"
    return Hurdle(
        "Scorecards", text, "/scores", _state(asked > 0 and not facts.cards_owed, asked > 0)
    )


def _picks(facts: Facts) -> Hurdle:
    if facts.picking_id is None:
        text = "Not begun"
    elif facts.picks_open_at is not None:
        text = "Open to both" if facts.picks == 2 else f"Open to all {facts.picks}"
    else:
        text = f"{facts.picks_sealed} of {facts.picks} sealed"
    is_open = facts.picks_open_at is not None
    return Hurdle("Private picks", text, "/decision", _state(is_open, facts.picking_id is not None))


def _list(facts: Facts) -> Hurdle:
    text = "None yet"
    if facts.list_version is not None:
        text = f"Version {facts.list_version}, {_standing(facts)}"
    if facts.editing_version is not None:
        editing = f"version {facts.editing_version} being settled"
        text = f"{text}; {editing}" if facts.list_version else editing.capitalize()
    begun = facts.list_version is not None or facts.editing_version is not None
    return Hurdle("Shortlist", text, "/signoffs", _state(facts.is_approved, begun))


def _standing(facts: Facts) -> str:
    if facts.is_approved:
        return "approved"
    return "sent back" if facts.sent_back_at is not None else "awaiting sign-off"


def _signoffs(facts: Facts) -> Hurdle:
    if facts.chain_id is None:
        text = "Not asked for"
    else:
        text = f"{facts.signoffs_given} of {facts.signoffs} given"
    return Hurdle(
        "Sign-offs",
        text,
        "/signoffs",
        _state(facts.approved_at is not None, facts.chain_id is not None),
    )


def _references(facts: Facts) -> Hurdle:
    asked = facts.references_asked
    text = f"{facts.references_in} of {asked} asked are in" if asked else "None asked for"
    done = asked > 0 and facts.references_in == asked
    return Hurdle("References", text, "/references", _state(done, asked > 0))


def _places(facts: Facts) -> Hurdle:
    text = f"{facts.places_filled} of {plural(facts.places, 'place')} filled"
    return Hurdle("Offers", text, "/offers", _state(facts.is_filled, facts.is_approved))

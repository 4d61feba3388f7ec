"""What a requisition waits for, told from how far it has come."""

from dataclasses import dataclass
from datetime import datetime

from app.core.wording import plural

#: What it may wait for, furthest first; the names are asked for by these.
OFFER, CHAIN, CARDS, PICKS = "offer", "chain", "cards", "picks"


@dataclass(frozen=True, slots=True)
class Facts:
    """How far a requisition has come, counted in one query; no mark and no name is in it."""

    stage: str
    created_at: datetime
    opened_at: datetime | None
    candidates: int = 0
    in_play: int = 0
    cards_asked: int = 0
    cards_in: int = 0
    cards_since: datetime | None = None
    cards_due: datetime | None = None
    last_card_at: datetime | None = None
    picking_id: int | None = None
    picking_at: datetime | None = None
    picks: int = 0
    picks_sealed: int = 0
    picks_open_at: datetime | None = None
    round_since: datetime | None = None
    round_until: datetime | None = None
    editing_version: int | None = None
    editing_at: datetime | None = None
    list_version: int | None = None
    list_at: datetime | None = None
    chain_id: int | None = None
    approved_at: datetime | None = None
    sent_back_at: datetime | None = None
    signoffs: int = 0
    signoffs_given: int = 0
    references_asked: int = 0
    references_in: int = 0
    places: int = 0
    places_filled: int = 0
    untold: int = 0

    @property
    def is_filled(self) -> bool:
        """Whether every place is filled."""
        return self.places > 0 and self.places_filled == self.places

    @property
    def cards_owed(self) -> int:
        """How many cards are still to come."""
        return self.cards_asked - self.cards_in

    @property
    def is_approved(self) -> bool:
        """Whether the list put forward counts: signed, or no sign-off asked for."""
        return self.list_version is not None and (
            self.chain_id is None or self.approved_at is not None
        )


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer under way: to whom, and how long they have."""

    name: str
    sent_at: datetime | None
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wait:
    """What is waited for, where that is done, on whom, since when and until when."""

    what: str
    path: str = ""
    on: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Who is meant: the leads, who owes cards or picks, whose sign-off is asked, who is up.

    The order is hidden from whoever owes a card there.
    """

    recruiter: str
    manager: str
    owing: tuple[str, ...] = ()
    up: str | None = None
    order_hidden: bool = False
    offers: tuple[Offered, ...] = ()
    due: datetime | None = None

    @property
    def leads(self) -> tuple[str, str]:
        """Both leads."""
        return self.recruiter, self.manager


def asks_for(facts: Facts) -> str | None:
    """Return whose names are needed to say what a requisition waits for."""
    if facts.stage != "open" or facts.is_filled:
        return None
    if facts.is_approved:
        return OFFER
    if facts.chain_id is not None and facts.sent_back_at is None:
        return CHAIN
    if facts.picking_id is not None and facts.picks_open_at is None:
        return PICKS
    return CARDS if facts.cards_owed and facts.editing_version is None else None


def wait(facts: Facts, names: Names) -> Wait:
    """Say what a requisition waits for."""
    if facts.stage == "draft":
        return Wait("To be opened", "/settings", (names.recruiter,), facts.created_at)
    if facts.stage == "closed":
        return Wait("Closed. It waits for nothing", is_done=True)
    if facts.is_filled:
        return _filled(facts, names)
    if facts.is_approved:
        return _offer(facts, names)
    if facts.list_version is not None and facts.editing_version is None:
        return _list(facts, names)
    return _decision(facts, names)


def _filled(facts: Facts, names: Names) -> Wait:
    if not facts.untold:
        return Wait("Every place is filled", is_done=True)
    people = plural(facts.untold, "candidate")
    return Wait(f"{people} to be told how it ended", "/candidates", (names.recruiter,))


def _offer(facts: Facts, names: Names) -> Wait:
    if names.offers:
        first = names.offers[0]
        more = f", and {plural(len(names.offers) - 1, 'other')}" if len(names.offers) > 1 else ""
        if first.closes_at is None:
            return Wait(f"The offer to {first.name}{more} is on its way", "/offers")
        what = f"The answer of {first.name}{more} to the offer"
        return Wait(what, "/offers", (first.name,), first.sent_at, first.closes_at)
    since = facts.approved_at or facts.list_at
    if names.order_hidden:
        return Wait("An offer to whoever is up", "/offers", (names.recruiter,), since)
    if names.up is None:
        return Wait("A new list: nobody of this one is left", "/decision", names.leads, since)
    out = facts.references_asked - facts.references_in
    still = f". {plural(out, 'reference')} still out" if out else ""
    return Wait(f"An offer to {names.up}, who is up{still}", "/offers", (names.recruiter,), since)


def _list(facts: Facts, names: Names) -> Wait:
    if facts.sent_back_at is not None:
        what = f"Version {facts.list_version} was sent back: a new version"
        return Wait(what, "/decision", names.leads, facts.sent_back_at)
    left = plural(facts.signoffs - facts.signoffs_given, "sign-off")
    what = f"{left} of version {facts.list_version}"
    return Wait(what, "/signoffs", names.owing, facts.list_at, names.due)


def _decision(facts: Facts, names: Names) -> Wait:
    if facts.round_since is not None:
        what = "Another round of interviews"
        on, since, until = (names.recruiter,), facts.round_since, facts.round_until
        return Wait(what, "/when-to-act", on, since, until)
    if facts.editing_version is not None:
        what = f"Version {facts.editing_version} of the list to be settled"
        return Wait(what, "/decision", names.leads, facts.editing_at)
    if facts.picking_id is not None and facts.picks_open_at is not None:
        return Wait("The list to be settled", "/decision", names.leads, facts.picks_open_at)
    if facts.picking_id is not None:
        left = plural(facts.picks - facts.picks_sealed, "private pick")
        return Wait(left, "/decision", names.owing, facts.picking_at)
    if facts.cards_owed:
        what = plural(facts.cards_owed, "scorecard")
        return Wait(what, "/scores", names.owing, facts.cards_since, facts.cards_due)
    if facts.cards_in:
        return Wait("Private picks to begin", "/decision", names.leads, facts.last_card_at)
    if facts.candidates:
        return Wait("Scorecards to be asked for", "/scores", (names.recruiter,), facts.opened_at)
    return Wait("Candidates to be brought in", "/candidates", (names.recruiter,), facts.opened_at)

"""The board of a requisition: in which column a candidacy stands, and which acts are next.

Columns follow from facts and nothing is dragged into one: a card is moved by an act that its
package allows, and each that is not allowed says why. No mark and no rank is in it (law L1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.changes.rules import may_leave
from app.checks.rules import HiringFacts, may_go_on
from app.core.decision import Decision, unless
from app.core.wording import plural
from app.scorecards.queries import Progress
from app.scorecards.rules import AskingFacts, may_ask

INTERVIEWING, CARDS_IN, FINALIST = "interviewing", "cards in", "finalist"
REFERENCES, OFFERED, HIRED = "references", "offered", "hired"
#: The columns from left to right, and those folded below.
TITLES: Mapping[str, str] = {
    INTERVIEWING: "Being interviewed",
    CARDS_IN: "Cards in",
    FINALIST: "Finalists",
    REFERENCES: "References",
    OFFERED: "Offer",
    HIRED: "Hired",
}
FOLDED: Mapping[str, str] = {
    "declined": "Said no",
    "set aside": "Set aside",
    "withdrawn": "Withdrew",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidacy stands as its viewer may know it; cards only where they see who is asked.

    ``status`` is the full one, cut to whether it has ended for whoever owes a card.
    """

    id: int
    name: str
    now: str | None
    status: str
    cards: Progress | None = None
    has_referees: bool = False
    has_address: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """Something that may be done next, where it is done, and whether it may be now."""

    words: str
    path: str
    allowed: Decision


@dataclass(frozen=True, slots=True)
class Card:
    """A candidacy on the board."""

    standing: Standing
    note: str
    acts: Sequence[Act]


@dataclass(frozen=True, slots=True)
class Pile:
    """One column with its cards, by name."""

    key: str
    title: str
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Board:
    """The columns, those folded that hold anybody, and whether the list has more than is shown."""

    piles: Sequence[Pile]
    folded: Sequence[Pile]
    is_cut: bool

    @property
    def is_empty(self) -> bool:
        """Whether nobody is on it."""
        return not self.folded and not any(pile.cards for pile in self.piles)


def lay_out(
    standings: Sequence[Standing],
    requisition_id: int,
    stage: str,
    at: datetime,
    *,
    runs: bool,
    is_cut: bool = False,
) -> Board:
    """Put everybody in their column; acts are for whoever ``runs`` the requisition."""
    piles: dict[str, list[Card]] = {}
    for one in standings:
        acts = acts_on(one, requisition_id, stage, at) if runs else ()
        piles.setdefault(column_of(one), []).append(Card(one, note_on(one), acts))
    return Board(
        [Pile(key, title, piles.get(key, [])) for key, title in TITLES.items()],
        [Pile(key, title, piles[key]) for key, title in FOLDED.items() if key in piles],
        is_cut,
    )


def column_of(one: Standing) -> str:
    """Return the column a candidacy stands in."""
    if one.status in FOLDED or one.status in (OFFERED, HIRED):
        return one.status
    if one.status == FINALIST:
        return REFERENCES if one.has_referees else FINALIST
    cards = one.cards
    return CARDS_IN if cards and cards.asked and cards.given == cards.asked else INTERVIEWING


def note_on(one: Standing) -> str:
    """Say what its column waits for."""
    if column_of(one) in (INTERVIEWING, CARDS_IN) and one.cards is not None:
        if not one.cards.asked:
            return "Nobody asked for a card"
        late = f", {len(one.cards.late)} late" if one.cards.late else ""
        return f"{one.cards.given} of {plural(one.cards.asked, 'card')} in{late}"
    return ""


def acts_on(one: Standing, requisition_id: int, stage: str, at: datetime) -> list[Act]:
    """Return the acts on a card in their usual order, by the rules of the acts themselves."""
    together, here = f"/requisitions/{requisition_id}/together", f"/candidacies/{one.id}"
    in_play = one.status not in ("set aside", "withdrawn")
    settled = "offered" if one.status in (OFFERED, HIRED, "declined") else one.status
    asking = AskingFacts(
        stage,
        candidates=1,
        raters=1,
        due_at=at + timedelta(days=1),
        out_of_play=() if in_play else (one.name,),
        settled=((one.name, settled),) if settled in (OFFERED, FINALIST) else (),
    )
    owing = bool(one.cards and one.cards.owing)
    is_finalist = one.status == FINALIST
    return [
        Act("Ask for scorecards", f"{together}?act=ask&candidacy={one.id}", may_ask(asking, at)),
        Act(
            "Remind raters",
            f"{together}?act=remind&candidacy={one.id}",
            unless((owing, "Nobody owes a scorecard for them.")),
        ),
        Act("Ask for references", f"{here}/references", may_go_on(HiringFacts(stage, in_play))),
        Act(
            "Make an offer",
            f"{here}/offers/new",
            unless((is_finalist, "An offer goes to who stands on the approved list.")),
        ),
        Act(
            "Write to them",
            f"{here}/letters",
            unless((one.has_address, "We have no e-mail address of theirs.")),
        ),
        Act("Set aside", f"{here}/setting-aside", may_leave(one.status)),
    ]

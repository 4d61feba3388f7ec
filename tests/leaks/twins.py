"""Two worlds alike in all but what others think of one candidate: nobody who owes may tell which.

In `high` everybody else gave the hidden candidate the best marks, praised them, picked them first
and put them first on the list; in `low` the worst of each, and the list goes without them.
"""

from app.candidates.models import Candidacy
from app.signoffs import actions as signing
from app.signoffs.queries import chain_of
from tests.house.world import SECRETS, World

#: person → their part; each owes a card for the hidden candidate
OWING = {
    "owing lead": "recruiter",
    "owing manager": "hiring manager",
    "owing hr": "hr",
    "owing interviewer": "interviewer",
    "owing approver": "approver",
}
#: what others said of the hidden candidate
PLANTED = {"high": "Superlative zephyr", "low": "Abysmal quagmire"}


class Twin(World):
    """The world of the route walks, with a hidden candidate of whom much is said."""

    def __init__(self, make, which: str) -> None:
        """Make everything, as ``which`` has it."""
        self.which = which
        self.owing = {
            role: make.person(role.title(), email=f"{part.replace(' ', '.')}.owes@example.com")
            for role, part in OWING.items()
        }
        self.owing["owing hr"].is_hr = True
        super().__init__(make)

    @property
    def hidden(self) -> Candidacy:
        """The candidate whose marks, rank and all nobody may learn who owes a card for them."""
        return self.candidacies[0]

    @property
    def name(self) -> str:
        """What the hidden candidate is called."""
        return f"{SECRETS['name']} 0"

    @property
    def word(self) -> str:
        """What others said of the hidden candidate."""
        return PLANTED[self.which]

    def _parts(self) -> None:
        super()._parts()
        for role, part in OWING.items():
            if part != "hr":
                self.make.member(self.requisition, part, self.owing[role])

    def _candidacy(self) -> None:
        super()._candidacy()
        self._references()
        for person in self.owing.values():
            self.make.interview(self.hidden, person)
        for role in ("lead recruiter", "lead manager"):
            self._card(role, self.hidden, 5 if self.which == "high" else 1, self.word)
            for mark, candidacy in zip((4, 3, 2), self.candidacies[1:], strict=True):
                self._card(role, candidacy, mark, "Steady")

    def _references(self) -> None:
        for candidacy in self.candidacies:
            self.make.reference_in(candidacy, "Olu Adeyemi", email="olu@example.net")

    def _card(self, role: str, candidacy: Candidacy, mark: int, word: str) -> None:
        told = {5: "strong yes", 4: "yes", 3: "yes", 2: "no", 1: "strong no"}[mark]
        for panel in ("soft", "hard"):
            self.make.scorecard(
                candidacy,
                self.people[role],
                mark,
                mark,
                panel=panel,
                recommendation=told,
                notes=word,
                note=word,
            )

    def _shortlist(self) -> None:
        first, *others = self.candidacies
        chosen = [first, *others] if self.which == "high" else others
        leads = [self.people[role] for role in ("lead recruiter", "lead manager")]
        self.make.picking(self.requisition, {one: tuple(chosen) for one in leads}, opened=True)
        self.candidacies, kept = chosen, self.candidacies
        super()._shortlist()
        self._send_back(self.values["shortlist_id"])
        self._send_back(self.make.shortlist(self.requisition, chosen).id)
        self.make.editing_list(self.requisition, chosen, version=3)
        self.candidacies = kept

    def _send_back(self, shortlist_id: int) -> None:
        """Have the approver refuse: while a list stands, nobody is asked about its finalists."""
        signing.send_back(
            chain_of("shortlist", shortlist_id),
            by=self.people["approver"],
            reason=self.word,
            at=self.at,
        )

    def _scorecards(self) -> None:
        super()._scorecards()
        self.asks = {
            role: self.make.ask(self.hidden, person, panel="soft").id
            for role, person in self.owing.items()
        }

    def _offer(self) -> None:
        """Make an offer to another, so that nobody is told anything by one to the hidden."""
        hidden, second, *others = self.candidacies
        self.candidacies = [second, hidden, *others]
        super()._offer()
        self.candidacies = [hidden, second, *others]

"""Every candidate on their own line of time, cut to what the viewer may know of each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import joinedload

from app.candidates.models import Candidacy, Candidate, Interview
from app.checks.models import Referee
from app.db import db
from app.mail.models import Message
from app.offers.models import Offer
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import Permission
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries import owes_any
from app.shortlists.models import Shortlist, ShortlistLine

#: What is drawn, in the order of the legend: kind → its words. The shape of each is in the page.
KINDS: Final = {
    "applied": "Applied or came in",
    "interview": "Interview",
    "asked": "Card asked for",
    "card": "Card in",
    "list": "On a list put forward",
    "reference": "Reference in",
    "offer": "Offer sent",
    "answer": "Offer answered or ended",
    "word": "Word from us",
    "deadline": "A date of their own",
    "ended": "Withdrew or set aside",
}
#: What tells what others think: hidden from whoever owes a card there, for every candidate, since
#: who is on a list says who is not. So do our letters; that there was a last word is no secret.
TELLING: Final = frozenset({"list", "reference", "offer", "answer", "letter"})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on a line: what, when, in words; ``count`` of them on one day."""

    kind: str
    at: datetime
    words: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate's events, first one first; ``until`` where the line ends."""

    candidacy_id: int
    name: str
    events: Sequence[Event]
    until: datetime

    @property
    def since(self) -> datetime:
        """Return where the line begins."""
        return self.events[0].at if self.events else self.until

    def of(self, *kinds: str) -> list[Event]:
        """Return the events of some kinds."""
        return [one for one in self.events if one.kind in kinds]

    @property
    def label(self) -> str:
        """Say what is drawn, in a sentence."""
        said = [
            f"{self.count(kind)} × {words.lower()}"
            for kind, words in KINDS.items()
            if self.of(kind)
        ]
        return f"{self.name}: {', '.join(said)}" if said else f"{self.name}: nothing yet"

    def count(self, kind: str) -> int:
        """Return how many things of a kind happened."""
        return sum(one.count for one in self.of(kind))


def kinds_for(rights: Collection[Permission]) -> list[str]:
    """Return the kinds of events a person may see in a requisition."""
    hidden: set[str] = set()
    if Permission.SEE_SCORES not in rights:
        hidden |= {"asked", "card"}
    if Permission.SEE_REFERENCES not in rights:
        hidden |= TELLING
    return [kind for kind in KINDS if kind not in hidden]


def candidacies(ids: Sequence[int]) -> list[Candidacy]:
    """Return these candidacies with their candidates, in this order."""
    found = db.session.scalars(
        select(Candidacy).where(Candidacy.id.in_(ids)).options(joinedload(Candidacy.candidate))
    )
    by_id = {one.id: one for one in found}
    return [by_id[one] for one in ids]


def lines_of(
    person: Person, requisition_id: int, candidacies: Sequence[Candidacy], at: datetime
) -> list[Line]:
    """Return the lines of candidacies of one requisition that a person sees, in two queries.

    What tells what others think of anybody waits until the person's own cards are in.
    """
    rights = rights_in(requisition_id, person)
    shown = set(kinds_for(rights))
    if Permission.SEE_REFERENCES in rights:
        shown.add("letter")
    ids = [one.id for one in candidacies]
    if owes_any(person.id, requisition_id):
        shown -= TELLING
    happened: dict[int, list[Event]] = defaultdict(list)
    for kind, candidacy_id, moment, detail in db.session.execute(_happened(ids)):
        if kind in shown:
            drawn = "word" if kind == "letter" else kind
            happened[candidacy_id].append(Event(drawn, moment, _words(drawn, detail)))
    return [_line(one, happened[one.id], at) for one in candidacies]


def _line(candidacy: Candidacy, happened: Iterable[Event], at: datetime) -> Line:
    events = _by_day([*_own(candidacy), *happened])
    ended = candidacy.withdrawn_at or candidacy.set_aside_at
    return Line(candidacy.id, candidacy.candidate.name, events, ended or at)


def _own(candidacy: Candidacy) -> list[Event]:
    """Return what the candidacy itself says."""
    facts = (
        ("applied", candidacy.applied_at, "Applied"),
        ("applied", None if candidacy.applied_at else candidacy.created_at, "Came in"),
        ("word", candidacy.last_word_at, "Last word from us"),
        ("deadline", candidacy.own_deadline_at, "They must answer somebody else"),
        ("ended", candidacy.withdrawn_at, "Withdrew"),
        ("ended", candidacy.set_aside_at, "Set aside"),
    )
    return [Event(kind, moment, words) for kind, moment, words in facts if moment is not None]


def _by_day(events: Sequence[Event]) -> list[Event]:
    """Put what happened on one day and is of one kind together."""
    days: dict[tuple[str, Any], list[Event]] = defaultdict(list)
    for one in sorted(events, key=lambda each: (each.at, each.kind, each.words)):
        days[one.kind, one.at.date()].append(one)
    found = [_together(some) for some in days.values()]
    return sorted(found, key=lambda one: (one.at, one.kind))


def _together(some: Sequence[Event]) -> Event:
    first, last = some[0], some[-1]
    if len(some) == 1:
        return first
    if first.kind == "word":  # the last word is one of the letters
        return Event("word", last.at, "Word from us", len({one.at for one in some}))
    words = list(dict.fromkeys(one.words for one in some))
    said = words[0] if len(words) == 1 else f"{words[0]} and {len(some) - 1:,} more"
    return Event(first.kind, last.at, said, len(some))


def _words(kind: str, detail: str | None) -> str:
    match kind:
        case "interview":
            return f"Interview, round {detail}"
        case "asked":
            return f"Card asked for, {detail}"
        case "card":
            return f"Card in, {detail}"
        case "list":
            return f"On version {detail} of the list"
        case "answer":
            return f"Offer {detail}"
        case "word":
            return "Word from us"
        case _:
            return KINDS[kind]


def _happened(ids: Sequence[int]) -> Any:
    """Select what happened to candidacies in every package, in one statement."""
    answers = (
        (Offer.accepted_at, "accepted"),
        (Offer.declined_at, "declined"),
        (Offer.withdrawn_at, "withdrawn"),
        (Offer.lapsed_at, "ran out"),
    )
    listed = (
        _events("list", Shortlist.put_forward_at, cast(Shortlist.version, String))
        .join(ShortlistLine, ShortlistLine.candidacy_id == Candidacy.id)
        .join(Shortlist, Shortlist.id == ShortlistLine.shortlist_id)
        .where(ShortlistLine.position.is_not(None))
    )
    written = (
        _events("letter", Message.sent_at)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(
            Message,
            and_(
                Message.candidacy_id == Candidacy.id,
                func.lower(Message.to_email) == Candidate.email_key,
            ),
        )
    )
    interview = cast(Interview.round, String)
    parts = [
        _events("interview", Interview.held_at, interview).join(
            Interview, Interview.candidacy_id == Candidacy.id
        ),
        _events("asked", Ask.asked_at, Ask.panel).join(Ask, Ask.candidacy_id == Candidacy.id),
        _events("card", Scorecard.first_submitted_at, Scorecard.panel).join(
            Scorecard, Scorecard.candidacy_id == Candidacy.id
        ),
        listed,
        _events("reference", Referee.received_at).join(
            Referee, Referee.candidacy_id == Candidacy.id
        ),
        _events("offer", Offer.sent_at).join(Offer, Offer.candidacy_id == Candidacy.id),
        *(
            _events("answer", moment, literal(word)).join(Offer, Offer.candidacy_id == Candidacy.id)
            for moment, word in answers
        ),
        written,
    ]
    return union_all(*(part.where(Candidacy.id.in_(ids)) for part in parts))


def _events(
    kind: str, moment: Any, detail: ColumnElement[Any] | Any = None
) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(kind, String).label("kind"),
            Candidacy.id.label("candidacy_id"),
            moment.label("at"),
            cast(null(), String).label("detail") if detail is None else detail.label("detail"),
        )
        .select_from(Candidacy)
        .where(moment.is_not(None))
    )

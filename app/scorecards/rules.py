"""What may happen to asks and cards, and why not; when marks were open to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.decision import Decision, unless
from app.core.moves import Moves, move
from app.people.permissions import INTERVIEWER, MANAGER, RECRUITER

#: Parts whose people can be asked, and the panel each rates unless it is said otherwise.
PANEL_OF = {RECRUITER: "soft", MANAGER: "hard", INTERVIEWER: "hard"}
REMINDED_BEFORE = timedelta(hours=24)
BETWEEN_MAILS = timedelta(hours=24)
#: Why nobody is asked about a candidacy any more (law L1), by how far the decision on it has come.
SETTLED = {
    "offered": "{name} has an offer. Nobody is asked about them any more.",
    "finalist": "{name} is on the list put forward. Ask again only if it is sent back.",
    "left out": "{name} was left out of the list put forward. Begin a new version of it first.",
}

MOVES = Moves(
    "ask",
    ("not asked", "owed", "late", "in", "excused", "ended"),
    {
        "ask": move(
            "not asked, excused, ended", "owed", "This scorecard is asked for already: {state}."
        ),
        "save": move("owed, late", "owed", "Nothing was saved: this scorecard is {state}."),
        "submit": move("owed, late", "in", "Nothing was saved: this scorecard is {state}."),
        "reopen": move("in", "owed", "Only a scorecard that is in can be reopened. It is {state}."),
        "excuse": move(
            "owed, late", "excused", "Nobody can be excused from it: this scorecard is {state}."
        ),
        "end": move("owed, late", "ended", "This ask does not run any more: {state}."),
    },
)
OPEN = frozenset({"owed", "late"})


@dataclass(frozen=True, slots=True)
class AskFacts:
    """The facts an ask's state follows from. ``submitted_at`` is its card's, while that is in."""

    due_at: datetime
    submitted_at: datetime | None = None
    excused_at: datetime | None = None
    ended_at: datetime | None = None
    in_play: bool = True


def state(facts: AskFacts | None, at: datetime) -> str:
    """Return where an ask stands; its due moment itself is late."""
    if facts is None:
        return "not asked"
    if facts.submitted_at is not None:
        return "in"
    if facts.excused_at is not None:
        return "excused"
    if facts.ended_at is not None or not facts.in_play:
        return "ended"
    return "late" if at >= facts.due_at else "owed"


@dataclass(frozen=True, slots=True)
class AskingFacts:
    """What is asked of an asking before any of it is written."""

    stage: str
    candidates: int
    raters: int
    due_at: datetime
    panels_without_criteria: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    out_of_play: tuple[str, ...] = ()
    settled: tuple[tuple[str, str], ...] = ()


def may_ask(facts: AskingFacts, at: datetime) -> Decision:
    """Say whether scorecards may be asked for.

    ``settled`` are names with a word of SETTLED: who owed a card for one of them would meet, by
    list or offer, what others think of them.
    """
    first = {
        "draft": "Open the requisition first. Nobody is asked while it is a draft.",
        "closed": "This requisition is closed. Nobody is asked any more.",
    }.get(facts.stage)
    return unless(
        (first is None, first or ""),
        (facts.candidates > 0, "Choose at least one candidate."),
        (facts.raters > 0, "Choose at least one person."),
        (facts.due_at > at, "It would be due already. Choose a moment ahead."),
        *(
            (False, f"There is no {panel} criterion to mark. Set one first.")
            for panel in facts.panels_without_criteria
        ),
        *(
            (False, f"{name} cannot be asked: only recruiters, managers and interviewers here.")
            for name in facts.strangers
        ),
        *((False, f"{name} is no longer in play.") for name in facts.out_of_play),
        *((False, SETTLED[word].format(name=name)) for name, word in facts.settled),
    )


def may_excuse(now: str, *, themselves: bool, reason: str) -> Decision:
    """Say whether someone may be excused from a card; never by themselves."""
    return MOVES.may("excuse", now) & unless(
        (not themselves, "Nobody excuses themselves. Ask a recruiter or manager of the team."),
        (bool(reason.strip()), "Write why. The reason is kept."),
    )


def may_reopen(now: str, *, in_play: bool, ended: bool, reason: str) -> Decision:
    """Say whether a card may be changed once more by whoever wrote it."""
    return MOVES.may("reopen", now) & unless(
        (not ended or not in_play, "A list was put forward on this card, so the card stands."),
        (in_play, "This candidate is no longer in play, so the card stands."),
        (bool(reason.strip()), "Write why. The reason is kept, and so is the version handed in."),
    )


def may_remind(
    stage: str, last_mail_at: datetime | None, at: datetime, *, themselves: bool
) -> Decision:
    """Say whether a rater who owes cards may be reminded by hand: not twice within a day."""
    return unless(
        (stage == "open", "This requisition is not open. Nobody is reminded."),
        (not themselves, "These are yours. They stand on your desk."),
        (
            last_mail_at is None or at - last_mail_at >= BETWEEN_MAILS,
            "They were written to about scorecards here less than a day ago.",
        ),
    )


def reminder_at(asked_at: datetime, due_at: datetime) -> datetime:
    """Return when to remind once: a day before it is due, or halfway when time is short."""
    return max(due_at - REMINDED_BEFORE, asked_at + (due_at - asked_at) / 2)


def hidden_since(spans: Iterable[tuple[datetime, datetime | None]], at: datetime) -> datetime:
    """Return since when others' marks have been hidden from a person who owed in these spans.

    A span without an end runs on. ``at`` itself where they are not hidden.
    """
    since = at
    for start, end in sorted(spans, key=lambda span: span[1] or at, reverse=True):
        if end is None or end >= since:
            since = min(since, start)
    return since


def were_open(
    first_given: datetime | None, could_see_from: datetime | None, hidden_from: datetime
) -> bool:
    """Say whether marks of others lay open to a person before they were hidden from them."""
    if first_given is None or could_see_from is None:
        return False
    return max(first_given, could_see_from) < hidden_from

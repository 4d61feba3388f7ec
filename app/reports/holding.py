"""Who holds the ball, in words: open waits of one requisition or candidacy, and since when.

Pure: it is given rows and a moment. An open wait has a kind; the kinds stand in the order of how
far they are, and what is furthest says what is waited for now.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.wording import listed, long_day, plural, zone_of
from app.core.workdays import workdays_since

#: The marks against which a wait and a stage are held, shortest first.
MARKS = (
    ("24 h", timedelta(hours=24)),
    ("48 h", timedelta(hours=48)),
    ("2 weeks", timedelta(weeks=2)),
    ("4 weeks", timedelta(weeks=4)),
    ("6 weeks", timedelta(weeks=6)),
)
#: So many are named of those who are waited for.
NAMED = 3
#: Kinds that tell only who is asked for a card: no secret to anybody who scores (law L1).
NO_SECRET = frozenset({"card"})


@dataclass(frozen=True, slots=True)
class Held:
    """One open wait: on a person of ours, or on somebody outside by name; a date where it has one.

    ``candidacy_id`` is none where all of the requisition waits.
    """

    kind: str
    requisition_id: int
    candidacy_id: int | None
    person_id: int | None
    name: str
    since: datetime
    until: datetime | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Wait:
    """What one kind of open waits comes to: whom for, since when, until when."""

    kind: str
    names: tuple[str, ...]
    since: datetime
    until: datetime | None
    count: int

    @property
    def what(self) -> str:
        """What is waited for, in words: "Ana’s card", "a reference from Ines Duarte"."""
        return WORDS[self.kind](self)


@dataclass(frozen=True, slots=True)
class Told:
    """A wait as a page says it: the sentence, the working and elapsed time, the last mark gone."""

    wait: Wait
    line: str
    working_days: int
    elapsed: timedelta
    mark: str | None


def gathered(held: Iterable[Held]) -> list[Wait]:
    """Put open waits of the same kind together, those that are furthest first."""
    kinds: dict[str, list[Held]] = {}
    for one in held:
        kinds.setdefault(one.kind, []).append(one)
    return [_wait(kind, kinds[kind]) for kind in WORDS if kind in kinds]


def told(wait: Wait, zone: str, at: datetime) -> Told:
    """Say a wait in one line, with its time in working days of the zone and by the clock."""
    days = workdays_since(wait.since, at, zone)
    line = f"Waits for {wait.what} since {_since(wait.since, zone, at)}, {_time(days)}"
    return Told(wait, line, days, at - wait.since, mark_passed(at - wait.since))


def mark_passed(length: timedelta) -> str | None:
    """Return the longest of the marks that a length of time has reached."""
    return next((name for name, mark in reversed(MARKS) if length >= mark), None)


def whose(names: Sequence[str], thing: str, things: str) -> str:
    """Write whose something is, naming three at most: "Ana’s card", "Ana’s and Bo’s cards"."""
    if len(names) > NAMED:
        return f"the {things} of {listed(_some(names))}"
    return f"{listed(f'{name}’s' for name in names)} {thing if len(names) == 1 else things}"


def _wait(kind: str, held: Sequence[Held]) -> Wait:
    due = [one.until for one in held if one.until is not None]
    names = tuple(dict.fromkeys(one.name for one in held))
    count = sum(one.count for one in held)
    return Wait(kind, names, min(one.since for one in held), min(due, default=None), count)


def _since(since: datetime, zone: str, at: datetime) -> str:
    """Write the day something began: its name within a week, the date before."""
    here, today = since.astimezone(zone_of(zone)).date(), at.astimezone(zone_of(zone)).date()
    away = (today - here).days
    if away < 2:
        return "yesterday" if away == 1 else "today"
    return f"{here:%A}" if away < 7 else long_day(here, today.year)


def _time(days: int) -> str:
    return plural(days, "working day") if days else "less than a working day"


def _some(words: Sequence[str]) -> list[str]:
    if len(words) <= NAMED:
        return list(words)
    return [*words[: NAMED - 1], plural(len(words) - NAMED + 1, "other")]


def _names(wait: Wait) -> str:
    return listed(_some(wait.names))


def _cards(wait: Wait) -> str:
    if len(wait.names) == wait.count:
        return whose(wait.names, "card", "cards")
    return f"{plural(wait.count, 'card')} of {_names(wait)}"


def _own(thing: str, things: str) -> Callable[[Wait], str]:
    return lambda wait: whose(wait.names, thing, things)


def _to(act: str) -> Callable[[Wait], str]:
    return lambda wait: f"{_names(wait)} to {act}"


#: The kinds of open waits, the furthest first, each with its words.
WORDS: dict[str, Callable[[Wait], str]] = {
    "more time": _own("word on more time", "words on more time"),
    "change": _to("answer the change asked for"),
    "answer": _own("answer to the offer", "answers to the offers"),
    "offer sign-off": _own("sign-off of the offer", "sign-offs of the offer"),
    "offer": _to("send the offer"),
    "tell": _to("tell them how it ended"),
    "reference": lambda wait: (
        f"{'a reference' if wait.count == 1 else plural(wait.count, 'reference')}"
        f" from {_names(wait)}"
    ),
    "referees": _to("name referees"),
    "sign-off": _own("sign-off of the list", "sign-offs of the list"),
    "up": _to("offer to whoever is up"),
    "settle": _to("settle the list"),
    "pick": _own("private pick", "private picks"),
    "card": _cards,
    "picks": _to("begin private picks"),
    "cards": _to("ask for scorecards"),
    "next": _to("say what comes next"),
    "candidates": _to("bring in candidates"),
}

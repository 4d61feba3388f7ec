"""What may happen to a promise and why not, when one is due, and how well promises are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt

from app.core.decision import Decision, unless
from app.core.moves import Moves, move
from app.promises.models import LONGEST

_ENDED = "This promise has ended already: {state}."
MOVES = Moves(
    "promise",
    ("not made", "due", "late", "kept", "void"),
    {
        "make": move("not made", "due", "This promise was made already."),
        "be late": move(
            "due", "late", "Only a promise still due becomes late, and this is {state}."
        ),
        "keep": move("due, late", "kept", _ENDED),
        "void": move("due, late", "void", _ENDED),
        "move": move("due, late", "due", _ENDED),
    },
)

#: A promise further away than this is none.
FURTHEST = timedelta(days=366)
#: Whoever waits and has heard nothing for so long shows up by themselves.
SILENCE = timedelta(days=7)
#: From so long before its moment a promise stands on its owner's desk.
AHEAD = timedelta(hours=48)
#: A rate of fewer promises is told as a count, since a share would say more than is known.
FEW = 10
#: 95 % of a normal distribution lie within so many standard deviations.
_Z = 1.96


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """What the rules ask of a promise."""

    due_at: datetime
    kept_at: datetime | None = None
    void_at: datetime | None = None


def state(facts: PromiseFacts, at: datetime) -> str:
    """Return where a promise stands: it is late from its very moment on."""
    if facts.kept_at is not None:
        return "kept"
    if facts.void_at is not None:
        return "void"
    return "late" if at >= facts.due_at else "due"


def may_make(text: str, due_at: datetime, at: datetime, *, in_play: bool) -> Decision:
    """Say whether something may be promised to a candidate."""
    return unless(
        (in_play, "This candidacy has ended, so there is nothing to promise."),
        (0 < len(text.strip()) <= LONGEST, f"Write what they will hear, in {LONGEST} letters."),
    ) & may_be_due(due_at, at)


def may_be_due(due_at: datetime, at: datetime) -> Decision:
    """Say whether a moment may be promised: it lies ahead, and not beyond a year."""
    return unless(
        (due_at > at, "Choose a moment that is still ahead."),
        (due_at <= at + FURTHEST, "Choose a day within a year."),
    )


def may_move(facts: PromiseFacts, due_at: datetime, at: datetime) -> Decision:
    """Say whether a new date may be told."""
    return (
        MOVES.may("move", state(facts, at))
        & unless((due_at != facts.due_at, "That is the date they have already."))
        & may_be_due(due_at, at)
    )


def may_void(facts: PromiseFacts, reason: str, at: datetime) -> Decision:
    """Say whether a promise may be ended without being kept: for a reason."""
    return MOVES.may("void", state(facts, at)) & unless(
        (bool(reason.strip()), "Write why they no longer wait for it.")
    )


def may_own(*, in_team: bool, active: bool) -> Decision:
    """Say whether a person may own a promise: a recruiter or manager here, or hr."""
    return unless(
        (active, "This account is switched off. Choose someone else."),
        (in_team, "Only recruiters and managers of the requisition, and hr, own promises."),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises were kept in time, of those that were kept or came due.

    One that was late when a new date was told counts as missed, whatever came after; one that
    ended before its date counts for nothing. ``moved`` had a new date told in time.
    """

    counted: int = 0
    in_time: int = 0
    moved: int = 0

    @property
    def share(self) -> float | None:
        """The share kept in time; none while there are too few to speak of one."""
        return self.in_time / self.counted if self.counted >= FEW else None

    @property
    def likely(self) -> tuple[float, float] | None:
        """Where the true rate likely lies (Wilson's interval, 95 %); none for too few."""
        if self.counted < FEW:
            return None
        n, p, z2 = self.counted, self.in_time / self.counted, _Z**2
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def word_due_on(last: date, days: int, is_working: Callable[[date], bool]) -> date:
    """Return the day by which a word is due again: the last working day within so many days."""
    on = last + timedelta(days=days)
    while on > last and not is_working(on):
        on -= timedelta(days=1)
    return on

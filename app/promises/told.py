"""What a letter or a call tells of promises: one made, some kept, some with a new date.

A letter carries it in the message's own facts, and it holds from the moment the mail server has
taken the mail: nobody has been told before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.core.wording import long_moment
from app.mail.models import Message

#: Where a letter says it; without the place it stands at the end.
PLACE = "{promise}"
USUAL = "You will hear from us"
_KEY = "promises:told"


@dataclass(frozen=True, slots=True)
class New:
    """A promise about to be made."""

    text: str
    due_at: datetime
    owner_id: int

    def sentence(self, zone: str, at: datetime) -> str:
        """Return it in words: "You will hear from us by Friday 27 November, 18:00 Lisbon."."""
        return f"{self.text.strip().rstrip('.')} by {long_moment(self.due_at, zone, at)} time."


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: a promise made, those kept (by id), and those moved (by id, to when)."""

    made: New | None = None
    keeps: tuple[int, ...] = ()
    moves: Mapping[int, datetime] = field(default_factory=dict)

    def into(self, body: str, zone: str, at: datetime) -> str:
        """Return a letter's text with the promise in its place, or at its end."""
        sentence = self.sentence(zone, at)
        if sentence is None:
            return body
        if PLACE in body:
            return body.replace(PLACE, sentence)
        if sentence in body:  # a letter taken back, which says so already
            return body
        return f"{body.rstrip()}\n\n{sentence}\n"

    def sentence(self, zone: str, at: datetime) -> str | None:
        """Return what a letter says of it; none where it names no date."""
        if self.made is None and not self.moves:
            return None
        new = self.made or New(USUAL, min(self.moves.values()), 0)
        return new.sentence(zone, at)

    def dated(self, due_at: datetime | None) -> "Told":
        """Return the same with another date; without one, it names none and keeps what it kept."""
        if due_at is None:
            return Told(keeps=self.keeps)
        if self.made is not None:
            return replace(self, made=replace(self.made, due_at=due_at))
        return replace(self, moves=dict.fromkeys(self.moves, due_at))

    def facts(self) -> dict[str, Any]:
        """Return it as a message keeps it."""
        if not (self.made or self.keeps or self.moves):
            return {}
        made = self.made and {
            "text": self.made.text,
            "due_at": self.made.due_at.isoformat(),
            "owner_id": self.made.owner_id,
        }
        moves = {str(one): due.isoformat() for one, due in self.moves.items()}
        return {_KEY: {"made": made, "keeps": list(self.keeps), "moves": moves}}

    @property
    def due_at(self) -> datetime | None:
        """The date a letter names."""
        return self.made.due_at if self.made else min(self.moves.values(), default=None)

    @property
    def earliest(self) -> datetime | None:
        """The first moment that is told, after which telling it would be untrue."""
        moments = [*self.moves.values(), *([self.made.due_at] if self.made else [])]
        return min(moments, default=None)


NOTHING = Told()


def told_in(message: Message) -> Told:
    """Return what a message tells of promises."""
    kept = (message.facts or {}).get(_KEY)
    if not kept:
        return NOTHING
    made = kept["made"]
    return Told(
        made=made and New(made["text"], datetime.fromisoformat(made["due_at"]), made["owner_id"]),
        keeps=tuple(kept["keeps"]),
        moves={int(one): datetime.fromisoformat(due) for one, due in kept["moves"].items()},
    )

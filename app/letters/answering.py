"""What a letter answers: the package that keeps questions is told when one is written."""

from datetime import datetime
from typing import Protocol

from app.candidates.models import Candidacy
from app.mail.models import Message
from app.people.models import Person


class Answered(Protocol):
    """Ties a letter just written to the question of this number, or refuses in words."""

    def __call__(
        self, candidacy: Candidacy, number: int, message: Message, /, *, by: Person, at: datetime
    ) -> None:
        """Do so, in the letter's own transaction."""


ANSWERED: list[Answered] = []


def register(answered: Answered) -> None:
    """Make known who keeps questions that letters answer (at start)."""
    ANSWERED.append(answered)


def answers(
    candidacy: Candidacy, number: int, message: Message, *, by: Person, at: datetime
) -> None:
    """Say that a letter answers a candidate's question."""
    for answered in ANSWERED:
        answered(candidacy, number, message, by=by, at=at)

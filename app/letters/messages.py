"""The one kind of mail here: what follows when a letter has gone out."""

from datetime import datetime

from app.candidates.actions import heard, log_outcome
from app.candidates.queries import load_candidacy
from app.letters.actions import KIND
from app.mail.kinds import Kind, register
from app.mail.models import Message


def _has_gone(message: Message, at: datetime) -> None:
    """Keep that the candidate knows how it ended, if the letter says so."""
    candidacy = load_candidacy(message.subject_id)
    if candidacy is not None and message.facts.get("tells_outcome"):
        log_outcome(candidacy, at=at)


register(Kind(KIND, on_sent=_has_gone, reached=heard))

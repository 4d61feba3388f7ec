"""The one kind of mail here: what follows when a letter has gone out."""

from datetime import datetime

from app.candidates.queries import load_candidacy
from app.letters.actions import KIND
from app.mail.kinds import Kind, register
from app.mail.models import Message
from app.promises import actions as promises
from app.promises.word import heard, log_outcome


def _has_gone(message: Message, at: datetime) -> None:
    """Keep what it told: promises, and perhaps how it ended, which keeps all there were."""
    promises.follow_letter(message, at)
    candidacy = load_candidacy(message.subject_id)
    if candidacy is not None and message.facts.get("tells_outcome"):
        promises.keep(candidacy.id, None, by=promises.writer_of(message), at=at, message=message)
        log_outcome(candidacy, at=at)


register(Kind(KIND, still_true=promises.still_true, on_sent=_has_gone, reached=heard))

"""The one kind of mail here: what follows when a letter has gone out."""

from datetime import datetime

from app.candidates.queries import load_candidacy
from app.letters.actions import KIND
from app.mail.kinds import Kind, register
from app.mail.models import Message
from app.promises import actions as promises
from app.promises.word import heard, log_outcome


def _to_where_they_are(message: Message, at: datetime) -> None:
    """Send it to the address and name we know by now: both may be mended while it waits."""
    candidacy = load_candidacy(message.subject_id)
    if candidacy is not None:
        message.to_name = candidacy.candidate.name
        message.to_email = candidacy.candidate.email or message.to_email


def _has_gone(message: Message, at: datetime) -> None:
    """Keep what it told: promises, and perhaps how it ended, which keeps all there were."""
    promises.follow_letter(message, at)
    candidacy = load_candidacy(message.subject_id)
    if candidacy is not None and message.facts.get("tells_outcome"):
        promises.keep(candidacy.id, None, by=promises.writer_of(message), at=at, message=message)
        log_outcome(candidacy, at=at)


register(
    Kind(
        KIND,
        still_true=promises.still_true,
        on_sending=_to_where_they_are,
        on_sent=_has_gone,
        reached=heard,
    )
)

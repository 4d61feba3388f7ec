"""Verbs of letters: write one, note a call."""

from datetime import datetime

from app.candidates.actions import log_outcome, log_word
from app.candidates.models import Candidacy
from app.core.decision import Refused, require
from app.history.actions import record
from app.letters import answering
from app.letters.rules import may_write
from app.mail.actions import To, queue
from app.mail.models import Message
from app.people.models import Person

KIND = "letters.letter"


def write(
    candidacy: Candidacy,
    *,
    subject: str,
    body: str,
    tells_outcome: bool,
    once: str,
    answers: int | None = None,
    by: Person,
    at: datetime,
) -> Message:
    """Put a letter to a candidate into the outbox; ``once`` is the form's own, so none goes twice.

    ``answers`` is the number of a question of theirs, where the letter answers one.

    That they heard from us, and perhaps how it ended, is kept when the mail server takes it.
    """
    candidate = candidacy.candidate
    require(may_write(candidate.email))
    message = queue(
        KIND,
        candidacy.id,
        to=To(candidate.name, candidate.email or "", candidacy_id=candidacy.id),
        subject=subject,
        body=body,
        at=at,
        key=f"{KIND}:{candidacy.id}:{once}",
        requisition_id=candidacy.requisition_id,
        composed=True,
        by=by,
        facts={"tells_outcome": tells_outcome},
    )
    if message is None:
        raise Refused("This letter is in the outbox already. It was not written a second time.")
    record(
        "letters.written",
        by=by,
        at=at,
        subject=message,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        tells_outcome=tells_outcome,
    )
    if answers is not None:
        answering.answers(candidacy, answers, message, by=by, at=at)
    return message


def note_call(
    candidacy: Candidacy, *, note: str, tells_outcome: bool, by: Person, at: datetime
) -> None:
    """Keep that somebody spoke to a candidate, and what was said."""
    log_word(candidacy, at=at)
    if tells_outcome:
        log_outcome(candidacy, at=at)
    record(
        "letters.called",
        by=by,
        at=at,
        subject=candidacy,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        note=note,
        tells_outcome=tells_outcome,
    )

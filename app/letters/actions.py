"""Verbs of letters: write one, note a call."""

from datetime import datetime

from app.candidates.models import Candidacy
from app.core.decision import Refused, require
from app.history.actions import record
from app.letters.rules import may_write
from app.mail.actions import To, queue
from app.mail.models import Message
from app.people.models import Person
from app.promises import actions as promises
from app.promises.models import CALL
from app.promises.told import NOTHING, Told
from app.promises.word import log_outcome, log_word

KIND = "letters.letter"


def write(
    candidacy: Candidacy,
    *,
    subject: str,
    body: str,
    tells_outcome: bool,
    once: str,
    told: Told = NOTHING,
    by: Person,
    at: datetime,
) -> Message:
    """Put a letter to a candidate into the outbox; ``once`` is the form's own, so none goes twice.

    That they heard from us, what it promises and keeps (``told``), and perhaps how it ended, counts
    when the mail server takes it.
    """
    candidate = candidacy.candidate
    require(may_write(candidate.email) & promises.may_tell(candidacy, told, at))
    message = queue(
        KIND,
        candidacy.id,
        to=To(candidate.name, candidate.email or "", candidacy_id=candidacy.id),
        subject=subject,
        body=told.into(body, promises.zone_of(candidacy), at),
        at=at,
        key=f"{KIND}:{candidacy.id}:{once}",
        requisition_id=candidacy.requisition_id,
        composed=True,
        by=by,
        facts={"tells_outcome": tells_outcome, **told.facts()},
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
    return message


def note_call(
    candidacy: Candidacy,
    *,
    note: str,
    tells_outcome: bool,
    told: Told = NOTHING,
    by: Person,
    at: datetime,
) -> None:
    """Keep that somebody spoke to a candidate, what was said, and what it promises and keeps."""
    require(promises.may_tell(candidacy, told, at))
    promises.follow(candidacy, told, how=CALL, by=by, at=at)
    if tells_outcome:
        promises.keep(candidacy.id, None, by=by, at=at)
        log_outcome(candidacy, at=at)
    log_word(candidacy, at=at)
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

"""Verbs of letters: write one, go on with a draft, take one back, note a call."""

from dataclasses import dataclass
from datetime import datetime

from app.candidates.actions import log_outcome, log_word
from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.decision import Refused, require
from app.core.languages import USUAL
from app.history.actions import record
from app.letters.models import TemplateVersion
from app.letters.places import filled, no_blank_left, places_of
from app.letters.rules import may_write
from app.letters.templates import as_it_stands
from app.mail import holding
from app.mail.actions import Composed, To, queue
from app.mail.models import Message
from app.people.models import Person
from app.requisitions.queries import get as get_requisition

KIND = "letters.letter"


@dataclass(frozen=True, slots=True)
class Letter:
    """What was written: the words with their places, and what goes with them.

    ``override`` is why it may read like an offer all the same; ``template`` the wording it began
    with; ``places`` what its places stand for, where the caller knows.
    """

    subject: str
    body: str
    tells_outcome: bool = False
    override: str | None = None
    template: TemplateVersion | None = None
    places: dict[str, str] | None = None


def write(
    candidacy: Candidacy,
    letter: Letter,
    *,
    once: str,
    by: Person,
    at: datetime,
    send_at: datetime | None = None,
    draft: bool = False,
) -> Message:
    """Put a letter to a candidate into the outbox; ``once`` is the form's own, so none goes twice.

    Where hr speaks it is held, unless it is a standing text as it stands. That they heard from us,
    and perhaps how it ended, is kept when the mail server takes it. A ``draft`` goes nowhere yet.
    """
    candidate = candidacy.candidate
    require(may_write(candidate.email))
    if not draft:
        require(no_blank_left(letter.subject, letter.body))
    subject, body = (letter.subject, letter.body) if draft else _words(candidacy, letter, by)
    standing = not draft and as_it_stands(letter.template, letter.subject, letter.body)
    message = queue(
        KIND,
        candidacy.id,
        to=To(
            candidate.name,
            candidate.email or "",
            candidacy_id=candidacy.id,
            zone=zone_of(candidacy),
            language=language_of(candidacy, letter.template),
        ),
        subject=subject,
        body=body,
        at=at,
        key=f"{KIND}:{candidacy.id}:{once}",
        requisition_id=candidacy.requisition_id,
        composed=None if standing else Composed(override=letter.override, draft=draft),
        by=by,
        send_at=send_at,
        facts={"tells_outcome": letter.tells_outcome},
    )
    if message is None:
        raise Refused("This letter is in the outbox already. It was not written a second time.")
    if not draft:
        _record(message, by=by, at=at)
    return message


def write_on(message: Message, letter: Letter) -> None:
    """Keep what was changed of a draft."""
    holding.rewrite(
        message,
        subject=letter.subject,
        body=letter.body,
        facts={"tells_outcome": letter.tells_outcome},
        override=letter.override,
    )


def send_draft(
    message: Message, letter: Letter, *, by: Person, at: datetime, send_at: datetime
) -> None:
    """Send a draft off, as it was changed."""
    candidacy = load_candidacy(message.subject_id)
    assert candidacy is not None
    require(may_write(candidacy.candidate.email))
    require(no_blank_left(letter.subject, letter.body))
    subject, body = _words(candidacy, letter, by)
    holding.rewrite(
        message,
        subject=subject,
        body=body,
        facts={"tells_outcome": letter.tells_outcome},
        override=letter.override,
    )
    holding.put_out(message, by=by, at=at, send_at=send_at)
    _record(message, by=by, at=at)


def zone_of(candidacy: Candidacy) -> str:
    """Return the zone whose quiet hours letters to a candidate keep."""
    requisition = get_requisition(candidacy.requisition_id)
    assert requisition is not None
    return candidacy.candidate.time_zone or requisition.time_zone


def language_of(candidacy: Candidacy, template: TemplateVersion | None = None) -> str:
    """Return the language a letter is in: its template's, else the candidate's, else ours."""
    if template is not None:
        return template.template.language
    return candidacy.candidate.language or USUAL


def set_language(candidacy: Candidacy, language: str | None, *, by: Person, at: datetime) -> None:
    """Keep in which language a candidate is written to."""
    if candidacy.candidate.language == language:
        return
    candidacy.candidate.language = language
    record(
        "letters.language_set",
        by=by,
        at=at,
        subject=candidacy,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
    )


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


def _words(candidacy: Candidacy, letter: Letter, by: Person) -> tuple[str, str]:
    places = letter.places or places_of(candidacy, by=by)
    return filled(letter.subject, places), filled(letter.body, places)


def _record(message: Message, *, by: Person, at: datetime) -> None:
    record(
        "letters.held" if message.held_at is not None else "letters.written",
        by=by,
        at=at,
        subject=message,
        requisition_id=message.requisition_id,
        candidacy_id=message.candidacy_id,
        tells_outcome=bool(message.facts.get("tells_outcome")),
    )

"""Verbs of letters: write one, go on with a draft, take one back, note a call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.decision import Refused, require, unless
from app.core.languages import USUAL
from app.history.actions import record
from app.letters import answering
from app.letters.models import TemplateVersion
from app.letters.places import filled, no_blank_left, places_of
from app.letters.rules import may_write
from app.letters.templates import as_it_stands
from app.mail import holding
from app.mail.actions import Composed, To, queue
from app.mail.models import Message
from app.people.models import Person
from app.promises import actions as promises
from app.promises.models import CALL
from app.promises.rules import may_be_due
from app.promises.told import NOTHING, Told, told_in
from app.promises.word import log_outcome, log_word
from app.requisitions.queries import get as get_requisition

KIND = "letters.letter"


@dataclass(frozen=True, slots=True)
class Letter:
    """What was written: the words with their places, and what goes with them.

    ``override`` is why it may read like an offer all the same; ``template`` the wording it began
    with; ``places`` what its places stand for, where the caller knows; ``told`` what it says of
    promises.
    """

    subject: str
    body: str
    tells_outcome: bool = False
    override: str | None = None
    template: TemplateVersion | None = None
    places: dict[str, str] | None = None
    told: Told = NOTHING

    @property
    def facts(self) -> dict[str, Any]:
        """What the message keeps of it, to be done when the mail server takes it."""
        return {"tells_outcome": self.tells_outcome, **self.told.facts()}


def write(
    candidacy: Candidacy,
    letter: Letter,
    *,
    once: str,
    asked: int | None = None,
    by: Person,
    at: datetime,
    send_at: datetime | None = None,
    draft: bool = False,
) -> Message:
    """Put a letter to a candidate into the outbox; ``once`` is the form's own, so none goes twice.

    Where hr speaks it is held, unless it is a standing text as it stands, which tells no date. That
    they heard from us, what it promises and keeps, and perhaps how it ended, counts when the mail
    server takes it. A ``draft`` goes nowhere yet. ``asked`` is the number of a question of theirs,
    where the letter answers one.
    """
    candidate = candidacy.candidate
    require(may_write(candidate.email))
    subject, body = letter.subject, letter.body
    if not draft:
        subject, body = _words(candidacy, letter, by, at)
    standing = not draft and as_it_stands(letter.template, letter.subject, letter.body)
    standing = standing and letter.told.earliest is None
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
        facts=letter.facts,
    )
    if message is None:
        raise Refused("This letter is in the outbox already. It was not written a second time.")
    if asked is not None:
        answering.answers(candidacy, asked, message, by=by, at=at)
    if not draft:
        _lies_ahead(message, at)
        _record(message, by=by, at=at)
    return message


def write_on(message: Message, letter: Letter) -> None:
    """Keep what was changed of a draft."""
    holding.rewrite(
        message,
        subject=letter.subject,
        body=letter.body,
        facts=letter.facts,
        override=letter.override,
    )


def send_draft(
    message: Message, letter: Letter, *, by: Person, at: datetime, send_at: datetime
) -> None:
    """Send a draft off, as it was changed."""
    candidacy = load_candidacy(message.subject_id)
    assert candidacy is not None
    require(may_write(candidacy.candidate.email))
    subject, body = _words(candidacy, letter, by, at)
    holding.rewrite(
        message,
        subject=subject,
        body=body,
        facts=letter.facts,
        override=letter.override,
    )
    holding.put_out(message, by=by, at=at, send_at=send_at)
    _lies_ahead(message, at)
    _record(message, by=by, at=at)


def edit_held(
    message: Message, letter: Letter, *, due_at: datetime | None, by: Person, at: datetime
) -> None:
    """Change a letter that waits for hr; the date it names and the one we keep stay one.

    Without ``due_at`` it names none any more.
    """
    told = told_in(message)
    before = told.due_at
    subject, body, facts = letter.subject, letter.body, None
    if before is not None:
        told = told if due_at == before else told.dated(due_at)
        candidacy = load_candidacy(message.subject_id)
        assert candidacy is not None
        if due_at != before and due_at is not None:
            require(may_be_due(due_at, at))
        body = _said_anew(message, body, told, zone_of(candidacy), at)
        facts = {"tells_outcome": bool(message.facts.get("tells_outcome")), **told.facts()}
    if message.kind == KIND:
        require(no_blank_left(subject, body))
    holding.edit(
        message, subject=subject, body=body, override=letter.override, facts=facts, by=by, at=at
    )


def _said_anew(message: Message, body: str, told: Told, zone: str, at: datetime) -> str:
    """Return a text in which the sentence that names a date names the one of ``told``."""
    written = {message.written_at, message.held_at or at, at}
    olds = {told_in(message).sentence(zone, one) for one in written}
    old = next((one for one in olds if one and one in body), None)
    new = told.sentence(zone, at)
    if old is not None:
        return body.replace(old, new or "") if told.due_at != told_in(message).due_at else body
    said = new is None or new in body
    require(unless((said, f"The letter names a day, and its words do not. Leave in “{new}”.")))
    return body


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


def _words(candidacy: Candidacy, letter: Letter, by: Person, at: datetime) -> tuple[str, str]:
    """Return subject and text with all places filled, if they can be and what is told may be."""
    require(promises.may_tell(candidacy, letter.told, at))
    body = letter.told.into(letter.body, zone_of(candidacy), at)
    require(no_blank_left(letter.subject, body))
    places = letter.places or places_of(candidacy, by=by)
    return filled(letter.subject, places), filled(body, places)


def _lies_ahead(message: Message, at: datetime) -> None:
    """Refuse a letter that would go out after the day it names, for it would never go."""
    ahead = promises.still_true(message, message.next_try_at or at)
    who = message.to_name
    require(
        unless((ahead, f"When the letter to {who} goes out, the moment it names will have passed."))
    )


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

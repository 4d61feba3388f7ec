"""The honest message for each promise that slips: drafted here, edited and sent by a person.

It names no reason that lies with another candidate: nobody learns that someone else has an offer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacies
from app.core.decision import Refused, require, unless
from app.core.wording import long_moment, zone_of
from app.db import db
from app.letters.actions import KIND, Letter, write
from app.letters.rules import may_write
from app.mail.models import Message
from app.people.models import Person
from app.people.queries import company
from app.promises.dates import on_day
from app.promises.queries import Line, slipping
from app.promises.slips import HOLD, LIST, new_date
from app.promises.told import PLACE, New, Told, told_in
from app.requisitions.models import Requisition

_CAUSES = {
    LIST: "the people who decide need more time than we thought",
    HOLD: "the decision has to wait, and that is not because of you",
}
_CAUSE = "the decision takes longer than we thought"


@dataclass(frozen=True, slots=True)
class Draft:
    """A message about one promise, to be read before it goes; ``why_not`` where it cannot."""

    line: Line
    candidacy: Candidacy
    subject: str
    body: str
    on: date
    why_not: str | None

    @property
    def sentence(self) -> str:
        """What will stand in the place of the date."""
        due_at = on_day(self.on, self.line.zone)
        return New("You will hear from us", due_at, 0).sentence(self.line.zone, due_at)


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft as somebody left it."""

    subject: str
    body: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it: names of those written to, and of those skipped with why."""

    written: Sequence[str]
    skipped: Sequence[tuple[str, str]]


def drafts(requisition: Requisition, *, by: Person, at: datetime) -> list[Draft]:
    """Return a draft for each promise of a requisition that slips, the next due first."""
    found = slipping(requisition.id, at)
    ids = [line.promise.candidacy_id for line in found]
    candidacies = {one.id: one for one in load_candidacies(ids)}
    told = _being_told(requisition.id)
    signed = f"{by.name}\n{company().name}"
    return [
        _draft(line, candidacies[line.promise.candidacy_id], told, signed, at) for line in found
    ]


def send(
    requisition: Requisition,
    typed: Mapping[int, Typed],
    *,
    by: Person,
    at: datetime,
) -> Sent:
    """Write the letters typed, by promise; each tells the new date and moves the promise by it."""
    here = {one.line.promise.id: one for one in drafts(requisition, by=by, at=at)}
    written: list[str] = []
    skipped: list[tuple[str, str]] = []
    for promise_id, words in typed.items():
        draft = here.get(promise_id)
        if draft is None:
            continue
        try:
            _write(draft, words, by=by, at=at)
        except Refused as refused:
            skipped.append((draft.line.name, " ".join(refused.reasons)))
        else:
            written.append(draft.line.name)
    require(unless((bool(written or skipped), "Nothing slips here any more.")))
    return Sent(written, skipped)


def _write(draft: Draft, words: Typed, *, by: Person, at: datetime) -> None:
    promise = draft.line.promise
    due_at = on_day(words.on, draft.line.zone) if words.on else None
    require(
        unless(
            (draft.why_not is None, draft.why_not or ""),
            (bool(words.subject.strip() and words.body.strip()), "The letter is still empty."),
        )
    )
    if due_at is None or due_at <= at:
        raise Refused("Choose a new day that is still ahead.")
    write(
        draft.candidacy,
        Letter(words.subject.strip(), words.body.strip(), told=Told(moves={promise.id: due_at})),
        once=f"slip-{promise.id}-{at.timestamp():.0f}",
        by=by,
        at=at,
    )


def _draft(
    line: Line, candidacy: Candidacy, told: Mapping[int, Message], signed: str, at: datetime
) -> Draft:
    promise = line.promise
    due_at = new_date(promise, line.zone, at)
    is_told = promise.id in told
    why_not = (
        "A letter that tells a new date is written, and has not gone yet." if is_told else None
    )
    return Draft(
        line,
        candidacy,
        "You will hear from us later than we said",
        _body(line, signed, at),
        due_at.astimezone(zone_of(line.zone)).date(),
        why_not or may_write(line.candidate.email).why or None,
    )


def _body(line: Line, signed: str, at: datetime) -> str:
    promise = line.promise
    before = long_moment(promise.due_at, line.zone, at)
    cause = _CAUSES.get(promise.slips_why or "", _CAUSE)
    if at >= promise.due_at:
        broken = f"That has passed, and you should have heard before it did. We are sorry: {cause}."
    else:
        broken = f"We will not keep that date: {cause}. We are sorry."
    return (
        f"Dear {line.name},\n\n"
        f"we told you: “{promise.text}”, by {before} time. {broken}\n\n"
        f"{PLACE} We will write by then whatever we know, even if the answer is “not yet”.\n\n"
        "If you need to answer somebody else before that, tell us when. It will not count against "
        f"you.\n\n{signed}"
    )


def _being_told(requisition_id: int) -> dict[int, Message]:
    """Return the letters not yet out that tell a new date, by promise."""
    rows = db.session.scalars(
        select(Message).where(
            Message.kind == KIND,
            Message.requisition_id == requisition_id,
            Message.sent_at.is_(None),
            Message.void_at.is_(None),
            Message.failed_at.is_(None),
        )
    )
    return {promise_id: one for one in rows for promise_id in told_in(one).moves}

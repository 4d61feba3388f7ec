"""One letter to several candidates: who gets it, who is skipped and why, and sending it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacies, seen_by
from app.core.decision import Refused, require, unless
from app.core.languages import language_name
from app.db import db
from app.letters.actions import KIND, Letter, write, zone_of
from app.letters.models import TemplateVersion
from app.letters.places import filled, no_blank_left, places_of_all
from app.letters.rules import may_write, send_moment
from app.mail.models import Message
from app.mail.quiet import after_quiet
from app.mail.voice import voice_of
from app.people.models import Person
from app.promises.told import NOTHING, Told
from app.requisitions.models import Requisition

MOST = 100
#: what a letter tells of promises to somebody in a zone
Tell = Callable[[str], Told]


def nothing_told(zone: str) -> Told:
    """Promise nothing."""
    return NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate who gets the letter: when it goes, by their clock and by ours."""

    candidacy: Candidacy
    goes_at: datetime
    zone: str

    @property
    def name(self) -> str:
        """Their name."""
        return self.candidacy.candidate.name


@dataclass(frozen=True, slots=True)
class Skipped:
    """A candidate who does not get it, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What one letter to these candidates comes to."""

    reached: Sequence[Line]
    skipped: Sequence[Skipped]
    held: bool


def chosen(person: Person, requisition_id: int, candidacy_ids: Sequence[int]) -> list[Candidacy]:
    """Return those of the chosen that are candidates here and may be seen, by name."""
    require(unless((len(candidacy_ids) <= MOST, f"Choose at most {MOST} candidates at a time.")))
    seen = db.session.scalars(
        select(Candidacy.id).where(Candidacy.id.in_(candidacy_ids), seen_by(person, requisition_id))
    )
    return load_candidacies(seen)


def plan(
    requisition: Requisition,
    found: Sequence[Candidacy],
    *,
    template: TemplateVersion | None,
    when: str | None,
    at: datetime,
    once: str = "",
    promises: bool = False,
) -> Plan:
    """Say who would get it and when, and who is skipped and why; ``promises``: it names a day."""
    voice = voice_of(requisition.id)
    written = _written([one.id for one in found], once)
    reached, skipped = [], []
    for one in found:
        why = _why_not(one, template, written, promises=promises)
        if why:
            skipped.append(Skipped(one.candidate.name, why))
            continue
        zone = one.candidate.time_zone or requisition.time_zone
        meant = send_moment(when, zone, at)
        goes = after_quiet(meant, zone, voice.quiet_from, voice.quiet_until)
        reached.append(Line(one, goes, zone))
    return Plan(reached, skipped, voice.hr_speaks)


def preview(
    letter: Letter, candidacy: Candidacy, *, tell: Tell = nothing_told, by: Person, at: datetime
) -> tuple[str, str]:
    """Return subject and text as one of them would read it."""
    places, zone = places_of_all([candidacy], by=by)[candidacy.id], zone_of(candidacy)
    body = tell(zone).into(letter.body, zone, at)
    return filled(letter.subject, places), filled(body, places)


def send(
    requisition: Requisition,
    found: Sequence[Candidacy],
    letter: Letter,
    *,
    when: str | None,
    once: str,
    tell: Tell = nothing_told,
    by: Person,
    at: datetime,
) -> list[Message]:
    """Write the letter to all whom the rules allow now; refused without any.

    What is promised is due by the days of each: in two working days is another day elsewhere.
    """
    ours = tell(requisition.time_zone)
    require(no_blank_left(letter.subject, ours.into(letter.body, requisition.time_zone, at)))
    worked_out = plan(
        requisition,
        found,
        template=letter.template,
        when=when,
        at=at,
        once=once,
        promises=ours.made is not None,
    )
    if not worked_out.reached:
        raise Refused("Nobody would get it. Below it says why.")
    places = places_of_all([one.candidacy for one in worked_out.reached], by=by)
    return [
        write(
            one.candidacy,
            replace(letter, places=places[one.candidacy.id], told=tell(one.zone)),
            once=once,
            by=by,
            at=at,
            send_at=send_moment(when, zone_of(one.candidacy), at),
        )
        for one in worked_out.reached
    ]


def _why_not(
    candidacy: Candidacy,
    template: TemplateVersion | None,
    written: frozenset[int],
    *,
    promises: bool,
) -> str | None:
    """Say why a candidate gets no letter with the others, if so."""
    may = may_write(candidacy.candidate.email)
    if not may:
        return may.why
    if candidacy.withdrawn_at is not None:
        return "They withdrew. Write to them apart if you have to."
    if candidacy.id in written:
        return "They got this very letter already."
    if promises and not candidacy.in_play:
        return "Their candidacy has ended, so there is nothing to promise."
    own, ours = candidacy.candidate.language, template.template.language if template else None
    if own is not None and ours is not None and own != ours:
        return f"They read {language_name(own)}, and this is {language_name(ours)}."
    return None


def _written(candidacy_ids: Sequence[int], once: str) -> frozenset[int]:
    """Return to whom this very form wrote already."""
    keys = [f"{KIND}:{one}:{once}" for one in candidacy_ids]
    found = db.session.scalars(
        select(Message.subject_id).where(Message.key.in_(keys), Message.kind == KIND)
    )
    return frozenset(found)

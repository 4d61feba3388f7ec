"""One act on several candidates: who it would reach, who is skipped and why, and doing it.

The page before and the act itself sort the candidates out by the same rules as the act on one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacies, seen_by
from app.changes.actions import set_aside
from app.changes.rules import may_leave
from app.core.decision import Refused, require, unless
from app.core.wording import plural
from app.db import db
from app.history.actions import record
from app.mail import actions as mail
from app.mail.queries import Batch, waiting_batches
from app.offers.queries import statuses
from app.people.models import Person
from app.people.queries import names
from app.requisitions.models import Requisition
from app.scorecards import mails
from app.scorecards.actions import ask
from app.scorecards.asks import sorted_out, take_back
from app.scorecards.reminding import remind, to_remind

ASK, REMIND, ASIDE = "ask", "remind", "set-aside"
ACTS = (ASK, REMIND, ASIDE)
KINDS = (mails.ASKED, mails.NUDGE)
MOST = 100
#: how long mails of such an act wait at least, so that they can be taken back
WAIT = timedelta(minutes=1)
WHEN = {"minute": "In a minute", "hour": "In an hour", "morning": "Tomorrow at 9:00"}


@dataclass(frozen=True, slots=True)
class Line:
    """A name, and what would be done, or why it would not."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an act on these candidates comes to."""

    act: str
    ids: Sequence[int]
    done: Sequence[Line]
    skipped: Sequence[Line]
    button: str

    @property
    def mails(self) -> bool:
        """Whether the act sends mail."""
        return self.act != ASIDE


def chosen(person: Person, requisition_id: int, candidacy_ids: Sequence[int]) -> list[Candidacy]:
    """Return those of the chosen that are candidates here and may be seen, by name."""
    require(
        unless(
            (len(candidacy_ids) <= MOST, f"Choose at most {MOST} candidates at a time."),
        )
    )
    seen = db.session.scalars(
        select(Candidacy.id).where(Candidacy.id.in_(candidacy_ids), seen_by(person, requisition_id))
    )
    return load_candidacies(seen)


def plan(
    act: str, requisition: Requisition, found: Sequence[Candidacy], *, by: Person, at: datetime
) -> Plan:
    """Say what an act on these candidates would do, and whom it would skip, with why."""
    make = {ASK: _asking, REMIND: _reminding, ASIDE: _setting_aside}[act]
    return make(requisition, found, by, at)


def send_moment(when: str, zone: str, at: datetime) -> datetime:
    """Return when mails of such an act go out; at least a minute on, so they can be taken back."""
    if when == "hour":
        return at + timedelta(hours=1)
    if when == "morning":
        tomorrow = at.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(9), ZoneInfo(zone))
    return at + WAIT


def do(
    act: str,
    requisition: Requisition,
    found: Sequence[Candidacy],
    *,
    by: Person,
    at: datetime,
    send_at: datetime,
    reason: str = "",
) -> str:
    """Do it to all whom the rules allow now, and say what came of it; refused without any."""
    worked_out = plan(act, requisition, found, by=by, at=at)
    require(unless((bool(worked_out.done), "None of them can be taken. Below it says why.")))
    ids = [one.id for one in found]
    if act == ASK:
        asked = ask(
            requisition, sorted_out(requisition, ids, at=at).wanted, by=by, at=at, send_at=send_at
        )
        return f"Asked for {plural(asked.asked, 'scorecard')}."
    if act == REMIND:
        reminded = remind(requisition, ids, by=by, at=at, send_at=send_at)
        return f"{plural(reminded, 'person is', 'people are')} reminded."
    if not reason.strip():
        raise Refused("Write why. The reason is kept with each candidacy.")
    leaving = [one for one in found if one.id in worked_out.ids]
    for one in leaving:
        set_aside(one, reason=reason, by=by, at=at)
    return f"{plural(len(leaving), 'candidate is', 'candidates are')} set aside."


def undo(requisition: Requisition, written_at: datetime, *, by: Person, at: datetime) -> int:
    """Take back the mails of one's own act that wait still, and what they would have told."""
    taken = mail.take_back(requisition.id, KINDS, written_at=written_at, by=by, at=at)
    require(unless((bool(taken), "It has gone out already, so there is nothing to take back.")))
    asks = [one.subject_id for one in taken if one.kind == mails.ASKED]
    take_back(asks, by=by, at=at)
    for one in taken:
        if one.kind == mails.NUDGE:
            record(
                "scorecards.reminder_taken_back",
                by=by,
                at=at,
                subject=requisition,
                requisition_id=requisition.id,
                rater_id=one.person_id,
            )
    return len(taken)


def to_take_back(person: Person, requisition_id: int, at: datetime) -> list[Batch]:
    """Return a person's acts here whose mails wait still."""
    return waiting_batches(person, requisition_id, KINDS, at)


def _asking(requisition: Requisition, found: Sequence[Candidacy], by: Person, at: datetime) -> Plan:
    sorted_ = sorted_out(requisition, [one.id for one in found], at=at)
    people = names({person_id for _, person_id, _ in sorted_.wanted})
    asked: dict[int, list[str]] = {}
    for candidacy_id, person_id, panel in sorted_.wanted:
        asked.setdefault(candidacy_id, []).append(f"{people[person_id]} ({panel})")
    return Plan(
        ASK,
        list(asked),
        [
            Line(one.candidate.name, ", ".join(sorted(asked[one.id])))
            for one in found
            if one.id in asked
        ],
        _skipped(found, sorted_.skipped),
        f"Ask for {plural(len(sorted_.wanted), 'scorecard')}",
    )


def _reminding(
    requisition: Requisition, found: Sequence[Candidacy], by: Person, at: datetime
) -> Plan:
    worked_out = to_remind(requisition, [one.id for one in found], by=by, at=at)
    nobody = dict.fromkeys(worked_out.none_owed, "Nobody owes a scorecard for them.")
    return Plan(
        REMIND,
        [one.id for one in found if one.id not in nobody],
        [
            Line(
                one.cards[0][0].name, ", ".join(f"{name} ({ask.panel})" for ask, name in one.cards)
            )
            for one in worked_out.due
        ],
        [Line(name, why) for name, why in worked_out.skipped.items()] + _skipped(found, nobody),
        f"Remind {plural(len(worked_out.due), 'person', 'people')}",
    )


def _setting_aside(
    requisition: Requisition, found: Sequence[Candidacy], by: Person, at: datetime
) -> Plan:
    known = statuses([one.id for one in found], at)
    may = {one.id: may_leave(known[one.id]) for one in found}
    leaving = [one for one in found if may[one.id]]
    return Plan(
        ASIDE,
        [one.id for one in leaving],
        [Line(one.candidate.name, _ends(known[one.id])) for one in leaving],
        _skipped(found, {key: decision.why for key, decision in may.items() if not decision}),
        f"Set {plural(len(leaving), 'candidate')} aside",
    )


def _ends(status: str) -> str:
    if status == "offered":
        return "Their offer ends, and its place is free again."
    return "Scorecards still owed and messages not sent end."


def _skipped(found: Sequence[Candidacy], why: Mapping[int, str]) -> list[Line]:
    return [Line(one.candidate.name, why[one.id]) for one in found if one.id in why]

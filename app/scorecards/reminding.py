"""Reminding raters by hand of all the cards they owe on some candidates."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.candidates.queries import names
from app.core.decision import require, unless
from app.db import db
from app.history.actions import record
from app.mail.models import Message
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards import mails
from app.scorecards.queries import AskRow, latest_asks
from app.scorecards.rules import OPEN, may_remind


@dataclass(frozen=True, slots=True)
class Owing:
    """A rater with the cards they owe, each with its candidate's name."""

    rater: Person
    cards: Sequence[tuple[AskRow, str]]


@dataclass(frozen=True, slots=True)
class Reminding:
    """Who would be reminded; who would not, by rater; and the candidates nobody owes a card for."""

    due: Sequence[Owing]
    skipped: Mapping[str, str]
    none_owed: Collection[int]


def to_remind(
    requisition: Requisition, candidacy_ids: Collection[int], *, by: Person, at: datetime
) -> Reminding:
    """Sort out who is reminded of cards on these candidates."""
    open_asks = [row for row in latest_asks(candidacy_ids).values() if row.state(at) in OPEN]
    called, last = names(candidacy_ids), _last_mails(requisition.id)
    owed: dict[int, list[tuple[AskRow, str]]] = {}
    for row in open_asks:
        owed.setdefault(row.person_id, []).append((row, called[row.candidacy_id]))
    raters = db.session.scalars(
        select(Person).where(Person.id.in_(owed)).order_by(Person.name_key, Person.id)
    )
    due, skipped = [], {}
    for rater in raters:
        themselves = rater.id == by.id
        decision = may_remind(requisition.stage, last.get(rater.id), at, themselves=themselves)
        if decision:
            due.append(Owing(rater, owed[rater.id]))
        else:
            skipped[owed[rater.id][0][0].name] = decision.why
    owed_for = {row.candidacy_id for row in open_asks}
    return Reminding(due, skipped, set(candidacy_ids) - owed_for)


def remind(
    requisition: Requisition,
    candidacy_ids: Collection[int],
    *,
    by: Person,
    at: datetime,
    send_at: datetime,
) -> int:
    """Queue a reminder to every rater who may be reminded; return to how many."""
    due = to_remind(requisition, candidacy_ids, by=by, at=at).due
    require(unless((bool(due), "There is nobody to remind any more.")))
    for one in due:
        mails.write_nudge(one.rater, one.cards, requisition, by=by, at=at, send_at=send_at)
        record(
            "scorecards.reminded",
            by=by,
            at=at,
            subject=requisition,
            requisition_id=requisition.id,
            rater_id=one.rater.id,
            count=len(one.cards),
        )
    return len(due)


def _last_mails(requisition_id: int) -> dict[int, datetime]:
    """Return when each rater was last written to about cards here; what was stopped is not it."""
    rows = db.session.execute(
        select(Message.person_id, func.max(Message.written_at))
        .where(
            Message.requisition_id == requisition_id,
            Message.kind.in_((*mails.KINDS, mails.NUDGE)),
            Message.void_at.is_(None),
            Message.person_id.is_not(None),
        )
        .group_by(Message.person_id)
    )
    return {person_id: at for person_id, at in rows if person_id is not None}

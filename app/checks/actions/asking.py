"""Asking referees, one or all who may be asked, reminding them, and ending it all."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select, update

from app.candidates.models import Candidacy
from app.checks import mails, rules
from app.checks.actions.lines import note
from app.checks.actions.naming import due, stop_mail
from app.checks.models import Referee
from app.checks.queries.lists import asking_facts
from app.checks.queries.referees import RefereeOf, offers_sent, referees_of
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor
from app.mail.actions import void
from app.people.models import Person
from app.requisitions.models import Requisition
from app.work.actions import call_for


def ask(found: RefereeOf, *, by: Person | Actor, at: datetime) -> None:
    """Ask a referee for a reference, due in working days."""
    referee = found.referee
    sent = found.candidacy.id in offers_sent([found.candidacy.id])
    require(rules.may_ask(asking_facts(referee, found.hiring, sent, at)))
    due_at = due(found.requisition, at)
    done = db.session.execute(
        update(Referee)
        .where(
            Referee.id == referee.id,
            Referee.received_at.is_(None),
            Referee.declined_at.is_(None),
            Referee.waived_at.is_(None),
            or_(Referee.asked_at.is_(None), Referee.asked_at <= Referee.after_acceptance_at),
        )
        .values(asked_at=at, due_at=due_at, reminded_at=None)
    )
    db.session.refresh(referee)
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("Somebody asked them at the same moment.")
    mails.ask_referee(found, at=at)
    call_for(
        "checks.remind",
        due_at=due_at,
        referee_id=referee.id,
    )
    note("asked", found, by=by, at=at)


def ask_all(
    candidacy: Candidacy, requisition: Requisition, *, by: Person, at: datetime
) -> list[Referee]:
    """Ask every referee of a candidacy who was named and may be asked now; return whom."""
    sent = candidacy.id in offers_sent([candidacy.id])
    asked = []
    for referee in referees_of(candidacy.id):
        found = RefereeOf(referee, candidacy, requisition)
        wanted = rules.state(referee, at) == "wanted"
        if wanted and rules.may_ask(asking_facts(referee, found.hiring, sent, at)):
            ask(found, by=by, at=at)
            asked.append(referee)
    if not asked:
        raise Refused("There is nobody to ask now: all were asked, or may not be asked yet.")
    return asked


def remind(found: RefereeOf, *, by: Person | Actor, at: datetime) -> None:
    """Remind a referee of a reference we asked for."""
    referee = found.referee
    require(
        rules.may_remind(
            found.hiring, rules.state(referee, at), reminded_at=referee.reminded_at, at=at
        )
    )
    referee.reminded_at = at
    mails.remind_referee(found, at=at)
    note("reminded", found, by=by, at=at)


def end(candidacy_ids: Iterable[int], *, why: str, at: datetime) -> None:
    """End what is asked around these candidacies: referees' links, and mails that wait."""
    for candidacy_id in sorted(set(candidacy_ids)):
        for kind in mails.TO_CANDIDATES:
            void(kind, candidacy_id, at=at, reason=why)
        for referee in db.session.scalars(
            select(Referee).where(Referee.candidacy_id == candidacy_id)
        ):
            stop_mail(referee, why, at=at)

"""Reminding of a card: once before it is due, and when it is late."""

from datetime import datetime

from app.db import db
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards import mails
from app.scorecards.models import Ask
from app.scorecards.queries import ask_row, load_ask
from app.scorecards.rules import OPEN, reminder_at
from app.work.actions import call_for, job

REMIND = "scorecards.remind"


def plan(ask: Ask) -> None:
    """Call for both reminders of an ask as it stands."""
    moments = {
        mails.REMINDER: reminder_at(ask.asked_at, ask.due_at),
        mails.LATE: ask.due_at,
    }
    for kind, due_at in moments.items():
        asked = ask.asked_at.isoformat()
        call_for(REMIND, due_at=due_at, ask_id=ask.id, mail=kind, asked=asked)


@job(REMIND)
def remind(*, ask_id: int, mail: str, asked: str, at: datetime) -> None:
    """Queue the mail, if the same ask is still owed and the requisition not closed."""
    found, row = load_ask(ask_id), ask_row(ask_id)
    if found is None or row is None or row.state(at) not in OPEN:
        return
    requisition = db.session.get_one(Requisition, found.requisition_id)
    if requisition.stage == "closed" or found.ask.asked_at.isoformat() != asked:
        return
    if mail == mails.REMINDER and row.state(at) == "late":
        return  # the worker was away; the mail that it is late says enough
    rater = db.session.get_one(Person, found.ask.person_id)
    mails.write(mail, found.ask, rater, found.candidacy, requisition, at=at)

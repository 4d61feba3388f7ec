"""Handing the scorecards a person owes to somebody else."""

from datetime import datetime

from sqlalchemy import func, select, update

from app.candidates.models import Candidacy
from app.db import db
from app.history.actions import Actor, record
from app.mail.actions import void
from app.people.models import Person
from app.people.permissions import INTERVIEWER
from app.requisitions.models import Requisition
from app.requisitions.team import add_member
from app.scorecards import mails
from app.scorecards.asks import ask
from app.scorecards.models import Ask
from app.scorecards.queries import raters
from app.scorecards.queries.owing import is_owed


def owed_by(person: Person) -> dict[int, int]:
    """Return how many cards a person owes, by requisition."""
    rows = db.session.execute(
        select(Candidacy.requisition_id, func.count())
        .join(Ask, Ask.candidacy_id == Candidacy.id)
        .where(Ask.person_id == person.id, is_owed())
        .group_by(Candidacy.requisition_id)
    )
    return {requisition_id: counted for requisition_id, counted in rows}


def reassign(
    requisition: Requisition, leaver: Person, to: Person, *, by: Actor, at: datetime
) -> None:
    """End the cards a person owes and ask another for them; who was asked already is not again.

    Drafts stay private to whoever began them. Where the requisition is not open nobody new is
    asked, and the cards end.
    """
    owed = list(
        db.session.scalars(
            select(Ask)
            .join(Candidacy, Candidacy.id == Ask.candidacy_id)
            .where(
                Ask.person_id == leaver.id,
                Candidacy.requisition_id == requisition.id,
                is_owed(),
            )
            .order_by(Ask.id)
        )
    )
    wanted = [(one.candidacy_id, to.id, one.panel) for one in owed]
    ids = [one.id for one in owed]
    db.session.execute(
        update(Ask)
        .where(Ask.id.in_(ids))
        .values(ended_at=at, ended_by="handed over")
        .execution_options(synchronize_session="fetch")
    )
    for one in ids:
        for kind in mails.KINDS:
            void(kind, one, at=at, reason="It was handed to someone else.")
    record(
        "scorecards.handed_over",
        by=by,
        at=at,
        subject=requisition,
        requisition_id=requisition.id,
        person_id=leaver.id,
        delegate_id=to.id,
        count=len(ids),
    )
    if requisition.stage != "open":
        return
    if to.id not in {person.id for person, _ in raters(requisition.id)}:
        add_member(requisition, to, INTERVIEWER, by=by, at=at)
    ask(requisition, wanted, by=by, at=at)

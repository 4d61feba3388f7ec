"""When requisitions reached each stage, and how long decided ones took: one statement each."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, select

from app.candidates.models import Candidacy
from app.core.workdays import workdays_since
from app.db import db
from app.offers.models import Offer
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import reachable
from app.reports.stages import Moments
from app.requisitions.models import Requisition
from app.scorecards.models import Ask
from app.shortlists.models import Picking, Shortlist
from app.signoffs.models import Chain

#: A report speaks of so many requisitions, those opened last.
MOST = 100


def run_by(person: Person) -> ColumnElement[bool]:
    """Return a condition on Requisition: those opened last that a person recruits or decides for.

    For hr they are those of everybody.
    """
    newest = (
        select(Requisition.id)
        .where(Requisition.opened_at.is_not(None), reachable(person, RECRUITER, MANAGER))
        .order_by(Requisition.opened_at.desc(), Requisition.id.desc())
        .limit(MOST)
        .correlate(None)
        .subquery()
    )
    return Requisition.id.in_(select(newest.c.id))


def moments(person: Person) -> list[Moments]:
    """Return when each requisition of a report reached what, the newest first."""
    rows: Any = db.session.execute(
        select(
            Requisition.id,
            Requisition.code,
            Requisition.title,
            Requisition.time_zone,
            Requisition.opened_at,
            Requisition.closed_at,
            _first(Ask.asked_at, Ask.candidacy_id == Candidacy.id, _here(Candidacy)),
            _first(Picking.started_at, _here(Picking)),
            _first(Shortlist.put_forward_at, _here(Shortlist)),
            _approved(),
            _first(Offer.sent_at, _here(Offer)),
            _first(Offer.accepted_at, _here(Offer), Offer.reneged_at.is_(None)),
        )
        .where(run_by(person))
        .order_by(Requisition.opened_at.desc(), Requisition.id.desc())
    )
    return [Moments(*row) for row in rows]


def decided_before(person: Person, requisition: Requisition) -> list[int]:
    """Return how many working days others of a person took from opening to a signed list."""
    approved = _approved()
    rows: Any = db.session.execute(
        select(Requisition.opened_at, approved.label("approved_at"), Requisition.time_zone).where(
            run_by(person), Requisition.id != requisition.id, approved.is_not(None)
        )
    )
    return [workdays_since(opened_at, approved_at, zone) for opened_at, approved_at, zone in rows]


def _here(table: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = table.requisition_id == Requisition.id
    return found


def _first(moment: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[datetime]:
    return select(func.min(moment)).where(*conditions).correlate(Requisition).scalar_subquery()


def _approved() -> ScalarSelect[datetime]:
    """The first moment at which a list counted: signed, or put forward where none had to sign."""
    counted = case((Chain.id.is_(None), Shortlist.put_forward_at), else_=Chain.approved_at)
    return (
        select(func.min(counted))
        .select_from(Shortlist)
        .outerjoin(Chain, and_(Chain.subject_kind == "shortlist", Chain.subject_id == Shortlist.id))
        .where(_here(Shortlist))
        .correlate(Requisition)
        .scalar_subquery()
    )

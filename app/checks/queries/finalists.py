"""Whose references are due to be asked: those on a list that stands approved."""

from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.sql.selectable import NamedFromClause

from app.db import Base, db
from app.people.models import Person
from app.scorecards.queries import owes_any
from app.signoffs.models import Chain

# Lists belong to a package further on, so their tables are asked by name.


def stands_approved(version: NamedFromClause[Any]) -> ColumnElement[bool]:
    """Return a condition on the table of lists: put forward, not superseded, signed if asked."""
    chain = (
        select(Chain.id)
        .where(Chain.subject_kind == "shortlist", Chain.subject_id == version.c.id)
        .correlate(version)
    )
    signed = chain.where(Chain.approved_at.is_not(None), Chain.lapsed_at.is_(None))
    return and_(
        version.c.put_forward_at.is_not(None),
        version.c.superseded_at.is_(None),
        ~chain.exists() | signed.exists(),
    )


def finalist_ids(requisition_id: int, viewer: Person) -> set[int]:
    """Return who is on the approved list; nobody for whoever owes a card here (law L1)."""
    if owes_any(viewer.id, requisition_id):
        return set()
    version, line = lists()
    return set(
        db.session.scalars(
            select(line.c.candidacy_id)
            .join(version, version.c.id == line.c.shortlist_id)
            .where(
                version.c.requisition_id == requisition_id,
                line.c.position.is_not(None),
                stands_approved(version),
            )
        )
    )


def list_standing(requisition_id: int) -> str:
    """Return how far the list is: none, awaiting its sign-offs, or approved."""
    version, _ = lists()
    here = (
        version.c.requisition_id == requisition_id,
        version.c.put_forward_at.is_not(None),
        version.c.superseded_at.is_(None),
    )
    found = db.session.execute(
        select(stands_approved(version), Chain.sent_back_at)
        .outerjoin(Chain, and_(Chain.subject_kind == "shortlist", Chain.subject_id == version.c.id))
        .where(*here)
    ).first()
    if found is None or found.sent_back_at is not None:
        return "none"
    return "approved" if found[0] else "awaiting"


def lists() -> tuple[NamedFromClause[Any], NamedFromClause[Any]]:
    """Return the tables of lists and of their lines."""
    tables = Base.metadata.tables
    return tables["shortlist"].alias(), tables["shortlist_line"].alias()

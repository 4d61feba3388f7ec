"""Verbs on requisitions: open a new one, mend it, open and close it."""

from sqlalchemy import update

from app.db import db
from app.requisitions.models import Requisition


def bump_inputs(requisition_id: int) -> None:
    """Say that something feeding the scores of a requisition has changed."""
    db.session.execute(
        update(Requisition)
        .where(Requisition.id == requisition_id)
        .values(inputs_version=Requisition.inputs_version + 1)
    )

"""Reads of letters."""

from sqlalchemy import select

from app.db import db
from app.letters.actions import KIND
from app.mail.models import Message


def letters_to(candidacy_id: int) -> list[Message]:
    """Return the letters written to a candidate here, newest first."""
    return list(
        db.session.scalars(
            select(Message)
            .where(Message.kind == KIND, Message.subject_id == candidacy_id)
            .order_by(Message.id.desc())
        )
    )

"""Loading the demo company whole: people, requisitions, then every act in order."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from app.db import db
from app.mail.models import Message
from app.seeding import acts, company, deciding, offering, scoring
from app.seeding.files import FOLDER, Story

PLAYED = (acts, scoring, deciding, offering)


def load(now: datetime, password: str, folder: Path = FOLDER) -> None:
    """Play the files of ``folder`` as if they had happened up to ``now``; the caller commits."""
    story = Story(now, folder)
    company.settle(story, password)
    company.open_all(story)
    acts.play(story)
    _sent(now)


def _sent(now: datetime) -> None:
    """Mark the mail of the past as gone out at its time; what is due later still waits."""
    db.session.execute(
        update(Message)
        .where(Message.sent_at.is_(None), Message.void_at.is_(None), Message.next_try_at <= now)
        .values(sending_at=Message.written_at, sent_at=Message.written_at)
    )

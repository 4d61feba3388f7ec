"""The daily head of heads: one line in the office's chain that holds where every chain stood.

The line keeps the heads of the requisitions' chains that moved since the one before. Its own hash
covers them and, through the chain, all earlier seals: whoever keeps that one hash elsewhere can
tell later whether any line up to that day was altered, taken out or cut off (law L15).
"""

from datetime import datetime

from sqlalchemy import func, select

from app.core.wording import plural
from app.db import db
from app.history.actions import WORKER, record
from app.history.models import HistoryChain
from app.people.queries import company

SEALED = "history.sealed"


def seal(at: datetime) -> None:
    """Seal every chain that moved since it was sealed last; without one nothing is written."""
    moved = list(
        db.session.scalars(
            select(HistoryChain)
            .where(
                HistoryChain.is_office == 0,
                HistoryChain.last_line > func.coalesce(HistoryChain.sealed_line, 0),
            )
            .order_by(HistoryChain.requisition_id.desc())  # as chains are locked at a commit
            .with_for_update()
        )
    )
    for chain in moved:
        chain.sealed_line = chain.last_line
    if moved:
        record(
            SEALED,
            by=WORKER,
            at=at,
            subject=company(),
            requisition_id=None,
            what=plural(len(moved), "requisition"),
            heads=[[chain.id, chain.last_line, chain.last_hash] for chain in moved],
        )

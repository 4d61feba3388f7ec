"""Mail me a fresh link: what each purpose does when the holder of an ended link asks."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.links.actions import hash_token
from app.links.models import Link
from app.people.guard import lock_requisition

Mailer = Callable[[Link, datetime], None]
MAILERS: dict[str, Mailer] = {}


def register(purpose: str, mailer: Mailer) -> None:
    """Make known what queues a fresh mail for an ended link of this purpose.

    It is called with the link and the moment, and may find that nothing should be sent.
    """
    MAILERS[purpose] = mailer


def hold(token: str) -> Link | None:
    """Return the link a token is of, unless it was revoked, its requisition's row locked."""
    link = _find(token)
    if link is not None and link.requisition_id is not None:
        lock_requisition(link.requisition_id)
        link = _find(token)
    return link


def ask(link: Link, *, at: datetime) -> None:
    """Queue a fresh mail to where the link was sent, if its package has one to send."""
    mailer = MAILERS.get(link.purpose)
    if mailer is not None:
        mailer(link, at)


def _find(token: str) -> Link | None:
    return db.session.scalar(
        select(Link).where(Link.token_hash == hash_token(token), Link.revoked_at.is_(None))
    )

"""Minting, using up and revoking links."""

import hashlib
import secrets
from datetime import datetime

from flask import current_app
from sqlalchemy import update

from app.db import db
from app.links.models import ENDINGS, PURPOSES, Link


def mint(
    purpose: str,
    subject_id: int,
    *,
    at: datetime,
    ends_at: datetime,
    requisition_id: int | None = None,
    person_id: int | None = None,
) -> str:
    """Make a link and return its full address, the only time it is known."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        Link(
            token_hash=hash_token(token),
            purpose=purpose,
            subject_id=subject_id,
            requisition_id=requisition_id,
            person_id=person_id,
            made_at=at,
            ends_at=ends_at,
        )
    )
    db.session.flush()
    base: str = current_app.config["BASE_URL"]
    return f"{base.rstrip('/')}{PURPOSES[purpose]}{token}{ENDINGS.get(purpose, '')}"


def hash_token(token: str) -> str:
    """Return what the table keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def revoke(purpose: str, subject_id: int, *, at: datetime) -> None:
    """End every link of this purpose and subject."""
    db.session.execute(
        update(Link)
        .where(Link.purpose == purpose, Link.subject_id == subject_id, Link.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def use_up_all(purpose: str, subject_id: int, *, at: datetime) -> None:
    """Mark every link of this purpose and subject used: what it was for is done."""
    db.session.execute(
        update(Link)
        .where(Link.purpose == purpose, Link.subject_id == subject_id, Link.used_at.is_(None))
        .values(used_at=at)
    )


def use_up(link: Link, *, at: datetime) -> bool:
    """Mark a link used; false when another use came first."""
    done = db.session.execute(
        update(Link).where(Link.id == link.id, Link.used_at.is_(None)).values(used_at=at)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]

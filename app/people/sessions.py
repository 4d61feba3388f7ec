"""Signed-in browsers: begin, find, end; the cookie holds a secret, the table its hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import g
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import select, update

from app.core import clock
from app.db import db, own_transaction
from app.people.models import Person, SignIn
from app.web.requests import writes

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=5)

login_manager = LoginManager()


@dataclass
class SignedIn(UserMixin):
    """A person in one browser, as Flask-Login wants it."""

    secret: str
    person: Person
    sign_in_id: int

    def get_id(self) -> str:
        """Return what the cookie keeps."""
        return self.secret


def me() -> Person | None:
    """Return the signed-in person, or none."""
    return current_user.person if current_user and current_user.is_authenticated else None


def begin(person: Person, *, at: datetime, address: str | None, agent: str | None) -> None:
    """Sign a person in under a fresh secret (session rotation)."""
    secret = secrets.token_urlsafe(32)
    row = SignIn(
        person_id=person.id,
        secret_hash=_hash(secret),
        started_at=at,
        last_seen_at=at,
        address=address,
        agent=(agent or "")[:300],
    )
    db.session.add(row)
    db.session.flush()
    login_user(SignedIn(secret, person, row.id))


def end_this(*, at: datetime) -> None:
    """Sign this browser out."""
    if current_user.is_authenticated:
        db.session.execute(
            update(SignIn).where(SignIn.id == current_user.sign_in_id).values(ended_at=at)
        )
    logout_user()


def end_all(person_id: int, *, at: datetime, but: int | None = None) -> None:
    """End every session of a person, except perhaps one."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.id != (but or 0))
        .values(ended_at=at)
    )


@login_manager.user_loader
def load(secret: str) -> SignedIn | None:
    """Return whom a cookie's secret belongs to, unless it has ended or gone stale."""
    found = db.session.execute(
        select(SignIn, Person)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.secret_hash == _hash(secret), SignIn.ended_at.is_(None))
    ).first()
    if found is None:
        return None
    row, person = found
    at = clock.now()
    if not person.active or at - row.last_seen_at > IDLE or at - row.started_at > ABSOLUTE:
        return None
    if at - row.last_seen_at > SEEN_EVERY:
        _seen(row.id, at)
    g.sign_in_id = row.id
    return SignedIn(secret, person, row.id)


def _seen(sign_in_id: int, at: datetime) -> None:
    statement = update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=at)
    if writes():
        db.session.execute(statement)
    else:
        with own_transaction() as session:
            session.execute(statement)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

"""Signed-in browsers: begin, find, end; the cookie holds a secret, the table its hash.

Where a person has a second factor their password brings them half way only; a row that still waits
for it opens nothing but the page that asks.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask import g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import Select, bindparam, select, true, update

from app.core import clock
from app.db import db, own_transaction
from app.people.models import Company, Person, SecondFactor, SignIn
from app.people.signing_in import rules_of
from app.web.requests import writes

SEEN_EVERY = timedelta(minutes=5)
FACTOR_WITHIN = timedelta(minutes=10)
_HALF_WAY = "half-way"

login_manager = LoginManager()


@dataclass
class SignedIn(UserMixin):
    """A person in one browser, as Flask-Login wants it."""

    secret: str
    person: Person
    sign_in_id: int
    person_id: int
    owes_factor: bool = False

    def get_id(self) -> str:
        """Return what the cookie keeps."""
        return self.secret


def me() -> Person | None:
    """Return the signed-in person, or none."""
    return current_user.person if current_user and current_user.is_authenticated else None


def signed_in() -> SignedIn:
    """Return who is signed in, in which browser; the guard has seen to it that somebody is."""
    found: SignedIn = current_user._get_current_object()
    return found


def begin(person: Person, *, at: datetime, address: str | None, agent: str | None) -> None:
    """Sign a person in under a fresh secret; what this browser held before ends (rotation)."""
    end_this(at=at)
    row, secret = _open(person, at, address, agent)
    login_user(SignedIn(secret, person, row.id, person.id))


def begin_half_way(person: Person, *, at: datetime, address: str | None, agent: str | None) -> None:
    """Remember that a person's password was right, until their second factor follows."""
    end_this(at=at)
    row, secret = _open(person, at, address, agent)
    row.factor_due_at = at + FACTOR_WITHIN
    session[_HALF_WAY] = secret


def half_way(*, at: datetime) -> Person | None:
    """Return whose second factor this browser still owes."""
    found = db.session.execute(
        select(SignIn, Person)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.secret_hash == _hash(session.get(_HALF_WAY, "")), SignIn.ended_at.is_(None))
    ).first()
    if found is None:
        return None
    row, person = found
    waits = row.factor_due_at is not None and at < row.factor_due_at
    return person if waits and person.active else None


def end_this(*, at: datetime) -> None:
    """Sign this browser out, or let it forget that it was half way in."""
    held = [current_user.secret] if current_user and current_user.is_authenticated else []
    held += [session[_HALF_WAY]] if _HALF_WAY in session else []
    if held:
        db.session.execute(
            update(SignIn)
            .where(SignIn.secret_hash.in_([_hash(one) for one in held]), SignIn.ended_at.is_(None))
            .values(ended_at=at)
        )
    logout_user()
    session.clear()


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
    found = db.session.execute(_signed_in(), {"secret_hash": _hash(secret)}).first()
    if found is None:
        return None
    row, person, company, has_factor_since = found
    at, rules = clock.now(), rules_of(company)
    silent, old = at - row.last_seen_at, at - row.started_at
    if not person.active or silent > rules.idle or old > rules.longest:
        return None
    if silent > SEEN_EVERY:
        _seen(row.id, at)
    g.sign_in_id = row.id
    owes = has_factor_since is None and rules.ask_factor_of(person)
    return SignedIn(secret, person, row.id, person.id, owes_factor=owes)


@cache
def _signed_in() -> Select[*tuple[Any, ...]]:
    return (
        select(SignIn, Person, Company, SecondFactor.confirmed_at)
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(Company, true())
        .outerjoin(SecondFactor, SecondFactor.person_id == Person.id)
        .where(
            SignIn.secret_hash == bindparam("secret_hash"),
            SignIn.ended_at.is_(None),
            SignIn.factor_due_at.is_(None),
        )
    )


def _open(
    person: Person, at: datetime, address: str | None, agent: str | None
) -> tuple[SignIn, str]:
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
    return row, secret


def _seen(sign_in_id: int, at: datetime) -> None:
    statement = update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=at)
    if writes():
        db.session.execute(statement)
    else:
        with own_transaction() as session:
            session.execute(statement)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

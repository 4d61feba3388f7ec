"""A person's second factor: whether they have one, and whether what they typed is it."""

from datetime import datetime

from sqlalchemy import func, or_, select, update

from app.db import db
from app.people import codes
from app.people.models import RecoveryCode, SecondFactor
from app.people.sealing import unseal


def factor_of(person_id: int) -> SecondFactor | None:
    """Return what is kept of a person's second factor, working or being set up."""
    return db.session.scalar(select(SecondFactor).where(SecondFactor.person_id == person_id))


def is_on(person_id: int) -> bool:
    """Say whether a person signs in with a second factor."""
    found = factor_of(person_id)
    return found is not None and found.confirmed_at is not None


def recovery_codes_left(person_id: int) -> int:
    """Return how many recovery codes a person has not used."""
    counted = db.session.scalar(
        select(func.count()).where(
            RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
        )
    )
    return counted or 0


def take_code(person_id: int, typed: str, *, at: datetime) -> bool:
    """Say whether this is a code of the person's phone, and take it so that it works no more."""
    found = factor_of(person_id)
    secret = unseal(found.secret) if found is not None and found.secret else None
    if found is None or secret is None:
        return False
    step = codes.fitting_step(secret, typed, at=at, after=found.last_step)
    if step is None:
        return False
    taken = db.session.execute(
        update(SecondFactor)
        .where(
            SecondFactor.id == found.id,
            or_(SecondFactor.last_step.is_(None), SecondFactor.last_step < step),
        )
        .values(last_step=step)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def take_recovery_code(person_id: int, typed: str, *, at: datetime) -> bool:
    """Say whether this is an unused recovery code of the person, and use it up."""
    taken = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person_id,
            RecoveryCode.code_hash == codes.hash_recovery_code(typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=at)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]

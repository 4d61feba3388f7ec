"""Verbs on a second factor: set it up, take it away, and the rules the company makes of it."""

from datetime import datetime

from sqlalchemy import delete

from app.accounts import letters, rules
from app.accounts.lines import record_on, tell
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor, record
from app.links.actions import revoke
from app.people import codes, factor, sessions
from app.people.models import Company, Person, RecoveryCode, SecondFactor
from app.people.sealing import seal, unseal
from app.people.signing_in import Rules, rules_of

WRONG_CODE = "That code does not fit. Type the six digits your app shows now."


def start(person: Person) -> None:
    """Draw a fresh secret for a phone; it counts once a code of it was typed."""
    found = factor.factor_of(person.id)
    if found is None:
        found = SecondFactor(person_id=person.id)
        db.session.add(found)
    found.new_secret = seal(codes.new_secret())
    db.session.flush()


def new_secret(person: Person) -> str | None:
    """Return the secret that is being set up, to be shown to the person's phone."""
    found = factor.factor_of(person.id)
    return unseal(found.new_secret) if found is not None and found.new_secret else None


def confirm(person: Person, typed: str, *, at: datetime) -> list[str]:
    """Take the phone into use by a code of it; return recovery codes, the only time they are known.

    The codes of before end. So does every session elsewhere: it was begun with less.
    """
    found, secret = factor.factor_of(person.id), new_secret(person)
    step = codes.fitting_step(secret, typed, at=at, after=None) if secret else None
    if found is None or step is None:
        raise Refused(WRONG_CODE)
    found.secret, found.new_secret = found.new_secret, None
    found.confirmed_at, found.last_step = at, step
    drawn = _draw_codes(person)
    record_on("factor_set_up", person, by=person, at=at)
    tell(person, letters.factor_set_up, at=at)
    return drawn


def draw_codes_again(person: Person, *, at: datetime) -> list[str]:
    """Return fresh recovery codes in place of all before."""
    require(rules.may_draw_codes(on=factor.is_on(person.id)))
    drawn = _draw_codes(person)
    record_on("recovery_codes_drawn", person, by=person, at=at)
    return drawn


def remove_own(person: Person, company: Company, *, at: datetime) -> None:
    """Sign in with the password alone from now on."""
    asked = rules_of(company).ask_factor_of(person)
    require(rules.may_remove_own_factor(on=factor.is_on(person.id), asked=asked))
    _forget(person)
    record_on("factor_removed", person, by=person, at=at)
    tell(person, letters.factor_removed, at=at)


def reset(person: Person, *, by: Person | Actor, at: datetime) -> None:
    """Take away the factor of somebody who lost their phone; they are signed out everywhere."""
    mine = isinstance(by, Person) and by.id == person.id
    require(rules.may_reset_factor(on=factor.is_on(person.id), mine=mine, name=person.name))
    _forget(person)
    sessions.end_all(person.id, at=at)
    record_on("factor_reset", person, by=by, at=at)
    tell(person, letters.factor_reset, at=at)


def note_recovery(person: Person, *, at: datetime) -> None:
    """Keep a line that a recovery code was used, and tell the person how many are left."""
    record_on("recovery_code_used", person, by=person, at=at)
    tell(person, letters.recovery_code_used, at=at)


def change_rules(company: Company, new: Rules, *, by: Person, at: datetime) -> None:
    """Change the company's rules of signing in; they hold from the next page on."""
    if rules_of(company) == new:
        return
    company.second_factor_for = new.factor_for
    company.idle_hours, company.session_days = new.idle_hours, new.session_days
    record(
        "accounts.rules_changed",
        by=by,
        at=at,
        subject=company,
        requisition_id=None,
        factor_for=new.factor_for,
        idle_hours=new.idle_hours,
        session_days=new.session_days,
    )


def end_sessions_of(person: Person, *, by: Person, at: datetime) -> None:
    """Sign a person out everywhere; links to set a password end too."""
    sessions.end_all(person.id, at=at)
    revoke("reset", person.id, at=at)
    record_on("signed_out", person, by=by, at=at)


def _draw_codes(person: Person) -> list[str]:
    drawn = codes.new_recovery_codes()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    db.session.add_all(
        RecoveryCode(person_id=person.id, code_hash=codes.hash_recovery_code(code))
        for code in drawn
    )
    return drawn


def _forget(person: Person) -> None:
    for table in (SecondFactor, RecoveryCode):
        db.session.execute(delete(table).where(table.person_id == person.id))

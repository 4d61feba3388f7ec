"""A person leaves the office: every open duty goes to somebody, then the account is off."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from app.accounts.actions import switch_off
from app.accounts.queries import facts_of
from app.accounts.rules import may_leave_office
from app.changes.duties import Duty, duties_of, hand
from app.changes.rules import may_hand_on
from app.core.decision import require
from app.db import db
from app.people.guard import lock_requisition
from app.people.models import Person


def leave(leaver: Person, to: Mapping[str, int], *, by: Person, at: datetime) -> list[Duty]:
    """Hand every duty to whom ``to`` names by the duty's key, and switch the account off.

    All in one transaction: where one duty cannot be handed on, nothing is. Unfinished drafts stay
    with whoever wrote them.
    """
    require(may_leave_office(facts_of(leaver, viewer=by)))
    for requisition_id in sorted({duty.requisition.id for duty in duties_of(leaver)}):
        lock_requisition(requisition_id)
    duties = duties_of(leaver)
    takers = {person.id: person for person in receivers(leaver, by)}
    open_still = [duty for duty in duties if to.get(duty.key) not in takers]
    require(may_hand_on([f"{one.words} in {one.requisition.code}" for one in open_still]))
    for duty in duties:
        hand(duty, leaver, takers[to[duty.key]], by=by, at=at)
        db.session.flush()
    switch_off(leaver, by=by, at=at)
    return duties


def receivers(leaver: Person, by: Person) -> list[Person]:
    """Return who can take duties on, by name.

    Never the admin who hands them on, unless they act for hr: duties bring marks and pay in sight.
    """
    beside = [leaver.id] if by.is_hr else [leaver.id, by.id]
    return list(
        db.session.scalars(
            select(Person)
            .where(
                Person.switched_off_at.is_(None),
                Person.password_hash.is_not(None),
                Person.id.not_in(beside),
            )
            .order_by(Person.name_key, Person.id)
        )
    )

"""Verbs on requisitions: mend one, open and close it, set its places and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from app.core.decision import Refused, require
from app.core.names import name_key
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.words import keep
from app.requisitions import queries, rules
from app.requisitions.models import Place, Requisition, RequisitionWord


def bump_inputs(requisition_id: int) -> None:
    """Say that something feeding the scores of a requisition has changed."""
    db.session.execute(
        update(Requisition)
        .where(Requisition.id == requisition_id)
        .values(inputs_version=Requisition.inputs_version + 1)
    )


@dataclass(frozen=True, slots=True)
class Details:
    """What describes a requisition in words."""

    title: str
    time_zone: str
    client: str | None = None
    location: str | None = None


def mend(requisition: Requisition, details: Details, *, by: Person | Actor, at: datetime) -> None:
    """Change what describes a requisition; its code stays."""
    if not details.title.strip():
        raise Refused("Give it a title.")
    before = _described(requisition)
    describe(requisition, details)
    if _described(requisition) != before:
        keep_words(requisition)
        _record("mended", requisition, by=by, at=at)


def open_requisition(requisition: Requisition, *, by: Person | Actor, at: datetime) -> None:
    """Open a draft, or a closed requisition again."""
    require(rules.may_open(opening_facts(requisition)))
    again = requisition.closed_at is not None
    requisition.closed_at = None
    requisition.opened_at = requisition.opened_at or at
    _record("reopened" if again else "opened", requisition, by=by, at=at)


def close_requisition(requisition: Requisition, *, by: Person | Actor, at: datetime) -> None:
    """Close a requisition that has no offer with a candidate."""
    live = queries.live_offers(requisition.id, at)
    require(rules.may_close(requisition.stage, live_offers=live))
    requisition.closed_at = at
    _record("closed", requisition, by=by, at=at)


def opening_facts(requisition: Requisition) -> rules.OpeningFacts:
    """Return what the rule of opening asks."""
    leads = queries.leads(requisition.id)
    recruiter, manager = leads.get(RECRUITER), leads.get(MANAGER)
    criteria = queries.current_requirements(requisition.id).criteria
    return rules.OpeningFacts(
        requisition.stage,
        sum(criterion.weight for criterion in criteria),
        recruiter.id if recruiter else None,
        manager.id if manager else None,
        switched_off(*leads.values()),
        len(queries.places(requisition.id)),
    )


def set_places(requisition: Requisition, number: int, *, by: Person | Actor, at: datetime) -> None:
    """Give a requisition this many places; the free ones with the highest numbers go first."""
    taken = queries.taken_places(requisition.id, at)
    require(rules.may_be_places(number, taken=taken))
    before = queries.places(requisition.id)
    if len(before) == number:
        return
    for new in range(len(before) + 1, number + 1):
        db.session.add(Place(requisition_id=requisition.id, number=new))
    if number < len(before):
        _drop_places(requisition.id, len(before) - number)
    _record("places_set", requisition, by=by, at=at, before=len(before), after=number)


def set_policy(
    requisition: Requisition, numbers: Mapping[str, float], *, by: Person | Actor, at: datetime
) -> None:
    """Change numbers of the policy; a version put forward keeps those it used."""
    require(rules.may_be_policy(numbers))
    policy = queries.policy(requisition.id)
    changed = {name: value for name, value in numbers.items() if getattr(policy, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(policy, name, value)
    bump_inputs(requisition.id)
    _record("policy_set", requisition, by=by, at=at, fields=sorted(changed))


def _drop_places(requisition_id: int, count: int) -> None:
    """Delete places without an offer; one taken in this moment is not among them (law L6)."""
    empty = (Place.requisition_id == requisition_id) & Place.offer_id.is_(None)
    last = select(Place.id).where(empty).order_by(Place.number.desc()).limit(count)
    ids = list(db.session.scalars(last))
    gone = db.session.execute(delete(Place).where(Place.id.in_(ids), Place.offer_id.is_(None)))
    if gone.rowcount != count:  # type: ignore[attr-defined]
        raise Refused("An offer on one of the places is just changing. Try again in a minute.")
    for number, place in enumerate(queries.places(requisition_id), 1):
        if place.number != number:
            place.number = number
            db.session.flush()


def describe(requisition: Requisition, details: Details) -> None:
    """Write the words that describe a requisition, and the key it is found by."""
    requisition.title = " ".join(details.title.split())
    requisition.client = details.client or None
    requisition.location = details.location or None
    requisition.time_zone = details.time_zone
    requisition.name_key = name_key(f"{requisition.code} {requisition.title}")


def keep_words(requisition: Requisition) -> None:
    """Keep the words by which a requisition is searched for."""
    said = requisition.code, requisition.title, requisition.client
    keep(RequisitionWord.requisition_id, {requisition.id: said})


def _described(requisition: Requisition) -> tuple[str | None, ...]:
    return (
        requisition.title,
        requisition.client,
        requisition.location,
        requisition.time_zone,
    )


def switched_off(*people: Person) -> tuple[str, ...]:
    """Return the names of those whose account is switched off."""
    return tuple(person.name for person in people if not person.active)


def _record(
    verb: str, requisition: Requisition, *, by: Person | Actor, at: datetime, **detail: Any
) -> None:
    record(
        f"requisitions.{verb}",
        by=by,
        at=at,
        subject=requisition,
        requisition_id=requisition.id,
        **detail,
    )

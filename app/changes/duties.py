"""The open duties of a person, by kind and requisition, and handing each to somebody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from app.core.decision import Refused
from app.core.wording import plural
from app.db import db
from app.history.actions import Actor
from app.people.models import Person, Recusal
from app.people.permissions import MANAGER, RECRUITER
from app.promises import handing as promises
from app.requisitions import handing as requisitions
from app.requisitions.models import Requisition
from app.requisitions.team import change_lead
from app.scorecards import handing as scorecards
from app.scorecards.queries import interviewers
from app.shortlists import handing as shortlists
from app.signoffs import handing as signoffs

Found = Callable[[Person], dict[int, int]]
Hand = Callable[[Requisition, Person, Person, Actor, datetime], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of duty: where a person has some, what it is called, and how it is handed on."""

    name: str
    found: Found
    words: Callable[[int], str]
    hand: Hand


@dataclass(frozen=True, slots=True)
class Duty:
    """What waits for a person in one requisition: of one kind, in words."""

    kind: Kind
    requisition: Requisition
    words: str

    @property
    def key(self) -> str:
        """The name of its field on the page."""
        return f"{self.kind.name}-{self.requisition.id}"


def duties_of(person: Person) -> list[Duty]:
    """Return every open duty of a person, in the order in which they are handed on."""
    found = [(kind, kind.found(person)) for kind in KINDS]
    wanted = {requisition_id for _, counted in found for requisition_id in counted}
    rows = db.session.scalars(
        select(Requisition).where(Requisition.id.in_(wanted)).order_by(Requisition.code)
    ).all()
    return [
        Duty(kind, requisition, kind.words(counted[requisition.id]))
        for kind, counted in found
        for requisition in rows
        if requisition.id in counted
    ]


def hand(duty: Duty, leaver: Person, to: Person, *, by: Person, at: datetime) -> None:
    """Hand one duty on; a refusal names its requisition, and says no more than an admin may know.

    The mails that follow are not written in the admin's name: they name candidates.
    """
    requisition = duty.requisition
    recused = select(Recusal.id).where(
        Recusal.requisition_id == requisition.id, Recusal.email_key == to.email_key
    )
    if db.session.scalar(recused.limit(1)) is not None:
        raise Refused(f"{requisition.code}: {to.name} cannot take this on. Choose someone else.")
    try:
        duty.kind.hand(requisition, leaver, to, Actor("person", by.id), at)
    except Refused as refused:
        raise Refused(*(f"{requisition.code}: {reason}" for reason in refused.reasons)) from None


def _lead(part: str) -> Kind:
    def give(requisition: Requisition, leaver: Person, to: Person, by: Actor, at: datetime) -> None:
        change_lead(requisition, part, to, by=by, at=at)

    return Kind(
        f"lead-{part.replace(' ', '-')}",
        lambda person: requisitions.led_by(person, part),
        lambda count: f"Lead {part}",
        give,
    )


def _orders(requisition: Requisition, leaver: Person, to: Person, by: Actor, at: datetime) -> None:
    requisitions.reassign_orders(requisition, leaver, to, by=by, at=at)


def _signoffs(
    requisition: Requisition, leaver: Person, to: Person, by: Actor, at: datetime
) -> None:
    requisitions.make_approver(requisition, to, by=by, at=at)
    met = interviewers(requisition.id)
    signoffs.reassign(requisition.id, leaver, to, interviewed=met, by=by, at=at)


def _cards(requisition: Requisition, leaver: Person, to: Person, by: Actor, at: datetime) -> None:
    scorecards.reassign(requisition, leaver, to, by=by, at=at)


def _promises(
    requisition: Requisition, leaver: Person, to: Person, by: Actor, at: datetime
) -> None:
    promises.reassign(requisition, leaver, to, by=by, at=at)


def _pick(requisition: Requisition, leaver: Person, to: Person, by: Actor, at: datetime) -> None:
    shortlists.reassign(requisition.id, leaver, to, by=by, at=at)


KINDS: Final = (
    _lead(RECRUITER),
    _lead(MANAGER),
    Kind("pick", shortlists.picks_of, lambda count: "A private pick", _pick),
    Kind(
        "order",
        requisitions.orders_with,
        lambda count: plural(count, "sign-off order"),
        _orders,
    ),
    Kind(
        "signoff",
        signoffs.open_of,
        lambda count: plural(count, "sign-off") + " asked",
        _signoffs,
    ),
    Kind("promise", promises.owned_by, lambda count: plural(count, "promise"), _promises),
    Kind("card", scorecards.owed_by, lambda count: plural(count, "scorecard"), _cards),
)

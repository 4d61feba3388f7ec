"""Referees, requests and waivers of one candidacy, and what the rules ask of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.checks.models import Referee, RefereeRequest, ReferenceWaiver
from app.checks.rules import HiringFacts
from app.db import Base, db
from app.people.guard import On
from app.requisitions.models import Requisition
from app.requisitions.queries import get as get_requisition


@dataclass(frozen=True, slots=True)
class RefereeOf:
    """A referee with the candidacy they speak for and its requisition."""

    referee: Referee
    candidacy: Candidacy
    requisition: Requisition

    @property
    def requisition_id(self) -> int:
        """The requisition whose rights count."""
        return self.requisition.id

    @property
    def name(self) -> str:
        """The candidate's name."""
        return self.candidacy.candidate.name

    @property
    def hiring(self) -> HiringFacts:
        """What the rules ask of the hiring."""
        return hiring_facts(self.requisition, self.candidacy)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of reference of one candidacy, which may be done without."""

    candidacy: Candidacy
    relation: str


def load_referee(referee_id: int) -> RefereeOf | None:
    """Return a referee with whom they speak for (a loader for the guard)."""
    referee = db.session.get(Referee, referee_id)
    candidacy = load_candidacy(referee.candidacy_id) if referee else None
    requisition = get_requisition(candidacy.requisition_id) if candidacy else None
    if referee is None or candidacy is None or requisition is None:
        return None
    return RefereeOf(referee, candidacy, requisition)


def load_wanted(candidacy_id: int, relation: str) -> On | None:
    """Return a kind of reference of a candidacy (a loader for the guard)."""
    candidacy = load_candidacy(candidacy_id)
    if candidacy is None or relation not in ("manager", "colleague"):
        return None
    return On(Wanted(candidacy, relation), candidacy.requisition_id)


def hiring_facts(requisition: Requisition, candidacy: Candidacy) -> HiringFacts:
    """Return what the rules ask of the hiring."""
    return HiringFacts(requisition.stage, candidacy.in_play)


def referees_of(candidacy_id: int) -> list[Referee]:
    """Return the referees of a candidacy, the first named first."""
    return list(
        db.session.scalars(
            select(Referee)
            .where(Referee.candidacy_id == candidacy_id)
            .order_by(Referee.named_at, Referee.id)
        )
    )


def request_of(candidacy_id: int) -> RefereeRequest | None:
    """Return that, and when, a candidate was asked to name referees."""
    return db.session.scalar(
        select(RefereeRequest).where(RefereeRequest.candidacy_id == candidacy_id)
    )


def asked_to_name(candidacy_id: int) -> bool:
    """Say whether a candidate knows that we want references: asked for them, or some are named."""
    if request_of(candidacy_id) is not None:
        return True
    named = select(Referee.id).where(Referee.candidacy_id == candidacy_id).limit(1)
    return db.session.scalar(named) is not None


def waivers_of(candidacy_id: int) -> list[ReferenceWaiver]:
    """Return the kinds of reference done without altogether, and why."""
    return list(
        db.session.scalars(
            select(ReferenceWaiver)
            .where(ReferenceWaiver.candidacy_id == candidacy_id)
            .order_by(ReferenceWaiver.id)
        )
    )


def offers_sent(candidacy_ids: Iterable[int]) -> set[int]:
    """Return which candidacies were ever sent an offer (a table of a later package, by name)."""
    offer = Base.metadata.tables["offer"]
    return set(
        db.session.scalars(
            select(offer.c.candidacy_id).where(
                offer.c.candidacy_id.in_(set(candidacy_ids)), offer.c.sent_at.is_not(None)
            )
        )
    )

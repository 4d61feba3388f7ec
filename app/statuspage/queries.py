"""What the candidate's page shows, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.candidates.queries import interviews, load_candidacy
from app.checks.models import Referee, RefereeRequest
from app.checks.queries import (
    Readiness,
    asked_to_name,
    readiness,
    referees_of,
    request_of,
    still_to_name,
)
from app.checks.rules import state as reference_state
from app.core.wording import zone_of
from app.db import db
from app.offers.models import Offer
from app.offers.queries import is_filled, status_of
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import lead
from app.requisitions.models import Requisition
from app.requisitions.queries import get as get_requisition
from app.requisitions.queries import policy
from app.statuspage.rules import StandingFacts, standing


@dataclass(frozen=True, slots=True)
class Own:
    """A candidacy as its candidate may see it; ``met_on`` are the days of their interviews."""

    candidacy: Candidacy
    requisition: Requisition
    standing: str
    recruiter: Person | None
    met_on: Sequence[date]
    request: RefereeRequest | None
    referees: Sequence[tuple[Referee, str]]
    still_to_name: dict[str, str]
    readiness: Readiness
    reference_days: int

    @property
    def name(self) -> str:
        """Their name."""
        return self.candidacy.candidate.name

    @property
    def zone(self) -> str:
        """Their time zone, or the requisition's where they named none."""
        return self.candidacy.candidate.time_zone or self.requisition.time_zone

    @property
    def finalist_since(self) -> date | None:
        """The day we asked them for referees, in their zone."""
        return self.request.asked_at.astimezone(zone_of(self.zone)).date() if self.request else None

    @property
    def goes_on(self) -> bool:
        """Whether anything may still be needed of them."""
        return self.standing in ("deciding", "finalist", "offered", "hired")

    @property
    def names_referees(self) -> bool:
        """Whether they may name referees now."""
        asked = self.request is not None or bool(self.referees)
        return self.goes_on and asked and self.requisition.stage == "open"


def own(candidacy_id: int, at: datetime) -> Own | None:
    """Return a candidacy as its candidate may see it."""
    candidacy = load_candidacy(candidacy_id)
    requisition = get_requisition(candidacy.requisition_id) if candidacy else None
    if candidacy is None or requisition is None:
        return None
    zone = zone_of(candidacy.candidate.time_zone or requisition.time_zone)
    met = {one.held_at.astimezone(zone).date() for one in interviews(candidacy.id)}
    if not met and candidacy.interviewed_at is not None:  # a list we took in said so
        met = {candidacy.interviewed_at.astimezone(zone).date()}
    return Own(
        candidacy=candidacy,
        requisition=requisition,
        standing=standing(_facts(candidacy, requisition, at)),
        recruiter=lead(requisition.id, RECRUITER),
        met_on=sorted(met),
        request=request_of(candidacy.id),
        referees=[(one, reference_state(one, at)) for one in referees_of(candidacy.id)],
        still_to_name=still_to_name(candidacy.id, requisition.id),
        readiness=readiness([candidacy.id], requisition.id)[candidacy.id],
        reference_days=policy(requisition.id).reference_days,
    )


def standing_of(candidacy: Candidacy, requisition: Requisition, at: datetime) -> str:
    """Return where a candidacy stands as its candidate may read it."""
    return standing(_facts(candidacy, requisition, at))


def _facts(candidacy: Candidacy, requisition: Requisition, at: datetime) -> StandingFacts:
    return StandingFacts(
        withdrawn=candidacy.withdrawn_at is not None,
        set_aside=candidacy.set_aside_at is not None,
        told_outcome=candidacy.told_outcome_at is not None,
        offer=_offer_state(candidacy.id, at),
        search_over=is_filled(requisition.id) or requisition.stage == "closed",
        asked_for_referees=asked_to_name(candidacy.id),
    )


def _offer_state(candidacy_id: int, at: datetime) -> str | None:
    """Return the state of the last offer that reached the candidate; none if none ever did."""
    offer = db.session.scalar(
        select(Offer)
        .where(Offer.candidacy_id == candidacy_id, Offer.sent_at.is_not(None))
        .order_by(Offer.sent_at.desc(), Offer.id.desc())
        .limit(1)
    )
    return None if offer is None else status_of(offer, at)

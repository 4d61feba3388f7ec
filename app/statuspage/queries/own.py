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
from app.checks.queries.finalists import list_standing
from app.checks.rules import state as reference_state
from app.core.wording import zone_of
from app.db import db
from app.mail.filling import fill
from app.mail.voice import hr_address, voice_of
from app.offers.models import Offer
from app.offers.queries import is_filled, status_of
from app.people.permissions import RECRUITER
from app.people.queries import company, lead
from app.promises.queries import open_to
from app.requisitions.models import Requisition
from app.requisitions.queries import get as get_requisition
from app.requisitions.queries import policy
from app.scorecards.models import Ask
from app.scorecards.queries.owing import is_owed
from app.statuspage.models import PagePolicy, PageText
from app.statuspage.queries.needs import Asked, ShownNeed, questions_of, shown_needs
from app.statuspage.rules import StandingFacts, WaitFacts, need_state, standing, waits_for
from app.statuspage.words import TEXTS, TITLES, WAITS

#: standings in which there is still something to withdraw from
MAY_WITHDRAW = ("deciding", "finalist", "offered", "lapsed", "taken back")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who writes to the candidate, and where their answer goes."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Own:
    """A candidacy as its candidate may see it; ``met_on`` are the days of their interviews."""

    candidacy: Candidacy
    requisition: Requisition
    standing: str
    contact: Contact | None
    met_on: Sequence[date]
    request: RefereeRequest | None
    referees: Sequence[tuple[Referee, str]]
    still_to_name: dict[str, str]
    readiness: Readiness
    reference_days: int
    company_name: str
    promised_at: datetime | None
    text: str
    waits: Sequence[str]
    needs: Sequence[ShownNeed]
    questions: Sequence[Asked]

    @property
    def name(self) -> str:
        """Their name."""
        return self.candidacy.candidate.name

    @property
    def title(self) -> tuple[str, str, str]:
        """The heading, which says where they stand: before their name, the name, and after it."""
        before, name, after = TITLES[self.standing].partition("{name}")
        return before, self.name if name else "", after

    @property
    def words(self) -> str:
        """What we say of it, its places filled."""
        return fill(
            self.text,
            {
                "name": self.name,
                "recruiter": self.contact.name if self.contact else self.company_name,
                "company": self.company_name,
                "title": self.requisition.title,
            },
        )

    @property
    def open_needs(self) -> Sequence[ShownNeed]:
        """What they have still to send or answer; nothing once it has ended."""
        return [one for one in self.needs if need_state(one.need) == "open"] if self.goes_on else []

    @property
    def sent(self) -> Sequence[ShownNeed]:
        """What they have sent or answered."""
        return [one for one in self.needs if need_state(one.need) == "answered"]

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
    def may_withdraw(self) -> bool:
        """Whether the page offers to stop here."""
        return self.candidacy.in_play and self.standing in MAY_WITHDRAW

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
    stands = standing(_facts(candidacy, requisition, at))
    ready = readiness([candidacy.id], requisition.id)[candidacy.id]
    return Own(
        candidacy=candidacy,
        requisition=requisition,
        standing=stands,
        contact=_contact(requisition),
        met_on=sorted(met),
        request=request_of(candidacy.id),
        referees=[(one, reference_state(one, at)) for one in referees_of(candidacy.id)],
        still_to_name=still_to_name(candidacy.id, requisition.id),
        readiness=ready,
        reference_days=policy(requisition.id).reference_days,
        company_name=company().name,
        promised_at=_promised(candidacy.id, stands),
        text=texts_of(requisition.id).get(stands, TEXTS[stands]),
        waits=waits_for(_waits(candidacy, requisition, stands, ready)),
        needs=shown_needs(candidacy.id),
        questions=questions_of(candidacy.id),
    )


def _promised(candidacy_id: int, stands: str) -> datetime | None:
    """Return by when we said they hear from us next, while there is something to hear."""
    if stands not in ("deciding", "finalist", "we are writing"):
        return None
    told = open_to(candidacy_id)
    return told[0].due_at if told else None


def texts_of(requisition_id: int) -> dict[str, str]:
    """Return a requisition's own words by standing, where it has any."""
    rows = db.session.execute(
        select(PageText.standing, PageText.text).where(PageText.requisition_id == requisition_id)
    )
    return {key: text for key, text in rows}


def page_policy(requisition_id: int) -> PagePolicy:
    """Return what a requisition hides; one not kept yet hides nothing."""
    found = db.session.scalar(select(PagePolicy).where(PagePolicy.requisition_id == requisition_id))
    nothing = dict.fromkeys((f"hides_{key}" for key in WAITS), False)
    return found or PagePolicy(requisition_id=requisition_id, **nothing)


def _waits(
    candidacy: Candidacy, requisition: Requisition, stands: str, ready: Readiness
) -> WaitFacts:
    hides = page_policy(requisition.id)
    owed = (
        select(Ask.id)
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .where(Candidacy.id == candidacy.id, is_owed())
        .limit(1)
    )
    return WaitFacts(
        standing=stands,
        panel=db.session.scalar(owed) is not None,
        references=not ready.complete,
        signoff=list_standing(requisition.id) == "awaiting",
        on_hold=requisition.stage == "on hold",
        hidden=frozenset(key for key in WAITS if getattr(hides, f"hides_{key}")),
    )


def _contact(requisition: Requisition) -> Contact | None:
    """Return the lead recruiter, or hr where it speaks."""
    if voice_of(requisition.id).hr_speaks:
        address = hr_address()
        return Contact(f"HR at {company().name}", address) if address else None
    recruiter = lead(requisition.id, RECRUITER)
    return Contact(recruiter.name, recruiter.email) if recruiter else None


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

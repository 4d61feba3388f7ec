"""Having referees named: asking the candidate, naming one, mending, taking one off the list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from app.candidates.models import Candidacy
from app.checks import mails, rules
from app.checks.actions.lines import note
from app.checks.models import Referee, RefereeRequest
from app.checks.queries.referees import (
    RefereeOf,
    asked_to_name,
    hiring_facts,
    referees_of,
    request_of,
)
from app.checks.rules import NamingFacts
from app.core import workdays
from app.core.decision import require
from app.core.names import name_key
from app.db import db
from app.history.actions import Actor, record
from app.links.actions import revoke
from app.mail.actions import void
from app.people.models import Person, Recusal
from app.people.queries import members
from app.requisitions.models import Requisition
from app.requisitions.queries import policy
from app.work.actions import call_for

WHY = "referee"


@dataclass(frozen=True, slots=True)
class Named:
    """Who a referee is, and what the candidate agreed to."""

    name: str
    email: str
    relation: str
    phone: str | None = None
    worked_at: str | None = None
    told: bool = False
    not_before_offer: bool = False


def request_referees(
    candidacy: Candidacy, requisition: Requisition, *, by: Person, at: datetime
) -> RefereeRequest:
    """Ask a candidate to name referees on their own page, in working days."""
    known = request_of(candidacy.id)
    require(
        rules.may_request(
            hiring_facts(requisition, candidacy),
            email=candidacy.candidate.email,
            requested=known is not None,
        )
    )
    request = RefereeRequest(
        candidacy_id=candidacy.id,
        asked_at=at,
        asked_by_id=by.id,
        due_at=due(requisition, at),
    )
    db.session.add(request)
    db.session.flush()
    mails.want_referees(request, candidacy, requisition, at=at)
    call_for(
        "checks.remind_candidate",
        due_at=request.due_at,
        candidacy_id=candidacy.id,
    )
    _about("requested", candidacy, request, by=by, at=at)
    return request


def remind_candidate(
    candidacy: Candidacy, requisition: Requisition, *, by: Person | Actor, at: datetime
) -> None:
    """Remind a candidate to name referees."""
    request = request_of(candidacy.id)
    require(
        rules.may_remind_candidate(
            hiring_facts(requisition, candidacy),
            requested=request is not None,
            reminded_at=request.reminded_at if request else None,
            at=at,
        )
    )
    assert request is not None
    request.reminded_at = at
    mails.remind_candidate(request, candidacy, requisition, at=at)
    _about("reminded_candidate", candidacy, request, by=by, at=at)


def name_referee(
    candidacy: Candidacy,
    requisition: Requisition,
    named: Named,
    *,
    by: Person | Actor,
    at: datetime,
) -> Referee:
    """Keep a referee, with the candidate's consent to ask them.

    Their address sees nothing of the requisition from now on.
    """
    facts = _naming_facts(candidacy, requisition, named, by=by)
    require(rules.may_name(facts))
    referee = Referee(
        candidacy_id=candidacy.id,
        named_at=at,
        named_by_id=by.id if isinstance(by, Person) else None,
        consented_at=at,
        told_at=at if named.told else None,
        **_columns(named),
    )
    db.session.add(referee)
    db.session.flush()
    _recuse(requisition.id, referee.email_key)
    note("named", RefereeOf(referee, candidacy, requisition), by=by, at=at)
    return referee


def mend_referee(found: RefereeOf, named: Named, *, by: Person | Actor, at: datetime) -> None:
    """Change who a referee is; one who was asked gets the questions at the new address."""
    referee = found.referee
    by_candidate = not isinstance(by, Person)
    require(rules.may_mend(rules.state(referee, at), by_candidate=by_candidate))
    facts = _naming_facts(found.candidacy, found.requisition, named, by=by, but=referee.id)
    require(rules.may_name(facts))
    before = referee.email_key
    for column, value in _columns(named).items():
        setattr(referee, column, value)
    referee.told_at = (referee.told_at or at) if named.told else None
    db.session.flush()
    if referee.email_key != before:
        _unrecuse(found.requisition.id, before)
        _recuse(found.requisition.id, referee.email_key)
        if referee.asked_at is not None:
            stop_mail(referee, "The address was mended.", at=at)
            mails.ask_referee(found, at=at)
    note("mended", found, by=by, at=at)


def remove_referee(found: RefereeOf, *, by: Person | Actor, at: datetime) -> None:
    """Take a referee off the list whom nobody has asked yet."""
    referee = found.referee
    require(rules.may_remove(rules.state(referee, at), asked=referee.asked_at is not None))
    note("removed", found, by=by, at=at)
    key = referee.email_key
    db.session.delete(referee)
    db.session.flush()
    _unrecuse(found.requisition.id, key)


def due(requisition: Requisition, at: datetime) -> datetime:
    """Return the moment by which an answer around references is hoped for."""
    return workdays.end_of_workday_after(
        at, policy(requisition.id).reference_days, requisition.time_zone
    )


def stop_mail(referee: Referee, reason: str, *, at: datetime) -> None:
    """End a referee's links and the mails that wait for them."""
    revoke("referee", referee.id, at=at)
    for kind in mails.TO_REFEREES:
        void(kind, referee.id, at=at, reason=reason)


def _naming_facts(
    candidacy: Candidacy,
    requisition: Requisition,
    named: Named,
    *,
    by: Person | Actor,
    but: int | None = None,
) -> NamingFacts:
    others = [one for one in referees_of(candidacy.id) if one.id != but]
    by_candidate = not isinstance(by, Person)
    team = {
        person.email_key
        for membership, person in members(requisition.id)
        if by_candidate or membership.is_lead
    }
    return NamingFacts(
        hiring_facts(requisition, candidacy),
        email=_key(named.email),
        candidate_email=candidacy.candidate.email_key,
        known={one.email_key for one in others},
        team=team,
        by_email=by.email_key if isinstance(by, Person) else None,
        by_candidate=by_candidate,
        requested=asked_to_name(candidacy.id),
        count=len(others),
    )


def _columns(named: Named) -> dict[str, Any]:
    return {
        "name": named.name,
        "name_key": name_key(named.name),
        "email": named.email,
        "email_key": _key(named.email),
        "phone": named.phone or None,
        "relation": named.relation,
        "worked_at": named.worked_at or None,
        "not_before_offer": named.not_before_offer,
    }


def _key(email: str) -> str:
    return email.strip().casefold()


def _recuse(requisition_id: int, email_key: str) -> None:
    known = db.session.scalar(
        select(Recusal.id).where(
            Recusal.requisition_id == requisition_id,
            Recusal.email_key == email_key,
            Recusal.why == WHY,
        )
    )
    if known is None:
        db.session.add(Recusal(requisition_id=requisition_id, email_key=email_key, why=WHY))
        db.session.flush()


def _unrecuse(requisition_id: int, email_key: str) -> None:
    """Let an address see again, unless it is another candidate's referee there."""
    other = db.session.scalar(
        select(Referee.id)
        .join(Candidacy, Candidacy.id == Referee.candidacy_id)
        .where(Candidacy.requisition_id == requisition_id, Referee.email_key == email_key)
        .limit(1)
    )
    if other is None:
        db.session.execute(
            delete(Recusal).where(
                Recusal.requisition_id == requisition_id,
                Recusal.email_key == email_key,
                Recusal.why == WHY,
            )
        )


def _about(
    verb: str,
    candidacy: Candidacy,
    request: RefereeRequest,
    *,
    by: Person | Actor,
    at: datetime,
) -> None:
    record(
        f"checks.{verb}",
        by=by,
        at=at,
        subject=request,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
    )

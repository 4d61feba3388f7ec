"""Doing without a reference for a reason, or putting it off until after acceptance."""

from datetime import datetime

from app.candidates.models import Candidacy
from app.checks import mails, rules
from app.checks.actions.lines import note, settle
from app.checks.actions.naming import stop_mail
from app.checks.models import ReferenceWaiver
from app.checks.queries.readiness import readiness
from app.checks.queries.referees import RefereeOf
from app.core.decision import require
from app.db import db
from app.history.actions import record
from app.mail.actions import void
from app.people.models import Person
from app.requisitions.models import Requisition


def waive(found: RefereeOf, *, reason: str, by: Person, at: datetime) -> None:
    """Do without a referee's reference; their link ends."""
    require(rules.may_waive(rules.state(found.referee, at), reason))
    why = reason.strip()
    settle(found.referee, "waive", at=at, waived_at=at, waived_by_id=by.id, waived_reason=why)
    stop_mail(found.referee, "The reference was waived.", at=at)
    note("waived", found, by=by, at=at, reason=why)


def waive_relation(
    candidacy: Candidacy,
    requisition: Requisition,
    relation: str,
    *,
    reason: str,
    by: Person,
    at: datetime,
) -> None:
    """Do without a required kind of reference that nobody gives."""
    missing = relation in readiness([candidacy.id], requisition.id)[candidacy.id].missing_relations
    require(rules.may_waive_relation(relation, missing, reason))
    waiver = ReferenceWaiver(
        candidacy_id=candidacy.id,
        relation=relation,
        reason=reason.strip(),
        waived_at=at,
        waived_by_id=by.id,
    )
    db.session.add(waiver)
    record(
        "checks.waived_relation",
        by=by,
        at=at,
        subject=waiver,
        requisition_id=requisition.id,
        candidacy_id=candidacy.id,
        relation=relation,
        reason=reason.strip(),
    )


def put_off(found: RefereeOf, *, by: Person, at: datetime) -> None:
    """Take a reference after acceptance; the offer's letter says that it depends on it."""
    require(rules.MOVES.may("put off", rules.state(found.referee, at)))
    settle(found.referee, "put off", at=at, after_acceptance_at=at)
    void(mails.REMINDER, found.referee.id, at=at, reason="It comes after acceptance.")
    note("put_off", found, by=by, at=at)

"""Where a person stands in a requisition: the facts that the rules of its team ask."""

from sqlalchemy import exists, func, select

from app.db import Base, db
from app.people.models import Membership, Person, Recusal
from app.people.permissions import APPROVER, MANAGER, OBSERVER, RECRUITER
from app.requisitions.models import PolicyStep
from app.requisitions.rules import JoinFacts, LeaveFacts
from app.signoffs.models import Chain, Signoff, Step


def join_facts(requisition_id: int, person: Person, part: str) -> JoinFacts:
    """Return what the rules of joining ask about a person and a part."""
    has = db.session.scalars(
        select(Membership.part).where(
            Membership.requisition_id == requisition_id, Membership.person_id == person.id
        )
    )
    recused = db.session.scalar(
        select(
            exists().where(
                Recusal.requisition_id == requisition_id, Recusal.email_key == person.email_key
            )
        )
    )
    return JoinFacts(person.name, part, frozenset(has), person.active, bool(recused))


def leave_facts(membership: Membership, person: Person) -> LeaveFacts:
    """Return what the rule of leaving asks about a part."""
    signs = membership.part == APPROVER
    rates = membership.part not in (APPROVER, OBSERVER)
    return LeaveFacts(
        person.name,
        membership.part,
        membership.is_lead,
        in_order=signs and _in_order(membership),
        asked_to_sign=signs and _asked_to_sign(membership),
        cards_owed=_cards_owed(membership) if rates else 0,
        promises=_promises(membership) if membership.part in (RECRUITER, MANAGER) else 0,
    )


def _in_order(membership: Membership) -> bool:
    found = exists().where(
        PolicyStep.requisition_id == membership.requisition_id,
        PolicyStep.person_id == membership.person_id,
    )
    return bool(db.session.scalar(select(found)))


def _asked_to_sign(membership: Membership) -> bool:
    running = (
        select(Signoff.id)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .where(
            Chain.requisition_id == membership.requisition_id,
            Chain.approved_at.is_(None),
            Chain.sent_back_at.is_(None),
            Chain.lapsed_at.is_(None),
            Signoff.approver_id == membership.person_id,
            Signoff.decision.is_(None),
            Signoff.lapsed_at.is_(None),
        )
    )
    return db.session.scalar(running.limit(1)) is not None


def _cards_owed(membership: Membership) -> int:
    """Count open asks; their table belongs to a package further on, so it is asked by name."""
    ask, card, candidacy = (Base.metadata.tables[n] for n in ("ask", "scorecard", "candidacy"))
    given = exists().where(
        card.c.candidacy_id == ask.c.candidacy_id,
        card.c.rater_id == ask.c.person_id,
        card.c.panel == ask.c.panel,
        card.c.submitted_at.is_not(None),
    )
    owed = db.session.scalar(
        select(func.count())
        .select_from(ask.join(candidacy, candidacy.c.id == ask.c.candidacy_id))
        .where(
            candidacy.c.requisition_id == membership.requisition_id,
            candidacy.c.withdrawn_at.is_(None),
            candidacy.c.set_aside_at.is_(None),
            ask.c.person_id == membership.person_id,
            ask.c.excused_at.is_(None),
            ask.c.ended_at.is_(None),
            ~given,
        )
    )
    return owed or 0


def _promises(membership: Membership) -> int:
    """Count open promises a person owns; their table belongs to a package further on too."""
    promise = Base.metadata.tables["promise"]
    owned = db.session.scalar(
        select(func.count())
        .select_from(promise)
        .where(
            promise.c.requisition_id == membership.requisition_id,
            promise.c.owner_id == membership.person_id,
            promise.c.kept_at.is_(None),
            promise.c.void_at.is_(None),
        )
    )
    return owned or 0

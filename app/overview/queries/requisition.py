"""How far a requisition has come, and whom it waits for."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy
from app.checks.models import Referee
from app.db import db
from app.offers.facts import is_hired, last_was_declined
from app.offers.queries import finalists, places
from app.overview.waits import CARDS, CHAIN, OFFER, PICKS, Facts, Names, Offered, asks_for
from app.people.models import Membership, Person
from app.people.permissions import MANAGER, RECRUITER
from app.requisitions.models import Place, Requirements, Requisition
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries.owing import is_owed, may_be_owed
from app.shortlists.acting.queries import is_waiting
from app.shortlists.models import FurtherRound, Pick, Picking, Shortlist
from app.signoffs.models import Chain, Signoff, Step

Members = list[tuple[Membership, Person]]


def facts_of(requisition: Requisition) -> Facts:
    """Count how far a requisition has come, in one query."""
    row = db.session.execute(_facts(), {"here": requisition.id}).one()
    return Facts(
        stage=requisition.stage,
        created_at=requisition.created_at,
        opened_at=requisition.opened_at,
        **row._mapping,
    )


@cache
def _facts() -> Select[*tuple[Any, ...]]:
    here: Any = bindparam("here")
    editing, current = aliased(Shortlist), aliased(Shortlist)
    candidates, cards = _candidates(here), _cards(here)
    last_picking = (
        select(func.max(Picking.number)).where(Picking.requisition_id == here).scalar_subquery()
    )
    return (
        select(
            *candidates.c,
            *cards.c,
            Picking.id.label("picking_id"),
            Picking.started_at.label("picking_at"),
            func.coalesce(Picking.opened_at, Picking.closed_at).label("picks_open_at"),
            *_picks(),
            FurtherRound.said_at.label("round_since"),
            FurtherRound.review_at.label("round_until"),
            editing.version.label("editing_version"),
            editing.started_at.label("editing_at"),
            current.version.label("list_version"),
            current.put_forward_at.label("list_at"),
            Chain.id.label("chain_id"),
            Chain.approved_at.label("approved_at"),
            Chain.sent_back_at.label("sent_back_at"),
            *_signoffs(),
            *_references(here),
            *_places(here),
        )
        .select_from(Requisition)
        .join(candidates, true())
        .join(cards, true())
        .outerjoin(Picking, and_(Picking.requisition_id == here, Picking.number == last_picking))
        .outerjoin(FurtherRound, and_(FurtherRound.requisition_id == here, *is_waiting()))
        .outerjoin(editing, and_(editing.requisition_id == here, *_is_edited(editing)))
        .outerjoin(current, and_(current.requisition_id == here, *_is_current(current)))
        .outerjoin(Chain, and_(Chain.subject_kind == "shortlist", Chain.subject_id == current.id))
        .where(Requisition.id == here)
    )


def names_for(
    facts: Facts, requisition_id: int, members: Members, at: datetime, *, owed: Collection[int]
) -> Names:
    """Return the names that what it waits for needs, and no more.

    Whoever owes a card there, for the candidacies ``owed``, is not told who is up, which is a
    rank, nor that one of those holds an offer (law L1).
    """
    leads = {membership.part: person.name for membership, person in members if membership.is_lead}
    known: dict[str, Any] = {
        "recruiter": leads.get(RECRUITER, "the lead recruiter"),
        "manager": leads.get(MANAGER, "the hiring manager"),
    }
    needed = asks_for(facts)
    if needed == CARDS:
        known["owing"] = _who_owe_cards(requisition_id)
    elif needed == PICKS:
        known["owing"] = _who_owe_picks(facts.picking_id or 0)
    elif needed == CHAIN:
        known["owing"], known["due"] = _who_sign(facts.chain_id or 0)
    elif needed == OFFER:
        known |= _offers(requisition_id, at, owed=owed)
    return Names(**known)


def _candidates(here: Any) -> Subquery:
    reached = or_(Candidacy.interviewed_at.is_not(None), Candidacy.set_aside_at.is_not(None))
    untold = and_(
        reached,
        Candidacy.told_outcome_at.is_(None),
        Candidacy.withdrawn_at.is_(None),
        ~is_hired(),
        ~last_was_declined(),
    )
    return (
        select(
            func.count().label("candidates"),
            func.count(case((is_in_play(), 1))).label("in_play"),
            func.count(case((untold, 1))).label("untold"),
        )
        .where(Candidacy.requisition_id == here)
        .subquery()
    )


def _cards(here: Any) -> Subquery:
    """Count asks in one walk, each beside its card under the current requirements."""
    card = and_(
        Scorecard.candidacy_id == Ask.candidacy_id,
        Scorecard.rater_id == Ask.person_id,
        Scorecard.panel == Ask.panel,
        Scorecard.requirements_id == Requirements.id,
        Scorecard.submitted_at.is_not(None),
    )
    current = and_(Requirements.requisition_id == here, Requirements.superseded_at.is_(None))
    is_in = and_(is_in_play(), Scorecard.id.is_not(None))
    owed = and_(
        is_in_play(), Scorecard.id.is_(None), Ask.excused_at.is_(None), Ask.ended_at.is_(None)
    )
    return (
        select(
            func.count(case((or_(is_in, owed), 1))).label("cards_asked"),
            func.count(case((is_in, 1))).label("cards_in"),
            func.min(case((owed, Ask.asked_at))).label("cards_since"),
            func.min(case((owed, Ask.due_at))).label("cards_due"),
            func.max(Scorecard.submitted_at).label("last_card_at"),
        )
        .select_from(Candidacy)
        .join(Ask, Ask.candidacy_id == Candidacy.id)
        .outerjoin(Requirements, current)
        .outerjoin(Scorecard, card)
        .where(Candidacy.requisition_id == here)
        .subquery()
    )


def _picks() -> list[ColumnElement[Any]]:
    every = select(func.count()).select_from(Pick).where(Pick.picking_id == Picking.id)
    return [
        every.correlate(Picking).scalar_subquery().label("picks"),
        every.where(Pick.sealed_at.is_not(None))
        .correlate(Picking)
        .scalar_subquery()
        .label("picks_sealed"),
    ]


def _signoffs() -> list[ColumnElement[Any]]:
    every = (
        select(func.count())
        .select_from(Signoff)
        .join(Step, Step.id == Signoff.step_id)
        .where(Step.chain_id == Chain.id)
    )
    return [
        every.correlate(Chain).scalar_subquery().label("signoffs"),
        every.where(Signoff.decision == "given")
        .correlate(Chain)
        .scalar_subquery()
        .label("signoffs_given"),
    ]


def _references(here: Any) -> list[ColumnElement[Any]]:
    """Count them for all in play, since how many are finalists' tells who is one (law L1)."""
    every = (
        select(func.count())
        .select_from(Referee)
        .join(Candidacy, Candidacy.id == Referee.candidacy_id)
        .where(
            Candidacy.requisition_id == here,
            is_in_play(),
            Referee.asked_at.is_not(None),
            Referee.declined_at.is_(None),
            Referee.waived_at.is_(None),
        )
    )
    return [
        every.scalar_subquery().label("references_asked"),
        every.where(Referee.received_at.is_not(None)).scalar_subquery().label("references_in"),
    ]


def _places(here: Any) -> list[ColumnElement[Any]]:
    every = select(func.count()).select_from(Place).where(Place.requisition_id == here)
    return [
        every.scalar_subquery().label("places"),
        every.where(Place.filled_at.is_not(None)).scalar_subquery().label("places_filled"),
    ]


def _is_edited(version: type[Shortlist]) -> tuple[ColumnElement[bool], ...]:
    return version.put_forward_at.is_(None), version.superseded_at.is_(None)


def _is_current(version: type[Shortlist]) -> tuple[ColumnElement[bool], ...]:
    return version.put_forward_at.is_not(None), version.superseded_at.is_(None)


def _who_owe_cards(requisition_id: int) -> tuple[str, ...]:
    rows = db.session.execute(
        select(Person.name, func.count())
        .join(Ask, Ask.person_id == Person.id)
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .where(Candidacy.requisition_id == requisition_id, may_be_owed(requisition_id), is_owed())
        .group_by(Person.id, Person.name, Person.name_key)
        .order_by(Person.name_key, Person.id)
    )
    return tuple(f"{name} ({count})" if count > 1 else name for name, count in rows)


def _who_owe_picks(picking_id: int) -> tuple[str, ...]:
    return tuple(
        db.session.scalars(
            select(Person.name)
            .join(Pick, Pick.person_id == Person.id)
            .where(Pick.picking_id == picking_id, Pick.sealed_at.is_(None))
            .order_by(Person.name_key, Person.id)
        )
    )


def _who_sign(chain_id: int) -> tuple[tuple[str, ...], datetime | None]:
    rows = db.session.execute(
        select(Person.name, Signoff.due_at)
        .join(Signoff, Signoff.approver_id == Person.id)
        .join(Step, Step.id == Signoff.step_id)
        .where(
            Step.chain_id == chain_id,
            Signoff.asked_at.is_not(None),
            Signoff.decision.is_(None),
            Signoff.lapsed_at.is_(None),
        )
        .order_by(Step.position, Signoff.id)
    ).all()
    due = [at for _, at in rows if at is not None]
    return tuple(name for name, _ in rows), min(due, default=None)


def _offers(requisition_id: int, at: datetime, *, owed: Collection[int]) -> dict[str, Any]:
    """Return the offers under way and, where there is none, who is up."""
    held = [
        one
        for one in places(requisition_id, at)
        if one.status == "held" and one.offer and one.offer.candidacy_id not in owed
    ]
    if held:
        under_way = [
            Offered(one.name or "", one.offer.sent_at, one.offer.closes_at)
            for one in held
            if one.offer
        ]
        under_way.sort(key=lambda one: (one.closes_at is None, one.closes_at))
        return {"offers": tuple(under_way)}
    if owed:
        return {"order_hidden": True}
    waiting = [one.name for one in finalists(requisition_id, at) if one.eligible]
    return {"up": waiting[0] if waiting else None}

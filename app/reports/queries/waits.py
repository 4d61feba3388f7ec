"""Every open wait as one row of the same columns, from the facts of the package it belongs to.

One statement, whatever is asked: of one candidacy, of one requisition, or of all that a person
runs. A wait of a candidacy names it; a wait of a whole requisition names none.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy import true as always

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate
from app.checks.models import Referee, RefereeRequest
from app.checks.queries.waiting import is_open, is_put_off
from app.db import Moment
from app.offers.facts import has_no_end, is_hired, is_live, last_was_declined, shortlist_is_approved
from app.offers.models import ChangeAsked, Extension, Offer
from app.offers.queries.reading import is_open_change, is_unanswered
from app.people.models import Membership, Person
from app.people.permissions import MANAGER, RECRUITER
from app.requisitions.models import Place, Requisition
from app.requisitions.queries import is_hiring
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries.owing import is_owed
from app.shortlists.models import Pick, Picking, Shortlist
from app.signoffs.models import Chain, Signoff, Step

Rows = Select[*tuple[Any, ...]]
OFFER, LIST = "offer", "shortlist"


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: conditions on Requisition and, where few are meant, on Candidacy."""

    requisitions: ColumnElement[bool]
    candidacies: ColumnElement[bool] | None = None

    @property
    def those(self) -> ColumnElement[bool]:
        """The condition on Candidacy."""
        return always() if self.candidacies is None else self.candidacies


def open_waits(scope: Scope, at: datetime) -> tuple[Rows, ...]:
    """Return the parts of a UNION ALL; requisitions that wait for nothing else are not in it."""
    return (
        _cards(scope),
        _referees(scope),
        _references(scope),
        _answers(scope, at),
        _more_time(scope, at),
        _changes(scope, at),
        _signoffs(scope),
        _unsent(scope),
        _picks(scope),
        _lists(scope),
        _picks_open(scope),
        _untold(scope),
    )


def next_of(scope: Scope) -> Rows:
    """Select what the lead recruiter does next where a requisition is hiring: say when asked.

    It counts only where nothing else is waited for, which whoever reads all rows knows.
    """
    approved = (
        select(func.max(func.coalesce(Chain.approved_at, Shortlist.put_forward_at)))
        .select_from(Shortlist)
        .outerjoin(Chain, and_(Chain.subject_kind == LIST, Chain.subject_id == Shortlist.id))
        .where(Shortlist.requisition_id == Requisition.id, shortlist_is_approved())
        .correlate(Requisition)
        .scalar_subquery()
    )
    last_card = (
        select(func.max(Scorecard.submitted_at))
        .join(Candidacy, Candidacy.id == Scorecard.candidacy_id)
        .where(Candidacy.requisition_id == Requisition.id)
        .correlate(Requisition)
        .scalar_subquery()
    )
    anybody = exists().where(Candidacy.requisition_id == Requisition.id).correlate(Requisition)
    kind = case(
        (approved.is_not(None), literal("up", String)),
        (last_card.is_not(None), literal("picks", String)),
        (anybody, literal("cards", String)),
        else_=literal("candidates", String),
    )
    since = func.coalesce(approved, last_card, Requisition.opened_at)
    return _on_leads(
        _row(kind, None, Person.id, Person.name, since)
        .select_from(Requisition)
        .where(is_hiring(), scope.requisitions),
        (RECRUITER,),
    )


def next_of_candidacy(scope: Scope) -> Rows:
    """Select what the lead recruiter does next for candidates in play, where nothing else waits."""
    last_card = (
        select(func.max(Scorecard.submitted_at))
        .where(Scorecard.candidacy_id == Candidacy.id)
        .correlate(Candidacy)
        .scalar_subquery()
    )
    since = func.coalesce(last_card, Candidacy.interviewed_at, Candidacy.created_at)
    return _on_leads(
        _row(literal("next", String), Candidacy.id, Person.id, Person.name, since)
        .select_from(Candidacy)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(is_hiring(), is_in_play(), ~is_hired(), scope.requisitions, scope.those),
        (RECRUITER,),
    )


def _row(kind: Any, candidacy: Any, person: Any, name: Any, since: Any, until: Any = None) -> Rows:
    return select(
        kind.label("kind"),
        Requisition.id.label("requisition_id"),
        _or_none(candidacy).label("candidacy_id"),
        _or_none(person).label("person_id"),
        cast(name, String).label("name"),
        type_coerce(since, Moment).label("since_at"),
        (cast(null(), Moment) if until is None else type_coerce(until, Moment)).label("until_at"),
    )


def _or_none(number: Any) -> ColumnElement[int | None]:
    return cast(null(), Integer) if number is None else number


def _of_kind(kind: str, *columns: Any) -> Rows:
    return _row(literal(kind, String), *columns)


def _on_leads(rows: Rows, parts: tuple[str, ...]) -> Rows:
    """Name the leads of the requisition as those who are waited for."""
    return rows.join(
        Membership,
        and_(
            Membership.requisition_id == Requisition.id,
            Membership.is_lead,
            Membership.part.in_(parts),
        ),
    ).join(Person, Person.id == Membership.person_id)


def _running(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return Requisition.opened_at.is_not(None), Requisition.closed_at.is_(None), scope.requisitions


def _cards(scope: Scope) -> Rows:
    return (
        _of_kind("card", Candidacy.id, Person.id, Person.name, Ask.asked_at, Ask.due_at)
        .select_from(Ask)
        .join(Candidacy, Candidacy.id == Ask.candidacy_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .join(Person, Person.id == Ask.person_id)
        .where(is_owed(), *_running(scope), scope.those)
    )


def _referees(scope: Scope) -> Rows:
    named = exists().where(Referee.candidacy_id == Candidacy.id).correlate(Candidacy)
    asked = RefereeRequest
    return (
        _of_kind("referees", Candidacy.id, None, Candidate.name, asked.asked_at, asked.due_at)
        .select_from(RefereeRequest)
        .join(Candidacy, Candidacy.id == RefereeRequest.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(is_in_play(), ~named, *_running(scope), scope.those)
    )


def _references(scope: Scope) -> Rows:
    return (
        _of_kind("reference", Candidacy.id, None, Referee.name, Referee.asked_at, Referee.due_at)
        .select_from(Referee)
        .join(Candidacy, Candidacy.id == Referee.candidacy_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(
            is_in_play(),
            Referee.asked_at.is_not(None),
            is_open(),
            ~is_put_off(),
            *_running(scope),
            scope.those,
        )
    )


def _of_offer(kind: str, *columns: Any) -> Rows:
    return (
        _of_kind(kind, Candidacy.id, *columns)
        .select_from(Offer)
        .join(Candidacy, Candidacy.id == Offer.candidacy_id)
        .join(Requisition, Requisition.id == Offer.requisition_id)
    )


def _answers(scope: Scope, at: datetime) -> Rows:
    return (
        _of_offer("answer", None, Candidate.name, Offer.sending_at, Offer.closes_at)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(is_live(at), Offer.sending_at.is_not(None), *_running(scope), scope.those)
    )


def _more_time(scope: Scope, at: datetime) -> Rows:
    """The leads who gave no answer to a candidate's request, or whom the other answered since."""
    asked = Extension
    recruiters = asked.recruiter_until, asked.recruiter_agreed_at
    managers = asked.manager_until, asked.manager_agreed_at
    silent = or_(
        and_(Membership.part == RECRUITER, _to_answer(*recruiters, *managers)),
        and_(Membership.part == MANAGER, _to_answer(*managers, *recruiters)),
    )
    rows = (
        _of_offer("more time", Person.id, Person.name, Extension.asked_at, Offer.closes_at)
        .join(Extension, and_(Extension.offer_id == Offer.id, is_unanswered()))
        .where(is_live(at), *_running(scope), scope.those)
    )
    return _on_leads(rows, (RECRUITER, MANAGER)).where(silent)


def _to_answer(own: Any, own_at: Any, other: Any, other_at: Any) -> ColumnElement[bool]:
    return or_(own.is_(None), and_(other != own, other_at > own_at))


def _changes(scope: Scope, at: datetime) -> Rows:
    rows = (
        _of_offer("change", Person.id, Person.name, ChangeAsked.asked_at, Offer.closes_at)
        .join(ChangeAsked, and_(ChangeAsked.offer_id == Offer.id, is_open_change()))
        .where(is_live(at), *_running(scope), scope.those)
    )
    return _on_leads(rows, (RECRUITER,))


def _signoffs(scope: Scope) -> Rows:
    """Approvers whose turn it is: on the list of a requisition, or on the offer to a candidacy."""
    kind = case(
        (Chain.subject_kind == OFFER, literal("offer sign-off", String)),
        else_=literal("sign-off", String),
    )
    those = (
        always()
        if scope.candidacies is None
        else or_(Offer.id.is_(None), Candidacy.id.is_not(None) & scope.candidacies)
    )
    return (
        _row(kind, Candidacy.id, Person.id, Person.name, Signoff.asked_at, Signoff.due_at)
        .select_from(Signoff)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .join(Requisition, Requisition.id == Chain.requisition_id)
        .join(Person, Person.id == Signoff.approver_id)
        .outerjoin(Offer, and_(Chain.subject_kind == OFFER, Offer.id == Chain.subject_id))
        .outerjoin(Candidacy, Candidacy.id == Offer.candidacy_id)
        .where(
            Chain.subject_kind.in_((OFFER, LIST)),
            Chain.lapsed_at.is_(None),
            Chain.sent_back_at.is_(None),
            Signoff.asked_at.is_not(None),
            Signoff.decision.is_(None),
            Signoff.lapsed_at.is_(None),
            Signoff.revoked_at.is_(None),
            *_running(scope),
            those,
        )
    )


def _unsent(scope: Scope) -> Rows:
    """Offers that are drafted, signed or refused by a mail server: theirs who send them."""
    out = (
        exists()
        .where(
            Chain.subject_kind == OFFER,
            Chain.subject_id == Offer.id,
            Chain.approved_at.is_(None),
            Chain.sent_back_at.is_(None),
            Chain.lapsed_at.is_(None),
        )
        .correlate(Offer)
    )
    since = func.coalesce(Offer.not_delivered_at, Offer.dispatched_at, Offer.made_at)
    rows = _of_offer("offer", Person.id, Person.name, since).where(
        Offer.sending_at.is_(None),
        has_no_end(),
        is_in_play(),
        ~out,
        *_running(scope),
        scope.those,
    )
    return _on_leads(rows, (RECRUITER,))


def _picks(scope: Scope) -> Rows:
    return (
        _of_kind("pick", None, Person.id, Person.name, Picking.started_at)
        .select_from(Pick)
        .join(Picking, Picking.id == Pick.picking_id)
        .join(Requisition, Requisition.id == Picking.requisition_id)
        .join(Person, Person.id == Pick.person_id)
        .where(
            Pick.sealed_at.is_(None),
            Picking.opened_at.is_(None),
            Picking.closed_at.is_(None),
            *_running(scope),
        )
    )


def _lists(scope: Scope) -> Rows:
    """Lists in work, and lists sent back of which no new version is in work."""
    editing = and_(Shortlist.put_forward_at.is_(None), Shortlist.superseded_at.is_(None))
    other = Shortlist.__table__.alias()
    begun = exists().where(
        other.c.requisition_id == Shortlist.requisition_id,
        other.c.put_forward_at.is_(None),
        other.c.superseded_at.is_(None),
    )
    sent_back = and_(
        Shortlist.put_forward_at.is_not(None),
        Shortlist.superseded_at.is_(None),
        Chain.sent_back_at.is_not(None),
        ~begun.correlate(Shortlist),
    )
    since = func.coalesce(Chain.sent_back_at, Shortlist.started_at)
    rows = (
        _of_kind("settle", None, Person.id, Person.name, since)
        .select_from(Shortlist)
        .join(Requisition, Requisition.id == Shortlist.requisition_id)
        .outerjoin(Chain, and_(Chain.subject_kind == LIST, Chain.subject_id == Shortlist.id))
        .where(or_(editing, sent_back), *_running(scope))
    )
    return _on_leads(rows, (RECRUITER, MANAGER))


def _picks_open(scope: Scope) -> Rows:
    """Picks that are open to both, of which no list was begun since."""
    opened_at = func.coalesce(Picking.opened_at, Picking.closed_at)
    later = Picking.__table__.alias()
    again = exists().where(
        later.c.requisition_id == Picking.requisition_id, later.c.number > Picking.number
    )
    begun = exists().where(
        Shortlist.requisition_id == Picking.requisition_id,
        or_(Shortlist.started_at >= Picking.started_at, Shortlist.superseded_at.is_(None)),
    )
    rows = (
        _of_kind("settle", None, Person.id, Person.name, opened_at)
        .select_from(Picking)
        .join(Requisition, Requisition.id == Picking.requisition_id)
        .where(
            opened_at.is_not(None),
            ~again.correlate(Picking),
            ~begun.correlate(Picking),
            *_running(scope),
        )
    )
    return _on_leads(rows, (RECRUITER, MANAGER))


def _untold(scope: Scope) -> Rows:
    """Those for whom it has ended, by us, and who have not heard so."""
    reached = or_(Candidacy.interviewed_at.is_not(None), Candidacy.set_aside_at.is_not(None))
    ended = or_(Candidacy.set_aside_at.is_not(None), ~is_hiring())
    filled_at = (
        select(func.max(Place.filled_at))
        .where(Place.requisition_id == Requisition.id)
        .correlate(Requisition)
        .scalar_subquery()
    )
    since = func.coalesce(Candidacy.set_aside_at, filled_at)
    rows = (
        _of_kind("tell", Candidacy.id, Person.id, Person.name, since)
        .select_from(Candidacy)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(
            Candidacy.told_outcome_at.is_(None),
            Candidacy.withdrawn_at.is_(None),
            reached,
            ended,
            ~is_hired(),
            ~last_was_declined(),
            *_running(scope),
            scope.those,
        )
    )
    return _on_leads(rows, (RECRUITER,))

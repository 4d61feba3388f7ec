"""What waits for a person around offers, as rows of the desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
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
    union_all,
)
from sqlalchemy.orm import aliased

from app.candidates.in_play import is_in_play
from app.candidates.models import Candidacy, Candidate
from app.checks.queries import has_begun, needs_references
from app.db import Moment
from app.mail.delivery import IN_DOUBT_AFTER
from app.offers.facts import (
    has_lapsed,
    has_no_end,
    holds_live,
    is_hired,
    is_live,
    last_ended_without_yes,
    place_is_free,
    shortlist_is_approved,
)
from app.offers.models import ENDS, ChangeAsked, Extension, Offer
from app.offers.queries.coverage import KIND
from app.offers.queries.reading import is_open_change, is_unanswered
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import reachable
from app.requisitions.models import Place, Policy, PolicyStep, Requisition
from app.requisitions.queries import has_part, is_hiring, of_own
from app.scorecards.queries.owing import owes_here
from app.shortlists.models import Shortlist, ShortlistLine
from app.signoffs.models import Chain

Rows = Select[*tuple[Any, ...]]


def waiting(person: Person, at: datetime) -> Rows:
    """Select what a person is to do about offers."""
    parts = (
        _unsent(person),
        *([_to_release(person)] if person.is_hr else ()),
        _not_delivered(person),
        _in_doubt(person, at),
        _running(person, at),
        _more_time(person, at),
        _change(person, at),
        _up(person, at),
        _lapsed(person, at),
        _to_be_told(person),
        _few_left(person, at),
    )
    found = union_all(*parts).subquery()
    return select(found)


def _unsent(person: Person) -> Rows:
    """Drafts to finish, and offers ready to send."""
    chain = select(Chain.id).where(Chain.subject_kind == KIND, Chain.subject_id == Offer.id)
    asked = exists().where(
        PolicyStep.requisition_id == Offer.requisition_id, PolicyStep.subject_kind == KIND
    )
    out = chain.where(
        Chain.approved_at.is_(None), Chain.sent_back_at.is_(None), Chain.lapsed_at.is_(None)
    )
    approved = chain.where(Chain.approved_at.is_not(None), Chain.lapsed_at.is_(None))
    ready = or_(approved.correlate(Offer).exists(), ~asked.correlate(Offer))
    return _rows(
        case((ready, literal("offers.ready", String)), else_=literal("offers.draft", String)),
        since_at=Offer.made_at,
        where=(
            Offer.dispatched_at.is_(None),
            has_no_end(),
            is_in_play(),
            Requisition.closed_at.is_(None),
            ~out.correlate(Offer).exists(),
            of_own(person, RECRUITER),
        ),
        person=person,
    )


def _to_release(person: Person) -> Rows:
    """Offers of requisitions where hr speaks, whose letter is asked about or ready: for hr."""
    speaks = exists().where(
        Policy.requisition_id == Offer.requisition_id, Policy.hr_speaks_at.is_not(None)
    )
    asked = exists().where(
        PolicyStep.requisition_id == Offer.requisition_id, PolicyStep.subject_kind == KIND
    )
    chain = exists().where(
        Chain.subject_kind == KIND,
        Chain.subject_id == Offer.id,
        Chain.sent_back_at.is_(None),
        Chain.lapsed_at.is_(None),
    )
    return _rows(
        literal("offers.release", String),
        since_at=Offer.made_at,
        where=(
            Offer.released_at.is_(None),
            Offer.sent_at.is_(None),
            Offer.sending_at.is_(None),
            has_no_end(),
            is_in_play(),
            Requisition.closed_at.is_(None),
            speaks.correlate(Offer),
            or_(chain.correlate(Offer), ~asked.correlate(Offer)),
        ),
        person=person,
    )


def _not_delivered(person: Person) -> Rows:
    return _rows(
        literal("offers.not_delivered", String),
        due_at=Offer.not_delivered_at,
        since_at=Offer.not_delivered_at,
        where=(
            Offer.not_delivered_at.is_not(None),
            Offer.sending_at.is_(None),
            has_no_end(),
            of_own(person, RECRUITER),
        ),
        person=person,
    )


def _in_doubt(person: Person, at: datetime) -> Rows:
    return _rows(
        literal("offers.in_doubt", String),
        due_at=Offer.closes_at,
        since_at=Offer.sending_at,
        where=(
            Offer.sending_at <= at - IN_DOUBT_AFTER,
            Offer.sent_at.is_(None),
            is_live(at),
            of_own(person, RECRUITER),
        ),
        person=person,
    )


def _running(person: Person, at: datetime) -> Rows:
    """Offers on the clock: to watch, for the recruiter."""
    return _rows(
        literal("offers.open", String),
        due_at=Offer.closes_at,
        since_at=Offer.sent_at,
        where=(
            Offer.sent_at.is_not(None),
            is_live(at),
            ~exists().where(Extension.offer_id == Offer.id, is_unanswered()).correlate(Offer),
            ~_is_asked_to_change(),
            of_own(person, RECRUITER),
        ),
        person=person,
    )


def _more_time(person: Person, at: datetime) -> Rows:
    """Requests for more time that wait for this lead's answer."""
    mine = or_(
        and_(_to_answer(_RECRUITERS, _MANAGERS), has_part(person, RECRUITER, leads=True)),
        and_(_to_answer(_MANAGERS, _RECRUITERS), has_part(person, MANAGER, leads=True)),
    )
    return _rows(
        literal("offers.more_time", String),
        due_at=Offer.closes_at,
        since_at=Offer.made_at,
        where=(
            is_live(at),
            exists()
            .where(Extension.offer_id == Offer.id, is_unanswered(), mine)
            .correlate(Offer, Requisition),
        ),
        person=person,
    )


def _change(person: Person, at: datetime) -> Rows:
    """Changes asked for and not answered, nor a changed offer begun: for recruiters and leads."""
    changed = aliased(Offer)
    begun = exists().where(
        changed.candidacy_id == Offer.candidacy_id,
        changed.replaces_id == Offer.id,
        changed.dispatched_at.is_(None),
    )
    no_end = and_(*(getattr(changed, end).is_(None) for end in ENDS))
    return _rows(
        literal("offers.change", String),
        due_at=Offer.closes_at,
        since_at=Offer.made_at,
        where=(
            is_live(at),
            _is_asked_to_change(),
            ~begun.where(no_end).correlate(Offer),
            or_(has_part(person, RECRUITER), has_part(person, MANAGER, leads=True)),
            of_own(person, RECRUITER, MANAGER),
        ),
        person=person,
    )


def _is_asked_to_change() -> ColumnElement[bool]:
    return exists().where(ChangeAsked.offer_id == Offer.id, is_open_change()).correlate(Offer)


_RECRUITERS = (Extension.recruiter_until, Extension.recruiter_agreed_at)
_MANAGERS = (Extension.manager_until, Extension.manager_agreed_at)


def _to_answer(mine: tuple[Any, Any], others: tuple[Any, Any]) -> ColumnElement[bool]:
    """Return a condition: a lead gave no answer, or the other named another moment after it."""
    (own, own_at), (other, other_at) = mine, others
    return or_(own.is_(None), and_(other != own, other_at > own_at))


def _lapsed(person: Person, at: datetime) -> Rows:
    """Offers that ran out, whose candidate has had no word since."""
    later = Candidacy.last_word_at
    return _rows(
        literal("offers.lapsed", String),
        subject_id=Candidacy.id,
        due_at=Offer.closes_at,
        since_at=Offer.closes_at,
        where=(
            has_lapsed(at),
            is_in_play(),
            Candidacy.told_outcome_at.is_(None),
            or_(later.is_(None), later < Offer.closes_at),
            ~holds_live(at),
            ~is_hired(),
            of_own(person, RECRUITER),
        ),
        person=person,
    )


def _up(person: Person, at: datetime) -> Rows:
    """The next of the signed order, where a place is free and no offer to them is begun.

    While nobody began with the references policy asks for, that is the next step instead.
    """
    begun = exists().where(
        Offer.candidacy_id == Candidacy.id, Offer.dispatched_at.is_(None), has_no_end()
    )
    a_free_place = (
        exists()
        .where(Place.requisition_id == Requisition.id, place_is_free(at))
        .correlate(Requisition)
    )
    owing = owes_here(person.id)  # law L1: an order is a rank
    number = func.row_number().over(partition_by=Requisition.id, order_by=ShortlistLine.position)
    first = (
        select(
            Candidacy.id.label("candidacy_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            ShortlistLine.position.label("position"),
            Shortlist.put_forward_at.label("since_at"),
            begun.correlate(Candidacy).label("begun"),
            and_(needs_references(), ~has_begun()).label("references_first"),
            number.label("number"),
        )
        .join(ShortlistLine, ShortlistLine.candidacy_id == Candidacy.id)
        .join(Shortlist, Shortlist.id == ShortlistLine.shortlist_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Shortlist.requisition_id)
        .where(
            ShortlistLine.position.is_not(None),
            shortlist_is_approved(),
            is_hiring(),
            is_in_play(),
            ~is_hired(),
            ~holds_live(at),
            ~last_ended_without_yes(at),
            a_free_place,
            ~owing,
            of_own(person, RECRUITER),
            reachable(person),
        )
        .subquery()
    )
    return select(
        literal("offers.up", String).label("kind"),
        first.c.candidacy_id.label("subject_id"),
        first.c.requisition_id,
        first.c.title,
        first.c.about,
        cast(null(), Moment).label("due_at"),
        type_coerce(first.c.since_at, Moment).label("since_at"),
        cast(first.c.position, String).label("detail"),
    ).where(first.c.number == 1, ~first.c.begun, ~first.c.references_first)


def _to_be_told(person: Person) -> Rows:
    """Everyone in play of a filled requisition who has not heard how it ended."""
    filled_at = (
        select(func.max(Place.filled_at))
        .where(Place.requisition_id == Requisition.id)
        .correlate(Requisition)
        .scalar_subquery()
    )
    unfilled = (
        exists()
        .where(Place.requisition_id == Requisition.id, Place.filled_at.is_(None))
        .correlate(Requisition)
    )
    return (
        select(
            literal("offers.tell", String).label("kind"),
            Candidacy.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            cast(null(), Moment).label("due_at"),
            type_coerce(filled_at, Moment).label("since_at"),
            cast(null(), String).label("detail"),
        )
        .select_from(Candidacy)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(
            ~unfilled,
            filled_at.is_not(None),
            is_in_play(),
            ~is_hired(),
            Candidacy.told_outcome_at.is_(None),
            of_own(person, RECRUITER),
            reachable(person),
        )
    )


def _few_left(person: Person, at: datetime) -> Rows:
    """Orders put forward with fewer than two left to ask, while a place is still to be filled.

    Signed or still with the signers: who leaves in between is missing all the same. One that was
    sent back has its own row.
    """
    left = (
        select(func.count())
        .select_from(ShortlistLine)
        .join(Candidacy, Candidacy.id == ShortlistLine.candidacy_id)
        .where(
            ShortlistLine.shortlist_id == Shortlist.id,
            ShortlistLine.position.is_not(None),
            is_in_play(),
            ~is_hired(),
            ~last_ended_without_yes(at),
        )
        .correlate(Shortlist)
        .scalar_subquery()
    )
    size = (
        select(func.count())
        .select_from(ShortlistLine)
        .where(ShortlistLine.shortlist_id == Shortlist.id, ShortlistLine.position.is_not(None))
        .correlate(Shortlist)
        .scalar_subquery()
    )
    sent_back = (
        exists()
        .where(
            Chain.subject_kind == "shortlist",
            Chain.subject_id == Shortlist.id,
            Chain.sent_back_at.is_not(None),
        )
        .correlate(Shortlist)
    )
    another = aliased(Shortlist)
    in_work = (
        exists()
        .where(
            another.requisition_id == Requisition.id,
            another.put_forward_at.is_(None),
            another.superseded_at.is_(None),
        )
        .correlate(Requisition)
    )
    return (
        select(
            literal("offers.few_left", String).label("kind"),
            Requisition.id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            cast(null(), String).label("about"),
            cast(null(), Moment).label("due_at"),
            Shortlist.put_forward_at.label("since_at"),
            cast(left, String).label("detail"),
        )
        .select_from(Shortlist)
        .join(Requisition, Requisition.id == Shortlist.requisition_id)
        .where(
            Shortlist.put_forward_at.is_not(None),
            Shortlist.superseded_at.is_(None),
            ~sent_back,
            is_hiring(),
            ~in_work,
            left < 2,
            left < size,
            of_own(person, RECRUITER),
            reachable(person),
        )
    )


def _rows(
    kind: ColumnElement[str],
    *,
    where: tuple[ColumnElement[bool], ...],
    person: Person,
    subject_id: Any = Offer.id,
    due_at: Any = None,
    since_at: Any,
) -> Rows:
    return (
        select(
            kind.label("kind"),
            subject_id.label("subject_id"),
            Requisition.id.label("requisition_id"),
            Requisition.title.label("title"),
            Candidate.name.label("about"),
            (cast(null(), Moment) if due_at is None else type_coerce(due_at, Moment)).label(
                "due_at"
            ),
            type_coerce(since_at, Moment).label("since_at"),
            cast(Offer.version, String).label("detail"),
        )
        .select_from(Offer)
        .join(Candidacy, Candidacy.id == Offer.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Offer.requisition_id)
        .where(*where, reachable(person))
    )

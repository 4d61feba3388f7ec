"""The rules' questions asked of the database: offers that are live, ended, or running."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from app.candidates.models import Candidacy
from app.offers.models import ENDS, Offer
from app.requisitions.models import Place
from app.shortlists.models import Shortlist
from app.signoffs.models import Chain


def has_no_end() -> ColumnElement[bool]:
    """Return a condition on Offer: no end was written down yet."""
    return and_(*(getattr(Offer, end).is_(None) for end in ENDS))


def is_live(at: datetime) -> ColumnElement[bool]:
    """Return a condition on Offer: dispatched and not ended, by the law and not by the note."""
    return and_(
        Offer.dispatched_at.is_not(None),
        has_no_end(),
        or_(Offer.closes_at.is_(None), Offer.closes_at > at),
    )


def has_lapsed(at: datetime) -> ColumnElement[bool]:
    """Return a condition on Offer: its time ran out, noted or not."""
    return or_(Offer.lapsed_at.is_not(None), and_(has_no_end(), Offer.closes_at <= at))


def is_accepted() -> ColumnElement[bool]:
    """Return a condition on Offer: accepted, and the yes still stands."""
    return and_(Offer.accepted_at.is_not(None), Offer.reneged_at.is_(None))


def place_is_free(at: datetime) -> ColumnElement[bool]:
    """Return a condition on Place: not filled, and no live offer upon it."""
    holding = exists().where(Offer.id == Place.offer_id, is_live(at)).correlate(Place)
    return and_(Place.filled_at.is_(None), ~holding)


def holds_live(at: datetime) -> ColumnElement[bool]:
    """Return a condition on Candidacy: a live offer is with them."""
    return exists().where(Offer.candidacy_id == Candidacy.id, is_live(at)).correlate(Candidacy)


def is_hired() -> ColumnElement[bool]:
    """Return a condition on Candidacy: an offer was accepted."""
    return exists().where(Offer.candidacy_id == Candidacy.id, is_accepted()).correlate(Candidacy)


def last_ended_without_yes(at: datetime) -> ColumnElement[bool]:
    """Return a condition on Candidacy: the last offer sent was declined, withdrawn or lapsed."""
    ended = or_(Offer.declined_at.is_not(None), Offer.withdrawn_at.is_not(None), has_lapsed(at))
    return exists().where(_last_sent(), ended).correlate(Candidacy)


def last_was_declined() -> ColumnElement[bool]:
    """Return a condition on Candidacy: the last offer sent was declined."""
    return exists().where(_last_sent(), Offer.declined_at.is_not(None)).correlate(Candidacy)


def _last_sent() -> ColumnElement[bool]:
    later = aliased(Offer)
    return and_(
        Offer.candidacy_id == Candidacy.id,
        Offer.dispatched_at.is_not(None),
        ~exists()
        .where(
            later.candidacy_id == Offer.candidacy_id,
            later.version > Offer.version,
            later.dispatched_at.is_not(None),
        )
        .correlate(Offer),
    )


def shortlist_is_approved() -> ColumnElement[bool]:
    """Return a condition on Shortlist: the version that stands, signed where policy asks it."""
    chain = (
        select(Chain.id)
        .where(Chain.subject_kind == "shortlist", Chain.subject_id == Shortlist.id)
        .correlate(Shortlist)
    )
    standing = chain.where(Chain.approved_at.is_not(None), Chain.lapsed_at.is_(None))
    return and_(
        Shortlist.put_forward_at.is_not(None),
        Shortlist.superseded_at.is_(None),
        or_(~chain.exists(), standing.exists()),
    )

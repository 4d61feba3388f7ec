"""All that law L5 asks about one offer, read at one moment."""

from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Candidacy
from app.candidates.queries import names
from app.checks.models import Referee
from app.checks.queries.readiness import readiness
from app.db import db
from app.mail.voice import voice_of
from app.offers import rules
from app.offers.facts import is_live
from app.offers.letter import letter_text
from app.offers.models import Offer
from app.offers.queries.order import is_named, up
from app.offers.queries.places import free_places
from app.offers.queries.reading import facts_of, replaced_by, standing_of
from app.offers.rules import SendingFacts
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards.queries import owes_any


def sending_facts(offer: Offer, at: datetime, seen_by: Person | None = None) -> SendingFacts:
    """Return the facts under which an offer may go out.

    For one that is on its way already, its own place counts as free and its turn has come, as
    long as the list it is on stands. Who is up instead is not told to someone who owes a card
    there (law L1).
    """
    candidacy = db.session.get_one(Candidacy, offer.candidacy_id)
    requisition = db.session.get_one(Requisition, offer.requisition_id)
    next_id = up(offer.requisition_id, at)
    known = names({candidacy.id, *([next_id] if next_id else [])})
    references = readiness([candidacy.id], offer.requisition_id)[candidacy.id]
    free, places = free_places(offer.requisition_id, at)
    replaced, word = replaced_by(offer, at), standing_of(offer, at)
    own = offer.dispatched_at is not None or replaced is not None
    owing = seen_by is not None and owes_any(seen_by.id, offer.requisition_id)
    return SendingFacts(
        name=known[candidacy.id],
        stage=requisition.stage,
        in_play=candidacy.in_play,
        is_up=candidacy.id == next_id or (own and is_named(candidacy.id)),
        up_name=known[next_id] if next_id and not owing else None,
        out_of_order_reason=offer.out_of_order_reason,
        live_version=_other_live(offer, replaced, at),
        last_ended=None if own else how_last_ended(offer.candidacy_id, at),
        references_needed=references.needed,
        references_received=references.received,
        references_complete=references.complete,
        references_missing=references.missing,
        after_acceptance=_some_follow(candidacy.id),
        signoffs=word.status,
        outside=word.outside,
        any_order=word.any_order,
        places=places,
        free_places=free + own,
        letter=letter_text(offer),
        hr_speaks=voice_of(offer.requisition_id).hr_speaks,
        released=offer.released_at is not None,
        replaces=replaced.version if replaced else None,
    )


def _other_live(offer: Offer, replaced: Offer | None, at: datetime) -> int | None:
    return db.session.scalar(
        select(Offer.version).where(
            Offer.candidacy_id == offer.candidacy_id,
            Offer.id.not_in([offer.id, *([replaced.id] if replaced else [])]),
            is_live(at),
        )
    )


def how_last_ended(candidacy_id: int, at: datetime) -> str | None:
    """Say how the last offer sent to a candidacy ended, if it ended without a yes."""
    last = db.session.scalar(
        select(Offer)
        .where(Offer.candidacy_id == candidacy_id, Offer.dispatched_at.is_not(None))
        .order_by(Offer.version.desc())
        .limit(1)
    )
    ended = None if last is None else rules.status(facts_of(last, "approved"), at)
    return ended if ended in rules.ENDED_WITHOUT_YES else None


def _some_follow(candidacy_id: int) -> bool:
    found = db.session.scalar(
        select(Referee.id)
        .where(
            Referee.candidacy_id == candidacy_id,
            Referee.after_acceptance_at.is_not(None),
            Referee.received_at.is_(None),
            Referee.waived_at.is_(None),
        )
        .limit(1)
    )
    return found is not None

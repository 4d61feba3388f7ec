"""A new e-mail address: asked for, confirmed from the old and the new, done once."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from app.candidates.actions import mend_contact
from app.candidates.models import Candidacy, Candidate
from app.candidates.queries import load_candidacy
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor
from app.links.actions import revoke, use_up_all
from app.mail.actions import void
from app.people.guard import lock_requisition
from app.requisitions.queries import get as get_requisition
from app.statuspage import mails, rules
from app.statuspage.actions.lines import line
from app.statuspage.models import AddressChange
from app.statuspage.queries.addresses import offer_states

DAY = timedelta(days=1)
REPLACED = "Another change was asked for."
STOPPED = "It was stopped from the old address."
TAKEN = (
    "This address cannot be taken here. Write to us from it, and a person looks into it. "
    "Nothing was changed."
)


def ask_for_address(candidacy: Candidacy, *, email: str, by: Actor, at: datetime) -> AddressChange:
    """Mail the old and the new address a link each; one asked for before gives way.

    Whether the new address is known to us already is not told here: whoever asks could learn
    who else is a candidate.
    """
    candidacy = _held(candidacy.id, candidacy.candidate_id)
    candidate = candidacy.candidate
    today = db.session.scalar(
        select(func.count())
        .select_from(AddressChange)
        .where(AddressChange.candidate_id == candidate.id, AddressChange.asked_at > at - DAY)
    )
    require(
        rules.may_change_address(
            rules.AddressFacts(
                candidate.email, email, offer_states(candidate.id, at), asked_today=today or 0
            )
        )
    )
    _end_open(candidate.id, REPLACED, at=at)
    change = AddressChange(
        candidate_id=candidate.id,
        candidacy_id=candidacy.id,
        old_email=candidate.email,
        new_email=email,
        asked_at=at,
        ends_at=at + rules.CONFIRMING,
    )
    db.session.add(change)
    db.session.flush()
    mails.confirm_address(change, candidacy, at=at)
    line("address_asked", change, candidacy, by=by, at=at)
    return change


def confirm(change: AddressChange, side: str, *, at: datetime) -> bool:
    """Keep the yes of one address, "old" or "new"; with both, change it. Say whether it is done.

    Refused in words while an offer is under way, and where the address is somebody else's.
    """
    candidacy = _held(change.candidacy_id, change.candidate_id)
    db.session.refresh(change)
    require(rules.CHANGES.may("confirm", rules.change_state(change, at)))
    require(rules.no_offer_under_way(offer_states(change.candidate_id, at)))
    if candidacy.candidate.email != change.old_email:
        raise Refused("Your address was changed in another way since. Nothing was changed now.")
    column = AddressChange.old_confirmed_at if side == "old" else AddressChange.new_confirmed_at
    db.session.execute(
        update(AddressChange)
        .where(AddressChange.id == change.id, column.is_(None))
        .values({column: at})
    )
    db.session.refresh(change)
    if change.old_confirmed_at is None or change.new_confirmed_at is None:
        return False
    _change(change, candidacy, at=at)
    return True


def stop(change: AddressChange, *, at: datetime) -> None:
    """End a change from the old address: it was not they who asked for it.

    Whoever did holds a link to their page, so every such link ends, and a fresh one goes to the
    address we know.
    """
    candidacy = _held(change.candidacy_id, change.candidate_id)
    db.session.refresh(change)
    require(rules.CHANGES.may("end", rules.change_state(change, at)))
    _end_open(change.candidate_id, STOPPED, at=at)
    db.session.refresh(change)
    _renew_links(candidacy, at=at)
    line("address_stopped", change, candidacy, by=_who(change), at=at)


def _renew_links(candidacy: Candidacy, *, at: datetime) -> None:
    """End the links to all pages of a candidate, and mail one to the page that was used."""
    theirs = select(Candidacy.id).where(Candidacy.candidate_id == candidacy.candidate_id)
    for candidacy_id in db.session.scalars(theirs.order_by(Candidacy.id)).all():
        revoke("candidate", candidacy_id, at=at)
    requisition = get_requisition(candidacy.requisition_id)
    if requisition is not None:
        mails.page_link(candidacy, requisition, at=at)


def _change(change: AddressChange, candidacy: Candidacy, *, at: datetime) -> None:
    """Write the new address, once."""
    done = db.session.execute(
        update(AddressChange)
        .where(
            AddressChange.id == change.id,
            AddressChange.done_at.is_(None),
            AddressChange.ended_at.is_(None),
            AddressChange.ends_at > at,
        )
        .values(done_at=at)
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("This was done already.")
    db.session.refresh(change)
    _refuse_taken(change)
    try:
        mend_contact(candidacy, {"email": change.new_email}, by=_who(change), at=at)
    except Refused:  # whose it is stays with us
        raise Refused(TAKEN) from None
    for purpose in ("old-address", "new-address"):
        use_up_all(purpose, change.id, at=at)
    mails.address_changed(change, candidacy, at=at)
    line("address_changed", change, candidacy, by=_who(change), at=at)


def _refuse_taken(change: AddressChange) -> None:
    """Refuse an address that another candidate has, without saying whose it is."""
    owner = db.session.scalar(
        select(Candidate.id).where(
            Candidate.email_key == change.new_email.casefold(),
            Candidate.id != change.candidate_id,
        )
    )
    if owner is not None:
        raise Refused(TAKEN)


def _end_open(candidate_id: int, why: str, *, at: datetime) -> None:
    ended = db.session.scalars(
        update(AddressChange)
        .where(
            AddressChange.candidate_id == candidate_id,
            AddressChange.done_at.is_(None),
            AddressChange.ended_at.is_(None),
        )
        .values(ended_at=at, ended_why=why)
        .returning(AddressChange.id)
    ).all()
    for change_id in ended:
        for kind in (mails.OLD_ADDRESS, mails.NEW_ADDRESS):
            void(kind, change_id, at=at, reason=why)
        for purpose in ("old-address", "new-address"):
            use_up_all(purpose, change_id, at=at)


def _held(candidacy_id: int, candidate_id: int) -> Candidacy:
    """Lock every requisition they are a candidate in, in one order: no offer starts meanwhile.

    Returns the candidacy as it is behind the lock.
    """
    places = db.session.scalars(
        select(Candidacy.requisition_id).where(Candidacy.candidate_id == candidate_id)
    ).all()
    for requisition_id in sorted(set(places)):
        lock_requisition(requisition_id)
    candidacy = load_candidacy(candidacy_id)
    assert candidacy is not None
    return candidacy


def _who(change: AddressChange) -> Actor:
    return Actor("candidate", change.candidate_id)

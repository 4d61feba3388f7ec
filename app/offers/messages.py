"""What the outbox asks about each kind of offer mail, and the clock that delivery starts."""

from collections.abc import Sequence
from datetime import datetime

from app.db import db
from app.history.actions import WORKER
from app.links import fresh
from app.links.actions import mint
from app.links.models import Link
from app.mail.kinds import Attachment, Kind, register
from app.mail.models import Message
from app.offers import mails, rules
from app.offers.actions import clock
from app.offers.actions.sending import LINK_OPENS_FOR
from app.offers.calendar import METHOD, NAME, calendar_file
from app.offers.models import Offer
from app.offers.queries import load_offer, sending_facts, shown, status_of
from app.promises.word import heard


def may_go_out(message: Message, at: datetime) -> bool:
    """Check law L5 once more at delivery; where it fails, the offer is not delivered, and says why.

    An offer that ended meanwhile is simply not sent.
    """
    offer = db.session.get_one(Offer, message.subject_id)
    if status_of(offer, at) not in ("on its way", "not delivered") or offer.sent_at is not None:
        return False
    decision = rules.may_send(sending_facts(offer, at))
    if not decision:
        clock.stop(offer, not_delivered_at=at, why=decision.why)
        clock.record_act("not_delivered", offer, by=WORKER, at=at)
    return bool(decision)


def start_clock(message: Message, at: datetime) -> None:
    """Start the 24 hours just before the mail is handed over, and write the deadline into it."""
    offer = db.session.get_one(Offer, message.subject_id)
    if clock.start(offer, at=at):
        message.facts = dict(message.facts or {}) | mails.clock_facts(shown(offer, at))


def mint_calendar(message: Message, at: datetime) -> dict[str, str]:
    """Return a fresh address of the deadline's calendar file."""
    offer = db.session.get_one(Offer, message.subject_id)
    ends_at = at + LINK_OPENS_FOR
    address = mint(
        "calendar", offer.id, at=at, ends_at=ends_at, requisition_id=offer.requisition_id
    )
    return {"calendar": address}


def calendar_of(message: Message, at: datetime) -> Sequence[Attachment]:
    """Return the deadline as it stands now, to go along with a mail that tells it."""
    content = calendar_file(db.session.get_one(Offer, message.subject_id), at)
    if content is None:
        return ()
    parameters = (("method", METHOD), ("charset", "utf-8"))
    return (Attachment(NAME, ("text", "calendar"), content, parameters),)


def calendar_if_moved(message: Message, at: datetime) -> Sequence[Attachment]:
    """Return the deadline where the mail tells that it moved."""
    return calendar_of(message, at) if (message.facts or {}).get("moved") else ()


def note_arrival(message: Message, at: datetime) -> None:
    """Keep the server's yes."""
    offer = db.session.get_one(Offer, message.subject_id)
    clock.arrived(offer, "delivered", by=WORKER, at=at)


def clear_clock(message: Message, at: datetime) -> None:
    """Take the clock back: nothing was handed over, it will be tried again."""
    clock.stop(db.session.get_one(Offer, message.subject_id))


def note_refusal(message: Message, at: datetime) -> None:
    """Note that the server said no: the offer is not delivered, and keeps its place."""
    offer = db.session.get_one(Offer, message.subject_id)
    why = f"The mail server said: {message.error}" if message.error else "The mail server refused."
    if clock.stop(offer, not_delivered_at=at, why=why):
        clock.record_act("not_delivered", offer, by=WORKER, at=at)


def is_still_open(message: Message, at: datetime) -> bool:
    """Say whether the offer runs, with the deadline that the mail speaks of."""
    offer = load_offer(message.subject_id)
    if offer is None or status_of(offer, at) != "open" or offer.closes_at is None:
        return False
    told = (message.facts or {}).get("closes_at")
    return told is None or told == offer.closes_at.isoformat()


def send_fresh_link(link: Link, at: datetime) -> None:
    """Mail a new link to the page of an offer, whatever became of it."""
    offer = load_offer(link.subject_id)
    if offer is not None:
        mails.fresh_link(shown(offer, at), at=at)


register(
    Kind(
        "offers.offer",
        still_true=may_go_out,
        on_sending=start_clock,
        on_sent=note_arrival,
        on_not_now=clear_clock,
        on_refused=note_refusal,
        waits_for_a_person=True,
        links=mint_calendar,
        files=calendar_of,
    ),
    Kind("offers.reminder", still_true=is_still_open, reached=heard),
    Kind(
        "offers.more_time",
        still_true=is_still_open,
        reached=heard,
        files=calendar_if_moved,
    ),
    Kind("offers.change", still_true=is_still_open, reached=heard),
    Kind("offers.receipt", reached=heard),
    Kind("offers.withdrawn", reached=heard, files=calendar_of),
    Kind("offers.fresh_link"),
    Kind("offers.team"),
)
fresh.register("offer", send_fresh_link)
fresh.register("calendar", send_fresh_link)

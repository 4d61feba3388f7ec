"""The columns of offers, once for every file."""

from datetime import datetime

from app.core.columns import Column
from app.offers.pay import major
from app.offers.queries import OfferRow


def _answered_at(row: OfferRow) -> datetime | None:
    offer = row.shown.offer
    answered: datetime | None = offer.accepted_at or offer.declined_at
    return answered


OFFERS: tuple[Column[OfferRow], ...] = (
    Column("offer_id", "Offer", lambda row: row.shown.offer.id, "number"),
    Column("candidate_id", "Candidate", lambda row: row.shown.candidate.id, "number"),
    Column("name", "Name", lambda row: row.shown.name),
    Column("version", "Version", lambda row: row.shown.offer.version, "number"),
    Column("title", "Title", lambda row: row.shown.offer.title),
    Column(
        "amount",
        "Amount",
        lambda row: major(row.shown.offer.amount, row.shown.offer.currency),
        "money",
    ),
    Column("currency", "Currency", lambda row: row.shown.offer.currency),
    Column("start_on", "Start", lambda row: row.shown.offer.start_on, "date"),
    Column("sent_at", "Sent", lambda row: row.shown.offer.sent_at, "moment"),
    Column("closes_at", "Closes", lambda row: row.shown.offer.closes_at, "moment"),
    Column("zone", "Zone", lambda row: row.shown.zone),
    Column("state", "State", lambda row: row.shown.status),
    Column("answered_at", "Answered", _answered_at, "moment"),
    Column("answer_note", "Note", lambda row: row.shown.offer.decline_reason),
    Column("extensions", "Extensions", lambda row: row.extensions, "number"),
    Column("signed_name", "Signed name", lambda row: row.shown.offer.signed_name),
    Column("letter_sha256", "Letter", lambda row: row.shown.offer.letter_sha256),
)

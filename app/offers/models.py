"""Offers, requests for more time or a change: facts with moments, from which status follows."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, fk, flag, moment, number, only_when, pk, text, word

ENDS = ("accepted_at", "declined_at", "withdrawn_at", "lapsed_at", "replaced_at")
_UNRELEASED = "released_at IS NULL AND sent_at IS NULL AND sending_at IS NULL"
_LIVE = "dispatched_at IS NOT NULL AND " + " AND ".join(f"{end} IS NULL" for end in ENDS)
_ENDED = " + ".join(f"(CASE WHEN {end} IS NULL THEN 0 ELSE 1 END)" for end in ENDS)


class Offer(Base):
    """A package to one candidacy on one place, in one version."""

    __tablename__ = "offer"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "version"),
        CheckConstraint(f"{_ENDED} <= 1", name="ends_once"),
        CheckConstraint("(sending_at IS NULL) = (closes_at IS NULL)", name="clock"),
        CheckConstraint(
            "dispatched_at IS NULL OR place_id IS NOT NULL OR declined_at IS NOT NULL "
            "OR withdrawn_at IS NOT NULL OR lapsed_at IS NOT NULL OR replaced_at IS NOT NULL",
            name="holds_a_place",
        ),
        CheckConstraint(
            "accepted_at IS NULL OR (dispatched_at IS NOT NULL AND accepted_at < closes_at "
            "AND signed_name IS NOT NULL AND letter_sha256 IS NOT NULL)",
            name="accepted_in_time",
        ),
        Index("uq_offer_live_place", "place_id", unique=True, **only_when(_LIVE)),
        Index("uq_offer_live_candidacy", "candidacy_id", unique=True, **only_when(_LIVE)),
        Index(
            "uq_offer_accepted_place",
            "place_id",
            unique=True,
            **only_when("accepted_at IS NOT NULL AND reneged_at IS NULL"),
        ),
        Index(
            "uq_offer_replaces",
            "replaces_id",
            unique=True,
            **only_when("replaces_id IS NOT NULL AND dispatched_at IS NOT NULL"),
        ),
        Index("ix_offer_unreleased", "requisition_id", **only_when(_UNRELEASED)),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id")
    candidacy_id: Mapped[int] = fk("candidacy.id", index=False)
    # a place without an offer may be taken away; what once lay on it stays
    place_id: Mapped[int | None] = fk("place.id", index=False, ondelete="SET NULL")
    version: Mapped[int] = number()
    title: Mapped[str] = word(200)
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = word(3)
    period: Mapped[str] = word()
    start_on: Mapped[date] = mapped_column(Date)
    location: Mapped[str | None] = word(200)
    benefits: Mapped[str | None] = text()
    letter: Mapped[str] = text()
    letter_fixed: Mapped[str | None] = text()
    letter_sha256: Mapped[str | None] = word(64)
    hours: Mapped[int] = number(default=24)
    out_of_order_reason: Mapped[str | None] = text()
    # the id of the offer this one takes the place of, in one step, when it is sent; no foreign
    # key, since SQLite adds none to a table others point at without making it anew
    replaces_id: Mapped[int | None] = number()
    made_at: Mapped[datetime] = moment()
    made_by_id: Mapped[int] = fk("person.id", index=False)
    #: when hr released this version, where hr speaks, and who; no foreign key, as above
    released_at: Mapped[datetime | None] = moment()
    released_by_id: Mapped[int | None] = number()
    dispatched_at: Mapped[datetime | None] = moment()
    dispatched_by_id: Mapped[int | None] = fk("person.id", index=False)
    by_hand: Mapped[bool] = flag()
    sending_at: Mapped[datetime | None] = moment()
    sent_at: Mapped[datetime | None] = moment()
    closes_at: Mapped[datetime | None] = moment()
    not_delivered_at: Mapped[datetime | None] = moment()
    not_delivered_reason: Mapped[str | None] = text()
    accepted_at: Mapped[datetime | None] = moment()
    signed_name: Mapped[str | None] = word(200)
    signed_address: Mapped[str | None] = word(64)
    signed_agent: Mapped[str | None] = word(300)
    declined_at: Mapped[datetime | None] = moment()
    decline_reason: Mapped[str | None] = text()
    declined_by_id: Mapped[int | None] = fk("person.id", index=False)
    withdrawn_at: Mapped[datetime | None] = moment()
    withdrawn_reason: Mapped[str | None] = text()
    lapsed_at: Mapped[datetime | None] = moment()
    replaced_at: Mapped[datetime | None] = moment()
    countersigned_at: Mapped[datetime | None] = moment()
    reneged_at: Mapped[datetime | None] = moment()


class Extension(Base):
    """A candidate's request for more time, the two answers to it, and the new moment."""

    __tablename__ = "extension"
    __table_args__ = (
        Index(
            "uq_extension_open",
            "offer_id",
            unique=True,
            **only_when("granted_at IS NULL AND refused_at IS NULL AND void_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    offer_id: Mapped[int] = fk("offer.id")
    asked_at: Mapped[datetime] = moment()
    until: Mapped[datetime] = moment()
    reason: Mapped[str | None] = text()
    # each lead's answer: when they gave it, and the moment they agree to
    recruiter_agreed_at: Mapped[datetime | None] = moment()
    recruiter_until: Mapped[datetime | None] = moment()
    recruiter_id: Mapped[int | None] = fk("person.id", index=False)
    manager_agreed_at: Mapped[datetime | None] = moment()
    manager_until: Mapped[datetime | None] = moment()
    manager_id: Mapped[int | None] = fk("person.id", index=False)
    granted_at: Mapped[datetime | None] = moment()
    granted_until: Mapped[datetime | None] = moment()
    closes_before: Mapped[datetime | None] = moment()
    refused_at: Mapped[datetime | None] = moment()
    refused_by_id: Mapped[int | None] = fk("person.id", index=False)
    refused_reason: Mapped[str | None] = text()
    void_at: Mapped[datetime | None] = moment()


class ChangeAsked(Base):
    """A candidate's request to change what is offered, and what became of it."""

    __tablename__ = "change_asked"
    __table_args__ = (
        CheckConstraint("about IN ('pay', 'start', 'other')", name="about"),
        Index(
            "uq_change_asked_open",
            "offer_id",
            unique=True,
            **only_when("declined_at IS NULL AND met_at IS NULL AND void_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    offer_id: Mapped[int] = fk("offer.id")
    asked_at: Mapped[datetime] = moment()
    about: Mapped[str] = word()
    words: Mapped[str] = text()
    declined_at: Mapped[datetime | None] = moment()
    declined_by_id: Mapped[int | None] = fk("person.id", index=False)
    declined_words: Mapped[str | None] = text()
    met_at: Mapped[datetime | None] = moment()
    void_at: Mapped[datetime | None] = moment()

"""The outbox, from the act that called for a message to the server's yes; a company's own words."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from app.db import Base, fk, flag, json, moment, number, only_when, pk, text, word


class Message(Base):
    """A mail. Its body holds ``{link}`` where a secret address will stand (law L16)."""

    __tablename__ = "message"
    __table_args__ = (
        Index(
            "ix_message_to_send",
            "next_try_at",
            **only_when("sent_at IS NULL AND void_at IS NULL AND failed_at IS NULL"),
        ),
        Index("ix_message_failed", "failed_at", **only_when("failed_at IS NOT NULL")),
        Index("ix_message_subject", "kind", "subject_id"),
        Index(
            "ix_message_held",
            "held_at",
            **only_when("held_at IS NOT NULL AND released_at IS NULL AND void_at IS NULL"),
        ),
        # law L11: what is held is never on its way
        CheckConstraint(
            "held_at IS NULL OR released_at IS NOT NULL "
            "OR (queued_at IS NULL AND sending_at IS NULL AND sent_at IS NULL)",
            name="held_stays",
        ),
    )

    id: Mapped[int] = pk()
    kind: Mapped[str] = word(80)
    subject_id: Mapped[int] = number()
    key: Mapped[str] = word(200, unique=True)
    requisition_id: Mapped[int | None] = fk("requisition.id")
    candidacy_id: Mapped[int | None] = fk("candidacy.id")
    person_id: Mapped[int | None] = fk("person.id")
    to_name: Mapped[str] = word(200)
    to_email: Mapped[str] = word(254)
    subject: Mapped[str] = word(300)
    body: Mapped[str] = text()
    facts: Mapped[dict[str, Any]] = json(default=dict)
    composed: Mapped[bool] = flag()
    link_purpose: Mapped[str | None] = word()
    link_subject_id: Mapped[int | None] = number()
    link_ends_at: Mapped[datetime | None] = moment()
    written_at: Mapped[datetime] = moment()
    written_by_id: Mapped[int | None] = fk("person.id", index=False)
    held_at: Mapped[datetime | None] = moment()
    released_at: Mapped[datetime | None] = moment()
    released_by_id: Mapped[int | None] = fk("person.id", index=False)
    sent_back_at: Mapped[datetime | None] = moment()
    sent_back_by_id: Mapped[int | None] = fk("person.id", index=False)
    sent_back_reason: Mapped[str | None] = text()
    #: why it may read like an offer all the same
    override_reason: Mapped[str | None] = text()
    #: the zone whose quiet hours it keeps; none: it goes at any hour
    zone: Mapped[str | None] = word(60)
    language: Mapped[str | None] = word(10)
    queued_at: Mapped[datetime | None] = moment()
    next_try_at: Mapped[datetime | None] = moment()
    sending_at: Mapped[datetime | None] = moment()
    sending_by: Mapped[str | None] = word(80)
    sent_at: Mapped[datetime | None] = moment()
    failed_at: Mapped[datetime | None] = moment()
    void_at: Mapped[datetime | None] = moment()
    void_reason: Mapped[str | None] = word(300)
    attempts: Mapped[int] = number(default=0)
    error: Mapped[str | None] = text()
    message_id: Mapped[str] = word(200)


class OfferPhrase(Base):
    """Words a company does not want in its letters, beside the rules that come with the check."""

    __tablename__ = "offer_phrase"
    __table_args__ = (
        Index("uq_offer_phrase_words", "words_key", unique=True, **only_when("removed_at IS NULL")),
    )

    id: Mapped[int] = pk()
    words: Mapped[str] = word(200)
    words_key: Mapped[str] = word(400)
    reason: Mapped[str] = word(300)
    added_at: Mapped[datetime] = moment()
    added_by_id: Mapped[int] = fk("person.id", index=False)
    removed_at: Mapped[datetime | None] = moment()
    removed_by_id: Mapped[int | None] = fk("person.id", index=False)


class OfferRuleOff(Base):
    """A rule of the offer-language check that a company has switched off, and why."""

    __tablename__ = "offer_rule_off"
    __table_args__ = (
        Index("uq_offer_rule_off_rule", "rule", unique=True, **only_when("on_at IS NULL")),
    )

    id: Mapped[int] = pk()
    rule: Mapped[str] = word()
    reason: Mapped[str] = word(300)
    off_at: Mapped[datetime] = moment()
    off_by_id: Mapped[int] = fk("person.id", index=False)
    on_at: Mapped[datetime | None] = moment()
    on_by_id: Mapped[int | None] = fk("person.id", index=False)

"""The outbox: every message as a row, from the act that called for it to the server's yes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
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

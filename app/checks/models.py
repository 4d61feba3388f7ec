"""Requests to name referees, referees, what they said, and waivers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from app.db import Base, fk, flag, moment, number, only_when, pk, text, word

RELATIONS = ("manager", "colleague", "report", "client")
AGAIN = ("yes", "with reservations", "no")


class RefereeRequest(Base):
    """That a candidate was asked to name referees, and by when."""

    __tablename__ = "referee_request"

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id", index=False, unique=True)
    asked_at: Mapped[datetime] = moment()
    asked_by_id: Mapped[int] = fk("person.id", index=False)
    due_at: Mapped[datetime] = moment()
    reminded_at: Mapped[datetime | None] = moment()


class Referee(Base):
    """A person who can speak for the candidate, and the one reference asked of them."""

    __tablename__ = "referee"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "email_key"),
        CheckConstraint(
            "again IS NULL OR again IN ('yes', 'with reservations', 'no')", name="again"
        ),
        CheckConstraint("received_at IS NULL OR declined_at IS NULL", name="one_answer"),
        # what waits for somebody, found without a walk through all references there ever were
        Index(
            "ix_referee_open",
            "candidacy_id",
            **only_when("received_at IS NULL AND declined_at IS NULL AND waived_at IS NULL"),
        ),
        Index(
            "ix_referee_unread",
            "candidacy_id",
            **only_when("received_at IS NOT NULL AND read_at IS NULL AND taken_by_id IS NULL"),
        ),
        Index(
            "ix_referee_declined",
            "candidacy_id",
            **only_when("declined_at IS NOT NULL AND waived_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id", index=False)
    name: Mapped[str] = word(200)
    name_key: Mapped[str] = word(400)
    email: Mapped[str] = word(254)
    email_key: Mapped[str] = word(254)
    phone: Mapped[str | None] = word(80)
    relation: Mapped[str] = word()
    worked_at: Mapped[str | None] = word(200)
    named_at: Mapped[datetime] = moment()
    named_by_id: Mapped[int | None] = fk("person.id", index=False)
    consented_at: Mapped[datetime | None] = moment()
    told_at: Mapped[datetime | None] = moment()
    not_before_offer: Mapped[bool] = flag()
    asked_at: Mapped[datetime | None] = moment()
    due_at: Mapped[datetime | None] = moment()
    reminded_at: Mapped[datetime | None] = moment()
    received_at: Mapped[datetime | None] = moment()
    declined_at: Mapped[datetime | None] = moment()
    waived_at: Mapped[datetime | None] = moment()
    waived_by_id: Mapped[int | None] = fk("person.id", index=False)
    waived_reason: Mapped[str | None] = text()
    after_acceptance_at: Mapped[datetime | None] = moment()
    taken_by_id: Mapped[int | None] = fk("person.id", index=False)
    comment: Mapped[str | None] = text()
    again: Mapped[str | None] = word()
    read_at: Mapped[datetime | None] = moment()
    read_by_id: Mapped[int | None] = fk("person.id", index=False)

    marks: Mapped[list["ReferenceMark"]] = relationship(lazy="selectin")


class ReferenceMark(Base):
    """A referee's mark on one of the requisition's criteria, or that they could not say."""

    __tablename__ = "reference_mark"
    __table_args__ = (
        UniqueConstraint("referee_id", "criterion_id"),
        CheckConstraint("value IS NULL OR (value >= 1 AND value <= 5)", name="value"),
    )

    id: Mapped[int] = pk()
    referee_id: Mapped[int] = fk("referee.id", index=False)
    criterion_id: Mapped[int] = fk("criterion.id")
    value: Mapped[int | None] = number()
    comment: Mapped[str | None] = text()


class ReferenceWaiver(Base):
    """That a required kind of reference is done without for one candidacy, and why."""

    __tablename__ = "reference_waiver"
    __table_args__ = (UniqueConstraint("candidacy_id", "relation"),)

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id", index=False)
    relation: Mapped[str] = word()
    reason: Mapped[str] = text()
    waived_at: Mapped[datetime] = moment()
    waived_by_id: Mapped[int] = fk("person.id", index=False)

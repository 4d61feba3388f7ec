"""Private picks, shortlists in versions, and the round that must be held first."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from app.db import Base, fk, json, moment, number, only_when, pk, text, word


class Picking(Base):
    """One round of private picks; nobody sees another's until all are in or it is closed."""

    __tablename__ = "picking"
    __table_args__ = (
        UniqueConstraint("requisition_id", "number"),
        Index(
            "uq_picking_running",
            "requisition_id",
            unique=True,
            **only_when("opened_at IS NULL AND closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    number: Mapped[int] = number()
    started_at: Mapped[datetime] = moment()
    opened_at: Mapped[datetime | None] = moment()
    closed_at: Mapped[datetime | None] = moment()
    closed_by_id: Mapped[int | None] = fk("person.id", index=False)
    closed_reason: Mapped[str | None] = text()

    picks: Mapped[list["Pick"]] = relationship(back_populates="picking", lazy="selectin")


class Pick(Base):
    """One person's private choice of an ordered set."""

    __tablename__ = "pick"
    __table_args__ = (UniqueConstraint("picking_id", "person_id"),)

    id: Mapped[int] = pk()
    picking_id: Mapped[int] = fk("picking.id", index=False)
    person_id: Mapped[int] = fk("person.id")
    saved_at: Mapped[datetime | None] = moment()
    sealed_at: Mapped[datetime | None] = moment()

    picking: Mapped[Picking] = relationship(back_populates="picks", lazy="raise")
    choices: Mapped[list["PickChoice"]] = relationship(
        order_by="PickChoice.position", lazy="selectin", cascade="all, delete-orphan"
    )


class PickChoice(Base):
    """One candidacy in a pick, in order."""

    __tablename__ = "pick_choice"
    __table_args__ = (UniqueConstraint("pick_id", "candidacy_id"),)

    id: Mapped[int] = pk()
    pick_id: Mapped[int] = fk("pick.id", index=False)
    candidacy_id: Mapped[int] = fk("candidacy.id")
    position: Mapped[int] = number()


class FurtherRound(Base):
    """A stated wait: another round of interviews is needed, said by whom, why, reviewed when."""

    __tablename__ = "further_round"
    __table_args__ = (
        Index(
            "uq_further_round_waiting",
            "requisition_id",
            unique=True,
            **only_when("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id")
    round: Mapped[int] = number()
    reason: Mapped[str] = text()
    said_at: Mapped[datetime] = moment()
    said_by_id: Mapped[int] = fk("person.id", index=False)
    review_at: Mapped[datetime] = moment()
    ended_at: Mapped[datetime | None] = moment()
    # Nobody: the round was held.
    ended_by_id: Mapped[int | None] = fk("person.id", index=False)


class Shortlist(Base):
    """One version of the ordered list of a requisition; frozen once put forward.

    What ends it is ``superseded_at``: a later version, or, never put forward, being discarded.
    """

    __tablename__ = "shortlist"
    __table_args__ = (
        UniqueConstraint("requisition_id", "version"),
        Index(
            "uq_shortlist_editing",
            "requisition_id",
            unique=True,
            **only_when("put_forward_at IS NULL AND superseded_at IS NULL"),
        ),
        Index(
            "uq_shortlist_current",
            "requisition_id",
            unique=True,
            **only_when("put_forward_at IS NOT NULL AND superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    version: Mapped[int] = number()
    edit: Mapped[int] = number(default=1)
    started_at: Mapped[datetime] = moment()
    edited_at: Mapped[datetime] = moment()
    edited_by_id: Mapped[int | None] = fk("person.id", index=False)
    put_forward_at: Mapped[datetime | None] = moment()
    put_forward_by_id: Mapped[int | None] = fk("person.id", index=False)
    superseded_at: Mapped[datetime | None] = moment()
    discarded_by_id: Mapped[int | None] = fk("person.id", index=False)
    discarded_reason: Mapped[str | None] = text()
    requirements_id: Mapped[int | None] = fk("requirements.id", index=False)
    exception_reason: Mapped[str | None] = text()
    engine_version: Mapped[str | None] = word()
    seed: Mapped[int | None] = number()
    policy: Mapped[dict[str, Any] | None] = json()
    numbers: Mapped[dict[str, Any] | None] = json()
    fingerprint: Mapped[str | None] = word(64)

    lines: Mapped[list["ShortlistLine"]] = relationship(
        order_by="ShortlistLine.position, ShortlistLine.id",
        lazy="selectin",
        cascade="all, delete-orphan",
    )


class ShortlistLine(Base):
    """A finalist with a position and a reason, or (position empty) one not chosen, and why."""

    __tablename__ = "shortlist_line"
    __table_args__ = (
        UniqueConstraint("shortlist_id", "candidacy_id"),
        Index(
            "uq_shortlist_line_position",
            "shortlist_id",
            "position",
            unique=True,
            **only_when("position IS NOT NULL"),
        ),
    )

    id: Mapped[int] = pk()
    shortlist_id: Mapped[int] = fk("shortlist.id", index=False)
    candidacy_id: Mapped[int] = fk("candidacy.id")
    position: Mapped[int | None] = number()
    reason: Mapped[str | None] = text()

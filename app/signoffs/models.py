"""Chains of sign-offs: steps, and one approver's word on one version of one subject."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, fk, flag, moment, number, pk, text, word


class Chain(Base):
    """The sign-offs asked for one version of one subject (shortlist, offer)."""

    __tablename__ = "signoff_chain"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id"),
        Index("ix_signoff_chain_requisition", "requisition_id"),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    subject_kind: Mapped[str] = word()
    subject_id: Mapped[int] = number()
    version: Mapped[int] = number()
    title: Mapped[str] = word(300)
    due_days: Mapped[int] = number()
    opened_at: Mapped[datetime] = moment()
    approved_at: Mapped[datetime | None] = moment()
    sent_back_at: Mapped[datetime | None] = moment()
    lapsed_at: Mapped[datetime | None] = moment()

    steps: Mapped[list["Step"]] = relationship(
        back_populates="chain", order_by="Step.position", lazy="selectin"
    )


class Step(Base):
    """One step of a chain: all of its approvers, or ``needed`` of them."""

    __tablename__ = "signoff_step"
    __table_args__ = (UniqueConstraint("chain_id", "position"),)

    id: Mapped[int] = pk()
    chain_id: Mapped[int] = fk("signoff_chain.id", index=False)
    position: Mapped[int] = number()
    needed: Mapped[int] = number()
    about: Mapped[str | None] = text()

    chain: Mapped[Chain] = relationship(back_populates="steps", lazy="raise")
    signoffs: Mapped[list["Signoff"]] = relationship(
        back_populates="step", order_by="Signoff.id", lazy="selectin"
    )


class Signoff(Base):
    """One approver's word on exactly the version its chain names, with the limits they stated."""

    __tablename__ = "signoff"
    __table_args__ = (
        UniqueConstraint("step_id", "approver_id"),
        CheckConstraint("decision IS NULL OR decision IN ('given', 'refused')", name="decision"),
    )

    id: Mapped[int] = pk()
    step_id: Mapped[int] = fk("signoff_step.id", index=False)
    approver_id: Mapped[int] = fk("person.id")
    interviewed: Mapped[bool] = flag()
    asked_at: Mapped[datetime | None] = moment()
    due_at: Mapped[datetime | None] = moment()
    decision: Mapped[str | None] = word()
    decided_at: Mapped[datetime | None] = moment()
    reason: Mapped[str | None] = text()
    on_behalf_of_id: Mapped[int | None] = fk("person.id", index=False)
    revoked_at: Mapped[datetime | None] = moment()
    lapsed_at: Mapped[datetime | None] = moment()
    # an earlier yes whose limits cover this version: nobody was asked again
    covered_by_id: Mapped[int | None] = fk("signoff.id", index=False)
    limit_amount: Mapped[int | None] = mapped_column(BigInteger)
    limit_currency: Mapped[str | None] = word(3)
    limit_period: Mapped[str | None] = word()
    limit_latest_start_on: Mapped[date | None] = mapped_column(Date)
    limit_finalists: Mapped[str | None] = word(400)
    limit_order: Mapped[str | None] = word()
    limit_until: Mapped[datetime | None] = moment()

    step: Mapped[Step] = relationship(back_populates="signoffs", lazy="raise")

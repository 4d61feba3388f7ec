"""Asks, scorecards, marks, and each version of a card that was submitted."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from app.db import Base, fk, flag, json, moment, number, only_when, pk, text, word

RECOMMENDATIONS = ("strong no", "no", "yes", "strong yes")


class Ask(Base):
    """That a person owes a scorecard for a candidacy on a panel.

    ``card_in_at`` is when its card came in, none while it is reopened. What decides whether a card
    is owed is the card itself, under the current requirements; this only spares most looks at it.
    """

    __tablename__ = "ask"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "person_id", "panel"),
        Index(
            "ix_ask_open",
            "candidacy_id",
            **only_when("card_in_at IS NULL AND excused_at IS NULL AND ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id", index=False)
    person_id: Mapped[int] = fk("person.id")
    panel: Mapped[str] = word()
    asked_at: Mapped[datetime] = moment()
    due_at: Mapped[datetime] = moment()
    excused_at: Mapped[datetime | None] = moment()
    excused_reason: Mapped[str | None] = text()
    excused_by_id: Mapped[int | None] = fk("person.id", index=False)
    ended_at: Mapped[datetime | None] = moment()
    ended_by: Mapped[str | None] = word(80)
    card_in_at: Mapped[datetime | None] = moment()


class Scorecard(Base):
    """One rater's card on one candidacy, panel and version of requirements."""

    __tablename__ = "scorecard"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "rater_id", "panel", "requirements_id"),
        CheckConstraint(
            "recommendation IS NULL OR recommendation IN ('strong no', 'no', 'yes', 'strong yes')",
            name="recommendation",
        ),
    )

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id", index=False)
    rater_id: Mapped[int] = fk("person.id")
    panel: Mapped[str] = word()
    requirements_id: Mapped[int] = fk("requirements.id")
    recommendation: Mapped[str | None] = word()
    note: Mapped[str | None] = text()
    saved_at: Mapped[datetime | None] = moment()
    submitted_at: Mapped[datetime | None] = moment()
    first_submitted_at: Mapped[datetime | None] = moment()
    reopened_at: Mapped[datetime | None] = moment()
    reopen_reason: Mapped[str | None] = text()
    after_seeing_others: Mapped[bool] = flag()
    substitute_for_id: Mapped[int | None] = fk("person.id", index=False)
    entered_by_id: Mapped[int | None] = fk("person.id", index=False)

    marks: Mapped[list["Mark"]] = relationship(
        back_populates="scorecard", order_by="Mark.id", lazy="selectin"
    )


class Mark(Base):
    """1 to 5 or not assessed for one criterion; the independent one is kept beside the last."""

    __tablename__ = "mark"
    __table_args__ = (
        UniqueConstraint("scorecard_id", "criterion_id"),
        CheckConstraint("value IS NULL OR (value >= 1 AND value <= 5)", name="value"),
        CheckConstraint("NOT (not_assessed AND value IS NOT NULL)", name="one_answer"),
    )

    id: Mapped[int] = pk()
    scorecard_id: Mapped[int] = fk("scorecard.id", index=False)
    criterion_id: Mapped[int] = fk("criterion.id")
    value: Mapped[int | None] = number()
    not_assessed: Mapped[bool] = flag()
    note: Mapped[str | None] = text()
    independent_value: Mapped[int | None] = number()

    scorecard: Mapped[Scorecard] = relationship(back_populates="marks", lazy="raise")


class ScorecardVersion(Base):
    """A card as it was submitted, kept when it is reopened."""

    __tablename__ = "scorecard_version"
    __table_args__ = (UniqueConstraint("scorecard_id", "number"),)

    id: Mapped[int] = pk()
    scorecard_id: Mapped[int] = fk("scorecard.id", index=False)
    number: Mapped[int] = number()
    submitted_at: Mapped[datetime] = moment()
    after_seeing_others: Mapped[bool] = flag()
    reopen_reason: Mapped[str | None] = text()
    body: Mapped[dict[str, Any]] = json()

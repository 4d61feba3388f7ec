"""Tables of promises."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from app.db import Base, fk, moment, only_when, pk, word

MESSAGE, CALL, STAGE, HAND = HOWS = ("message", "call", "stage", "hand")
LONGEST = 300
OPEN = "kept_at IS NULL AND void_at IS NULL"


class Promise(Base):
    """What a candidate was told to expect. ``escalates_at``: from then on the lead sees it too.

    ``missed_at`` is the first date that had passed when a new one was told. ``slips_until`` is when
    we expect to know more, where that is later than promised.
    """

    __tablename__ = "promise"
    __table_args__ = (
        CheckConstraint(f"how IN {HOWS}", name="how"),
        CheckConstraint("kept_at IS NULL OR void_at IS NULL", name="ends_once"),
        Index("ix_promise_owner", "owner_id", "due_at", **only_when(OPEN)),
        Index("ix_promise_open", "requisition_id", "due_at", **only_when(OPEN)),
        Index("ix_promise_told", "requisition_id", "due_at", **only_when("how <> 'stage'")),
        Index("ix_promise_slips", "requisition_id", **only_when("slips_at IS NOT NULL")),
        Index(
            "uq_promise_stage",
            "candidacy_id",
            unique=True,
            **only_when(f"how = 'stage' AND {OPEN}"),
        ),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id")
    candidacy_id: Mapped[int] = fk("candidacy.id")
    text: Mapped[str] = word(LONGEST)
    how: Mapped[str] = word()
    made_at: Mapped[datetime] = moment()
    made_by_id: Mapped[int | None] = fk("person.id", index=False)
    made_by_message_id: Mapped[int | None] = fk("message.id", index=False)
    due_at: Mapped[datetime] = moment()
    escalates_at: Mapped[datetime] = moment()
    owner_id: Mapped[int] = fk("person.id", index=False)
    missed_at: Mapped[datetime | None] = moment()
    kept_at: Mapped[datetime | None] = moment()
    kept_by_message_id: Mapped[int | None] = fk("message.id", index=False)
    void_at: Mapped[datetime | None] = moment()
    void_reason: Mapped[str | None] = word(LONGEST)
    slips_at: Mapped[datetime | None] = moment()
    slips_until: Mapped[datetime | None] = moment()
    slips_why: Mapped[str | None] = word()


class PromiseMove(Base):
    """A new date that a candidate was told in place of another."""

    __tablename__ = "promise_move"

    id: Mapped[int] = pk()
    promise_id: Mapped[int] = fk("promise.id")
    moved_at: Mapped[datetime] = moment()
    from_due_at: Mapped[datetime] = moment()
    to_due_at: Mapped[datetime] = moment()
    how: Mapped[str] = word()
    moved_by_id: Mapped[int | None] = fk("person.id", index=False)
    message_id: Mapped[int | None] = fk("message.id", index=False)

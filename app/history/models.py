"""Append-only lines in hash chains: one chain per requisition and one for the office."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db import Base, fk, json, moment, number, only_when, pk, word

ACTORS = ("person", "candidate", "referee", "worker")


class HistoryChain(Base):
    """The head of one chain; its row is locked while lines are added."""

    __tablename__ = "history_chain"
    __table_args__ = (
        Index(
            "uq_history_chain_office",
            "is_office",
            unique=True,
            **only_when("is_office = 1"),
        ),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int | None] = fk("requisition.id", index=False, unique=True)
    is_office: Mapped[int] = number(default=0)
    last_line: Mapped[int] = number(default=0)
    last_hash: Mapped[str] = word(64, default="")
    sealed_line: Mapped[int | None] = number()


class HistoryLine(Base):
    """Who did what to which subject, when; ids and hashes only, never marks, pay or words."""

    __tablename__ = "history_line"
    __table_args__ = (
        UniqueConstraint("chain_id", "line"),
        Index("ix_history_line_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = pk()
    chain_id: Mapped[int] = fk("history_chain.id", index=False)
    line: Mapped[int] = number()
    at: Mapped[datetime] = moment()
    actor_kind: Mapped[str] = word()
    actor_id: Mapped[int | None] = number()
    on_behalf_of_id: Mapped[int | None] = number()
    verb: Mapped[str] = word(80)
    subject_kind: Mapped[str] = word()
    subject_id: Mapped[int | None] = number()
    candidacy_id: Mapped[int | None] = number(index=True)
    payload_hash: Mapped[str] = word(64)
    previous_hash: Mapped[str] = word(64)
    hash: Mapped[str] = word(64)


class HistoryPayload(Base):
    """What a line says beyond its ids, salted, erasable without breaking the chain."""

    __tablename__ = "history_payload"

    line_id: Mapped[int] = fk("history_line.id", index=False, primary_key=True)
    salt: Mapped[str] = word(64)
    body: Mapped[dict[str, Any]] = json()

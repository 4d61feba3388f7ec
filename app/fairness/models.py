"""The questions, their choices, and answers under a key that names nobody."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from app.db import Base, fk, moment, number, pk, word


class GroupAsking(Base):
    """A time during which candidates are asked; it ends when hr switches it off."""

    __tablename__ = "group_asking"

    id: Mapped[int] = pk()
    begun_at: Mapped[datetime] = moment()
    begun_by_id: Mapped[int | None] = fk("person.id", index=False)
    ended_at: Mapped[datetime | None] = moment()


class GroupQuestion(Base):
    """One question. It is never changed: another takes its place, and counts begin anew."""

    __tablename__ = "group_question"

    id: Mapped[int] = pk()
    position: Mapped[int] = number()
    words: Mapped[str] = word(200)
    made_at: Mapped[datetime] = moment()
    retired_at: Mapped[datetime | None] = moment()

    choices: Mapped[list["GroupChoice"]] = relationship(
        order_by="GroupChoice.position", lazy="selectin"
    )


class GroupChoice(Base):
    """One answer that may be chosen: the name of a group."""

    __tablename__ = "group_choice"
    __table_args__ = (UniqueConstraint("question_id", "words"),)

    id: Mapped[int] = pk()
    question_id: Mapped[int] = fk("group_question.id", index=False)
    position: Mapped[int] = number()
    words: Mapped[str] = word(120)


class GroupAnswer(Base):
    """What somebody chose. No moment is kept, so that none leads to a visit; the key to nobody."""

    __tablename__ = "group_answer"
    __table_args__ = (UniqueConstraint("key", "question_id"),)

    id: Mapped[int] = pk()
    key: Mapped[str] = word(64)
    question_id: Mapped[int] = fk("group_question.id")
    choice_id: Mapped[int] = fk("group_choice.id", index=False)

"""Templates of letters in their versions, and letters in that were handed on."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from app.db import Base, fk, flag, moment, number, only_when, pk, text, word


class LetterTemplate(Base):
    """A text letters begin with, in one language; *standing*: sent as it is, it is not held."""

    __tablename__ = "letter_template"
    __table_args__ = (
        Index(
            "uq_letter_template_name",
            "name_key",
            "language",
            unique=True,
            **only_when("retired_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    name: Mapped[str] = word(120)
    name_key: Mapped[str] = word(250)
    language: Mapped[str] = word(10)
    standing: Mapped[bool] = flag()
    made_at: Mapped[datetime] = moment()
    made_by_id: Mapped[int] = fk("person.id", index=False)
    retired_at: Mapped[datetime | None] = moment()


class TemplateVersion(Base):
    """One wording of a template; a standing one may be used once hr has released it."""

    __tablename__ = "template_version"
    __table_args__ = (UniqueConstraint("template_id", "version"),)

    id: Mapped[int] = pk()
    template_id: Mapped[int] = fk("letter_template.id", index=False)
    version: Mapped[int] = number()
    subject: Mapped[str] = word(200)
    body: Mapped[str] = text()
    made_at: Mapped[datetime] = moment()
    made_by_id: Mapped[int] = fk("person.id", index=False)
    released_at: Mapped[datetime | None] = moment()
    released_by_id: Mapped[int | None] = fk("person.id", index=False)
    override_reason: Mapped[str | None] = text()

    template: Mapped[LetterTemplate] = relationship(lazy="joined")


class LetterIn(Base):
    """What a candidate wrote to somebody here, handed to those who answer."""

    __tablename__ = "letter_in"
    __table_args__ = (
        Index("ix_letter_in_open", "told_at", **only_when("answered_at IS NULL")),
        Index("ix_letter_in_candidacy", "candidacy_id", "id"),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id")
    candidacy_id: Mapped[int] = fk("candidacy.id", index=False)
    words: Mapped[str] = text()
    told_at: Mapped[datetime] = moment()
    told_by_id: Mapped[int] = fk("person.id", index=False)
    answered_at: Mapped[datetime | None] = moment()
    answered_by_id: Mapped[int | None] = fk("person.id", index=False)

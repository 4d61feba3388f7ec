"""What the candidate's page may say, what is asked of them there, and what they ask and change."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db import Base, fk, flag, moment, only_when, pk, text, word

KINDS = ("document", "question")


class PagePolicy(Base):
    """Which of the things we wait for the candidates of one requisition do not read about."""

    __tablename__ = "page_policy"

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False, unique=True)
    hides_panel: Mapped[bool] = flag()
    hides_references: Mapped[bool] = flag()
    hides_signoff: Mapped[bool] = flag()
    hides_hold: Mapped[bool] = flag()


class PageText(Base):
    """Our words for one standing in one requisition, in place of the usual ones."""

    __tablename__ = "page_text"
    __table_args__ = (UniqueConstraint("requisition_id", "standing"),)

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    standing: Mapped[str] = word()
    text: Mapped[str] = text()


class Need(Base):
    """What a person of ours needs of a candidate: a document, or the answer to a question."""

    __tablename__ = "need"
    __table_args__ = (CheckConstraint("kind IN ('document', 'question')", name="kind"),)

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id")
    kind: Mapped[str] = word()
    words: Mapped[str] = text()
    asked_at: Mapped[datetime] = moment()
    asked_by_id: Mapped[int] = fk("person.id", index=False)
    due_at: Mapped[datetime | None] = moment()
    message_id: Mapped[int | None] = fk("message.id", index=False)
    answered_at: Mapped[datetime | None] = moment()
    answer: Mapped[str | None] = text()
    attachment_id: Mapped[int | None] = fk("attachment.id", index=False)
    read_at: Mapped[datetime | None] = moment()
    taken_back_at: Mapped[datetime | None] = moment()


class OwnQuestion(Base):
    """What a candidate asked on their page, and by which letter or otherwise it was answered."""

    __tablename__ = "own_question"
    __table_args__ = (
        Index(
            "ix_own_question_open",
            "candidacy_id",
            **only_when("answered_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id")
    words: Mapped[str] = text()
    asked_at: Mapped[datetime] = moment()
    answered_at: Mapped[datetime | None] = moment()
    answered_by_id: Mapped[int | None] = fk("person.id", index=False)
    message_id: Mapped[int | None] = fk("message.id", index=False)


class AddressChange(Base):
    """A new e-mail address a candidate wants, until both addresses have said yes."""

    __tablename__ = "address_change"
    __table_args__ = (
        CheckConstraint(
            "done_at IS NULL OR (old_confirmed_at IS NOT NULL AND new_confirmed_at IS NOT NULL)",
            name="both_said_yes",
        ),
        CheckConstraint("done_at IS NULL OR ended_at IS NULL", name="ends_once"),
        Index(
            "uq_address_change_open",
            "candidate_id",
            unique=True,
            **only_when("done_at IS NULL AND ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    candidate_id: Mapped[int] = fk("candidate.id")
    candidacy_id: Mapped[int] = fk("candidacy.id")
    old_email: Mapped[str] = word(254)
    new_email: Mapped[str] = word(254)
    asked_at: Mapped[datetime] = moment()
    ends_at: Mapped[datetime] = moment()
    old_confirmed_at: Mapped[datetime | None] = moment()
    new_confirmed_at: Mapped[datetime | None] = moment()
    done_at: Mapped[datetime | None] = moment()
    ended_at: Mapped[datetime | None] = moment()
    ended_why: Mapped[str | None] = word(200)

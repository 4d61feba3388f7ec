"""Candidates, their candidacies, attachments and interviews."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from app.db import Base, fk, flag, moment, number, only_when, ordered_word, pk, text, word

INTERVIEW_KINDS = ("talk", "presentation", "group")


class Candidate(Base):
    """A human being, once, however many requisitions."""

    __tablename__ = "candidate"

    id: Mapped[int] = pk()
    name: Mapped[str] = word(200)
    name_key: Mapped[str] = word(400, index=True)
    email: Mapped[str | None] = word(254)
    email_key: Mapped[str | None] = word(254, unique=True)
    external_id: Mapped[str | None] = word(120, unique=True)
    phone: Mapped[str | None] = word(80)
    current_title: Mapped[str | None] = word(300)
    current_employer: Mapped[str | None] = word(300)
    location: Mapped[str | None] = word(300)
    time_zone: Mapped[str | None] = word(60)
    language: Mapped[str | None] = word(10)
    portfolio_url: Mapped[str | None] = word(500)
    linkedin_url: Mapped[str | None] = word(500)
    #: further addresses of theirs, one a line
    profiles: Mapped[str | None] = text()
    consented_at: Mapped[datetime | None] = moment()
    retain_until: Mapped[datetime | None] = moment()
    is_demo: Mapped[bool] = flag()
    created_at: Mapped[datetime] = moment()


class Candidacy(Base):
    """A candidate in one requisition."""

    __tablename__ = "candidacy"
    __table_args__ = (
        UniqueConstraint("requisition_id", "candidate_id"),
        UniqueConstraint("requisition_id", "code_name"),
        Index("ix_candidacy_requisition_name", "requisition_id", "name_key", "id"),
        Index("ix_candidacy_name", "name_key", "id"),
        # counted on many pages, so without a look at the rows themselves
        Index(
            "ix_candidacy_in_play",
            "requisition_id",
            "interviewed_at",
            "told_outcome_at",
            **only_when("withdrawn_at IS NULL AND set_aside_at IS NULL"),
        ),
        Index(
            "ix_candidacy_unasked",
            "requisition_id",
            **only_when("asked_at IS NULL AND withdrawn_at IS NULL AND set_aside_at IS NULL"),
        ),
        Index(
            "ix_candidacy_own_deadline",
            "own_deadline_at",
            **only_when("own_deadline_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    candidate_id: Mapped[int] = fk("candidate.id")
    name_key: Mapped[str] = word(400)
    code_name: Mapped[str | None] = word(60)
    brought_by_id: Mapped[int | None] = fk("person.id", index=False)
    source: Mapped[str | None] = word(200)
    notes: Mapped[str | None] = text()
    applied_at: Mapped[datetime | None] = moment()
    interviewed_at: Mapped[datetime | None] = moment()
    #: When a card was first asked for; what decides whether one is asked for is the ask itself.
    asked_at: Mapped[datetime | None] = moment()
    last_word_at: Mapped[datetime | None] = moment()
    told_outcome_at: Mapped[datetime | None] = moment()
    # By when the candidate must answer somebody else, as they or the recruiter told us.
    own_deadline_at: Mapped[datetime | None] = moment()
    own_deadline_note: Mapped[str | None] = word(300)
    own_deadline_told_at: Mapped[datetime | None] = moment()
    created_at: Mapped[datetime] = moment()
    withdrawn_at: Mapped[datetime | None] = moment()
    withdrawn_note: Mapped[str | None] = text()
    set_aside_at: Mapped[datetime | None] = moment()
    set_aside_reason: Mapped[str | None] = text()

    candidate: Mapped[Candidate] = relationship(lazy="raise")

    @property
    def in_play(self) -> bool:
        """Whether neither the candidate nor we have ended it."""
        return self.withdrawn_at is None and self.set_aside_at is None


class CandidacyWord(Base):
    """A word of a candidate's name or their address, to search by, in all or in one requisition."""

    __tablename__ = "candidacy_word"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "word"),
        Index("ix_candidacy_word_word", "word", "candidacy_id"),
        Index("ix_candidacy_word_requisition", "requisition_id", "word", "candidacy_id"),
    )

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id", index=False)
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    word: Mapped[str] = ordered_word(254)


class Attachment(Base):
    """A CV or other file, kept outside the web root under a random name."""

    __tablename__ = "attachment"

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id")
    kind: Mapped[str] = word()
    filename: Mapped[str] = word(255)
    stored_as: Mapped[str] = word(80, unique=True)
    media_type: Mapped[str] = word(120)
    size: Mapped[int] = number()
    sha256: Mapped[str] = word(64)
    added_at: Mapped[datetime] = moment()
    added_by_id: Mapped[int | None] = fk("person.id", index=False)
    removed_at: Mapped[datetime | None] = moment()


class Interview(Base):
    """A meeting: which round, what kind, when, who sat on it."""

    __tablename__ = "interview"

    id: Mapped[int] = pk()
    candidacy_id: Mapped[int] = fk("candidacy.id")
    round: Mapped[int] = number()
    kind: Mapped[str] = word()
    held_at: Mapped[datetime] = moment()

    panel: Mapped[list["InterviewPerson"]] = relationship(
        back_populates="interview", lazy="selectin"
    )


class InterviewPerson(Base):
    """One person who sat on an interview."""

    __tablename__ = "interview_person"
    __table_args__ = (UniqueConstraint("interview_id", "person_id"),)

    id: Mapped[int] = pk()
    interview_id: Mapped[int] = fk("interview.id", index=False)
    person_id: Mapped[int] = fk("person.id")

    interview: Mapped[Interview] = relationship(back_populates="panel", lazy="raise")

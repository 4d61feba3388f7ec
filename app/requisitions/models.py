"""Requisitions, their places, policies, requirements and criteria."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Float, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, fk, flag, moment, number, only_when, ordered_word, pk, text, word

KINDS = ("soft", "hard")
AREAS = ("experience", "skills", "industry knowledge", "culture")


class Requisition(Base):
    """An opening. Its stage follows from its moments; *filled* from its places."""

    __tablename__ = "requisition"

    id: Mapped[int] = pk()
    code: Mapped[str] = word(40)
    code_key: Mapped[str] = word(40, unique=True)
    title: Mapped[str] = word(200)
    name_key: Mapped[str] = word(500, index=True)
    client: Mapped[str | None] = word(200)
    location: Mapped[str | None] = word(200)
    time_zone: Mapped[str] = word(60)
    created_at: Mapped[datetime] = moment()
    opened_at: Mapped[datetime | None] = moment()
    closed_at: Mapped[datetime | None] = moment()
    inputs_version: Mapped[int] = number(default=1)
    is_demo: Mapped[bool] = flag()

    @property
    def requisition_id(self) -> int:
        """Return its own id, so that the guard may ask any subject for its requisition."""
        return self.id

    @property
    def stage(self) -> str:
        """Return draft, open or closed."""
        if self.closed_at is not None:
            return "closed"
        return "draft" if self.opened_at is None else "open"


class RequisitionWord(Base):
    """A word of a requisition's code, title or client, to search by."""

    __tablename__ = "requisition_word"
    __table_args__ = (
        UniqueConstraint("requisition_id", "word"),
        Index("ix_requisition_word_word", "word", "requisition_id"),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    word: Mapped[str] = ordered_word(254)


class Place(Base):
    """One seat. ``offer_id`` is the offer that holds or fills it, written compare-and-swap."""

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("requisition_id", "number"),
        CheckConstraint("filled_at IS NULL OR offer_id IS NOT NULL", name="filled_by_an_offer"),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    number: Mapped[int] = number()
    offer_id: Mapped[int | None] = fk("offer.id", index=False, unique=True, use_alter=True)
    held_until: Mapped[datetime | None] = moment()
    filled_at: Mapped[datetime | None] = moment()


class Policy(Base):
    """The numbers of one requisition, copied from the company's when it is opened."""

    __tablename__ = "policy"

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False, unique=True)
    list_size: Mapped[int] = number(default=4)
    coverage_min: Mapped[float] = mapped_column(Float, default=0.80)
    must_have_min: Mapped[float] = mapped_column(Float, default=3.0)
    interviewed_min: Mapped[int] = number(default=3)
    scorecard_days: Mapped[int] = number(default=2)
    signoff_days: Mapped[int] = number(default=2)
    reference_days: Mapped[int] = number(default=3)
    references_manager: Mapped[int] = number(default=1)
    references_colleague: Mapped[int] = number(default=1)
    offer_hours: Mapped[int] = number(default=24)
    #: whoever waits is owed a word every so many days; 0: policy promises none
    word_days: Mapped[int] = number(default=7)
    #: from then on hr speaks: what is composed waits for hr; none: everybody writes for themselves
    hr_speaks_at: Mapped[datetime | None] = moment()
    #: nothing composed leaves between these hours of the candidate's own clock; equal: at any hour
    quiet_from: Mapped[int] = number(default=20)
    quiet_until: Mapped[int] = number(default=8)


class PolicyStep(Base):
    """One approver in the requisition's chain for a kind of subject, in its step."""

    __tablename__ = "policy_step"
    __table_args__ = (UniqueConstraint("requisition_id", "subject_kind", "person_id"),)

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    subject_kind: Mapped[str] = word()
    position: Mapped[int] = number()
    person_id: Mapped[int] = fk("person.id")


class Requirements(Base):
    """One version of a requisition's criteria; exactly one is current."""

    __tablename__ = "requirements"
    __table_args__ = (
        UniqueConstraint("requisition_id", "version"),
        Index(
            "uq_requirements_current",
            "requisition_id",
            unique=True,
            **only_when("superseded_at IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    version: Mapped[int] = number()
    made_at: Mapped[datetime] = moment()
    superseded_at: Mapped[datetime | None] = moment()

    criteria: Mapped[list["Criterion"]] = relationship(
        back_populates="requirements", order_by="Criterion.position", lazy="selectin"
    )


class Criterion(Base):
    """What is judged: soft or hard, in an area, with a weight, a question and anchors 1 to 5."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("requirements_id", "name_key"),
        CheckConstraint("kind IN ('soft', 'hard')", name="kind"),
        CheckConstraint("weight >= 0", name="weight"),
    )

    id: Mapped[int] = pk()
    requirements_id: Mapped[int] = fk("requirements.id", index=False)
    position: Mapped[int] = number()
    name: Mapped[str] = word(120)
    name_key: Mapped[str] = word(250)
    kind: Mapped[str] = word()
    area: Mapped[str] = word()
    weight: Mapped[float] = mapped_column(Float)
    must_have: Mapped[bool] = flag()
    question: Mapped[str | None] = text()
    anchor_1: Mapped[str | None] = text()
    anchor_2: Mapped[str | None] = text()
    anchor_3: Mapped[str | None] = text()
    anchor_4: Mapped[str | None] = text()
    anchor_5: Mapped[str | None] = text()

    requirements: Mapped[Requirements] = relationship(back_populates="criteria", lazy="raise")

    @property
    def anchors(self) -> dict[int, str | None]:
        """Return the behavioural anchor of each mark."""
        return {
            1: self.anchor_1,
            2: self.anchor_2,
            3: self.anchor_3,
            4: self.anchor_4,
            5: self.anchor_5,
        }

"""Accounts, memberships, sign-in sessions, attempts, recusals and the company itself."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, relationship

from app.core.wording import initials
from app.db import Base, fk, flag, moment, number, only_when, ordered_word, pk, text, word

PARTS = (
    "recruiter",
    "hiring manager",
    "interviewer",
    "approver",
    "observer",
    "agency recruiter",
)


#: What a company is called until somebody names it.
FIRST_NAME = "Your company"


class Company(Base):
    """The one company this installation serves."""

    __tablename__ = "company"

    id: Mapped[int] = pk()
    name: Mapped[str] = word(200)
    time_zone: Mapped[str] = word(60)
    demo_loaded_at: Mapped[datetime | None] = moment()
    #: rules of signing in; none: the usual (app/people/signing_in.py)
    second_factor_for: Mapped[str | None] = word()
    idle_hours: Mapped[int | None] = number()
    session_days: Mapped[int | None] = number()
    #: where candidates' replies go while hr speaks; none: to whoever of hr released the letter
    hr_email: Mapped[str | None] = word(254)
    #: how pages by link look: the colour as "#0e5c59", and the hash of the logo that is served
    colour: Mapped[str | None] = word(7)
    logo_sha256: Mapped[str | None] = word(64)


class CompanyLogo(Base):
    """The picture beside the company's name, apart from it since every page reads the name."""

    __tablename__ = "company_logo"

    id: Mapped[int] = pk()
    company_id: Mapped[int] = fk("company.id", index=False, unique=True)
    media_type: Mapped[str] = word()
    base64: Mapped[str] = text()
    added_at: Mapped[datetime] = moment()


class Person(Base):
    """Someone with an account. Global roles are two flags; all else is a membership."""

    __tablename__ = "person"

    id: Mapped[int] = pk()
    email: Mapped[str] = word(254)
    email_key: Mapped[str] = word(254, unique=True)
    name: Mapped[str] = word(200)
    name_key: Mapped[str] = word(400, index=True)
    title: Mapped[str | None] = word(200)
    time_zone: Mapped[str] = word(60)
    password_hash: Mapped[str | None] = text()
    is_admin: Mapped[bool] = flag()
    is_hr: Mapped[bool] = flag()
    is_demo: Mapped[bool] = flag()
    #: Whether candidates of a requisition are shown to them as a board, not as a list.
    likes_boards: Mapped[bool] = flag(server_default=false())
    created_at: Mapped[datetime] = moment()
    password_set_at: Mapped[datetime | None] = moment()
    switched_off_at: Mapped[datetime | None] = moment()

    @property
    def initials(self) -> str:
        """One or two letters for the round beside the name."""
        return initials(self.name)

    @property
    def active(self) -> bool:
        """Whether the account may be used."""
        return self.switched_off_at is None


class PersonWord(Base):
    """A word by which a person is searched for (see ``app/people/words.py``)."""

    __tablename__ = "person_word"
    __table_args__ = (
        UniqueConstraint("person_id", "word"),
        Index("ix_person_word_word", "word", "person_id"),
    )

    id: Mapped[int] = pk()
    person_id: Mapped[int] = fk("person.id", index=False)
    word: Mapped[str] = ordered_word(254)


class KeptView(Base):
    """A choice of rows, order and columns of one list, kept by a person under a name."""

    __tablename__ = "kept_view"
    __table_args__ = (UniqueConstraint("person_id", "path", "name"),)

    id: Mapped[int] = pk()
    person_id: Mapped[int] = fk("person.id", index=False)
    path: Mapped[str] = word(120)
    name: Mapped[str] = word(60)
    query: Mapped[str] = word(1000)
    kept_at: Mapped[datetime] = moment()


class Membership(Base):
    """A person's part in one requisition."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("requisition_id", "person_id", "part"),
        Index(
            "uq_membership_lead",
            "requisition_id",
            "part",
            unique=True,
            **only_when("is_lead"),
        ),
        CheckConstraint("NOT is_lead OR part IN ('recruiter', 'hiring manager')", name="lead_part"),
    )

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    person_id: Mapped[int] = fk("person.id")
    part: Mapped[str] = word()
    is_lead: Mapped[bool] = flag()
    added_at: Mapped[datetime] = moment()

    person: Mapped[Person] = relationship(lazy="raise")


class SignIn(Base):
    """One signed-in browser of a person; the cookie holds a secret of which we keep the hash."""

    __tablename__ = "sign_in"

    id: Mapped[int] = pk()
    person_id: Mapped[int] = fk("person.id")
    secret_hash: Mapped[str] = word(64, unique=True)
    started_at: Mapped[datetime] = moment()
    last_seen_at: Mapped[datetime] = moment()
    ended_at: Mapped[datetime | None] = moment()
    #: by when the second factor must follow the password; none: this browser is signed in
    factor_due_at: Mapped[datetime | None] = moment()
    address: Mapped[str | None] = word(64)
    agent: Mapped[str | None] = word(300)


class SecondFactor(Base):
    """The secret that a person's phone shares with us, encrypted; ``new_secret`` until it works."""

    __tablename__ = "second_factor"

    id: Mapped[int] = pk()
    person_id: Mapped[int] = fk("person.id", index=False, unique=True)
    secret: Mapped[str | None] = text()
    confirmed_at: Mapped[datetime | None] = moment()
    new_secret: Mapped[str | None] = text()
    #: the half minute of the last code taken: none of it or before is taken again
    last_step: Mapped[int | None] = number()


class RecoveryCode(Base):
    """A code that replaces the phone, once; we keep its hash."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)

    id: Mapped[int] = pk()
    person_id: Mapped[int] = fk("person.id", index=False)
    code_hash: Mapped[str] = word(64)
    used_at: Mapped[datetime | None] = moment()


class Attempt(Base):
    """One counted attempt (a sign-in, a link), by the hash of whom or where it concerns."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_kind_key_at", "kind", "key", "at"),)

    id: Mapped[int] = pk()
    kind: Mapped[str] = word()
    key: Mapped[str] = word(64)
    at: Mapped[datetime] = moment()


class Recusal(Base):
    """An e-mail address that is a candidate or referee of a requisition, so its owner sees none."""

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("requisition_id", "email_key", "why"),)

    id: Mapped[int] = pk()
    requisition_id: Mapped[int] = fk("requisition.id", index=False)
    email_key: Mapped[str] = word(254, index=True)
    why: Mapped[str] = word()

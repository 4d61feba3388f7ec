"""Secret addresses for outsiders and approvers, and each opening of one."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.db import Base, fk, moment, number, pk, word

#: purpose → path in front of the token
PURPOSES = {
    "invitation": "/invitations/",
    "reset": "/passwords/",
    "candidate": "/c/",
    "offer": "/o/",
    "referee": "/r/",
    "signoff": "/s/",
    "disavowal": "/disavowals/",
    "calendar": "/calendar/",
    "old-address": "/addresses/old/",
    "new-address": "/addresses/new/",
    "feed": "/calendar/",
}
#: purpose → what stands behind the token, so that a program knows the file by its name
ENDINGS = {"calendar": ".ics", "feed": ".ics"}


class Link(Base):
    """A random 256-bit token, of which only the hash is kept; one purpose, one subject, an end."""

    __tablename__ = "link"
    __table_args__ = (Index("ix_link_purpose_subject", "purpose", "subject_id"),)

    id: Mapped[int] = pk()
    token_hash: Mapped[str] = word(64, unique=True)
    purpose: Mapped[str] = word()
    subject_id: Mapped[int] = number()
    requisition_id: Mapped[int | None] = fk("requisition.id")
    person_id: Mapped[int | None] = fk("person.id")
    made_at: Mapped[datetime] = moment()
    ends_at: Mapped[datetime] = moment()
    used_at: Mapped[datetime | None] = moment()
    revoked_at: Mapped[datetime | None] = moment()


class Visit(Base):
    """One opening of a link; nothing is derived from it."""

    __tablename__ = "visit"

    id: Mapped[int] = pk()
    link_id: Mapped[int] = fk("link.id")
    at: Mapped[datetime] = moment()

"""What mail and links need to know of the messages about accounts."""

from datetime import datetime

from app.accounts import actions
from app.accounts.lines import NOTICE
from app.db import db
from app.links import fresh
from app.links.models import Link
from app.mail.kinds import Kind, register
from app.mail.models import Message
from app.people.models import Person


def still_invited(message: Message, at: datetime) -> bool:
    """Say whether the account still waits for its first password, and the link for its mail."""
    person = db.session.get(Person, message.subject_id)
    waits = person is not None and person.active and person.password_hash is None
    return waits and _in_time(message, at)


def still_wanted(message: Message, at: datetime) -> bool:
    """Say whether a new password can still be set by this mail's link."""
    person = db.session.get(Person, message.subject_id)
    return person is not None and person.active and _in_time(message, at)


def mail_again(link: Link, at: datetime) -> None:
    """Mail the person of an ended link the one they need now."""
    person = db.session.get(Person, link.subject_id)
    if person is not None:
        actions.mail_password_link(person, at=at)


def _in_time(message: Message, at: datetime) -> bool:
    return message.link_ends_at is None or at < message.link_ends_at


register(
    Kind("accounts.invitation", still_true=still_invited),
    Kind("accounts.reset", still_true=still_wanted),
    Kind("accounts.made_hr"),
    Kind(NOTICE),
)
fresh.register("invitation", mail_again)
fresh.register("reset", mail_again)

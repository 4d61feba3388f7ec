"""Verbs on accounts: invite, set a password, change roles, switch off and on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts import letters, queries, rules
from app.accounts.lines import record_on, tell
from app.core.decision import Refused, require
from app.core.names import name_key
from app.db import db
from app.history.actions import WORKER, Actor, record
from app.links.actions import mint, revoke
from app.mail.actions import To, WithLink, queue, void
from app.mail.models import Message
from app.people import sessions
from app.people.models import Company, Person, SignIn
from app.people.queries import by_email, company
from app.people.words import keep_person

INVITATION = timedelta(days=letters.INVITATION_DAYS)
RESET = timedelta(hours=letters.RESET_HOURS)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who an account is for, and their roles in the office."""

    email: str
    name: str
    time_zone: str
    title: str | None = None
    admin: bool = False
    hr: bool = False


def add(
    new: NewAccount, *, by: Person | Actor, at: datetime, password_hash: str | None = None
) -> Person:
    """Make an account; without a password it waits for an invitation to be taken up."""
    person = Person(
        email=new.email.strip(),
        email_key=new.email.strip().casefold(),
        name=" ".join(new.name.split()),
        name_key=name_key(new.name),
        title=new.title or None,
        time_zone=new.time_zone,
        is_admin=new.admin,
        is_hr=new.hr,
        created_at=at,
        password_hash=password_hash,
        password_set_at=at if password_hash else None,
    )
    known = by_email(new.email)
    require(rules.may_invite(taken_by=known.name if known else None))
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError:
        raise Refused("Someone else has just made an account with this address.") from None
    keep_person(person)
    record_on("added" if password_hash else "invited", person, by=by, at=at)
    if person.is_hr:
        _tell_of_hr(person, by=by, at=at)
    return person


def invite(new: NewAccount, *, by: Person | Actor, at: datetime) -> Person:
    """Make an account and mail its invitation."""
    person = add(new, by=by, at=at)
    _mail_invitation(person, by=by, at=at)
    return person


def invite_again(person: Person, *, by: Person, at: datetime) -> None:
    """Mail the invitation once more; one still waiting to go out is stopped."""
    db.session.refresh(person, with_for_update=True)
    require(rules.may_be_invited_again(queries.facts_of(person, viewer=by)))
    void("accounts.invitation", person.id, at=at, reason="A newer invitation took its place.")
    _mail_invitation(person, by=by, at=at)
    record_on("invited_again", person, by=by, at=at)


def show_invitation(person: Person, *, by: Person, at: datetime) -> str:
    """Mint an invitation's link to hand over; an act in history (law L16)."""
    db.session.refresh(person, with_for_update=True)
    require(rules.may_show_invitation(queries.facts_of(person), hr_looks=by.is_hr))
    record_on("link_shown", person, by=by, at=at)
    return mint("invitation", person.id, at=at, ends_at=at + INVITATION, person_id=person.id)


def ask_for_password(email: str, *, at: datetime) -> None:
    """Mail a link to set a new password, where somebody has an account with this address."""
    person = by_email(email)
    if person is not None:
        mail_password_link(person, at=at)


def mail_password_link(person: Person, *, at: datetime) -> None:
    """Mail the link a person needs to have a password: a reset, or else their invitation."""
    db.session.refresh(person, with_for_update=True)
    if not person.active:
        return
    if person.password_hash is None:
        void("accounts.invitation", person.id, at=at, reason="A newer invitation took its place.")
        _mail_invitation(person, by=WORKER, at=at)
        return
    void("accounts.reset", person.id, at=at, reason="A newer one took its place.")
    subject, body = letters.reset(person, company().name)
    _queue("accounts.reset", person, subject, body, WithLink("reset", person.id, at + RESET), at)
    record_on("reset_asked", person, by=WORKER, at=at)


def set_password(person: Person, password_hash: str, *, at: datetime) -> None:
    """Keep a new password; every other way in and every open session ends."""
    first = person.password_hash is None
    person.password_hash, person.password_set_at = password_hash, at
    revoke("feed", person.id, at=at)
    for purpose, kind in (("invitation", "accounts.invitation"), ("reset", "accounts.reset")):
        revoke(purpose, person.id, at=at)
        void(kind, person.id, at=at, reason="The password is set.")
    sessions.end_all(person.id, at=at)
    record_on("joined" if first else "password_reset", person, by=person, at=at)
    if not first:
        tell(person, letters.password_changed, at=at)


def change_password(person: Person, password_hash: str, *, at: datetime) -> None:
    """Keep a password its owner changed; their sessions end, and links to reset it."""
    person.password_hash, person.password_set_at = password_hash, at
    revoke("reset", person.id, at=at)
    void("accounts.reset", person.id, at=at, reason="The password was changed.")
    sessions.end_all(person.id, at=at)
    record_on("password_changed", person, by=person, at=at)
    tell(person, letters.password_changed, at=at)


def change_roles(
    person: Person, *, admin: bool, hr: bool, by: Person | Actor, at: datetime
) -> None:
    """Give or take the global roles; everybody in hr is told of a new one among them."""
    _hold_admins()
    db.session.refresh(person)
    viewer = by if isinstance(by, Person) else None
    require(rules.may_change_roles(queries.facts_of(person, viewer=viewer), admin=admin))
    if (person.is_admin, person.is_hr) == (admin, hr):
        return
    newly_hr = hr and not person.is_hr
    person.is_admin, person.is_hr = admin, hr
    record_on(
        "roles_changed",
        person,
        by=by,
        at=at,
        roles=" and ".join(queries.office_roles(person)) or "none",
    )
    if newly_hr:
        _tell_of_hr(person, by=by, at=at)


def switch_off(person: Person, *, by: Person, at: datetime) -> None:
    """End a person's access at once: sessions, links, mails on their way."""
    _hold_admins()
    db.session.refresh(person, with_for_update=True)
    require(rules.may_switch_off(queries.facts_of(person, viewer=by)))
    person.switched_off_at = at
    sessions.end_all(person.id, at=at)
    revoke("feed", person.id, at=at)
    for purpose, kind in (("invitation", "accounts.invitation"), ("reset", "accounts.reset")):
        revoke(purpose, person.id, at=at)
        void(kind, person.id, at=at, reason="The account was switched off.")
    record_on("switched_off", person, by=by, at=at)


def switch_on(person: Person, *, by: Person, at: datetime) -> None:
    """Give access back."""
    require(rules.may_switch_on(queries.facts_of(person, viewer=by)))
    person.switched_off_at = None
    record_on("switched_on", person, by=by, at=at)


def mend_own(person: Person, *, name: str, time_zone: str, at: datetime) -> None:
    """Change one's own name and zone."""
    name = " ".join(name.split())
    if (person.name, person.time_zone) == (name, time_zone):
        return
    person.name, person.name_key, person.time_zone = name, name_key(name), time_zone
    keep_person(person)
    record_on("mended", person, by=person, at=at)


def end_session(sign_in: SignIn, *, at: datetime) -> None:
    """Sign one browser out."""
    db.session.execute(
        update(SignIn).where(SignIn.id == sign_in.id, SignIn.ended_at.is_(None)).values(ended_at=at)
    )


def _mail_invitation(person: Person, *, by: Person | Actor, at: datetime) -> Message | None:
    inviter = by.name if isinstance(by, Person) else company().name
    subject, body = letters.invitation(person, company().name, inviter)
    link = WithLink("invitation", person.id, at + INVITATION)
    return _queue("accounts.invitation", person, subject, body, link, at)


def _queue(
    kind: str, person: Person, subject: str, body: str, link: WithLink, at: datetime
) -> Message | None:
    earlier = db.session.scalar(
        select(func.count()).where(Message.kind == kind, Message.subject_id == person.id)
    )
    return queue(
        kind,
        person.id,
        to=To(person.name, person.email, person_id=person.id),
        subject=subject,
        body=body,
        at=at,
        key=f"{kind}:{person.id}:{(earlier or 0) + 1}",
        link=link,
    )


def _tell_of_hr(person: Person, *, by: Person | Actor, at: datetime) -> None:
    """Keep a line that somebody was made hr, and tell everybody in hr and every other admin."""
    record_on("made_hr", person, by=by, at=at)
    doer = by if isinstance(by, Person) else None
    name = doer.name if doer else "The command line"
    for watcher in queries.watchers(person, but=doer):
        subject, body = letters.made_hr(watcher, person, company().name, name)
        key = f"accounts.made_hr:{person.id}:{watcher.id}:{at:%Y%m%dT%H%M%S}"
        to = To(watcher.name, watcher.email, person_id=watcher.id)
        queue("accounts.made_hr", person.id, to=to, subject=subject, body=body, at=at, key=key)


def _hold_admins() -> None:
    """Let two admins who would each take the other's role act one after the other."""
    db.session.execute(
        select(Person.id).where(Person.is_admin).order_by(Person.id).with_for_update()
    )


def change_company(
    company: Company, *, name: str, time_zone: str, by: Person, at: datetime
) -> None:
    """Change the company's name and the zone that new people and requisitions start with."""
    if (company.name, company.time_zone) == (name, time_zone):
        return
    company.name, company.time_zone = name, time_zone
    record("accounts.company_changed", by=by, at=at, subject=company, requisition_id=None)

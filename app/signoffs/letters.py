"""The mails to an approver: asked, reminded, and a fresh link. They name no candidate, no pay."""

from datetime import datetime, timedelta

from app.core import wording
from app.db import db
from app.mail.actions import To, WithLink, queue
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import lead
from app.signoffs.models import Chain, Signoff

ASKED = "signoffs.asked"
REMINDER = "signoffs.reminder"
FRESH = "signoffs.fresh_link"
TO_LEADS = "signoffs.leads"
KINDS_TO_APPROVERS = (ASKED, REMINDER, FRESH)
SIGNED = "signoffs.signed"
DISAVOWED = "signoffs.disavowed"

LINK_LASTS = timedelta(hours=72)

_FOOT = """{link}

The link shows what is asked and by when. To read it, and to sign, you sign in.
It works for 72 hours. After that you find it in Finalist, under Sign-offs."""

_ASKED = (
    """Hello {name},

{title}, version {version}, waits for your sign-off, by {due}.

"""
    + _FOOT
)
_REMINDER = (
    """Hello {name},

{title}, version {version}, still waits for your sign-off. It was due {due}.

"""
    + _FOOT
)
_FRESH = (
    """Hello {name},

Here is a fresh link to {title}, version {version}. Your sign-off is due {due}.

"""
    + _FOOT
)


_SIGNED = """Hello {name},

{title}, version {version}, was signed in your name on {signed}.

If that was you, there is nothing to do. If it was not, say so here:

{link}

That undoes the signature, stops every offer that has not gone out yet, and signs you out
everywhere. The link works once, for 72 hours.
"""
_DISAVOWED = """Hello {name},

{whose} says that the signature of {title}, version {version}, was not theirs.

It is undone: the version waits for their sign-off again, and no offer goes out on it until
then. They are signed out everywhere and were mailed a link for a new password. Ask them what
happened.
"""


def ask(signoff: Signoff, chain: Chain, zone: str, *, at: datetime) -> None:
    """Tell an approver that it is their turn."""
    _write(ASKED, _ASKED, "Your sign-off is wanted", signoff, chain, zone, at, f"{signoff.id}")


def remind(signoff: Signoff, chain: Chain, zone: str, *, at: datetime) -> None:
    """Remind an approver whose answer is due."""
    _write(REMINDER, _REMINDER, "Your sign-off is due", signoff, chain, zone, at, f"{signoff.id}")


def fresh(signoff: Signoff, chain: Chain, zone: str, *, at: datetime) -> None:
    """Mail an approver a fresh link, at most one a minute."""
    key = f"{signoff.id}:{at:%Y%m%d%H%M}"
    _write(FRESH, _FRESH, "A fresh link to sign", signoff, chain, zone, at, key)


def hand_over(signoff: Signoff, chain: Chain, zone: str, *, at: datetime) -> None:
    """Ask an approver who signs in the place of somebody else."""
    key = f"{signoff.id}:{signoff.approver_id}:{at.isoformat()}"
    _write(ASKED, _ASKED, "Your sign-off is wanted", signoff, chain, zone, at, key)


def confirm(signoff: Signoff, chain: Chain, zone: str, *, at: datetime) -> None:
    """Tell an approver that they have signed, with the way to say that it was not them."""
    approver = db.session.get_one(Person, signoff.approver_id)
    queue(
        SIGNED,
        signoff.id,
        to=To(approver.name, approver.email, person_id=approver.id),
        subject=f"Signed in your name: {chain.title}, version {chain.version}",
        body=_SIGNED,
        at=at,
        key=f"{SIGNED}:{signoff.id}:{at.isoformat()}",
        requisition_id=chain.requisition_id,
        link=WithLink("disavowal", signoff.id),
        facts={
            "name": approver.name,
            "title": chain.title,
            "version": chain.version,
            "signed": wording.long_moment(signoff.decided_at or at, zone, at),
        },
    )


def tell_of_disavowal(signoff: Signoff, chain: Chain, to: Person, *, at: datetime) -> None:
    """Tell somebody who runs the hiring, or accounts, that a signature was undone."""
    facts = {
        "name": to.name,
        "whose": db.session.get_one(Person, signoff.approver_id).name,
        "title": chain.title,
        "version": chain.version,
    }
    queue(
        DISAVOWED,
        signoff.id,
        to=To(to.name, to.email, person_id=to.id),
        subject=f"A signature was undone: {chain.title}, version {chain.version}",
        body=_DISAVOWED,
        at=at,
        key=f"{DISAVOWED}:{signoff.id}:{to.id}:{at.isoformat()}",
        requisition_id=chain.requisition_id,
        facts=facts,
    )


def tell_leads(chain: Chain, what: str, *, by: Person, at: datetime) -> None:
    """Tell the lead recruiter and the lead manager that a version is approved, or sent back.

    The reason stands on the version's own page, since it may speak of a candidate or of pay.
    """
    title = f"{chain.title}, version {chain.version}"
    texts = {
        "approved": (
            f"Everyone has signed: {title}",
            f"{title}, has all its sign-offs. The last came from {by.name}.",
        ),
        "sent back": (
            f"Sent back: {title}",
            f"{by.name} sent {title}, back. The reason stands on its page in Finalist.",
        ),
    }
    subject, body = texts[what]
    for part in (RECRUITER, MANAGER):
        person = lead(chain.requisition_id, part)
        if person is None or person.id == by.id:
            continue
        queue(
            TO_LEADS,
            chain.id,
            to=To(person.name, person.email, person_id=person.id),
            subject=subject,
            body=f"Hello {person.name},\n\n{body}",
            at=at,
            key=f"{TO_LEADS}:{chain.id}:{what}:{person.id}:{at.isoformat()}",
            requisition_id=chain.requisition_id,
        )


def _write(
    kind: str,
    body: str,
    opening: str,
    signoff: Signoff,
    chain: Chain,
    zone: str,
    at: datetime,
    key: str,
) -> None:
    approver = db.session.get_one(Person, signoff.approver_id)
    assert signoff.due_at is not None  # set with asked_at
    queue(
        kind,
        signoff.id,
        to=To(approver.name, approver.email, person_id=approver.id),
        subject=f"{opening}: {chain.title}, version {chain.version}",
        body=body,
        at=at,
        key=f"{kind}:{key}",
        requisition_id=chain.requisition_id,
        link=WithLink("signoff", signoff.id),
        facts={
            "name": approver.name,
            "title": chain.title,
            "version": chain.version,
            "due": wording.long_moment(signoff.due_at, zone, at),
        },
    )

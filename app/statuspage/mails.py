"""The mails of the candidate's page: its link, what we need, a new address, a copy of data."""

from datetime import datetime, timedelta
from typing import Final

from app.candidates.models import Candidacy, Candidate
from app.core.wording import long_moment
from app.mail.actions import Composed, To, WithLink, queue
from app.mail.models import Message
from app.people.models import Person
from app.people.queries import company
from app.requisitions.models import Requisition
from app.statuspage.models import AddressChange, Need

LINK: Final = "statuspage.link"
FRESH: Final = "statuspage.fresh_link"
NEEDED: Final = "statuspage.needed"
OLD_ADDRESS: Final = "statuspage.old_address"
NEW_ADDRESS: Final = "statuspage.new_address"
CHANGED: Final = "statuspage.address_changed"
COPY: Final = "statuspage.copy"
LASTS: Final = timedelta(days=60)

_LINK = """Hello {name},

here is a page of your own. It says where you stand, what we wait for and what we need from you, and you can ask us something there:

{link}

It is private to you, so keep the link to yourself.

{company}"""  # noqa: E501 - a paragraph of a mail is one line

_FRESH = """Hello,

here is a fresh link to your own page:

{link}

Nothing else has changed.

{company}"""

NEEDED_BODY: Final = """Hello {name},

we need something from you for {title}{due}:

{words}

You can {how} on your own page:

{link}

{person}
{company}"""

_OLD = """Hello {name},

on your page somebody asked that we write to you at {new} from now on.

If that was you, say yes here. Nothing changes before both addresses have said yes:

{link}

If it was not you, open the same link and stop it. The link ends {ends}.

{company}"""

_NEW = """Hello {name},

you asked us to write to you at this address from now on. Say yes here. Nothing changes before the address we know has said yes as well:

{link}

The link ends {ends}. If you know nothing of this, there is nothing to do.

{company}"""  # noqa: E501 - likewise

_CHANGED = """Hello {name},

from now on we write to you at {new}, as you confirmed from both addresses.

If that was not you, write to us at once.

{company}"""

_COPY = """Hello {name},

here is the copy of your data that you asked for on your page. It holds what you told us and sent us, and what we keep of your application here. It holds nothing about anybody else.

If you did not ask for it, write to us.

{company}"""  # noqa: E501 - likewise


def page_link(candidacy: Candidacy, requisition: Requisition, *, at: datetime) -> Message | None:
    """Mail a candidate the link to their page, at most one a minute."""
    return _to_page(
        LINK, f"Your own page: {requisition.title}", _LINK, candidacy, requisition, at=at
    )


def fresh_link(candidacy: Candidacy, requisition: Requisition, *, at: datetime) -> Message | None:
    """Mail a candidate a fresh link in place of an ended one, at most one a minute."""
    subject = f"A fresh link to your page: {requisition.title}"
    return _to_page(FRESH, subject, _FRESH, candidacy, requisition, at=at)


def needed(
    need: Need, candidacy: Candidacy, requisition: Requisition, *, by: Person, at: datetime
) -> Message | None:
    """Tell a candidate what we need. It holds a person's words, so it may be held for release."""
    zone = candidacy.candidate.time_zone or requisition.time_zone
    due = f" by {long_moment(need.due_at, zone, at)} time" if need.due_at else ""
    return queue(
        NEEDED,
        need.id,
        to=_to(candidacy),
        subject=f"Something we need from you: {requisition.title}",
        body=NEEDED_BODY,
        at=at,
        key=f"{NEEDED}:{need.id}",
        requisition_id=requisition.id,
        link=WithLink("candidate", candidacy.id, at + LASTS),
        composed=Composed(words=need.words),
        by=by,
        facts={
            "name": candidacy.candidate.name,
            "title": requisition.title,
            "due": due,
            "words": need.words,
            "how": "send it" if need.kind == "document" else "answer",
            "person": by.name,
            "company": company().name,
        },
    )


def confirm_address(change: AddressChange, candidacy: Candidacy, *, at: datetime) -> None:
    """Mail each address its own link."""
    for kind, email, body, purpose in (
        (OLD_ADDRESS, change.old_email, _OLD, "old-address"),
        (NEW_ADDRESS, change.new_email, _NEW, "new-address"),
    ):
        queue(
            kind,
            change.id,
            to=_to(candidacy, email),
            subject="Is this to be your new address?",
            body=body,
            at=at,
            key=f"{kind}:{change.id}",
            link=WithLink(purpose, change.id, change.ends_at),
            facts=_facts(
                candidacy.candidate,
                new=change.new_email,
                ends=f"{long_moment(change.ends_at, _zone(candidacy.candidate), at)} time",
            ),
        )


def address_changed(change: AddressChange, candidacy: Candidacy, *, at: datetime) -> None:
    """Tell the old address that it was the last mail to it."""
    queue(
        CHANGED,
        change.id,
        to=_to(candidacy, change.old_email),
        subject="We write to your new address from now on",
        body=_CHANGED,
        at=at,
        key=f"{CHANGED}:{change.id}",
        facts=_facts(candidacy.candidate, new=change.new_email),
    )


def copy(candidacy: Candidacy, *, at: datetime) -> Message | None:
    """Mail a copy of a candidate's data to the address we know."""
    candidate = candidacy.candidate
    return queue(
        COPY,
        candidate.id,
        to=To(candidate.name, candidate.email or ""),  # it goes even if they withdraw right after
        subject="The copy of your data",
        body=_COPY,
        at=at,
        key=f"{COPY}:{candidacy.candidate_id}:{at.isoformat()}",
        requisition_id=candidacy.requisition_id,
        facts=_facts(candidacy.candidate),
    )


def _to_page(
    kind: str,
    subject: str,
    body: str,
    candidacy: Candidacy,
    requisition: Requisition,
    *,
    at: datetime,
) -> Message | None:
    return queue(
        kind,
        candidacy.id,
        to=_to(candidacy),
        subject=subject,
        body=body,
        at=at,
        key=f"{kind}:{candidacy.id}:{at:%Y%m%d%H%M}",
        requisition_id=requisition.id,
        link=WithLink("candidate", candidacy.id, at + LASTS),
        facts=_facts(candidacy.candidate),
    )


def _to(candidacy: Candidacy, email: str | None = None) -> To:
    candidate = candidacy.candidate
    return To(candidate.name, email or candidate.email or "", candidacy_id=candidacy.id)


def _facts(candidate: Candidate, **more: str) -> dict[str, str]:
    return {"name": candidate.name, "company": company().name, **more}


def _zone(candidate: Candidate) -> str:
    return candidate.time_zone or company().time_zone

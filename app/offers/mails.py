"""The mails about an offer, as they are written into the outbox. Pay is in none of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.core.wording import hour, listed, long_moment, long_span, moment
from app.mail.actions import Composed, To, WithLink, queue
from app.mail.models import Message
from app.offers import rules
from app.offers.models import ChangeAsked, Extension
from app.offers.queries.reading import Shown
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import company, lead

#: A link goes on opening after the end, so that the page can say what happened.
OPENS_AFTER = timedelta(days=90)


def send_offer(
    shown: Shown,
    *,
    by: Person,
    at: datetime,
    opens_until: datetime,
    changed: Sequence[str] | None = None,
) -> None:
    """Queue the mail that carries the offer; its deadline is filled in as it goes out.

    ``changed`` names what is different from the offer it replaces, where it replaces one.
    """
    offer = shown.offer
    if changed is None:
        subject = f"Your offer: {offer.title}"
        first = (
            f"we would like you to join {company().name} as {offer.title}. "
            "The offer and the full letter are here:"
        )
    else:
        subject = f"Your changed offer: {offer.title}"
        first = (
            "we have changed our offer to you. It replaces the one you have, which can no longer "
            f"be accepted. Different now: {listed(changed) or 'nothing in the package'}. "
            "The changed offer and its letter are here:"
        )
    body = (
        f"Dear {shown.name},\n\n{first}\n\n{{link}}\n\n"
        "Please answer by {deadline}. {elsewhere}"
        f"You have {offer.hours} hours from the moment this mail was sent.\n\n"
        "On that page you can accept, decline, ask for more time or ask for a change. Asking does "
        "not count against you.\n\n"
        "The deadline is in the attached calendar file. This address keeps it up to date in your "
        "calendar:\n\n{calendar}\n\n"
        f"The page is private to you, so keep the link to yourself.\n\n{by.name}\n{company().name}"
    )
    _to_candidate(
        "offers.offer",
        shown,
        subject,
        body,
        at=at,
        key=str(offer.id),
        opens_until=opens_until,
        by=by,
    )


def clock_facts(shown: Shown) -> dict[str, str]:
    """Return what the offer's mail says of its clock, once it runs."""
    closes_at = shown.offer.closes_at
    assert closes_at is not None
    return {
        "deadline": _deadline(shown, closes_at),
        "elsewhere": _elsewhere(shown, closes_at),
    }


def plan_reminders(shown: Shown, *, at: datetime) -> None:
    """Queue the reminders still ahead: with a quarter of the time left, and with an hour."""
    offer = shown.offer
    if offer.sent_at is None or offer.closes_at is None:
        return
    for send_at in rules.reminders(offer.sent_at, offer.closes_at):
        if send_at <= at:
            continue
        body = (
            f"Dear {shown.name},\n\n"
            f"you have {long_span(offer.closes_at - send_at)} left to answer our offer. "
            f"It ends on {_deadline(shown, offer.closes_at)}. "
            f"{_elsewhere(shown, offer.closes_at)}\n\n{{link}}\n\n"
            f"You can still ask for more time there.\n\n{company().name}"
        )
        _to_candidate(
            "offers.reminder",
            shown,
            f"{long_span(offer.closes_at - send_at)} left to answer".capitalize(),
            body,
            at=at,
            key=f"{offer.id}:{offer.closes_at.isoformat()}:{send_at.isoformat()}",
            opens_until=offer.closes_at + OPENS_AFTER,
            send_at=send_at,
            facts={"closes_at": offer.closes_at.isoformat()},
        )


def receipt(shown: Shown, *, at: datetime) -> None:
    """Queue the candidate's receipt of their own answer."""
    offer = shown.offer
    if offer.accepted_at is not None:
        subject = "You accepted our offer"
        body = (
            f"Dear {shown.name},\n\n"
            f"you accepted our offer on {long_moment(offer.accepted_at, shown.zone)} by typing "
            f"your name: {offer.signed_name}.\n\n"
            f"The letter you accepted is kept word for word, under the number "
            f"{offer.letter_sha256}. You can read it here:\n\n{{link}}\n\n"
            f"We are glad.\n\n{company().name}"
        )
    else:
        subject = "You declined our offer"
        body = (
            f"Dear {shown.name},\n\n"
            f"we have noted on {long_moment(offer.declined_at or at, shown.zone)} that you "
            "decline our offer. Thank you for the time you gave us. If this is a mistake, write "
            f"to us at once.\n\n{company().name}"
        )
    _to_candidate(
        "offers.receipt",
        shown,
        subject,
        body,
        at=at,
        key=str(offer.id),
        opens_until=at + OPENS_AFTER if "{link}" in body else None,
    )


def more_time(shown: Shown, extension: Extension, *, granted: bool, at: datetime) -> None:
    """Queue the answer to a request for more time."""
    closes_at = shown.offer.closes_at
    assert closes_at is not None
    if granted and closes_at == extension.until:
        subject, first = "You have more time", "you have the time you asked for."
    elif granted:
        asked = _deadline(shown, extension.until)
        subject = "You have more time"
        first = f"you asked for time until {asked}. We can give you another moment, below."
    else:
        subject, first = "Your deadline stays", "we cannot give you the time you asked for."
        if extension.refused_reason:
            first = f"{first} {extension.refused_reason}"
    body = (
        f"Dear {shown.name},\n\n{first}\n\n"
        f"Please answer our offer by {_deadline(shown, closes_at)}. "
        f"{_elsewhere(shown, closes_at)}\n\n{{link}}\n\n{company().name}"
    )
    _to_candidate(
        "offers.more_time",
        shown,
        subject,
        body,
        at=at,
        key=str(extension.id),
        opens_until=closes_at + OPENS_AFTER,
        facts={"moved": "yes"} if granted else None,
        words=None if granted else extension.refused_reason,
    )


def change_declined(shown: Shown, asked: ChangeAsked, *, by: Person, at: datetime) -> None:
    """Queue our no to a change, in the words of whoever answered."""
    closes_at = shown.offer.closes_at
    assert closes_at is not None
    body = (
        f"Dear {shown.name},\n\nyou asked for a change of our offer. We cannot make it. "
        f"{asked.declined_words}\n\nThe offer stands as it is. "
        f"Please answer it by {_deadline(shown, closes_at)}. "
        f"{_elsewhere(shown, closes_at)}\n\n{{link}}\n\n{by.name}\n{company().name}"
    )
    _to_candidate(
        "offers.change",
        shown,
        "About the change you asked for",
        body,
        at=at,
        key=str(asked.id),
        opens_until=closes_at + OPENS_AFTER,
        by=by,
        words=asked.declined_words,
    )


def tell_other_lead(
    shown: Shown, extension: Extension, *, by: Person, until: datetime, at: datetime
) -> None:
    """Queue a word to the lead who has not said the same yet: what the other agrees to."""
    zone = shown.team_zone
    assert shown.offer.closes_at is not None
    asked = until == extension.until
    says = "agrees to the time asked for" if asked else "names another moment than was asked for"
    for part in (RECRUITER, MANAGER):
        person = lead(shown.offer.requisition_id, part)
        if person is None or person.id == by.id:
            continue
        queue(
            "offers.team",
            shown.offer.id,
            to=To(person.name, person.email, person_id=person.id),
            subject=f"{by.name} {says}, {shown.requisition.title}",
            body=(
                f"{shown.name} asked for more time, until {moment(extension.until, zone)}. "
                f"{by.name} {says}: {moment(until, zone)}.\n\nThe end moves once you both agree "
                "to the same moment. Without that the offer ends on "
                f"{moment(shown.offer.closes_at, zone)}."
            ),
            at=at,
            key=f"offers.team:time:{extension.id}:{person.id}:{until.isoformat()}:{at.isoformat()}",
            requisition_id=shown.offer.requisition_id,
        )


def withdrawn(shown: Shown, *, at: datetime) -> None:
    """Queue the word to the candidate that we took the offer back."""
    body = (
        f"Dear {shown.name},\n\n"
        f"we have withdrawn our offer to you for {shown.offer.title}. It can no longer be "
        f"accepted. We will write to you about what comes next.\n\n{company().name}"
    )
    _to_candidate(
        "offers.withdrawn",
        shown,
        f"About our offer: {shown.offer.title}",
        body,
        at=at,
        key=str(shown.offer.id),
    )


def fresh_link(shown: Shown, *, at: datetime) -> None:
    """Queue a new link to the offer's page; the clock stays as it is."""
    body = (
        f"Dear {shown.name},\n\nhere is a fresh link to the page of our offer:\n\n{{link}}\n\n"
        "Nothing else has changed: the deadline is the one on the page.\n\n"
        f"{company().name}"
    )
    _to_candidate(
        "offers.fresh_link",
        shown,
        "A fresh link to your offer",
        body,
        at=at,
        key=f"{shown.offer.id}:{at:%Y%m%d%H%M}",
        opens_until=at + OPENS_AFTER,
    )


def tell_team(
    shown: Shown,
    what: str,
    *,
    at: datetime,
    but: Person | None = None,
    about: Extension | ChangeAsked | None = None,
) -> None:
    """Queue a word to the lead recruiter and the lead manager on what became of the offer."""
    name, zone = shown.name, shown.team_zone
    texts = {
        "accepted": f"{name} accepted the offer",
        "declined": f"{name} declined the offer",
        "lapsed": f"The offer to {name} ended without an answer",
        "time_asked": f"{name} asked for more time",
        "change_asked": f"{name} asked for a change of the offer",
    }
    for part in (RECRUITER, MANAGER):
        person = lead(shown.offer.requisition_id, part)
        if person is None or (but is not None and person.id == but.id):
            continue
        queue(
            "offers.team",
            shown.offer.id,
            to=To(person.name, person.email, person_id=person.id),
            subject=f"{texts[what]}, {shown.requisition.title}",
            body=f"{texts[what]}, on {moment(at, zone)}.\n\n{_more(shown, what, about)}",
            at=at,
            key=f"offers.team:{what}:{about.id if about else shown.offer.id}:{person.id}",
            requisition_id=shown.offer.requisition_id,
        )


def _more(shown: Shown, what: str, about: Extension | ChangeAsked | None) -> str:
    """Say what follows from it; what a candidate asks for is on the page, since it may be pay."""
    zone, closes_at = shown.team_zone, shown.offer.closes_at
    ends = moment(closes_at, zone) if closes_at else "its deadline"
    if isinstance(about, Extension):
        return (
            f"Until {moment(about.until, zone)}. Both of you have to agree to the same moment; "
            f"without that the offer ends on {ends}."
        )
    if isinstance(about, ChangeAsked):
        return (
            "What they ask for is on the page of the offer. The recruiter answers it: with a "
            f"changed offer, or a no in words. Until then the offer stands and ends on {ends}."
        )
    if what == "accepted":
        return "The place is filled. Your desk says who still has to be told."
    return "The place is free again. Your desk says who is up."


def _to_candidate(  # noqa: PLR0913 - each is a fact of the mail
    kind: str,
    shown: Shown,
    subject: str,
    body: str,
    *,
    at: datetime,
    key: str,
    opens_until: datetime | None = None,
    by: Person | None = None,
    send_at: datetime | None = None,
    facts: dict[str, str] | None = None,
    words: str | None = None,
) -> Message | None:
    """Queue a mail to the candidate; none where they have no address.

    ``words`` are a person's own in it: those are read for offer language, and wait for hr.
    """
    if not shown.candidate.email:
        return None
    return queue(
        kind,
        shown.offer.id,
        to=To(shown.name, shown.candidate.email, candidacy_id=shown.candidacy.id),
        subject=subject,
        body=body,
        at=at,
        key=f"{kind}:{key}",
        requisition_id=shown.offer.requisition_id,
        link=WithLink("offer", shown.offer.id, opens_until) if opens_until else None,
        by=by,
        send_at=send_at,
        facts=facts,
        composed=Composed(words=words) if words else None,
    )


def _deadline(shown: Shown, closes_at: datetime) -> str:
    return f"{long_moment(closes_at, shown.zone)} time"


def _elsewhere(shown: Shown, closes_at: datetime) -> str:
    """Say the team's hour where it differs from the candidate's."""
    here, there = hour(closes_at, shown.zone), hour(closes_at, shown.team_zone)
    if here == there:
        return ""
    return f"That is {moment(closes_at, shown.team_zone)} for us. "

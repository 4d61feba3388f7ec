"""What mail needs to know of the messages to approvers."""

from datetime import datetime

from app.links import fresh
from app.links.models import Link
from app.mail.kinds import Kind, register
from app.mail.models import Message
from app.signoffs import letters, rules
from app.signoffs.queries import load, zone_of


def still_asked(message: Message, at: datetime) -> bool:
    """Say whether the sign-off a message is about is still asked."""
    found = load(message.subject_id)
    if found is None:
        return False
    signoff, chain = found
    return rules.state_of(signoff) == "asked" and rules.status_of(chain) == "awaiting"


def still_given(message: Message, at: datetime) -> bool:
    """Say whether the signature a message confirms still stands."""
    found = load(message.subject_id)
    return found is not None and rules.state_of(found[0]) == "given"


def start_link(message: Message, at: datetime) -> None:
    """Let the link's 72 hours begin when the mail goes out."""
    message.link_ends_at = at + letters.LINK_LASTS


def mail_fresh_link(link: Link, at: datetime) -> None:
    """Mail a fresh link to the approver whose link has ended, while their word is still asked."""
    found = load(link.subject_id)
    if found is None:
        return
    signoff, chain = found
    if rules.state_of(signoff) == "asked" and rules.status_of(chain) == "awaiting":
        letters.fresh(signoff, chain, zone_of(chain.requisition_id), at=at)


def confirm_again(link: Link, at: datetime) -> None:
    """Mail an approver once more that they have signed, while their signature stands."""
    found = load(link.subject_id)
    if found is not None and rules.state_of(found[0]) == "given":
        signoff, chain = found
        letters.confirm(signoff, chain, zone_of(chain.requisition_id), at=at)


register(
    Kind(letters.SIGNED, still_true=still_given, on_sending=start_link),
    Kind(letters.DISAVOWED),
    Kind(letters.TO_LEADS),
    *(
        Kind(name, still_true=still_asked, on_sending=start_link)
        for name in letters.KINDS_TO_APPROVERS
    ),
)
fresh.register("signoff", mail_fresh_link)
fresh.register("disavowal", confirm_again)

"""What mail needs to know of the messages around references."""

from datetime import datetime

from app.candidates.queries import load_candidacy
from app.checks import mails, rules
from app.checks.queries.referees import load_referee
from app.links import fresh
from app.links.models import Link
from app.mail.kinds import Kind, register
from app.mail.models import Message
from app.promises.word import heard
from app.requisitions.queries import get as get_requisition


def still_wanted(message: Message, at: datetime) -> bool:
    """Say whether the candidate is still to name referees."""
    candidacy = load_candidacy(message.subject_id)
    if candidacy is None or not candidacy.in_play:
        return False
    requisition = get_requisition(candidacy.requisition_id)
    return requisition is not None and requisition.stage == "open"


def still_asked(message: Message, at: datetime) -> bool:
    """Say whether the referee a message goes to is still asked, at that address."""
    found = load_referee(message.subject_id)
    return (
        found is not None
        and found.candidacy.in_play
        and found.referee.email == message.to_email
        and rules.state(found.referee, at) in ("asked", "overdue", "after acceptance")
    )


def send_fresh_link(link: Link, at: datetime) -> None:
    """Mail a referee a fresh link to our questions, while they may still answer them."""
    found = load_referee(link.subject_id)
    if found is None or found.referee.asked_at is None:
        return
    state = rules.state(found.referee, at)
    if rules.MOVES.may("receive", state) & rules.may_come_in(found.hiring):
        mails.fresh_link(found, at=at)


register(
    *(Kind(name, still_true=still_wanted, reached=heard) for name in mails.TO_CANDIDATES),
    *(Kind(name, still_true=still_asked) for name in mails.TO_REFEREES),
)
fresh.register("referee", send_fresh_link)

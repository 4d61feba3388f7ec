"""The kinds of mail of the candidate's page, a fresh link for an ended one, answers by letter."""

from collections.abc import Sequence
from datetime import datetime

from app.candidates.models import Candidate
from app.candidates.queries import load_candidacy
from app.db import db
from app.letters import answering
from app.links import fresh
from app.links.models import Link
from app.mail.kinds import Attachment, Kind, register
from app.mail.models import Message
from app.promises.word import heard
from app.requisitions.queries import get as get_requisition
from app.statuspage import mails
from app.statuspage.actions.questions import answered_by
from app.statuspage.models import AddressChange, Need
from app.statuspage.queries.copies import copy_file
from app.statuspage.rules import change_state, need_state


def send_fresh_link(link: Link, at: datetime) -> None:
    """Mail a candidate a fresh link to their page, at most one a minute."""
    candidacy = load_candidacy(link.subject_id)
    requisition = get_requisition(candidacy.requisition_id) if candidacy else None
    if candidacy is None or requisition is None or not candidacy.candidate.email:
        return
    mails.fresh_link(candidacy, requisition, at=at)


def _is_needed(message: Message, at: datetime) -> bool:
    need = db.session.get(Need, message.subject_id)
    return need is not None and need_state(need) == "open"


def _is_open(message: Message, at: datetime) -> bool:
    change = db.session.get(AddressChange, message.subject_id)
    return change is not None and change_state(change, at) == "open"


def _is_theirs(message: Message, at: datetime) -> bool:
    """Whether the address the copy goes to is still the one we know."""
    candidate = db.session.get(Candidate, message.subject_id)
    return candidate is not None and candidate.email == message.to_email


def _copy(message: Message, at: datetime) -> Sequence[Attachment]:
    return (Attachment("your-data.zip", ("application", "zip"), copy_file(message.subject_id, at)),)


register(
    Kind(mails.LINK),
    Kind(mails.FRESH),
    Kind(mails.NEEDED, still_true=_is_needed, reached=heard),
    Kind(mails.OLD_ADDRESS, still_true=_is_open),
    Kind(mails.NEW_ADDRESS, still_true=_is_open),
    Kind(mails.CHANGED),
    Kind(mails.COPY, still_true=_is_theirs, files=_copy),
)
fresh.register("candidate", send_fresh_link)
answering.register(answered_by)

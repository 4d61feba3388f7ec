"""The kinds of mail of an ask: each makes sense only while the card is owed."""

from datetime import datetime

from app.mail.kinds import Kind, register
from app.mail.models import Message
from app.scorecards import mails
from app.scorecards.queries import ask_row, owed_asks
from app.scorecards.rules import OPEN


def _still_owed(message: Message, at: datetime) -> bool:
    row = ask_row(message.subject_id)
    return row is not None and row.state(at) in OPEN


def _any_owed(message: Message, at: datetime) -> bool:
    owes = message.person_id is not None and message.requisition_id is not None
    return owes and bool(owed_asks(message.person_id or 0, message.requisition_id or 0))


register(Kind(mails.NUDGE, still_true=_any_owed))
register(*(Kind(kind, still_true=_still_owed) for kind in mails.KINDS))

"""The kinds of mail of an ask: each makes sense only while the card is owed."""

from datetime import datetime

from app.mail.kinds import Kind, register
from app.mail.models import Message
from app.scorecards import mails
from app.scorecards.queries import ask_row
from app.scorecards.rules import OPEN


def _still_owed(message: Message, at: datetime) -> bool:
    row = ask_row(message.subject_id)
    return row is not None and row.state(at) in OPEN


register(*(Kind(kind, still_true=_still_owed) for kind in mails.KINDS))

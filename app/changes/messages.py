"""The kinds of message that changes across packages call for."""

from app.changes.mails import WITHDREW
from app.changes.signers import KIND
from app.mail.kinds import Kind, register

register(Kind(KIND), Kind(WITHDREW))

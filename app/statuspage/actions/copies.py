"""A copy of a candidate's data, mailed to the address we know."""

from datetime import datetime

from app.candidates.models import Candidacy
from app.core.decision import Refused, require
from app.history.actions import Actor
from app.statuspage import mails, rules
from app.statuspage.actions.lines import line
from app.statuspage.queries.copies import last_copy_at


def ask_for_copy(candidacy: Candidacy, *, by: Actor, at: datetime) -> None:
    """Queue the mail that brings it; the file is made as it goes out, and kept nowhere."""
    candidate = candidacy.candidate
    require(rules.may_have_copy(candidate.email, last_copy_at(candidate.id), at))
    if mails.copy(candidacy, at=at) is None:
        raise Refused("A copy is on its way to you already.")
    line("copy_asked", candidacy, candidacy, by=by, at=at)

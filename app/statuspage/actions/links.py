"""Mailing a candidate the link to their page."""

from datetime import datetime

from app.candidates.models import Candidacy
from app.core.decision import Refused, require
from app.letters.rules import may_write
from app.people.models import Person
from app.requisitions.models import Requisition
from app.statuspage import mails
from app.statuspage.actions.lines import line


def mail_link(candidacy: Candidacy, requisition: Requisition, *, by: Person, at: datetime) -> None:
    """Mail a candidate the link to their page; at most one a minute."""
    require(may_write(candidacy.candidate.email))
    if not mails.page_link(candidacy, requisition, at=at):
        raise Refused("A link is on its way to them already.")
    line("link_mailed", candidacy, candidacy, by=by, at=at)

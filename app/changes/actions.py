"""Ending a candidacy with all that hangs on it, in one transaction."""

from datetime import datetime

from app.candidates import actions as candidates
from app.candidates.models import Candidacy
from app.changes import rules
from app.changes.signers import tell_signers, tell_signers_of_offers
from app.checks import actions as checks
from app.core.decision import require
from app.history.actions import Actor
from app.mail.actions import void_for_candidacy
from app.offers.actions import end_for_leaver
from app.offers.queries import statuses
from app.people.models import Person
from app.promises import actions as promises
from app.scorecards.actions import end_asks

_ENDS = {"withdrew": "withdrew", "set aside": "was set aside"}


def withdraw(candidacy: Candidacy, *, note: str | None, by: Person | Actor, at: datetime) -> None:
    """The candidate leaves: their candidacy, open asks, queued messages and offer end."""
    require(rules.may_leave(statuses([candidacy.id], at)[candidacy.id]))
    candidates.withdraw(candidacy, note=(note or "").strip() or None, by=by, at=at)
    _end_the_rest(candidacy, "withdrew", by=by, at=at)


def set_aside(candidacy: Candidacy, *, reason: str, by: Person, at: datetime) -> None:
    """We go on without them, for a reason: the same ends as when they leave."""
    require(rules.may_leave(statuses([candidacy.id], at)[candidacy.id]))
    candidates.set_aside(candidacy, reason=reason.strip(), by=by, at=at)
    _end_the_rest(candidacy, "set aside", by=by, at=at)


def _end_the_rest(candidacy: Candidacy, note: str, *, by: Person | Actor, at: datetime) -> None:
    end_asks([candidacy.id], why=note, by=by, at=at)
    promises.end(candidacy.id, why=f"The candidate {_ENDS[note]}.", by=by, at=at)
    checks.end([candidacy.id], why="The candidacy ended.", at=at)
    tell_signers_of_offers(candidacy, note, at=at)
    end_for_leaver(candidacy.id, note=note, by=by, at=at)
    void_for_candidacy(candidacy.id, at=at, reason="The candidacy ended before this was sent.")
    tell_signers(candidacy, note, at=at)

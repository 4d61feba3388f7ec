"""What a referee said or would rather not say, by their link or by telephone."""

from datetime import datetime

from app.checks import mails, rules
from app.checks.actions.lines import note, settle
from app.checks.models import ReferenceMark
from app.checks.queries.lists import asking_facts
from app.checks.queries.referees import RefereeOf, offers_sent
from app.checks.rules import Answer
from app.core.decision import require
from app.db import db
from app.history.actions import Actor
from app.mail.actions import void
from app.people.models import Person
from app.requisitions.queries import current_requirements


def receive(found: RefereeOf, answer: Answer, *, at: datetime) -> None:
    """Keep what a referee sent by their link; they see nobody's marks, and send once."""
    state = rules.state(found.referee, at)
    require(rules.MOVES.may("receive", state) & rules.may_come_in(found.hiring))
    _keep(found, answer, "receive", None, at=at)
    note("received", found, by=Actor("referee", found.referee.id), at=at)


def take_down(found: RefereeOf, answer: Answer, *, by: Person, at: datetime) -> None:
    """Keep what a referee said on the telephone."""
    sent = found.candidacy.id in offers_sent([found.candidacy.id])
    require(rules.may_take_down(asking_facts(found.referee, found.hiring, sent, at)))
    _keep(found, answer, "take down", by, at=at)
    note("taken_down", found, by=by, at=at)


def decline(found: RefereeOf, *, by: Person | Actor, at: datetime) -> None:
    """Keep that a referee would rather not: neutral, and somebody else may be named."""
    require(rules.MOVES.may("decline", rules.state(found.referee, at)))
    settle(found.referee, "decline", at=at, declined_at=at)
    _no_more_mail(found, at=at)
    themselves = not isinstance(by, Person)
    note("declined" if themselves else "noted_declining", found, by=by, at=at)


def mark_read(found: RefereeOf, *, by: Person, at: datetime) -> None:
    """Keep that a recruiter has read a reference, so that it leaves the desk."""
    require(rules.may_be_read(rules.state(found.referee, at)))
    if found.referee.read_at is None:
        found.referee.read_at, found.referee.read_by_id = at, by.id
        note("read", found, by=by, at=at)


def _keep(found: RefereeOf, answer: Answer, verb: str, by: Person | None, *, at: datetime) -> None:
    criteria = [one.id for one in current_requirements(found.requisition.id).criteria]
    require(rules.may_be_answer(answer, criteria))
    settle(
        found.referee,
        verb,
        at=at,
        received_at=at,
        again=answer.again,
        comment=answer.comment or None,
        taken_by_id=by.id if by else None,
    )
    for criterion_id in criteria:
        db.session.add(
            ReferenceMark(
                referee_id=found.referee.id,
                criterion_id=criterion_id,
                value=answer.marks[criterion_id],
                comment=answer.comments.get(criterion_id) or None,
            )
        )
    db.session.flush()
    _no_more_mail(found, at=at)


def _no_more_mail(found: RefereeOf, *, at: datetime) -> None:
    for kind in mails.TO_REFEREES:
        void(kind, found.referee.id, at=at, reason="They have answered.")

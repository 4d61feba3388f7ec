"""\"This wasn't me\": a signature is undone by whom it is said to be of."""

from datetime import datetime

from sqlalchemy import or_, select, update

from app.accounts.actions import mail_password_link
from app.core import workdays
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import record
from app.people import sessions
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import lead
from app.signoffs import letters, rules
from app.signoffs.actions import held
from app.signoffs.models import Chain, Signoff
from app.signoffs.queries import zone_of
from app.work.actions import call_for


def disavow(signoff: Signoff, chain: Chain, *, at: datetime) -> None:
    """Undo a signature: the version waits for it again, and nothing unsent goes out on it.

    Whoever signed may still be signed in, so the person's sessions end and a link for a new
    password is mailed. The leads and every admin are told.
    """
    chain = held(chain)
    db.session.refresh(signoff)
    require(rules.may_disavow(rules.state_of(signoff)))
    if chain.lapsed_at is None and chain.sent_back_at is None:
        _undo(signoff, chain, at)
        chain.approved_at = None
    else:  # its limits may cover what came after: from now on they do not
        signoff.revoked_at = at
    whose = db.session.get_one(Person, signoff.approver_id)
    record(
        "signoffs.disavowed",
        by=whose,
        at=at,
        subject=chain,
        requisition_id=chain.requisition_id,
        what=chain.subject_kind,
        version=chain.version,
    )
    sessions.end_all(whose.id, at=at)
    mail_password_link(whose, at=at)
    for person in _told(chain, whose):
        letters.tell_of_disavowal(signoff, chain, person, at=at)


def _undo(signoff: Signoff, chain: Chain, at: datetime) -> None:
    due_at = workdays.end_of_workday_after(at, chain.due_days, zone_of(chain.requisition_id))
    done = db.session.execute(
        update(Signoff)
        .where(Signoff.id == signoff.id, Signoff.decision == "given", Signoff.lapsed_at.is_(None))
        .values(
            decision=None,
            decided_at=None,
            reason=None,
            on_behalf_of_id=None,
            asked_at=at,
            due_at=due_at,
            limit_amount=None,
            limit_currency=None,
            limit_period=None,
            limit_latest_start_on=None,
            limit_finalists=None,
            limit_order=None,
            limit_until=None,
        )
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("Someone else changed this at the same moment. Look again.")
    db.session.refresh(signoff)
    call_for("signoffs.remind", due_at=due_at, signoff_id=signoff.id)


def _told(chain: Chain, whose: Person) -> list[Person]:
    leads = [lead(chain.requisition_id, part) for part in (RECRUITER, MANAGER)]
    ids = [person.id for person in leads if person is not None]
    return list(
        db.session.scalars(
            select(Person)
            .where(
                or_(Person.id.in_(ids), Person.is_admin),
                Person.id != whose.id,
                Person.switched_off_at.is_(None),
                Person.password_hash.is_not(None),
            )
            .order_by(Person.id)
        )
    )

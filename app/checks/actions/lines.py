"""A line of history about a referee, and the one write that ends a reference once."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from app.checks import rules
from app.checks.models import Referee
from app.checks.queries.referees import RefereeOf
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Person


def note(verb: str, found: RefereeOf, *, by: Person | Actor, at: datetime, **more: Any) -> None:
    """Add a line about a referee; it says their relation, never what they said."""
    record(
        f"checks.{verb}",
        by=by,
        at=at,
        subject=found.referee,
        requisition_id=found.requisition.id,
        candidacy_id=found.candidacy.id,
        relation=found.referee.relation,
        **more,
    )


def settle(referee: Referee, verb: str, *, at: datetime, **facts: Any) -> None:
    """Write how a reference ended unless it ended before; of two at once one wins."""
    open_facts = [Referee.received_at.is_(None), Referee.waived_at.is_(None)]
    if verb != "waive":  # a friendly no may still be waived, so that nobody is named instead
        open_facts.append(Referee.declined_at.is_(None))
    done = db.session.execute(
        update(Referee).where(Referee.id == referee.id, *open_facts).values(**facts)
    )
    db.session.refresh(referee)
    if not done.rowcount:  # type: ignore[attr-defined]
        require(rules.MOVES.may(verb, rules.state(referee, at)))
        raise Refused("Somebody was quicker. Look again, then decide.")

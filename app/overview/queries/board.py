"""Who stands on the board of a requisition, as the viewer may know it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, union

from app.candidates import queries as candidates
from app.checks.models import Referee, RefereeRequest
from app.db import db
from app.overview.board import FINALIST, Board, Standing, lay_out
from app.overview.queries.lists import statuses_for
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards.queries import Progress, latest_asks, progress_of

#: More than these are looked for in the list.
MOST, MOST_ENDED = 300, 100
NOBODY_ASKED = Progress()


def board(
    requisition: Requisition, person: Person, at: datetime, *, scores: bool, runs: bool
) -> Board:
    """Return the board: those in play, and those who ended, each by name."""
    playing = candidates.first(person, requisition.id, ended=False, most=MOST + 1)
    ended = candidates.first(person, requisition.id, ended=True, most=MOST_ENDED + 1)
    shown = [*playing[:MOST], *ended[:MOST_ENDED]]
    known = statuses_for(person, shown, at)
    ids = [one.id for one in shown]
    cards = progress_of(latest_asks(ids).values(), at) if scores else {}
    referees = _with_referees([one for one in ids if known[one] == FINALIST])
    standings = [
        Standing(
            id=one.id,
            name=one.name,
            now=", ".join(filter(None, (one.current_title, one.current_employer))) or None,
            status=known[one.id],
            cards=cards.get(one.id, NOBODY_ASKED) if scores else None,
            has_referees=one.id in referees,
            has_address=bool(one.email),
        )
        for one in shown
    ]
    is_cut = len(playing) > MOST or len(ended) > MOST_ENDED
    return lay_out(standings, requisition.id, requisition.stage, at, runs=runs, is_cut=is_cut)


def _with_referees(candidacy_ids: Collection[int]) -> set[int]:
    """Return those who were asked to name referees, or of whom some are named."""
    tables = (RefereeRequest, Referee)
    selects = [
        select(table.candidacy_id).where(table.candidacy_id.in_(candidacy_ids)) for table in tables
    ]
    return set(db.session.scalars(union(*selects)))

"""The candidates of a requisition as rows of a file, read as they are written."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_

from app.candidates.columns import columns
from app.candidates.models import Candidacy, Candidate
from app.candidates.queries import own_state, seen
from app.candidates.rules import told_outside
from app.core.columns import Column
from app.db import db
from app.offers.queries import reached_by_offer, statuses_further
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import RECRUITER, Permission
from app.people.queries import lead
from app.promises.queries import next_dates
from app.requisitions.models import Requisition
from app.scorecards.queries.owing import owed_among

#: Few enough that the first are on their way at once, and many enough that the rest are few reads.
AT_FIRST, AT_A_TIME = 500, 5_000


def candidate_lines(
    requisition: Requisition, person: Person | None, at: datetime
) -> tuple[list[Column[Any]], Iterator[Any]]:
    """Return the columns and the rows, by name: all without a person, else those they see.

    Statuses are read once for the few who have come further than being in play.
    """
    further = statuses_further(requisition.id, at)
    if person is not None:  # being a finalist tells what others think (law L1)
        for one in owed_among(person.id, list(further)):
            further.pop(one, None)

    outside = person is not None and _is_outside(person, requisition)

    told_of = reached_by_offer(further, at) if outside else set()

    def status(line: Any) -> str:
        known = further.get(line.id) or line.state
        if not outside:
            return known
        told_outcome = line.told_outcome_at is not None
        return told_outside(known, told_outcome=told_outcome, has_offer=line.id in told_of)

    dates = next_dates(requisition.id, person)
    leads = lead(requisition.id, RECRUITER)
    usual = leads.name if leads else None

    def next_due(line: Any) -> datetime | None:
        return dates[line.id][0] if line.id in dates else None

    def owner(line: Any) -> str | None:
        return (dates[line.id][1] if line.id in dates else None) or usual

    shown = columns(status, owner, next_due)
    return shown, _lines(requisition, person)


def _is_outside(person: Person, requisition: Requisition) -> bool:
    """Say whether a person is an agency recruiter there, who knows what their candidates do."""
    rights = rights_in(requisition.id, person)
    return Permission.BRING in rights and Permission.RUN not in rights


def _lines(requisition: Requisition, person: Person | None) -> Iterator[Any]:
    """Yield the rows: both tables' columns side by side, a tenth of the work of two objects."""
    whole = (
        select(*_OF_CANDIDACY, *_OF_CANDIDATE)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(Candidacy.requisition_id == requisition.id)
        .order_by(Candidacy.name_key, Candidacy.id)
    )
    if person is not None:
        whole = whole.where(seen(person))
    query = whole
    # Read in parts that each begin behind the last: the request's transaction ends while the file
    # is still being written, and a cursor of the database's would end with it.
    size = AT_FIRST
    while some := db.session.connection().execute(query.limit(size)).all():
        yield from some
        if len(some) < size:
            return
        behind = tuple_(Candidacy.name_key, Candidacy.id) > (some[-1].name_key, some[-1].id)
        query, size = whole.where(behind), AT_A_TIME


_OF_CANDIDACY = (
    Candidacy.id,
    Candidacy.name_key,
    Candidacy.candidate_id,
    Candidacy.source,
    Candidacy.applied_at,
    Candidacy.interviewed_at,
    Candidacy.last_word_at,
    Candidacy.told_outcome_at,
    own_state(),
)
_OF_CANDIDATE = (
    Candidate.name,
    Candidate.email,
    Candidate.phone,
    Candidate.current_title,
    Candidate.current_employer,
    Candidate.location,
    Candidate.time_zone,
    Candidate.external_id,
)

"""The candidates of a requisition as rows of a file, read a few hundred at a time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Bundle

from app.candidates.columns import columns
from app.candidates.models import Candidacy, Candidate
from app.candidates.queries import seen
from app.core.columns import Column
from app.db import db
from app.offers.queries import statuses
from app.overview.queries.lists import owed_among
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import lead
from app.requisitions.models import Requisition

#: Small enough that the first of them are on their way at once.
AT_A_TIME = 500


def candidate_lines(
    requisition: Requisition, person: Person | None, at: datetime
) -> tuple[list[Column[Any]], Iterator[Any]]:
    """Return the columns and the rows, by name: all without a person, else those they see.

    A row is read like a candidacy with its candidate, but is a third of the work of one.
    """
    known: dict[int, str] = {}
    owner = lead(requisition.id, RECRUITER)
    shown = columns(lambda one: known[one.id], owner.name if owner else None)
    return shown, _lines(requisition, person, at, known)


def _lines(
    requisition: Requisition, person: Person | None, at: datetime, known: dict[int, str]
) -> Iterator[Any]:
    """Yield the rows; ``known`` holds the statuses of those just read."""
    query = (
        select(
            *(getattr(Candidacy, key) for key in _OF_CANDIDACY),
            Bundle("candidate", *(getattr(Candidate, key) for key in _OF_CANDIDATE)),
        )
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(Candidacy.requisition_id == requisition.id)
        .order_by(Candidacy.name_key, Candidacy.id)
        .execution_options(yield_per=AT_A_TIME)
    )
    if person is not None:
        query = query.where(seen(person))
    for some in db.session.execute(query).partitions():
        known.clear()
        known |= statuses((row.id for row in some), at)
        if person is not None:  # being a finalist tells what others think (law L1)
            known |= dict.fromkeys(owed_among(person, [row.id for row in some]), "in play")
        yield from some


_OF_CANDIDACY = ("id", "candidate_id", "source", "applied_at", "interviewed_at", "last_word_at")
_OF_CANDIDATE = (
    "name",
    "email",
    "phone",
    "current_title",
    "current_employer",
    "location",
    "time_zone",
    "external_id",
)

"""The lists of candidates, with where each stands in all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.candidates import queries as candidates
from app.candidates.models import Candidacy
from app.candidates.rules import state
from app.db import db
from app.offers.queries import statuses
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards.queries.owing import owed_by


@dataclass(frozen=True, slots=True)
class Row:
    """One candidacy in a list."""

    candidacy: Candidacy
    requisition: Requisition
    status: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, and where the pages beside it begin."""

    rows: Sequence[Row]
    before: str | None
    after: str | None


def page(
    person: Person,
    at: datetime,
    *,
    requisition_id: int | None = None,
    q: str = "",
    after: str = "",
    before: str = "",
) -> Page:
    """Return a page of the candidacies a person may see, with their statuses."""
    found = candidates.page(person, requisition_id=requisition_id, q=q, after=after, before=before)
    known = statuses_for(person, [candidacy for candidacy, _ in found.rows], at)
    rows = [Row(candidacy, opening, known[candidacy.id]) for candidacy, opening in found.rows]
    return Page(rows, found.before, found.after)


def statuses_for(person: Person, candidacies: Sequence[Candidacy], at: datetime) -> dict[int, str]:
    """Return the status of each, as far as the person may know it.

    Being a finalist tells what others think, so whoever owes a card learns only if it has ended.
    """
    ids = [candidacy.id for candidacy in candidacies]
    known = statuses(ids, at)
    waiting = owed_among(person, ids)
    return {
        one.id: state(one.withdrawn_at, one.set_aside_at) if one.id in waiting else known[one.id]
        for one in candidacies
    }


def owed_among(person: Person, candidacy_ids: Iterable[int]) -> set[int]:
    """Return those of the candidacies for which the person owes a card."""
    return set(
        db.session.scalars(
            select(Candidacy.id).where(Candidacy.id.in_(list(candidacy_ids)), owed_by(person.id))
        )
    )

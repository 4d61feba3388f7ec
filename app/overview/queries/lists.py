"""The lists of candidates, with where each stands in all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from app.candidates import queries as candidates
from app.candidates.models import Candidacy
from app.candidates.rules import state, told_outside
from app.offers.queries import reached_by_offer, statuses
from app.people.models import Person
from app.people.prepared import run
from app.scorecards.queries import Progress, latest_asks, progress_of
from app.scorecards.queries.owing import owed_by
from app.web.listing import Choice, Column, Filter, Listing

STATE = Filter("state", "State", {one: one.capitalize() for one in candidates.STATES})
COLUMNS = (
    Column("interviewed", "Interviewed"),
    Column("word", "Last word from us"),
    Column("applied", "Applied", usual=False),
    Column("location", "Location", usual=False),
)
CARDS = Column("cards", "Scorecards")
LOOK = "Name or address"
EVERYWHERE = Listing(candidates.SORTS, COLUMNS, (STATE,), LOOK)
#: Who is asked, in or late is no secret to whoever scores; to the others it is not theirs to know.
HERE = Listing(candidates.SORTS_HERE, (CARDS, *COLUMNS), (STATE,), LOOK)
HERE_WITHOUT_CARDS = Listing(candidates.SORTS_HERE, COLUMNS, (STATE,), LOOK)


@dataclass(frozen=True, slots=True)
class Row:
    """One candidacy in a list; its cards where that column is shown."""

    listed: candidates.Listed
    status: str
    cards: Progress | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, and where the pages beside it begin."""

    rows: Sequence[Row]
    before: str | None
    after: str | None


def page(
    person: Person, at: datetime, choice: Choice, *, requisition_id: int | None = None
) -> Page:
    """Return a page of the candidacies a person may see, with their statuses."""
    found = candidates.page(
        person,
        requisition_id=requisition_id,
        q=choice.q,
        state=choice.filters.get("state", ""),
        sort=choice.sort,
        after=choice.after,
        before=choice.before,
    )
    known = statuses_for(person, found.rows, at)
    cards = _cards([one.id for one in found.rows], at) if "cards" in choice.columns else {}
    rows = [Row(one, known[one.id], cards.get(one.id)) for one in found.rows]
    return Page(rows, found.before, found.after)


def _cards(candidacy_ids: Sequence[int], at: datetime) -> dict[int, Progress]:
    return progress_of(latest_asks(candidacy_ids).values(), at)


def statuses_for(
    person: Person, candidacies: Sequence[candidates.Listed], at: datetime
) -> dict[int, str]:
    """Return the status of each, as far as the person may know it.

    Being a finalist tells what others think, so whoever owes a card learns only if it has ended,
    and an agency recruiter what their candidate was told.
    """
    ids = [candidacy.id for candidacy in candidacies]
    known = statuses(ids, at)
    waiting, outside = cut_among(person, ids)
    told_of = reached_by_offer(outside, at) if outside else set()
    found = dict(known)
    for one in candidacies:
        if one.id in waiting:
            found[one.id] = state(one.withdrawn_at, one.set_aside_at)
        elif one.id in outside:
            found[one.id] = told_outside(
                known[one.id],
                told_outcome=one.told_outcome_at is not None,
                has_offer=one.id in told_of,
            )
    return found


def cut_among(person: Person, candidacy_ids: Iterable[int]) -> tuple[set[int], set[int]]:
    """Return of which candidacies the person owes a card, and which they see from outside."""
    rows = run(_cut_among, person, some=list(candidacy_ids)).all()
    return {one for one, owes, _ in rows if owes}, {one for one, _, out in rows if out}


def _cut_among(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    owed, outside = owed_by(person.id), candidates.seen_from_outside(person)
    some: Any = bindparam("some", expanding=True)
    return select(Candidacy.id, owed, outside).where(Candidacy.id.in_(some), or_(owed, outside))

"""Everything about one candidacy that a person may see, without a mark or a rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import contains_eager, raiseload

from app.candidates.models import Candidacy, Candidate, Interview, InterviewPerson
from app.candidates.queries import seen
from app.db import db
from app.offers.facts import is_live
from app.offers.models import Offer
from app.offers.queries import status_columns, status_from
from app.people.models import Person
from app.people.prepared import run
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.web.requests import now


@dataclass(frozen=True, slots=True)
class Opened:
    """A candidacy, its requisition, whether the signed-in person may see it; status and offer.

    ``status`` and ``offer`` (the live one) are not cut to the person yet.
    """

    candidacy: Candidacy
    requisition: Requisition
    is_seen: bool
    offer: Offer | None
    status: str

    @property
    def requisition_id(self) -> int:
        """The requisition whose rights count."""
        return self.requisition.id


def load(candidacy_id: int) -> Opened | None:
    """Return a candidacy for the signed-in person (a loader for the guard), in one query."""
    person = me()
    if person is None:
        return None
    at = now()
    row = run(_opened, person, at, candidacy_id=candidacy_id).first()
    if row is None:
        return None
    candidacy, requisition, is_seen, offer, *facts = row
    return Opened(candidacy, requisition, bool(is_seen), offer, status_from(*facts))


def _opened(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(Candidacy, Requisition, seen(person), Offer, *status_columns(at))
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .outerjoin(Offer, and_(Offer.candidacy_id == Candidacy.id, is_live(at)))
        .options(contains_eager(Candidacy.candidate))
        .where(Candidacy.id == bindparam("candidacy_id"))
    )


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview and who sat on it."""

    interview: Interview
    people: Sequence[tuple[int, str]]


def meetings(candidacy_id: int) -> list[Meeting]:
    """Return the interviews of a candidacy with the names of who sat on them, first one first."""
    rows = db.session.execute(_meetings(), {"candidacy_id": candidacy_id}).all()
    held: dict[int, Interview] = {}
    people: dict[int, list[tuple[int, str]]] = {}
    for interview, person_id, name in rows:
        held[interview.id] = interview
        if person_id is not None:
            people.setdefault(interview.id, []).append((person_id, name))
    return [Meeting(one, people.get(one.id, [])) for one in held.values()]


@cache
def _meetings() -> Select[*tuple[Any, ...]]:
    return (
        select(Interview, Person.id, Person.name)
        .options(raiseload(Interview.panel))
        .outerjoin(InterviewPerson, InterviewPerson.interview_id == Interview.id)
        .outerjoin(Person, Person.id == InterviewPerson.person_id)
        .where(Interview.candidacy_id == bindparam("candidacy_id"))
        .order_by(Interview.held_at, Interview.id, Person.name_key)
    )


#: How the state of a card asked for is drawn.
STATE_TAGS: Mapping[str, tuple[str, str]] = {
    "in": ("ok", "check2"),
    "owed": ("", "hourglass-split"),
    "late": ("late", "clock"),
    "excused": ("", "slash-circle"),
    "ended": ("", "slash-circle"),
}

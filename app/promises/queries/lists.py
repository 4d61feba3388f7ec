"""Pages of promises, and of candidates who have had no word for a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.candidates.models import Candidacy, Candidate
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import reachable
from app.promises.actions import is_open, is_told
from app.promises.models import Promise
from app.promises.queries.reading import Line, line_of, lines
from app.promises.rules import SILENCE
from app.promises.word import still_waits
from app.requisitions.models import Requisition
from app.requisitions.queries import is_hiring
from app.web.listing import Sort, cut

PAGE = 50
#: What a list shows: what is still to be kept, the part of it that is late, or what is over.
SHOWN = ("open", "late", "kept", "ended")
_NEXT_DUE = Sort("due", "Next due first", Promise.due_at)
_LATEST = Sort("latest", "Latest first", Promise.id.expression, down=True)


@dataclass(frozen=True, slots=True)
class Page:
    """Some promises, and where the pages beside them begin."""

    rows: Sequence[Line]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Silent:
    """A candidate who waits without a word: since when, and when they hear next."""

    candidacy_id: int
    candidate: Candidate
    requisition: Requisition
    since_at: datetime
    last_word_at: datetime | None


@dataclass(frozen=True, slots=True)
class SilentPage:
    """Some candidates without a word, the longest first."""

    rows: Sequence[Silent]
    before: str | None
    after: str | None


def page(
    person: Person,
    at: datetime,
    *,
    show: str,
    requisition_id: int | None = None,
    after: str = "",
    before: str = "",
) -> Page:
    """Return a page of the promises in requisitions that a person runs or manages, or owns."""
    query = lines().where(_shown(show, at), _reached(person))
    if requisition_id is not None:
        query = query.where(Promise.requisition_id == requisition_id)
    sort = _NEXT_DUE if show in ("open", "late") else _LATEST
    found = cut(query, sort, Promise.id, after=after, before=before, size=PAGE)
    return Page([line_of(row, at) for row in found.rows], found.before, found.after)


def silent(
    person: Person,
    at: datetime,
    *,
    requisition_id: int | None = None,
    after: str = "",
    before: str = "",
) -> SilentPage:
    """Return a page of the candidates who wait and have had no word for a week."""
    query = (
        select(Candidacy, Candidate, Requisition, silent_since())
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(is_hiring(), is_silent(at), reachable(person, RECRUITER, MANAGER))
    )
    if requisition_id is not None:
        query = query.where(Candidacy.requisition_id == requisition_id)
    sort = Sort("silent", "Longest without a word", silent_since())
    found = cut(query, sort, Candidacy.id, after=after, before=before, size=PAGE)
    rows = [
        Silent(candidacy.id, candidate, requisition, since_at, candidacy.last_word_at)
        for candidacy, candidate, requisition, since_at, *_ in found.rows
    ]
    return SilentPage(rows, found.before, found.after)


def silent_since() -> ColumnElement[Any]:
    """Return since when a candidate has heard nothing: the last word, or when they came here."""
    return func.coalesce(Candidacy.last_word_at, Candidacy.created_at)


def is_silent(at: datetime) -> ColumnElement[bool]:
    """Return a condition on Candidacy: waits, and has had no word for a week."""
    old = or_(
        Candidacy.last_word_at <= at - SILENCE,
        and_(Candidacy.last_word_at.is_(None), Candidacy.created_at <= at - SILENCE),
    )
    return and_(still_waits(), old)


def _shown(show: str, at: datetime) -> ColumnElement[bool]:
    if show == "kept":
        return and_(Promise.kept_at.is_not(None), is_told())
    if show == "ended":
        return and_(Promise.void_at.is_not(None), is_told())
    return and_(is_open(), Promise.due_at <= at) if show == "late" else is_open()


def _reached(person: Person) -> ColumnElement[bool]:
    return or_(
        reachable(person, RECRUITER, MANAGER),
        and_(Promise.owner_id == person.id, reachable(person)),
    )

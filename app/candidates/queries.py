"""Reads of candidates and candidacies, cut to what the viewer may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Label,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    false,
    literal,
    null,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.orm import contains_eager

from app.candidates import rows as row_checks
from app.candidates.chunks import in_chunks
from app.candidates.elsewhere import deadlines
from app.candidates.in_play import is_in_play
from app.candidates.models import (
    Attachment,
    Candidacy,
    CandidacyWord,
    Candidate,
    Interview,
    InterviewPerson,
)
from app.core.names import told_apart as apart
from app.db import Base, db
from app.people.models import Membership, Person, Recusal
from app.people.permissions import AGENCY, INTERVIEWER, MANAGER, RECRUITER
from app.people.prepared import run
from app.people.queries import reachable
from app.people.words import found_by, terms
from app.requisitions.models import Requisition
from app.requisitions.queries import is_hiring, of_own, step
from app.web.listing import Sort, cut, or_never

PAGE = 50

#: What taking each row of a list would mean.
check_rows = row_checks.check_rows


def load_candidacy(candidacy_id: int) -> Candidacy | None:
    """Return a candidacy with its candidate (a loader for the guard; see ``sees``)."""
    return db.session.scalar(_with_candidate().where(Candidacy.id == candidacy_id))


def load_candidacies(candidacy_ids: Iterable[int]) -> list[Candidacy]:
    """Return these candidacies with their candidates, by name."""
    found = db.session.scalars(_with_candidate().where(Candidacy.id.in_(set(candidacy_ids))))
    return sorted(found, key=lambda one: (one.name_key, one.id))


def names(candidacy_ids: Iterable[int]) -> dict[int, str]:
    """Return the candidates' names by candidacy."""
    found: dict[int, str] = {}
    for some in in_chunks(sorted(set(candidacy_ids))):
        rows = db.session.execute(
            select(Candidacy.id, Candidate.name)
            .join(Candidate, Candidate.id == Candidacy.candidate_id)
            .where(Candidacy.id.in_(some))
        )
        found.update((candidacy_id, name) for candidacy_id, name in rows)
    return found


def told_apart(candidacy_ids: Iterable[int]) -> dict[int, str]:
    """Return the candidates' names by candidacy, namesakes with their e-mail, by name."""
    return apart(
        (one.id, one.candidate.name, one.candidate.email) for one in load_candidacies(candidacy_ids)
    )


def in_play_ids(requisition_id: int) -> list[int]:
    """Return the candidacies of a requisition that nobody has ended, by name."""
    return list(
        db.session.scalars(
            select(Candidacy.id)
            .where(Candidacy.requisition_id == requisition_id, is_in_play())
            .order_by(Candidacy.name_key, Candidacy.id)
        )
    )


def own_state() -> Label[str]:
    """Return where a candidacy stands by its own facts alone, as ``rules.state`` says, in a query.

    Reading thousands of rows, a word is a tenth of the work of two moments.
    """
    left = (
        (Candidacy.withdrawn_at.is_not(None), "withdrawn"),
        (Candidacy.set_aside_at.is_not(None), "set aside"),
    )
    return case(*left, else_="in play").label("state")


def met_by(person_id: int, requisition_id: int) -> set[int]:
    """Return the candidacies of a requisition on whose interviews a person sat."""
    return set(
        db.session.scalars(
            select(Interview.candidacy_id)
            .join(InterviewPerson, InterviewPerson.interview_id == Interview.id)
            .join(Candidacy, Candidacy.id == Interview.candidacy_id)
            .where(
                InterviewPerson.person_id == person_id,
                Candidacy.requisition_id == requisition_id,
            )
        )
    )


def seen_by(person: Person, requisition_id: int) -> ColumnElement[bool]:
    """Return a condition on Candidacy: those of a requisition that a person may see."""
    return and_(Candidacy.requisition_id == requisition_id, seen(person))


def seen(person: Person) -> ColumnElement[bool]:
    """Return a condition on Candidacy: those a person may see, in whatever requisition.

    Recruiters, managers and hr all; an interviewer those they met or are asked about; an agency
    recruiter those they brought; nobody one of a requisition they are a candidate or referee of.
    """
    recused = (
        exists()
        .where(
            Recusal.requisition_id == Candidacy.requisition_id,
            Recusal.email_key == person.email_key,
        )
        .correlate(Candidacy)
    )
    return and_(~recused, true() if person.is_hr else _reached(person))


def sees(person: Person, candidacy: Candidacy) -> bool:
    """Say whether a person may see one candidacy."""
    return (
        db.session.scalar(select(Candidacy.id).where(Candidacy.id == candidacy.id, seen(person)))
        is not None
    )


def interviews(candidacy_id: int) -> list[Interview]:
    """Return the interviews of a candidacy with who sat on them, first one first."""
    return list(
        db.session.scalars(
            select(Interview)
            .where(Interview.candidacy_id == candidacy_id)
            .order_by(Interview.held_at, Interview.id)
        )
    )


def attachments(candidacy_id: int, by: Person | None = None) -> list[Attachment]:
    """Return the files of a candidacy that were not removed, newest first: all, or one's own."""
    query = select(Attachment).where(
        Attachment.candidacy_id == candidacy_id, Attachment.removed_at.is_(None)
    )
    if by is not None:
        query = query.where(Attachment.added_by_id == by.id)
    return list(
        db.session.scalars(query.order_by(Attachment.added_at.desc(), Attachment.id.desc()))
    )


@dataclass(frozen=True, slots=True)
class AttachmentOf:
    """A file and the candidacy it belongs to."""

    attachment: Attachment
    candidacy: Candidacy

    @property
    def requisition_id(self) -> int:
        """The requisition whose rights count."""
        return self.candidacy.requisition_id


def load_attachment(attachment_id: int) -> AttachmentOf | None:
    """Return a file that was not removed (a loader for the guard; see ``sees``)."""
    attachment = db.session.scalar(
        select(Attachment).where(Attachment.id == attachment_id, Attachment.removed_at.is_(None))
    )
    candidacy = load_candidacy(attachment.candidacy_id) if attachment else None
    return AttachmentOf(attachment, candidacy) if attachment and candidacy else None


class Listed(NamedTuple):
    """What a list shows of a candidacy: its facts alone, since a page of them is read at once."""

    id: int
    requisition_id: int
    name: str
    email: str | None
    current_title: str | None
    current_employer: str | None
    location: str | None
    applied_at: datetime | None
    interviewed_at: datetime | None
    last_word_at: datetime | None
    withdrawn_at: datetime | None
    set_aside_at: datetime | None
    told_outcome_at: datetime | None
    requisition: str
    time_zone: str


_LISTED = (
    Candidacy.id,
    Candidacy.requisition_id,
    Candidate.name,
    Candidate.email,
    Candidate.current_title,
    Candidate.current_employer,
    Candidate.location,
    Candidacy.applied_at,
    Candidacy.interviewed_at,
    Candidacy.last_word_at,
    Candidacy.withdrawn_at,
    Candidacy.set_aside_at,
    Candidacy.told_outcome_at,
    Requisition.title,
    Requisition.time_zone,
)


@dataclass(frozen=True, slots=True)
class Page:
    """Some candidacies in an order, and where the pages beside them begin."""

    rows: Sequence[Listed]
    before: str | None
    after: str | None


BY_NAME = Sort("name", "By name", Candidacy.name_key)
NEWEST = Sort("newest", "Newest first", Candidacy.id.expression, down=True)
SORTS = (BY_NAME, NEWEST)
#: Orders of the candidates of one requisition; in all of them they would read every candidacy.
SORTS_HERE = (
    *SORTS,
    Sort("interviewed", "Interviewed last first", or_never(Candidacy.interviewed_at), down=True),
    Sort("silent", "Longest without a word", or_never(Candidacy.last_word_at)),
)
#: Where a candidacy stands by its own facts: what may be asked for by whoever owes a card.
STATES = ("in play", "set aside", "withdrawn")


def page(
    person: Person,
    *,
    requisition_id: int | None = None,
    q: str = "",
    state: str = "",
    sort: Sort = BY_NAME,
    after: str = "",
    before: str = "",
) -> Page:
    """Return a page of the candidacies a person may see, after or before a place in the order.

    ``q`` is how words of a name or address begin, in any spelling of its accents.
    """
    conditions = [seen(person)]
    if requisition_id is not None:
        conditions.append(Candidacy.requisition_id == requisition_id)
    elif not person.is_hr:
        conditions.append(Candidacy.requisition_id.in_(requisitions_of(person)))
    if wanted := terms(q):
        fitting = select(CandidacyWord.candidacy_id).where(
            found_by(CandidacyWord.candidacy_id, wanted)
        )
        conditions.append(Candidacy.id.in_(fitting))
    if state in STATES:
        conditions.append(_stands(state, person))
    query = (
        select(*_LISTED)
        .select_from(Candidacy)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(*conditions)
    )
    found = cut(query, sort, Candidacy.id, after=after, before=before, size=PAGE)
    rows = [Listed(*row[: len(_LISTED)]) for row in found.rows]
    return Page(rows, found.before, found.after)


def first(person: Person, requisition_id: int, *, ended: bool, most: int) -> list[Listed]:
    """Return the first by name of those a person may see who are in play, or who have ended."""
    make = _first_ended if ended else _first_in_play
    return [Listed(*row) for row in run(make, person, requisition_id=requisition_id, most=most)]


def _first_in_play(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    return _first(person, is_in_play())


def _first_ended(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    return _first(person, ~is_in_play())


def _first(person: Person, condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(*_LISTED)
        .select_from(Candidacy)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .join(Requisition, Requisition.id == Candidacy.requisition_id)
        .where(Candidacy.requisition_id == bindparam("requisition_id"), condition, seen(person))
        .order_by(Candidacy.name_key, Candidacy.id)
        .limit(bindparam("most", type_=Integer))
    )


def _stands(state: str, person: Person) -> ColumnElement[bool]:
    """Return a condition on Candidacy, as ``rules.state`` says, and as the person may know."""
    if state == "withdrawn":
        return Candidacy.withdrawn_at.is_not(None)
    stays = Candidacy.withdrawn_at.is_(None)
    set_aside = and_(Candidacy.set_aside_at.is_not(None), ~is_untold_to(person))
    return and_(stays, set_aside if state == "set aside" else ~set_aside)


def is_untold_to(person: Person) -> ColumnElement[bool]:
    """Return a condition on Candidacy: an agency recruiter's, who has not heard how it ended.

    An agency knows no sooner than its candidate.
    """
    return and_(seen_from_outside(person), Candidacy.told_outcome_at.is_(None))


def seen_from_outside(person: Person) -> ColumnElement[bool]:
    """Return a condition on Candidacy: the person reaches it as an agency recruiter alone."""
    return false() if person.is_hr else _has_part(person, AGENCY)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The candidacy before or after one, for a link."""

    id: int
    name: str


def neighbours(person: Person, candidacy: Candidacy) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the candidacies before and after one by name, of those the person may see."""
    rows = run(
        _neighbours,
        person,
        id=candidacy.id,
        name_key=candidacy.name_key,
        requisition_id=candidacy.requisition_id,
    )
    found = {row.side: Neighbour(row.id, row.name) for row in rows}
    return found.get("before"), found.get("after")


def _neighbours(person: Person, at: datetime) -> CompoundSelect[*tuple[Any, ...]]:
    here = tuple_(Candidacy.name_key, Candidacy.id)
    there = tuple_(bindparam("name_key", type_=String), bindparam("id", type_=Integer))
    query = (
        select(Candidacy.id, Candidate.name)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(Candidacy.requisition_id == bindparam("requisition_id"), seen(person))
        .limit(1)
    )
    before = query.where(here < there).order_by(Candidacy.name_key.desc(), Candidacy.id.desc())
    after = query.where(here > there).order_by(Candidacy.name_key, Candidacy.id)
    sides = [
        select(literal(side).label("side"), *part.c)
        for side, part in (("before", before.subquery()), ("after", after.subquery()))
    ]
    return union_all(*sides)


def _with_candidate() -> Select[Candidacy]:
    return (
        select(Candidacy)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .options(contains_eager(Candidacy.candidate))
    )


def _reached(person: Person) -> ColumnElement[bool]:
    ask = Base.metadata.tables["ask"]
    met = (
        exists()
        .where(
            InterviewPerson.interview_id == Interview.id,
            InterviewPerson.person_id == person.id,
            Interview.candidacy_id == Candidacy.id,
        )
        .correlate(Candidacy)
    )
    asked = (
        exists()
        .where(ask.c.candidacy_id == Candidacy.id, ask.c.person_id == person.id)
        .correlate(Candidacy)
    )
    return or_(
        _has_part(person, RECRUITER, MANAGER),
        and_(_has_part(person, INTERVIEWER), or_(met, asked)),
        and_(_has_part(person, AGENCY), Candidacy.brought_by_id == person.id),
    )


def _has_part(person: Person, *parts: str) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            Membership.requisition_id == Candidacy.requisition_id,
            Membership.person_id == person.id,
            Membership.part.in_(parts),
        )
        .correlate(Candidacy)
    )


def requisitions_of(person: Person) -> list[int]:
    """Return where a person has a part, so that few candidacies are looked at among very many."""
    return list(
        db.session.scalars(
            select(Membership.requisition_id).where(Membership.person_id == person.id).distinct()
        )
    )


def everyone(requisition_id: int, person: Person | None = None) -> list[Candidacy]:
    """Return the candidacies of a requisition by name, for an export: all, or those seen."""
    query = _with_candidate().where(Candidacy.requisition_id == requisition_id)
    if person is not None:
        query = query.where(seen(person))
    return list(db.session.scalars(query.order_by(Candidacy.name_key, Candidacy.id)))


def waiting(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Select who must soon answer elsewhere, and open requisitions that have no candidate yet."""
    return select(union_all(deadlines(person, at), _without_anybody(person)).subquery())


def _without_anybody(person: Person) -> Select[*tuple[Any, ...]]:
    anybody = exists().where(Candidacy.requisition_id == Requisition.id).correlate(Requisition)
    return step(
        literal("candidates.none", String),
        Requisition.opened_at,
        cast(null(), String),
        is_hiring(),
        ~anybody,
        of_own(person, RECRUITER),
        reachable(person),
    )

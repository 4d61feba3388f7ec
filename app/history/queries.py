"""Reads of history: lines with the names of who acted."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select

from app.db import db
from app.history.models import HistoryChain, HistoryLine, HistoryPayload
from app.people.models import Person
from app.people.queries import names

#: How an actor that is no person is called.
CALLED = {"candidate": "The candidate", "referee": "A referee", "worker": "Finalist"}
#: What people typed, kept from those who still owe a card for whom it speaks of (law L1).
TELLING = frozenset({"reason", "note", "text", "comment", "finalists"})
BATCH = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read: ``detail`` is none where it was erased."""

    line: int
    at: datetime
    actor_kind: str
    who: str
    on_behalf_of: str | None
    verb: str
    subject_kind: str
    subject_id: int | None
    candidacy_id: int | None
    detail: Mapping[str, Any] | None
    hash: str

    @property
    def subject(self) -> str:
        """What was acted on: its kind and id."""
        return f"{self.subject_kind} {self.subject_id}" if self.subject_id else self.subject_kind


def lines_of(
    requisition_id: int | None, *, before: int | None = None, limit: int = 50
) -> list[Line]:
    """Return lines of a requisition's chain (none: the office's), newest first."""
    query = _query(requisition_id).order_by(HistoryLine.line.desc()).limit(limit)
    return _read(query.where(HistoryLine.line < before) if before is not None else query)


def lines_about(requisition_id: int, candidacy_id: int, *, limit: int = 200) -> list[Line]:
    """Return the lines about one candidacy, newest first."""
    query = _query(requisition_id).where(HistoryLine.candidacy_id == candidacy_id)
    return _read(query.order_by(HistoryLine.line.desc()).limit(limit))


def every_line(requisition_id: int | None) -> Iterator[Line]:
    """Yield all lines of a chain, oldest first."""
    after = 0
    while True:
        query = _query(requisition_id).where(HistoryLine.line > after)
        some = _read(query.order_by(HistoryLine.line).limit(BATCH))
        yield from some
        if len(some) < BATCH:
            return
        after = some[-1].line


def cut_office(lines: Iterable[Line]) -> Iterator[Line]:
    """Take out of the office's lines what was typed about any candidacy: admins may see none."""
    for line in lines:
        yield from cut([line], {line.candidacy_id} if line.candidacy_id else ())


def cut(lines: Iterable[Line], hidden: Collection[int]) -> Iterator[Line]:
    """Take out what speaks of candidacies whose marks the reader may not see.

    A line about no candidacy may speak of any: of a list, why it was discarded and how long it is.
    """
    for line in lines:
        if line.detail and hidden and (line.candidacy_id is None or line.candidacy_id in hidden):
            kept = {key: value for key, value in line.detail.items() if key not in TELLING}
            yield replace(line, detail=kept)
        else:
            yield line


#: Who acted was there already: an id given anew names nobody for what was done before.
_ACTED = (
    HistoryLine.actor_kind == "person",
    Person.id == HistoryLine.actor_id,
    Person.created_at <= HistoryLine.at,
)


def _query(requisition_id: int | None) -> Select[HistoryLine, dict[str, Any], str]:
    chain = (
        HistoryChain.is_office == 1
        if requisition_id is None
        else HistoryChain.requisition_id == requisition_id
    )
    return (
        select(HistoryLine, HistoryPayload.body, Person.name)
        .join(HistoryChain, HistoryChain.id == HistoryLine.chain_id)
        .outerjoin(Person, and_(*_ACTED))
        .outerjoin(HistoryPayload, HistoryPayload.line_id == HistoryLine.id)
        .where(chain)
    )


def _read(query: Select[HistoryLine, dict[str, Any], str]) -> list[Line]:
    rows = [(row, body, actor) for row, body, actor in db.session.execute(query)]
    people = names(
        {row.on_behalf_of_id for row, _, _ in rows if row.on_behalf_of_id}
        | {number for _, body, _ in rows for number in _people(body).values()}
    )
    return [_line(row, body, actor, people) for row, body, actor in rows]


def _line(
    row: HistoryLine, body: dict[str, Any] | None, actor: str | None, people: Mapping[int, str]
) -> Line:
    named = {key: people.get(number, "someone") for key, number in _people(body).items()}
    return Line(
        line=row.line,
        at=row.at,
        actor_kind=row.actor_kind,
        who=CALLED.get(row.actor_kind) or actor or "Someone",
        on_behalf_of=people.get(row.on_behalf_of_id or 0),
        verb=row.verb,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        candidacy_id=row.candidacy_id,
        detail=None if body is None else {**body, **named},
        hash=row.hash,
    )


def _people(body: dict[str, Any] | None) -> dict[str, int]:
    """Return the people a line names: ``rater_id`` is read as ``rater``."""
    return {
        key.removesuffix("_id"): value
        for key, value in (body or {}).items()
        if key in PEOPLE and isinstance(value, int)
    }


#: The keys of a line's detail that hold a person's id.
PEOPLE = frozenset(
    {"person_id", "rater_id", "approver_id", "recruiter_id", "manager_id", "delegate_id"}
)

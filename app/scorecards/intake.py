"""Scores brought back in a file: one's own cards filled offline, checked by row and column.

Nothing here speaks of another's card: rows of other raters are passed over unread, so that neither
a count nor an error tells what they hold (law L1). Only hr may enter them, on the rater's behalf,
and never over a draft its rater has begun.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.candidates.models import Candidacy, Candidate
from app.candidates.queries import seen_by
from app.core.csv import parse_flag
from app.core.names import name_key
from app.core.wording import listed
from app.db import db
from app.history.actions import record
from app.people.models import Person
from app.requisitions.models import Criterion, Requirements, Requisition
from app.requisitions.queries import current_requirements
from app.scorecards import cards
from app.scorecards.answers import (
    Answer,
    Answers,
    read_mark,
    read_recommendation,
    read_text,
    wanting,
)
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries import AskOf, AskRow, asks_in, owed_ids, own_card
from app.scorecards.queries.cards import answers_of

Rows = Iterable[tuple[int, Mapping[str, str]]]
T = TypeVar("T")
_Key = tuple[int, int, str]
YES, NO = frozenset({"yes", "y", "x", "1"}), frozenset({"no", "n", "0"})


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that cannot be taken: where it is, and why in words."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class TakenCard:
    """A card that is written: whose, on whom, and whether it is whole and so submitted.

    ``rater`` is named where it is not the reader's own.
    """

    candidate: str
    panel: str
    rater: str | None
    whole: bool


@dataclass(slots=True)
class Taken:
    """What came, or would come, of a file, counted in cards; with a bad cell nothing is written.

    ``passed_over`` counts rows of other raters, which nobody looked at.
    """

    submitted: int = 0
    saved: int = 0
    unchanged: int = 0
    passed_over: int = 0
    bad: list[BadCell] = field(default_factory=list)
    cards: list[TakenCard] = field(default_factory=list)


@dataclass(slots=True)
class _Card:
    """The rows of one card: its rater, panel and candidacy, and what they say."""

    candidacy: Candidacy
    rater: Person
    panel: str
    first_row: int
    rows: dict[int, int] = field(default_factory=dict)
    marks: dict[int, Answer] = field(default_factory=dict)
    recommendation: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows are looked up in."""

    requirements: Requirements
    criteria: Mapping[str, Criterion]
    candidacies: Mapping[str, Candidacy]
    people: Mapping[str, Person]
    asks: Mapping[tuple[int, int, str], AskRow]
    hidden: set[int]
    by: Person


class _Wrong(Exception):
    """One cell of a row is wrong."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


def take_score_rows(
    requisition: Requisition, rows: Rows, by: Person, at: datetime, *, dry_run: bool = False
) -> Taken:
    """Fill cards from numbered rows of cells by the headings of our export; whole or not at all.

    A card that is then complete is submitted, another kept as a draft; an empty cell leaves what
    was there. Bringing back an export unchanged changes nothing.
    """
    known = _known(requisition, by)
    taken = Taken()
    ready: list[tuple[_Card, AskOf, Answers]] = []
    for card in _gather(rows, known, taken):
        try:
            found = _settle(card, known, taken, at)
        except _Wrong as wrong:
            taken.bad.append(BadCell(card.first_row, wrong.column, wrong.message))
            continue
        if found:
            ready.append((card, *found))
    taken.bad.sort(key=lambda cell: cell.row)
    if taken.bad:
        taken.submitted = taken.saved = taken.unchanged = 0
        return taken
    for card, found_ask, answers in ready:
        complete = not wanting(answers, _panel(card.panel, known))
        taken.submitted += complete
        taken.saved += not complete
        taken.cards.append(
            TakenCard(
                card.candidacy.candidate.name,
                card.panel,
                None if card.rater.id == by.id else card.rater.name,
                complete,
            )
        )
        if not dry_run:
            _write(card, found_ask, answers, complete=complete, by=by, at=at)
    if ready and not dry_run:
        record(
            "scorecards.taken",
            by=by,
            at=at,
            subject=requisition,
            requisition_id=requisition.id,
            submitted=taken.submitted,
            saved=taken.saved,
        )
    return taken


def _write(
    card: _Card, found: AskOf, answers: Answers, *, complete: bool, by: Person, at: datetime
) -> None:
    themselves = card.rater.id == by.id
    if complete:
        cards.submit(found, answers, by=by, at=at, rater=None if themselves else card.rater)
    else:
        cards.save_draft(found, answers, at=at, entered_by=None if themselves else by)


def _gather(rows: Rows, known: _Known, taken: Taken) -> list[_Card]:
    """Read the rows into cards; what is wrong with a row goes into ``taken.bad``."""
    gathered: dict[_Key, _Card] = {}
    for number, cells in rows:
        if not any(text.strip() for text in cells.values()):
            continue
        try:
            _place(number, cells, known, taken, gathered)
        except _Wrong as wrong:
            taken.bad.append(BadCell(number, wrong.column, wrong.message))
    return list(gathered.values())


def _place(
    number: int, cells: Mapping[str, str], known: _Known, taken: Taken, gathered: dict[_Key, _Card]
) -> None:
    """Add one row to the card it belongs to, or count it as passed over."""
    rater = _rater(cells, known)
    if rater is None:
        taken.passed_over += 1
        return
    candidacy, criterion = _candidacy(cells, known), _criterion(cells, known)
    if rater.id != known.by.id and candidacy.id in known.hidden:
        taken.passed_over += 1
        return
    key = (candidacy.id, rater.id, criterion.kind)
    card = gathered.setdefault(key, _Card(candidacy, rater, criterion.kind, number))
    if criterion.id in card.rows:
        raise _Wrong("criterion", f"{criterion.name} is in row {card.rows[criterion.id]} already.")
    card.rows[criterion.id] = number
    _add(card, criterion, cells)


def _add(card: _Card, criterion: Criterion, cells: Mapping[str, str]) -> None:
    value, not_assessed = _cell("rating", cells, lambda text: read_mark(_whole(text)))
    not_assessed = _cell("not_assessed", cells, _flag) or not_assessed
    if value is not None and not_assessed:
        raise _Wrong("not_assessed", f"It has the mark {value}, so it is assessed.")
    note = _cell("note", cells, read_text)
    recommendation = _cell("recommendation", cells, read_recommendation)
    if recommendation and card.recommendation and recommendation != card.recommendation:
        raise _Wrong(
            "recommendation",
            f"Another row of this card says {card.recommendation}. A card has one recommendation.",
        )
    card.recommendation = card.recommendation or recommendation
    card.marks[criterion.id] = Answer(value, not_assessed, note)


def _settle(card: _Card, known: _Known, taken: Taken, at: datetime) -> tuple[AskOf, Answers] | None:
    """Return the ask and what its card will hold; none where nothing would change."""
    row = known.asks.get((card.candidacy.id, card.rater.id, card.panel))
    now = row.state(at) if row else "not asked"
    said = Answers(card.marks, card.recommendation)
    ask = db.session.get_one(Ask, row.id) if row else None
    held = own_card(ask) if ask else None
    before = answers_of(held)
    answers = said.over(before)
    if now == "in":
        if answers != before:
            raise _Wrong("rating", "This card is in already. Reopen it on its page to change it.")
        taken.unchanged += 1
        return None
    if now not in ("owed", "late"):
        whom = "You are" if card.rater.id == known.by.id else f"{card.rater.name} is"
        raise _Wrong(
            "criterion",
            f"{whom} not asked for a {card.panel} scorecard on {card.candidacy.candidate.name}"
            + (f" any more: {now}." if row else "."),
        )
    assert ask is not None
    if card.rater.id != known.by.id and held is not None and not _entered(held):
        # before any comparison, which would tell hr what a private draft says
        raise _Wrong("rater_email", f"{card.rater.name} has begun this card. Let them finish it.")
    if not any(answer.given or answer.note for answer in card.marks.values()) or (
        held is not None and answers == before
    ):
        taken.unchanged += 1
        return None
    return AskOf(ask, card.candidacy), answers


def _entered(card: Scorecard) -> bool:
    """Whether hr entered it, and not its rater."""
    return card.entered_by_id is not None


def _rater(cells: Mapping[str, str], known: _Known) -> Person | None:
    """Return whose row it is; none for one that is not the reader's to bring."""
    email = cells.get("rater_email", "").strip().casefold()
    if not email or email == known.by.email_key:
        return known.by
    if not known.by.is_hr:
        return None
    rater = known.people.get(email)
    if rater is None:
        raise _Wrong("rater_email", "Nobody of the team has this address.")
    return rater


def _candidacy(cells: Mapping[str, str], known: _Known) -> Candidacy:
    number, email = (cells.get(key, "").strip() for key in ("candidate_id", "email"))
    if not number and not email:
        raise _Wrong("candidate_id", "Say whom it is about, by id or by e-mail.")
    column = "candidate_id" if number else "email"
    found = known.candidacies.get(_whole(number) if number else email.casefold())
    if found is None:
        raise _Wrong(column, f"“{(number or email)[:60]}” is no candidate here that you may see.")
    if number and email and found.candidate.email_key not in (None, email.casefold()):
        raise _Wrong("email", f"The id beside it is that of {found.candidate.name}.")
    return found


def _criterion(cells: Mapping[str, str], known: _Known) -> Criterion:
    version = _whole(cells.get("requirements_version", "").strip())
    if version and version != str(known.requirements.version):
        raise _Wrong(
            "requirements_version",
            f"The criteria are in version {known.requirements.version} by now. Export them anew.",
        )
    typed = cells.get("criterion", "").strip()
    found = known.criteria.get(name_key(typed))
    if found is None:
        names = listed((one.name for one in known.criteria.values()), "or")
        raise _Wrong(
            "criterion",
            f"“{typed[:60]}” is not a criterion. They are {names}."
            if typed
            else "Say which criterion.",
        )
    kind = cells.get("kind", "").strip().casefold()
    if kind and kind != found.kind:
        raise _Wrong("kind", f"{found.name} is a {found.kind} criterion.")
    return found


def _cell(column: str, cells: Mapping[str, str], read: Callable[[str], T]) -> T:
    """Read one cell; what it raises is wrong with that cell."""
    try:
        return read(cells.get(column, ""))
    except ValueError as error:
        raise _Wrong(column, str(error)) from None


def _flag(text: str) -> bool:
    word = text.strip().casefold()
    if word in YES | NO:
        return word in YES
    try:
        return bool(parse_flag(word))
    except ValueError:
        raise ValueError(f"“{text[:20]}” is neither yes nor no.") from None


def _whole(text: str) -> str:
    """Return a number as a spreadsheet wrote it, without the point it may have added."""
    return text.strip().removesuffix(".0")


def _panel(panel: str, known: _Known) -> list[int]:
    return [one.id for one in known.requirements.criteria if one.kind == panel]


def _known(requisition: Requisition, by: Person) -> _Known:
    requirements = current_requirements(requisition.id)
    found = db.session.execute(
        select(Candidacy, Candidate)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(seen_by(by, requisition.id))
        .options(contains_eager(Candidacy.candidate))
    )
    candidacies: dict[str, Candidacy] = {}
    for candidacy, candidate in found:
        candidacies[str(candidate.id)] = candidacy
        if candidate.email_key:
            candidacies[candidate.email_key] = candidacy
    asks = asks_in(requisition.id)
    people = db.session.scalars(
        select(Person).where(Person.id.in_({row.person_id for row in asks}))
    )
    return _Known(
        requirements,
        {one.name_key: one for one in requirements.criteria},
        candidacies,
        {person.email_key: person for person in people},
        {(row.candidacy_id, row.person_id, row.panel): row for row in asks},
        owed_ids(by.id, requisition.id),
        by,
    )

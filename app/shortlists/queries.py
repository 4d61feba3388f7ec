"""Reads of shortlists: versions, the approved order, and one version as a viewer may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql import ColumnElement

from app.candidates.models import Candidacy, Candidate
from app.checks.queries import readiness
from app.core.wording import hour, when
from app.db import db
from app.people import queries as people
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER, Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import is_hiring, of_own, step
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries import owed_ids
from app.scorecards.queries.asking import unasked_here
from app.scorecards.queries.owing import somebody_owes
from app.shortlists import rules
from app.shortlists.acting.queries import is_waited_for, rounds_to_review
from app.shortlists.differences import Change, added, changes_between
from app.shortlists.models import Pick, Picking, Shortlist
from app.signoffs import queries as signoffs
from app.signoffs.models import Chain, Signoff

KIND = "shortlist"


def load_shortlist(shortlist_id: int) -> Shortlist | None:
    """Return a version with its lines (a loader for the guard)."""
    return db.session.get(Shortlist, shortlist_id)


def load_version(shortlist_id: int) -> Shortlist | None:
    """Return a version that was put forward (a loader for the guard)."""
    found = load_shortlist(shortlist_id)
    return found if found is not None and found.put_forward_at is not None else None


def versions(requisition_id: int) -> Sequence[Shortlist]:
    """Return every version of a requisition's list, the latest first."""
    return db.session.scalars(
        select(Shortlist)
        .where(Shortlist.requisition_id == requisition_id)
        .order_by(Shortlist.version.desc())
    ).all()


def editing(requisition_id: int) -> Shortlist | None:
    """Return the version being edited, if any."""
    return _one(requisition_id, Shortlist.put_forward_at.is_(None))


def current(requisition_id: int) -> Shortlist | None:
    """Return the version put forward last, whatever its sign-offs say."""
    return _one(requisition_id, Shortlist.put_forward_at.is_not(None))


def latest(requisition_id: int) -> Shortlist | None:
    """Return the latest version ever put forward, superseded or not."""
    return next((one for one in versions(requisition_id) if one.put_forward_at is not None), None)


def base(found: Sequence[Shortlist], picking: Picking | None) -> Shortlist | None:
    """Return the version the next one starts from: none where people have picked since.

    ``found`` are all versions, the latest first; ``picking`` is the latest round.
    """
    before = next((one for one in found if one.put_forward_at is not None), None)
    if before is None or before.put_forward_at is None or picking is None:
        return before
    return before if picking.started_at <= before.put_forward_at else None


def discarded_last(found: Sequence[Shortlist]) -> Shortlist | None:
    """Return the latest of all versions if it was discarded before it was put forward."""
    last = next(iter(found), None)
    return last if last is not None and last.discarded_by_id is not None else None


def last_version(requisition_id: int) -> int:
    """Return the highest version number used so far, 0 for none."""
    return (
        db.session.scalar(
            select(func.max(Shortlist.version)).where(Shortlist.requisition_id == requisition_id)
        )
        or 0
    )


def approved(requisition_id: int) -> Shortlist | None:
    """Return the version that counts: put forward, not superseded, and signed where asked."""
    found = current(requisition_id)
    return found if found is not None and status(found) == "approved" else None


def order(shortlist: Shortlist) -> list[int]:
    """Return the finalists' candidacies in the order of their positions."""
    placed = [(line.position, line.candidacy_id) for line in shortlist.lines if line.position]
    return [candidacy_id for _, candidacy_id in sorted(placed)]


def order_in_play(shortlist: Shortlist) -> list[int]:
    """Return the finalists in order, without those who withdrew or were set aside."""
    left = ended(order(shortlist))
    return [candidacy_id for candidacy_id in order(shortlist) if candidacy_id not in left]


def status(shortlist: Shortlist) -> str:
    """Return editing, awaiting sign-off, approved, sent back or superseded."""
    is_forward = shortlist.put_forward_at is not None
    chain = signoffs.chain_of(KIND, shortlist.id) if is_forward else None
    return rules.status_of_version(shortlist, signoffs.status(chain))


def statuses(shortlists: Iterable[Shortlist]) -> dict[int, str]:
    """Return the statuses of several versions by id, with one query for all their chains."""
    several = list(shortlists)
    chains = signoffs.chains_of(KIND, [one.id for one in several])
    return {
        one.id: rules.status_of_version(one, signoffs.status(chains.get(one.id))) for one in several
    }


def ended(candidacy_ids: Iterable[int]) -> dict[int, str]:
    """Return which of these candidacies have left, and how: withdrawn or set aside."""
    rows = db.session.execute(
        select(Candidacy.id, Candidacy.withdrawn_at, Candidacy.set_aside_at).where(
            Candidacy.id.in_(set(candidacy_ids))
        )
    )
    return {
        candidacy_id: "withdrawn" if withdrawn_at else "set aside"
        for candidacy_id, withdrawn_at, set_aside_at in rows
        if withdrawn_at or set_aside_at
    }


def candidacy_ids(requisition_id: int) -> set[int]:
    """Return all candidacies of a requisition, in play or not."""
    return set(
        db.session.scalars(select(Candidacy.id).where(Candidacy.requisition_id == requisition_id))
    )


def requisition_of(shortlist: Shortlist) -> Requisition:
    """Return the requisition a version belongs to."""
    return db.session.get_one(Requisition, shortlist.requisition_id)


def who_changed(shortlist: Shortlist, at: datetime) -> str:
    """Say who changed a list last, and when, in words."""
    fresh = db.session.get_one(Shortlist, shortlist.id, populate_existing=True)
    zone = requisition_of(fresh).time_zone
    name = people.names([fresh.edited_by_id or 0]).get(fresh.edited_by_id or 0, "Someone")
    if fresh.put_forward_at is not None:
        return f"{name} put this version forward at {hour(fresh.put_forward_at, zone)}."
    if fresh.superseded_at is not None:
        return "This list was discarded meanwhile."
    return f"{name} changed this list {when(fresh.edited_at, zone, at)}. Here is that version."


@dataclass(frozen=True, slots=True)
class Version:
    """One frozen version as a viewer may see it; without numbers while they owe a card for it."""

    shortlist: Shortlist
    status: str
    chain: Chain | None
    waits_for_card: int
    numbers: Mapping[str, Any] | None
    left: Mapping[int, str]
    new: set[int]
    before: Shortlist | None
    before_status: str | None
    refusal_before: signoffs.Line | None
    changes: list[Change]
    put_forward_by: str | None
    mine: Signoff | None
    trail: list[signoffs.Line] = field(default_factory=list)


def version_for(shortlist: Shortlist, person: Person) -> Version:
    """Return a frozen version for a viewer, from what was frozen alone (laws L1 and L3)."""
    numbers = _numbers(shortlist)
    chain = signoffs.chain_of(KIND, shortlist.id)
    before = _before(shortlist)
    owed = owed_of(shortlist, person)
    hidden = bool(owed)
    return Version(
        shortlist=shortlist,
        status=rules.status_of_version(shortlist, signoffs.status(chain)),
        chain=chain,
        waits_for_card=len(owed),
        numbers=None if hidden else numbers,
        left={} if hidden else ended(row["candidacy_id"] for row in numbers["finalists"]),
        new=set() if hidden or before is None else added(_numbers(before), numbers),
        before=before,
        before_status=status(before) if before else None,
        refusal_before=_refusal(before) if before and not hidden else None,
        changes=[] if hidden or before is None else changes_between(_numbers(before), numbers),
        put_forward_by=people.names([shortlist.put_forward_by_id or 0]).get(
            shortlist.put_forward_by_id or 0
        ),
        mine=signoffs.my_open(person.id, chain),
        trail=[] if hidden else signoffs.trail(chain, person.id),
    )


def owed_of(shortlist: Shortlist, person: Person) -> set[int]:
    """Return those a version speaks of for whom this person still owes a card."""
    numbers = _numbers(shortlist)
    spoken_of = {row["candidacy_id"] for row in (*numbers["finalists"], *numbers["left_out"])}
    owed: set[int] = owed_ids(person.id, shortlist.requisition_id)
    return owed & spoken_of


def hides(person: Person, shortlist_id: int) -> bool:
    """Say whether a version is hidden from a person until their own card is in (law L1)."""
    shortlist = load_shortlist(shortlist_id)
    return shortlist is not None and bool(owed_of(shortlist, person))


@dataclass(frozen=True, slots=True)
class ShortlistRow:
    """One row of the ``shortlist`` export: what is frozen, beside what is so today."""

    frozen: Mapping[str, Any]
    requisition: str
    requirements_version: int
    version: int
    email: str | None
    references_in: int | None
    references_needed: int | None
    signoff_state: str
    offer_state: str | None
    offer_closes_at: datetime | None
    next_promise_due: datetime | None
    owner: str | None


def shortlist_rows(
    requisition_id: int,
    person: Person | None,
    *,
    offers: Mapping[int, tuple[str, datetime | None]] | None = None,
    dates: Mapping[int, tuple[datetime, str | None]] | None = None,
) -> list[ShortlistRow]:
    """Return the current version for a file: all of it without a person, else cut to their rights.

    ``offers`` gives state and end of the offer by candidacy, from the package above; ``dates`` when
    each hears next, and who sees to it.
    """
    shortlist = current(requisition_id)
    if shortlist is None or shortlist.numbers is None:
        return []
    rights = None if person is None else rights_in(requisition_id, person)
    if rights is not None and Permission.SEE_FROZEN not in rights:
        return []
    if person is not None and owed_of(shortlist, person):
        return []
    rows = shortlist.numbers["finalists"]
    ids = [row["candidacy_id"] for row in rows]
    whole = rights is None or Permission.SEE_REFERENCES in rights
    emails = _emails(ids) if whole else {}
    ready = readiness(ids, requisition_id) if whole else {}
    state = status(shortlist)
    return [
        ShortlistRow(
            frozen=row,
            requisition=shortlist.numbers["requisition"]["code"],
            requirements_version=shortlist.numbers["requirements_version"],
            version=shortlist.version,
            email=emails.get(key),
            references_in=ready[key].received if key in ready else None,
            references_needed=ready[key].needed if key in ready else None,
            signoff_state=state,
            offer_state=(offers or {}).get(key, (None, None))[0],
            offer_closes_at=(offers or {}).get(key, (None, None))[1],
            next_promise_due=(dates or {}).get(key, (None, None))[0],
            owner=(dates or {}).get(key, (None, None))[1] or shortlist.numbers["owner"],
        )
        for key, row in zip(ids, rows, strict=True)
    ]


def waiting(person: Person, at: datetime) -> CompoundSelect[*tuple[Any, ...]]:
    """Select what waits for a person in deciding: a pick, a list to settle, a version sent back."""
    return union_all(
        _start_wanted(person, at),
        _picks_wanted(person),
        _lists_wanted(person),
        _sent_back(person),
        rounds_to_review(person),
    )


def _start_wanted(person: Person, at: datetime) -> Select[*tuple[Any, ...]]:
    """Where cards are in, none is owed, and nobody has begun to pick."""
    here = Candidacy.requisition_id == Requisition.id
    asked, card = Ask.candidacy_id == Candidacy.id, Scorecard.candidacy_id == Candidacy.id
    last_in = (
        select(func.max(Scorecard.submitted_at))
        .join(Candidacy, card)
        .where(here)
        .correlate(Requisition)
        .scalar_subquery()
    )
    unasked = unasked_here(at)
    # what one look settles comes first; all cards are gone through where the row is shown
    return _todo("shortlists.start", last_in, cast(unasked, String)).where(
        *_leads(person, RECRUITER),
        last_in.is_not(None),
        ~is_waited_for(),
        ~exists().where(Picking.requisition_id == Requisition.id),
        ~exists().where(Shortlist.requisition_id == Requisition.id),
        exists().where(here, card, Scorecard.submitted_at.is_not(None)).correlate(Requisition),
        ~somebody_owes(),
        exists().where(here, asked).correlate(Requisition),
    )


def _picks_wanted(person: Person) -> Select[*tuple[Any, ...]]:
    return (
        _todo("shortlists.pick", Picking.started_at, _nothing())
        .join(Picking, Picking.requisition_id == Requisition.id)
        .join(Pick, Pick.picking_id == Picking.id)
        .where(
            Pick.person_id == person.id,
            Pick.sealed_at.is_(None),
            Picking.opened_at.is_(None),
            Picking.closed_at.is_(None),
            *_reached(person),
        )
    )


def _lists_wanted(person: Person) -> Select[*tuple[Any, ...]]:
    latest_number = (
        select(func.max(Picking.number))
        .where(Picking.requisition_id == Requisition.id)
        .correlate(Requisition)
        .scalar_subquery()
    )
    here = exists().where(Shortlist.requisition_id == Requisition.id)
    in_work = here.where(Shortlist.put_forward_at.is_(None), Shortlist.superseded_at.is_(None))
    picks_used = here.where(Shortlist.put_forward_at >= Picking.started_at)
    return (
        _todo("shortlists.settle", func.coalesce(Picking.opened_at, Picking.closed_at), _nothing())
        .join(Picking, Picking.requisition_id == Requisition.id)
        .where(
            Picking.number == latest_number,
            Picking.opened_at.is_not(None) | Picking.closed_at.is_not(None),
            in_work | ~picks_used,
            *_leads(person),
        )
    )


def _sent_back(person: Person) -> Select[*tuple[Any, ...]]:
    newer = exists().where(
        Shortlist.requisition_id == Requisition.id,
        Shortlist.put_forward_at.is_(None),
        Shortlist.superseded_at.is_(None),
    )
    version = cast(Chain.version, String)
    return (
        _todo("shortlists.sent_back", Chain.sent_back_at, version)
        .join(Chain, Chain.requisition_id == Requisition.id)
        .where(
            Chain.subject_kind == KIND,
            Chain.sent_back_at.is_not(None),
            Chain.lapsed_at.is_(None),
            ~newer,
            *_leads(person),
        )
    )


def _todo(kind: str, since: Any, detail: Any) -> Select[*tuple[Any, ...]]:
    return step(literal(kind, String), since, detail)


def _nothing() -> ColumnElement[Any]:
    return cast(null(), String)


def _leads(person: Person, *parts: str) -> tuple[ColumnElement[bool], ...]:
    return (
        of_own(person, *(parts or (RECRUITER, MANAGER)), leads=True),
        *_reached(person),
    )


def _reached(person: Person) -> tuple[ColumnElement[bool], ...]:
    return people.reachable(person), is_hiring()


def _one(requisition_id: int, condition: ColumnElement[bool]) -> Shortlist | None:
    return db.session.scalar(
        select(Shortlist).where(
            Shortlist.requisition_id == requisition_id,
            Shortlist.superseded_at.is_(None),
            condition,
        )
    )


def _numbers(shortlist: Shortlist) -> Mapping[str, Any]:
    return shortlist.numbers or {"requirements_version": None, "finalists": [], "left_out": []}


def _before(shortlist: Shortlist) -> Shortlist | None:
    return db.session.scalar(
        select(Shortlist)
        .where(
            Shortlist.requisition_id == shortlist.requisition_id,
            Shortlist.version < shortlist.version,
            Shortlist.put_forward_at.is_not(None),
        )
        .order_by(Shortlist.version.desc())
        .limit(1)
    )


def _refusal(shortlist: Shortlist) -> signoffs.Line | None:
    """Return the word that sent a version back, if one did."""
    lines = signoffs.trail(signoffs.chain_of(KIND, shortlist.id))
    return next((line for line in lines if line.state == "refused"), None)


def _emails(ids: Iterable[int]) -> dict[int, str | None]:
    rows = db.session.execute(
        select(Candidacy.id, Candidate.email)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(Candidacy.id.in_(set(ids)))
    )
    return {candidacy_id: email for candidacy_id, email in rows}

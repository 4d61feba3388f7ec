"""Verbs on candidates and candidacies: add, mend, record, end."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from app.candidates import attachments, intake
from app.candidates.models import Candidacy, Candidate, Interview, InterviewPerson
from app.candidates.queries import load_candidacy
from app.candidates.recusals import follow
from app.candidates.rows import CANDIDATE_FIELDS, Newcomer, check_rows, email_key
from app.candidates.rules import (
    MOVES,
    InterviewFacts,
    belongs_to,
    may_add,
    may_be_added,
    may_be_known,
    may_be_recorded,
    may_set_aside,
    may_tell_own_deadline,
    state,
)
from app.candidates.words import keep_words_of
from app.core.decision import Refused, require
from app.core.names import name_key
from app.db import db
from app.history.actions import Actor, record
from app.mail.models import Message
from app.people.models import Membership, Person
from app.requisitions.actions import bump_inputs
from app.requisitions.models import Requisition

#: Taking a whole list, and files, have modules of their own.
take_rows = intake.take_rows
attach = attachments.attach
remove_attachment = attachments.remove


def add_candidacy(
    requisition: Requisition,
    newcomer: Newcomer,
    *,
    by: Person | Actor,
    at: datetime,
    brought_by: Person | None = None,
) -> Candidacy:
    """Make someone a candidate here: a new human being, or one known by address or id.

    Of someone known it fills only what was empty; the same address under another name is refused.
    """
    require(may_add(requisition.stage) & may_be_known(newcomer.email, newcomer.external_id))
    require(may_be_added(email_key(newcomer), by.email_key if isinstance(by, Person) else None))
    intake.one_at_a_time()
    verdict = check_rows(requisition, [newcomer])[0]
    if verdict.belongs_to:
        require(belongs_to(verdict.column or "", verdict.belongs_to))
    if verdict.kind != "new":
        raise Refused(f"{newcomer.name} is a candidate here already.")
    candidacy_id = intake.add(
        requisition,
        [(newcomer, verdict)],
        "skip",
        at=at,
        brought_by_id=brought_by.id if brought_by else None,
    )[0]
    bump_inputs(requisition.id)
    candidacy = load_candidacy(candidacy_id)
    assert candidacy is not None
    _record("added", candidacy, by=by, at=at)
    return candidacy


def mend_contact(
    candidacy: Candidacy, facts: Mapping[str, str | None], *, by: Person | Actor, at: datetime
) -> tuple[str, ...]:
    """Write a candidate's name, address and contact data anew; return what changed.

    ``facts`` may have any of CANDIDATE_FIELDS; an empty one is emptied.
    """
    candidate = candidacy.candidate
    wanted = {field: facts[field] or None for field in CANDIDATE_FIELDS if field in facts}
    changed = tuple(field for field, value in wanted.items() if getattr(candidate, field) != value)
    if not changed:
        return ()
    intake.one_at_a_time()
    email = wanted.get("email", candidate.email)
    external_id = wanted.get("external_id", candidate.external_id)
    old_key, new_key = candidate.email_key, (email or "").strip().casefold() or None
    require(may_be_known(email, external_id))
    require(may_be_added(new_key or "", by.email_key if isinstance(by, Person) else None))
    _refuse_owned(candidate.id, new_key, external_id)
    for field in changed:
        setattr(candidate, field, wanted[field])
    candidate.email_key, candidate.name_key = new_key, name_key(candidate.name)
    db.session.flush()
    _carry_name(candidate)
    keep_words_of([candidate.id])
    follow({candidate.id: (old_key, new_key)})
    _record("mended", candidacy, by=by, at=at, fields=list(changed))
    return changed


def record_interview(
    candidacy: Candidacy,
    *,
    round: int,  # noqa: A002
    kind: str,
    held_at: datetime,
    people: Iterable[int],
    by: Person | Actor,
    at: datetime,
) -> Interview:
    """Write down a meeting that was held, and who of the team sat on it (ids of people)."""
    sat = sorted(set(people))
    team = db.session.scalars(
        select(Membership.person_id).where(Membership.requisition_id == candidacy.requisition_id)
    )
    require(may_be_recorded(InterviewFacts(round, kind, held_at, sat, set(team)), at))
    interview = Interview(candidacy_id=candidacy.id, round=round, kind=kind, held_at=held_at)
    interview.panel = [InterviewPerson(person_id=person_id) for person_id in sat]
    db.session.add(interview)
    if candidacy.interviewed_at is None or candidacy.interviewed_at < held_at:
        candidacy.interviewed_at = held_at
    db.session.flush()
    bump_inputs(candidacy.requisition_id)
    record(
        "candidates.interviewed",
        by=by,
        at=at,
        subject=interview,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        round=round,
        kind=kind,
        people=sat,
    )
    return interview


def tell_own_deadline(
    candidacy: Candidacy,
    *,
    due_at: datetime | None,
    note: str | None,
    by: Person | Actor,
    at: datetime,
) -> None:
    """Keep by when the candidate must answer somebody else; no moment: nothing presses any more."""
    require(may_tell_own_deadline(due_at, at))
    candidacy.own_deadline_at = due_at
    candidacy.own_deadline_note = note or None
    candidacy.own_deadline_told_at = at
    _record("told_own_deadline" if due_at else "lifted_own_deadline", candidacy, by=by, at=at)


def withdraw(candidacy: Candidacy, *, note: str | None, by: Person | Actor, at: datetime) -> None:
    """The candidate leaves; only the candidacy's own facts (see ``changes`` for all of it)."""
    _end(candidacy, "withdraw", withdrawn_at=at, withdrawn_note=note)
    themselves = isinstance(by, Actor) and by.kind == "candidate"
    _record("withdrew" if themselves else "noted_withdrawal", candidacy, by=by, at=at)


def set_aside(candidacy: Candidacy, *, reason: str, by: Person | Actor, at: datetime) -> None:
    """We go on without them; only the candidacy's own facts (see ``changes`` for all of it)."""
    require(may_set_aside(reason))
    _end(candidacy, "set aside", set_aside_at=at, set_aside_reason=reason)
    _record("set_aside", candidacy, by=by, at=at)


def log_word(candidacy: Candidacy, *, at: datetime) -> None:
    """Keep that the candidate heard from us, unless they have since."""
    db.session.execute(
        update(Candidacy)
        .where(
            Candidacy.id == candidacy.id,
            Candidacy.last_word_at.is_(None) | (Candidacy.last_word_at < at),
        )
        .values(last_word_at=at)
    )


def heard(message: Message, at: datetime) -> None:
    """Keep that a message reached the candidate it was written to."""
    candidacy = db.session.get(Candidacy, message.candidacy_id) if message.candidacy_id else None
    if candidacy is not None:
        log_word(candidacy, at=at)


def log_outcome(candidacy: Candidacy, *, at: datetime) -> None:
    """Keep that the candidate was told how it ended, once."""
    db.session.execute(
        update(Candidacy)
        .where(Candidacy.id == candidacy.id, Candidacy.told_outcome_at.is_(None))
        .values(told_outcome_at=at)
    )


def _end(candidacy: Candidacy, verb: str, **facts: Any) -> None:
    """End a candidacy unless it has ended; of two at once the database lets one win."""
    ended = db.session.execute(
        update(Candidacy)
        .where(
            Candidacy.id == candidacy.id,
            Candidacy.withdrawn_at.is_(None),
            Candidacy.set_aside_at.is_(None),
        )
        .values(**facts)
    )
    db.session.refresh(candidacy, ["withdrawn_at", "withdrawn_note"])
    db.session.refresh(candidacy, ["set_aside_at", "set_aside_reason"])
    if not ended.rowcount:  # type: ignore[attr-defined]
        require(MOVES.may(verb, state(candidacy.withdrawn_at, candidacy.set_aside_at)))
    bump_inputs(candidacy.requisition_id)


def _carry_name(candidate: Candidate) -> None:
    """Let lists sort by the new name, whose rankings are told so."""
    moved = db.session.scalars(
        update(Candidacy)
        .where(Candidacy.candidate_id == candidate.id)
        .values(name_key=candidate.name_key)
        .returning(Candidacy.requisition_id)
    )
    for requisition_id in sorted(set(moved)):
        bump_inputs(requisition_id)


def _refuse_owned(candidate_id: int, key: str | None, external_id: str | None) -> None:
    """Refuse an address or id that another candidate has."""
    for what, column, value in (
        ("email", Candidate.email_key, key),
        ("external_id", Candidate.external_id, external_id),
    ):
        owner = db.session.scalar(
            select(Candidate.name).where(
                column == value, column.is_not(None), Candidate.id != candidate_id
            )
        )
        if owner is not None:
            require(belongs_to(what, owner))


def _record(
    verb: str, candidacy: Candidacy, *, by: Person | Actor, at: datetime, **more: Any
) -> None:
    record(
        f"candidates.{verb}",
        by=by,
        at=at,
        subject=candidacy,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        **more,
    )

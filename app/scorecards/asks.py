"""Verbs on asks: ask, excuse, end."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, update

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacies
from app.core.decision import Decision, Refused, require
from app.core.workdays import end_of_workday_after
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Person
from app.people.queries import names
from app.requisitions.models import Requisition
from app.requisitions.queries import current_requirements, policy
from app.scorecards import jobs, mails
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries import AskRow, ask_row, latest_asks, load_ask, raters
from app.scorecards.queries.board import met
from app.scorecards.queries.settled import settled_in
from app.scorecards.rules import MOVES, PANEL_OF, AskingFacts, may_ask, may_excuse

NOBODY_NEW = "All of these scorecards are asked for already, or in. The table above says which."

NOBODY_MET_THEM = "No interview with them is recorded, so nobody who met them can be asked."
ALL_ASKED = "Everybody who met them is asked already, or has handed in."
TAKEN_BACK = "taken back"

#: A candidacy, a person, a panel.
Wanted = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Asking:
    """What came of an asking: how many were asked now, and who had been before."""

    asked: int
    skipped: tuple[Wanted, ...]

    @property
    def already(self) -> int:
        """How many were asked before, or are in."""
        return len(self.skipped)


def ask(
    requisition: Requisition,
    wanted: Iterable[Wanted],
    *,
    due_at: datetime | None = None,
    by: Person | Actor,
    at: datetime,
    send_at: datetime | None = None,
) -> Asking:
    """Ask people for scorecards; whoever is asked already, or has answered, is not asked again.

    Where that leaves nobody to ask, it is refused.
    Due at 18:00 of the working day the policy says, unless said otherwise. The mails go out at
    ``send_at``, or at once.
    """
    pairs = sorted(set(wanted))
    due_at = due_at or default_due(requisition, at)
    require(may_ask(_asking_facts(requisition, pairs, due_at), at))
    known = latest_asks({candidacy_id for candidacy_id, _, _ in pairs})
    new = [pair for pair in pairs if _may_be_asked(known.get(pair), at)]
    if not new:
        raise Refused(NOBODY_NEW)
    candidacies = {one.id: one for one in load_candidacies({pair[0] for pair in new})}
    people = {person.id: person for person, _ in raters(requisition.id)}
    for candidacy_id, person_id, panel in new:
        _ask(
            candidacies[candidacy_id],
            people[person_id],
            panel,
            requisition,
            due_at=due_at,
            by=by,
            at=at,
            send_at=send_at,
        )
    return Asking(len(new), tuple(pair for pair in pairs if pair not in set(new)))


@dataclass(frozen=True, slots=True)
class Sorted:
    """Which cards may be asked for, and by candidacy why none is."""

    wanted: tuple[Wanted, ...]
    skipped: Mapping[int, str]


def sorted_out(requisition: Requisition, candidacy_ids: Collection[int], *, at: datetime) -> Sorted:
    """Sort out whom to ask about these candidates: whoever met them, on the panel of their part."""
    known, states = _known(requisition, candidacy_ids), latest_asks(candidacy_ids)
    due_at = default_due(requisition, at)
    meetings: dict[int, list[Wanted]] = {}
    for candidacy_id, person_id in sorted(met(requisition.id)):
        if person_id in known.raters:
            one = candidacy_id, person_id, known.raters[person_id]
            meetings.setdefault(candidacy_id, []).append(one)
    wanted: list[Wanted] = []
    skipped: dict[int, str] = {}
    for candidacy in known.candidacies.values():
        pairs = meetings.get(candidacy.id, [])
        facts = replace(_facts(known, [candidacy], pairs, due_at), raters=1)
        new = [one for one in pairs if _may_be_asked(states.get(one), at)]
        if not (decision := may_ask(facts, at)):
            skipped[candidacy.id] = decision.why
        elif not pairs:
            skipped[candidacy.id] = NOBODY_MET_THEM
        elif not new:
            skipped[candidacy.id] = ALL_ASKED
        wanted += [] if candidacy.id in skipped else new
    return Sorted(tuple(wanted), skipped)


def take_back(ask_ids: Collection[int], *, by: Person, at: datetime) -> None:
    """End asks that nobody has been told of; a card that is in already stays."""
    found = list(db.session.scalars(select(Ask).where(Ask.id.in_(ask_ids)).order_by(Ask.id)))
    states = {
        row.id: row.state(at) for row in latest_asks([one.candidacy_id for one in found]).values()
    }
    ended = [one for one in found if MOVES.may("end", states[one.id])]
    candidacies = {one.id: one for one in load_candidacies({one.candidacy_id for one in ended})}
    for one in ended:
        one.ended_at, one.ended_by = at, TAKEN_BACK
        _record("ask_ended", one, candidacies[one.candidacy_id], by=by, at=at, why=TAKEN_BACK)


def excuse(found: Ask, *, reason: str, by: Person, at: datetime) -> None:
    """Release someone from a card they owe, with a reason; never oneself."""
    row = ask_row(found.id)
    now = row.state(at) if row else "not asked"
    require(may_excuse(now, themselves=found.person_id == by.id, reason=reason))
    done = db.session.execute(
        update(Ask)
        .where(Ask.id == found.id, Ask.excused_at.is_(None), Ask.ended_at.is_(None))
        .values(excused_at=at, excused_reason=reason.strip(), excused_by_id=by.id)
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("Someone else changed this at the same moment. Look again, then decide.")
    db.session.refresh(found)
    _record("excused", found, _candidacy(found), by=by, at=at, reason=reason.strip())


def end_asks(
    candidacy_ids: Iterable[int], why: str, at: datetime, *, by: Person | Actor | None = None
) -> None:
    """End every ask on these candidacies; with ``by``, history names each still owed.

    A card that is in stays in; with its ask ended it is not reopened, so it is never owed again.
    """
    ids = set(candidacy_ids)
    in_already = (
        select(Scorecard.id)
        .where(
            Scorecard.candidacy_id == Ask.candidacy_id,
            Scorecard.rater_id == Ask.person_id,
            Scorecard.panel == Ask.panel,
            Scorecard.submitted_at.is_not(None),
        )
        .exists()
    )
    running = (
        Ask.candidacy_id.in_(ids),
        Ask.excused_at.is_(None),
        Ask.ended_at.is_(None),
        ~in_already,
    )
    ended = list(db.session.scalars(select(Ask).where(*running).order_by(Ask.id)))
    db.session.execute(
        update(Ask)
        .where(*running[:-1], in_already)
        .values(ended_at=at, ended_by=why[:80])
        .execution_options(synchronize_session="fetch")
    )
    if not ended:
        return
    db.session.execute(
        update(Ask)
        .where(Ask.id.in_([one.id for one in ended]))
        .values(ended_at=at, ended_by=why[:80])
        .execution_options(synchronize_session="fetch")
    )
    if by is not None:
        candidacies = {one.id: one for one in load_candidacies({one.candidacy_id for one in ended})}
        for one in ended:
            _record("ask_ended", one, candidacies[one.candidacy_id], by=by, at=at, why=why[:80])


def _may_be_asked(row: AskRow | None, at: datetime) -> Decision:
    return MOVES.may("ask", row.state(at) if row else "not asked")


def default_due(requisition: Requisition, at: datetime) -> datetime:
    """Return when cards asked for now are due by the policy."""
    days = policy(requisition.id).scorecard_days
    return end_of_workday_after(at, days, requisition.time_zone)


def _ask(
    candidacy: Candidacy,
    person: Person,
    panel: str,
    requisition: Requisition,
    *,
    due_at: datetime,
    by: Person | Actor,
    at: datetime,
    send_at: datetime | None,
) -> None:
    """Write one ask, or take up again one that was excused or ended."""
    key = (Ask.candidacy_id == candidacy.id, Ask.person_id == person.id, Ask.panel == panel)
    found = db.session.scalar(select(Ask).where(*key))
    if found is None:
        found = Ask(candidacy_id=candidacy.id, person_id=person.id, panel=panel)
        db.session.add(found)
        candidacy.asked_at = candidacy.asked_at or at
    found.asked_at, found.due_at = at, due_at
    found.excused_at = found.excused_reason = found.excused_by_id = None
    found.ended_at = found.ended_by = None
    db.session.flush()
    jobs.plan(found)
    asker = by if isinstance(by, Person) else None
    mails.write(
        mails.ASKED, found, person, candidacy, requisition, at=at, by=asker, send_at=send_at
    )
    _record("asked", found, candidacy, by=by, at=at)


@dataclass(frozen=True, slots=True)
class _Known:
    """What an asking is judged by, read once for all candidates of it."""

    stage: str
    kinds: frozenset[str]
    raters: Mapping[int, str]
    candidacies: Mapping[int, Candidacy]
    settled: Mapping[int, str]


def _known(requisition: Requisition, candidacy_ids: Collection[int]) -> _Known:
    here = {
        one.id: one
        for one in load_candidacies(candidacy_ids)
        if one.requisition_id == requisition.id
    }
    if len(here) < len(set(candidacy_ids)):
        raise Refused("One of the candidates is not a candidate here.")
    return _Known(
        stage=requisition.stage,
        kinds=frozenset(one.kind for one in current_requirements(requisition.id).criteria),
        raters={person.id: PANEL_OF[part] for person, part in raters(requisition.id)},
        candidacies=here,
        settled=settled_in(requisition.id),
    )


def _facts(
    known: _Known, candidacies: Collection[Candidacy], pairs: Collection[Wanted], due_at: datetime
) -> AskingFacts:
    strangers = {person_id for _, person_id, _ in pairs} - known.raters.keys()
    return AskingFacts(
        stage=known.stage,
        candidates=len(candidacies),
        raters=len({person_id for _, person_id, _ in pairs}),
        due_at=due_at,
        panels_without_criteria=tuple(sorted({panel for _, _, panel in pairs} - known.kinds)),
        strangers=tuple(sorted(names(strangers).values())),
        out_of_play=tuple(one.candidate.name for one in candidacies if not one.in_play),
        settled=tuple(
            (one.candidate.name, known.settled[one.id])
            for one in candidacies
            if one.in_play and one.id in known.settled
        ),
    )


def _asking_facts(
    requisition: Requisition, pairs: Collection[Wanted], due_at: datetime
) -> AskingFacts:
    known = _known(requisition, {candidacy_id for candidacy_id, _, _ in pairs})
    return _facts(known, list(known.candidacies.values()), pairs, due_at)


def _candidacy(found: Ask) -> Candidacy:
    whole = load_ask(found.id)
    assert whole is not None
    return whole.candidacy


def _record(
    verb: str, found: Ask, candidacy: Candidacy, *, by: Person | Actor, at: datetime, **detail: str
) -> None:
    record(
        f"scorecards.{verb}",
        by=by,
        at=at,
        subject=found,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        rater_id=found.person_id,
        panel=found.panel,
        **detail,
    )

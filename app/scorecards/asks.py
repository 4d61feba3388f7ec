"""Verbs on asks: ask, excuse, end."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacies
from app.core.decision import Refused, require
from app.core.workdays import end_of_workday_after
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Person
from app.people.queries import names
from app.requisitions.models import Requisition
from app.requisitions.queries import current_requirements, policy
from app.scorecards import jobs, mails
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries import ask_row, latest_asks, load_ask, raters
from app.scorecards.queries.settled import settled_in
from app.scorecards.rules import MOVES, AskingFacts, may_ask, may_excuse

NOBODY_NEW = "All of these scorecards are asked for already, or in. The table above says which."

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
) -> Asking:
    """Ask people for scorecards; whoever is asked already, or has answered, is not asked again.

    Where that leaves nobody to ask, it is refused.
    Due at 18:00 of the working day the policy says, unless said otherwise.
    """
    pairs = sorted(set(wanted))
    due_at = due_at or default_due(requisition, at)
    require(may_ask(_asking_facts(requisition, pairs, due_at), at))
    known = latest_asks({candidacy_id for candidacy_id, _, _ in pairs})
    new = [
        pair
        for pair in pairs
        if MOVES.may("ask", known[pair].state(at) if pair in known else "not asked")
    ]
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
        )
    return Asking(len(new), tuple(pair for pair in pairs if pair not in set(new)))


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
) -> None:
    """Write one ask, or take up again one that was excused or ended."""
    key = (Ask.candidacy_id == candidacy.id, Ask.person_id == person.id, Ask.panel == panel)
    found = db.session.scalar(select(Ask).where(*key))
    if found is None:
        found = Ask(candidacy_id=candidacy.id, person_id=person.id, panel=panel)
        db.session.add(found)
    found.asked_at, found.due_at = at, due_at
    found.excused_at = found.excused_reason = found.excused_by_id = None
    found.ended_at = found.ended_by = None
    db.session.flush()
    jobs.plan(found)
    asker = by if isinstance(by, Person) else None
    mails.write(mails.ASKED, found, person, candidacy, requisition, at=at, by=asker)
    _record("asked", found, candidacy, by=by, at=at)


def _asking_facts(
    requisition: Requisition, pairs: Collection[Wanted], due_at: datetime
) -> AskingFacts:
    kinds = {one.kind for one in current_requirements(requisition.id).criteria}
    known = {person.id for person, _ in raters(requisition.id)}
    strangers = {person_id for _, person_id, _ in pairs} - known
    candidacies = load_candidacies({candidacy_id for candidacy_id, _, _ in pairs})
    here = [one for one in candidacies if one.requisition_id == requisition.id]
    if len(here) < len({candidacy_id for candidacy_id, _, _ in pairs}):
        raise Refused("One of the candidates is not a candidate here.")
    settled = settled_in(requisition.id)
    return AskingFacts(
        stage=requisition.stage,
        candidates=len(here),
        raters=len({person_id for _, person_id, _ in pairs}),
        due_at=due_at,
        panels_without_criteria=tuple(sorted({panel for _, _, panel in pairs} - kinds)),
        strangers=tuple(sorted(names(strangers).values())),
        out_of_play=tuple(one.candidate.name for one in here if not one.in_play),
        settled=tuple(
            (one.candidate.name, settled[one.id])
            for one in here
            if one.in_play and one.id in settled
        ),
    )


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

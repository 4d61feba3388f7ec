"""Opening a chain, asking whose turn it is, signing, sending back, and letting sign-offs lapse."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update

from app.core import workdays
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor, record
from app.links.actions import use_up_all
from app.mail.actions import void
from app.people.models import Person
from app.signoffs import letters, rules
from app.signoffs.limits import Limits, write
from app.signoffs.limits import of as limits_of
from app.signoffs.models import Chain, Signoff, Step
from app.signoffs.queries import answer_facts, chain_of, my_open, zone_of
from app.work.actions import call_for


@dataclass(frozen=True, slots=True)
class StepSpec:
    """A step to be opened: who is asked, how many of them must sign, and what it is about.

    ``covered`` names, by person, an earlier yes whose limits cover this version: they are not
    asked again.
    """

    people: Sequence[int]
    needed: int
    about: str | None = None
    covered: Mapping[int, int] = field(default_factory=dict)


def open_chain(
    subject_kind: str,
    subject_id: int,
    *,
    version: int,
    requisition_id: int,
    title: str,
    steps: Sequence[StepSpec],
    interviewed: Collection[int],
    due_days: int,
    by: Person | Actor,
    at: datetime,
) -> Chain:
    """Ask for the sign-offs of one version, and ask the first step at once.

    Where earlier words cover every step nobody is asked, and the chain is approved at once.

    ``title`` names the subject on pages that need no sign-in: never a candidate, never pay.
    ``interviewed`` are the people who met candidates there; their sign-offs are marked so.
    Raises ValueError for a chain without steps, or a step that asks more than it has.
    """
    if not steps or any(not 1 <= step.needed <= len(set(step.people)) for step in steps):
        raise ValueError("every step of a chain needs people, and as many as must sign")
    chain = Chain(
        requisition_id=requisition_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        version=version,
        title=title[:300],
        due_days=due_days,
        opened_at=at,
        steps=[_step(number, spec, interviewed) for number, spec in enumerate(steps, 1)],
    )
    db.session.add(chain)
    db.session.flush()
    _record("signoffs.opened", chain, by, at)
    _go_on(chain, at)
    return chain


def sign(
    chain: Chain,
    *,
    by: Person,
    at: datetime,
    reason: str | None = None,
    limits: Limits | None = None,
) -> bool:
    """Give a person's word for exactly this version; true when the chain is approved by it."""
    chain = held(chain)
    require(rules.may_sign(answer_facts(by.id, chain)) & rules.fits(reason))
    signoff = _decide(chain, by, "given", reason, at)
    write(limits or Limits(), signoff)
    letters.confirm(signoff, chain, zone_of(chain.requisition_id), at=at)
    _record("signoffs.given", chain, by, at)
    approved = _go_on(chain, at)
    if approved:
        letters.tell_leads(chain, "approved", by=by, at=at)
    return approved


def send_back(chain: Chain, *, by: Person, reason: str, at: datetime) -> None:
    """Refuse this version with a reason; what was still open in its chain is not asked any more."""
    chain = held(chain)
    require(rules.may_send_back(answer_facts(by.id, chain), reason) & rules.fits(reason))
    _decide(chain, by, "refused", reason, at)
    chain.sent_back_at = at
    _end_open(chain, chain.steps, at, "Someone sent this version back.")
    _record("signoffs.sent_back", chain, by, at)
    letters.tell_leads(chain, "sent back", by=by, at=at)


def lapse(subject_kind: str, subject_id: int, at: datetime, *, covers: bool = False) -> None:
    """Let the sign-offs of a version lapse, given or not: another takes its place.

    With ``covers`` a yes with limits stays, since it may cover what comes next (law L4).
    """
    found = chain_of(subject_kind, subject_id)
    if found is None:
        return
    chain = held(found)
    if chain.lapsed_at is not None:
        return
    chain.lapsed_at = at
    _end_open(chain, chain.steps, at, "A later version took its place.")
    for one in (one for step in chain.steps for one in step.signoffs):
        if rules.state_of(one) == "given" and not (covers and limits_of(one).stated):
            one.lapsed_at = at
    db.session.flush()


def _step(number: int, spec: StepSpec, interviewed: Collection[int]) -> Step:
    signoffs = [
        Signoff(
            approver_id=person_id,
            interviewed=person_id in interviewed,
            covered_by_id=spec.covered.get(person_id),
        )
        for person_id in dict.fromkeys(spec.people)
    ]
    return Step(position=number, needed=spec.needed, about=spec.about, signoffs=signoffs)


def held(chain: Chain) -> Chain:
    """Lock the chain and read it again: two who answer at once do so one after the other."""
    return db.session.scalars(
        select(Chain)
        .where(Chain.id == chain.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _decide(chain: Chain, by: Person, decision: str, reason: str | None, at: datetime) -> Signoff:
    signoff = my_open(by.id, chain)
    assert signoff is not None  # the rule has said so
    done = db.session.execute(
        update(Signoff)
        .where(Signoff.id == signoff.id, Signoff.decision.is_(None), Signoff.lapsed_at.is_(None))
        .values(decision=decision, decided_at=at, reason=(reason or "").strip() or None)
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("Someone else changed this at the same moment. Look again.")
    db.session.refresh(signoff)
    use_up_all("signoff", signoff.id, at=at)
    _silence(signoff, at, "It was answered.")
    return signoff


def _go_on(chain: Chain, at: datetime) -> bool:
    """Ask the next step once this one is done; true when there is none left."""
    for step in chain.steps:
        states = [rules.state_of(one) for one in step.signoffs]
        if not rules.step_is_done(states, step.needed):
            if "waiting its turn" in states:
                _ask(chain, step, at)
            return False
        _end_open(chain, [step], at, "Enough others have signed.")
    chain.approved_at = at
    db.session.flush()
    return True


def _ask(chain: Chain, step: Step, at: datetime) -> None:
    zone = zone_of(chain.requisition_id)
    due_at = workdays.end_of_workday_after(at, chain.due_days, zone)
    turn = [one for one in step.signoffs if rules.state_of(one) == "waiting its turn"]
    for one in turn:
        one.asked_at, one.due_at = at, due_at
    db.session.flush()
    for one in turn:
        letters.ask(one, chain, zone, at=at)
        call_for("signoffs.remind", due_at=due_at, signoff_id=one.id)


def _end_open(chain: Chain, steps: Sequence[Step], at: datetime, why: str) -> None:
    for one in (one for step in steps for one in step.signoffs):
        if rules.state_of(one) in ("waiting its turn", "asked"):
            one.lapsed_at = at
            _silence(one, at, why)
    db.session.flush()


def _silence(signoff: Signoff, at: datetime, why: str) -> None:
    for kind in letters.KINDS_TO_APPROVERS:
        void(kind, signoff.id, at=at, reason=why)


def _record(verb: str, chain: Chain, by: Person | Actor, at: datetime) -> None:
    record(
        verb,
        by=by,
        at=at,
        subject=chain,
        requisition_id=chain.requisition_id,
        what=chain.subject_kind,
        version=chain.version,
    )

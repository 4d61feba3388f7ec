"""Starting, sealing and closing picks; settling a list; putting a version forward."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import delete, select, update

from app.candidates.queries import in_play_ids
from app.core.decision import Refused, require
from app.core.wording import plural
from app.core.workdays import end_of_workday_after
from app.db import db
from app.history.actions import record
from app.people import queries as people
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import MANAGER, RECRUITER, Permission
from app.promises import slips
from app.requisitions.models import Requisition
from app.requisitions.queries import chain_people, current_requirements, policy
from app.scorecards.actions import end_asks
from app.scorecards.queries import interviewers, ranking_for
from app.shortlists import facts, freezing, picks, queries, rules
from app.shortlists import proposal as start
from app.shortlists.models import Pick, PickChoice, Picking, Shortlist, ShortlistLine
from app.shortlists.rules import Approver
from app.signoffs.actions import StepSpec, lapse, open_chain

KIND = "shortlist"


class Overtaken(Refused):
    """Someone else changed the list since it was read; nothing was changed by this."""


@dataclass(frozen=True, slots=True)
class ListText:
    """A list as someone typed it: the order, a reason by candidacy, and one for another size."""

    order: Sequence[int]
    reasons: Mapping[int, str] = field(default_factory=dict)
    exception_reason: str = ""


def start_picking(
    requisition: Requisition, *, invited: Sequence[Person] = (), by: Person, at: datetime
) -> Picking:
    """Start a round of private picks for lead recruiter, lead manager, and those ``invited``."""
    _hold_requisition(requisition.id)
    require(rules.may_start_picking(facts.of_pick(facts.ground(requisition, by))))
    number = len(picks.rounds(requisition.id)) + 1
    leads = [people.lead(requisition.id, part) for part in (RECRUITER, MANAGER)]
    picking = Picking(
        requisition_id=requisition.id,
        number=number,
        started_at=at,
        picks=[Pick(person_id=person.id) for person in leads if person],
    )
    db.session.add(picking)
    record(
        "shortlists.picking_started", by=by, at=at, subject=picking, requisition_id=requisition.id
    )
    if invited:
        db.session.flush()
        invite_to_pick(requisition, invited, by=by, at=at)
    return picking


def invite_to_pick(
    requisition: Requisition, others: Sequence[Person], *, by: Person, at: datetime
) -> None:
    """Ask further people of the team for a private pick in the round that runs."""
    picking = _hold_picking(requisition.id)
    asked = [facts.of_invited(requisition, one) for one in others]
    require(rules.may_invite(facts.of_pick(facts.ground(requisition, by)), asked))
    for one in others:
        db.session.add(Pick(picking_id=picking.id, person_id=one.id))
        record(
            "shortlists.pick_invited",
            by=by,
            at=at,
            subject=picking,
            requisition_id=requisition.id,
            person=one.name,
        )
    db.session.flush()
    db.session.refresh(picking)


def leave_out_of_picking(
    requisition: Requisition, person: Person, *, by: Person, at: datetime
) -> bool:
    """Leave somebody invited out again, with what they drafted; true when all others are in."""
    picking = _hold_picking(requisition.id)
    require(
        rules.may_uninvite(
            facts.of_pick(facts.ground(requisition, by)), facts.of_invited(requisition, person)
        )
    )
    pick = _own_pick(requisition.id, person)
    db.session.delete(pick)
    record(
        "shortlists.pick_left_out",
        by=by,
        at=at,
        subject=picking,
        requisition_id=requisition.id,
        person=person.name,
    )
    db.session.flush()
    return _open_if_all_in(picking, at)


def save_pick(requisition: Requisition, *, chosen: Sequence[int], by: Person, at: datetime) -> None:
    """Keep a person's draft of their pick; only they will see it."""
    _hold_picking(requisition.id)
    in_play = picks.choosable_ids(requisition.id, by)
    require(rules.may_save_pick(facts.of_pick(facts.ground(requisition, by)), chosen, in_play))
    _write_choices(_own_pick(requisition.id, by), chosen, at)


def seal_pick(requisition: Requisition, *, chosen: Sequence[int], by: Person, at: datetime) -> bool:
    """Seal a person's pick for good; true when all are in by it, and open to those who settle."""
    picking = _hold_picking(requisition.id)
    in_play = picks.choosable_ids(requisition.id, by)
    require(rules.may_seal(facts.of_pick(facts.ground(requisition, by)), chosen, in_play))
    pick = _own_pick(requisition.id, by)
    _write_choices(pick, chosen, at)
    _once(update(Pick).where(Pick.id == pick.id, Pick.sealed_at.is_(None)).values(sealed_at=at))
    record("shortlists.pick_sealed", by=by, at=at, subject=picking, requisition_id=requisition.id)
    return _open_if_all_in(picking, at)


def close_picking(requisition: Requisition, *, reason: str, by: Person, at: datetime) -> None:
    """Close a round before all are in: what is sealed opens, what is not stays private."""
    picking = _hold_picking(requisition.id)
    require(rules.may_close_picking(facts.of_pick(facts.ground(requisition, by)), reason))
    _once(
        update(Picking)
        .where(Picking.id == picking.id, Picking.opened_at.is_(None), Picking.closed_at.is_(None))
        .values(closed_at=at, closed_by_id=by.id, closed_reason=reason.strip())
    )
    record(
        "shortlists.picking_closed", by=by, at=at, subject=picking, requisition_id=requisition.id
    )


def discard_list(shortlist: Shortlist, *, reason: str, by: Person, at: datetime) -> None:
    """Put a list in work away for good, with a reason; it was never anybody’s to sign."""
    requisition = _hold_requisition(shortlist.requisition_id)
    db.session.refresh(shortlist)
    require(rules.may_discard(facts.of_list(facts.ground(requisition, by), shortlist), reason))
    _once(
        update(Shortlist)
        .where(
            Shortlist.id == shortlist.id,
            Shortlist.put_forward_at.is_(None),
            Shortlist.superseded_at.is_(None),
        )
        .values(superseded_at=at, discarded_by_id=by.id, discarded_reason=reason.strip())
    )
    record(
        "shortlists.discarded",
        by=by,
        at=at,
        subject=shortlist,
        requisition_id=requisition.id,
        version=shortlist.version,
    )


def start_list(
    requisition: Requisition, *, as_proposed: bool = False, by: Person, at: datetime
) -> Shortlist:
    """Start the next version: from the version before, else from what all picked.

    ``as_proposed``: from what the marks propose, with a reason for everybody that says so.
    """
    _hold_requisition(requisition.id)
    require(rules.may_start_list(facts.of_list(facts.ground(requisition, by))))
    version = queries.last_version(requisition.id) + 1
    shortlist = Shortlist(
        requisition_id=requisition.id,
        version=version,
        started_at=at,
        edited_at=at,
        edited_by_id=by.id,
        lines=_proposed_lines(requisition, by, at)
        if as_proposed
        else _first_lines(requisition, by),
    )
    db.session.add(shortlist)
    record(
        "shortlists.started",
        by=by,
        at=at,
        subject=shortlist,
        requisition_id=requisition.id,
        version=version,
    )
    return shortlist


def save_list(shortlist: Shortlist, *, edit: int, text: ListText, by: Person, at: datetime) -> None:
    """Write a list as typed, unless someone else has changed it since edit number ``edit``.

    Raises ``Overtaken`` in that case, with who and when in words.
    """
    _write_list(shortlist, edit=edit, text=text, by=by, at=at)
    record(
        "shortlists.edited",
        by=by,
        at=at,
        subject=shortlist,
        requisition_id=shortlist.requisition_id,
        version=shortlist.version,
    )


def put_forward(
    shortlist: Shortlist, *, edit: int, text: ListText, by: Person, at: datetime
) -> Shortlist:
    """Freeze a list with its numbers and ask for its sign-offs (laws L2 and L3).

    The version before is superseded and its sign-offs lapse; all open asks for scorecards end.
    """
    requisition = _hold_requisition(shortlist.requisition_id)
    db.session.refresh(shortlist)
    _write_list(shortlist, edit=edit, text=text, by=by, at=at)
    approvers = chain_people(requisition.id, KIND)
    proposal = facts.proposal(shortlist, by, at, _as_approvers(requisition.id, approvers))
    require(
        rules.may_put_forward(facts.of_list(facts.ground(requisition, by), shortlist), proposal)
    )
    _freeze(requisition, shortlist, by, at, approvers)
    _supersede(shortlist, at)
    _once(
        update(Shortlist)
        .where(
            Shortlist.id == shortlist.id,
            Shortlist.put_forward_at.is_(None),
            Shortlist.superseded_at.is_(None),
        )
        .values(put_forward_at=at, put_forward_by_id=by.id)
    )
    db.session.refresh(shortlist)
    end_asks(in_play_ids(requisition.id), why="shortlist", at=at)
    record(
        "shortlists.put_forward",
        by=by,
        at=at,
        subject=shortlist,
        requisition_id=requisition.id,
        version=shortlist.version,
        finalists=len(proposal.finalists),
    )
    if approvers:
        _open_chain(requisition, shortlist, by, at, approvers)
    _mark_promises(requisition, shortlist, bool(approvers), by=by, at=at)
    return shortlist


def _mark_promises(
    requisition: Requisition, shortlist: Shortlist, signed: bool, *, by: Person, at: datetime
) -> None:
    """A list in place of another delays all who wait: it is signed first, then offered on."""
    if shortlist.version == 1:
        return
    numbers = policy(requisition.id)
    start = end_of_workday_after(at, numbers.signoff_days, requisition.time_zone) if signed else at
    until = start + timedelta(hours=numbers.offer_hours)
    slips.slip(requisition, until=until, why=slips.LIST, by=by, at=at)


def _first_lines(requisition: Requisition, by: Person) -> list[ShortlistLine]:
    in_play = set(in_play_ids(requisition.id))
    before = queries.base(queries.versions(requisition.id), picks.latest_round(requisition.id))
    if before is not None:
        kept = [line for line in before.lines if line.candidacy_id in in_play]
        order = [line.candidacy_id for line in kept if line.position is not None]
        reasons = {line.candidacy_id: line.reason or "" for line in kept}
    else:
        found = picks.picks_for(requisition.id, by)
        agreed = found.agreement.both if found and found.agreement else ()
        order, reasons = [one for one in agreed if one in in_play], {}
    return _lines(order, reasons)


def _proposed_lines(requisition: Requisition, by: Person, at: datetime) -> list[ShortlistLine]:
    seen = ranking_for(requisition, by, at)
    found = start.start_of(seen, in_play_ids(requisition.id))
    return _lines(found.order, found.reasons)


def _open_if_all_in(picking: Picking, at: datetime) -> bool:
    db.session.refresh(picking)
    if any(one.sealed_at is None for one in picking.picks):
        return False
    _once(
        update(Picking)
        .where(Picking.id == picking.id, Picking.opened_at.is_(None), Picking.closed_at.is_(None))
        .values(opened_at=at)
    )
    return True


def _lines(order: Sequence[int], reasons: Mapping[int, str]) -> list[ShortlistLine]:
    finalists = [
        ShortlistLine(candidacy_id=one, position=position, reason=reasons.get(one, "").strip())
        for position, one in enumerate(order, 1)
    ]
    left_out = [
        ShortlistLine(candidacy_id=one, position=None, reason=reason.strip())
        for one, reason in reasons.items()
        if one not in order and reason.strip()
    ]
    return finalists + left_out


def _write_list(
    shortlist: Shortlist, *, edit: int, text: ListText, by: Person, at: datetime
) -> None:
    requisition = db.session.get_one(Requisition, shortlist.requisition_id)
    require(rules.may_edit(facts.of_list(facts.ground(requisition, by), shortlist)))
    _check_text(shortlist, text)
    done = db.session.execute(
        update(Shortlist)
        .where(
            Shortlist.id == shortlist.id,
            Shortlist.edit == edit,
            Shortlist.put_forward_at.is_(None),
            Shortlist.superseded_at.is_(None),
        )
        .values(
            edit=edit + 1,
            edited_at=at,
            edited_by_id=by.id,
            exception_reason=text.exception_reason.strip() or None,
        )
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Overtaken(queries.who_changed(shortlist, at))
    db.session.execute(delete(ShortlistLine).where(ShortlistLine.shortlist_id == shortlist.id))
    db.session.expire(shortlist, ["lines"])
    for line in _lines(text.order, text.reasons):
        line.shortlist_id = shortlist.id
        db.session.add(line)
    db.session.flush()
    db.session.refresh(shortlist)


def _check_text(shortlist: Shortlist, text: ListText) -> None:
    known = queries.candidacy_ids(shortlist.requisition_id)
    if not {*text.order, *text.reasons} <= known:
        raise Refused("Somebody on this list is not a candidate of this requisition.")
    twice = {one for one in text.order if list(text.order).count(one) > 1}
    if twice:
        raise Refused("Somebody is on the list twice. Each finalist has one position.")
    for reason in (*text.reasons.values(), text.exception_reason):
        require(rules.fits(reason))


def _as_approvers(
    requisition_id: int, approvers: Sequence[tuple[int, Person]]
) -> tuple[Approver, ...]:
    return tuple(
        Approver(
            name=person.name,
            active=person.active,
            reads=Permission.SEE_FROZEN in rights_in(requisition_id, person),
        )
        for _, person in approvers
    )


def _freeze(
    requisition: Requisition,
    shortlist: Shortlist,
    by: Person,
    at: datetime,
    approvers: Sequence[tuple[int, Person]],
) -> None:
    requirements = current_requirements(requisition.id)
    seen = ranking_for(requisition, by, at)
    chosen = facts.chosen(shortlist)
    if not rules.is_exception(sum(one.position is not None for one in chosen)):
        shortlist.exception_reason = None
    chain = [(step, person.name) for step, person in approvers]
    freezing.freeze(
        shortlist,
        requirements=requirements,
        numbers=freezing.numbers_of(requisition, requirements, seen, chosen),
        policy=freezing.policy_of(policy(requisition.id), chain),
    )
    db.session.flush()


def _supersede(shortlist: Shortlist, at: datetime) -> None:
    before = queries.current(shortlist.requisition_id)
    if before is None:
        return
    _once(
        update(Shortlist)
        .where(Shortlist.id == before.id, Shortlist.superseded_at.is_(None))
        .values(superseded_at=at)
    )
    lapse(KIND, before.id, at)


def _open_chain(
    requisition: Requisition,
    shortlist: Shortlist,
    by: Person,
    at: datetime,
    approvers: Sequence[tuple[int, Person]],
) -> None:
    steps = [
        [person.id for _, person in group]
        for _, group in groupby(approvers, key=lambda one: one[0])
    ]
    specs = [StepSpec(people=ids, needed=len(ids)) for ids in steps]
    if shortlist.exception_reason:
        size = plural(sum(line.position is not None for line in shortlist.lines), "finalist")
        about = f"Exception, a list of {size}: {shortlist.exception_reason}"
        specs.insert(0, StepSpec(people=steps[0], needed=len(steps[0]), about=about))
    open_chain(
        KIND,
        shortlist.id,
        version=shortlist.version,
        requisition_id=requisition.id,
        title=f"Shortlist for {requisition.title}",
        steps=specs,
        interviewed=interviewers(requisition.id),
        due_days=policy(requisition.id).signoff_days,
        by=by,
        at=at,
    )


def _own_pick(requisition_id: int, by: Person) -> Pick:
    pick = picks.own_pick(requisition_id, by.id)
    assert pick is not None  # the rule has said so
    return pick


def _write_choices(pick: Pick, chosen: Sequence[int], at: datetime) -> None:
    db.session.execute(delete(PickChoice).where(PickChoice.pick_id == pick.id))
    db.session.expire(pick, ["choices"])
    for position, candidacy_id in enumerate(chosen, 1):
        db.session.add(PickChoice(pick_id=pick.id, candidacy_id=candidacy_id, position=position))
    pick.saved_at = at
    db.session.flush()
    db.session.refresh(pick)


def _hold_picking(requisition_id: int) -> Picking:
    """Lock the round and read it again, so that two who seal at once do so one after the other."""
    found = db.session.scalar(
        select(Picking)
        .where(Picking.requisition_id == requisition_id)
        .order_by(Picking.number.desc())
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Refused("Picking has not started.")
    return found


def _hold_requisition(requisition_id: int) -> Requisition:
    return db.session.scalars(
        select(Requisition)
        .where(Requisition.id == requisition_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _once(change: object) -> None:
    """Run a compare-and-swap; whoever comes second is told so."""
    done = db.session.execute(change)  # type: ignore[call-overload]
    if not done.rowcount:
        raise Refused("Someone else changed this at the same moment. Look again, then decide.")

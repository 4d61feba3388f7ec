"""The small facts that the rules of picks and lists ask about, read from the database."""

from collections.abc import Sequence
from datetime import datetime

from app.candidates.queries import in_play_ids, load_candidacies
from app.people import queries as people
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import RECRUITER, Permission
from app.requisitions.models import Requisition
from app.scorecards.queries import owed_ids, ranking_for
from app.shortlists import picks, queries, rules
from app.shortlists.freezing import Chosen, doubt_of
from app.shortlists.models import Shortlist
from app.shortlists.rules import Approver, ListFacts, Named, PickFacts, Proposal


def of_pick(requisition: Requisition, person: Person) -> PickFacts:
    """Return what the rules of picking ask about a person in a requisition."""
    lead = people.lead(requisition.id, RECRUITER)
    mine = picks.own_pick(requisition.id, person.id)
    return PickFacts(
        stage=requisition.stage,
        picking=rules.state_of_picking(picks.latest_round(requisition.id)),
        lead_recruiter=lead is not None and lead.id == person.id,
        invited=mine is not None and Permission.PICK in rights_in(requisition.id, person),
        sealed=mine is not None and mine.sealed_at is not None,
        owes=len(owed_ids(person.id, requisition.id)),
        in_play=len(in_play_ids(requisition.id)),
        list_in_work=queries.editing(requisition.id) is not None,
    )


def of_list(
    requisition: Requisition, person: Person, shortlist: Shortlist | None = None
) -> ListFacts:
    """Return what the rules of settling ask; of one version, or of the one in work if any."""
    shortlist = shortlist or queries.editing(requisition.id)
    return ListFacts(
        stage=requisition.stage,
        may_settle=Permission.SETTLE in rights_in(requisition.id, person),
        owes=len(owed_ids(person.id, requisition.id)),
        picking=rules.state_of_picking(picks.latest_round(requisition.id)),
        status=queries.status(shortlist) if shortlist else None,
        earlier=sum(one.put_forward_at is not None for one in queries.versions(requisition.id)),
    )


def chosen(shortlist: Shortlist) -> list[Chosen]:
    """Return everybody a list speaks of: its finalists in order, then all others in play."""
    lines = {line.candidacy_id: line for line in shortlist.lines}
    on_it = [line.candidacy_id for line in shortlist.lines if line.position is not None]
    others = [one for one in in_play_ids(shortlist.requisition_id) if one not in set(on_it)]
    found = {one.id: one for one in load_candidacies([*on_it, *others])}
    return [
        Chosen(
            candidacy_id=one,
            candidate_id=found[one].candidate_id,
            name=found[one].candidate.name,
            position=lines[one].position if one in lines else None,
            reason=(lines[one].reason or "") if one in lines else "",
        )
        for one in sorted(on_it, key=lambda one: lines[one].position or 0) + others
    ]


def proposal(
    shortlist: Shortlist, person: Person, at: datetime, approvers: Sequence[Approver]
) -> Proposal:
    """Return a list as the rule of putting it forward asks about it."""
    requisition = queries.requisition_of(shortlist)
    ranked = {row.candidacy_id: row for row in ranking_for(requisition, person, at).rows}
    in_play = set(in_play_ids(requisition.id))
    everyone = chosen(shortlist)
    named = [
        Named(
            id=one.candidacy_id,
            name=one.name,
            in_play=one.candidacy_id in in_play,
            reason=one.reason,
            doubt=doubt_of(ranked.get(one.candidacy_id)) if one.position else None,
        )
        for one in everyone
    ]
    return Proposal(
        finalists=tuple(who for who, one in zip(named, everyone, strict=True) if one.position),
        left_out=tuple(who for who, one in zip(named, everyone, strict=True) if not one.position),
        exception_reason=shortlist.exception_reason or "",
        approvers=tuple(approvers),
    )

"""The small facts that the rules of picks and lists ask about, read from the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.candidates.queries import in_play_ids, load_candidacies
from app.people import queries as people
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import RECRUITER, Permission
from app.requisitions.models import Requisition
from app.scorecards.queries import owed_ids, ranking_for
from app.shortlists import picks, queries, rules
from app.shortlists import proposal as start
from app.shortlists.freezing import Chosen, doubt_of
from app.shortlists.models import Pick, Picking, Shortlist
from app.shortlists.rules import (
    Approver,
    InvitedFacts,
    ListFacts,
    Named,
    PickFacts,
    Proposal,
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a decision stands on for one person, read once: all its rules and its page ask this."""

    requisition: Requisition
    person: Person
    leads: Mapping[str, Person]
    latest: Picking | None
    versions: Sequence[Shortlist]
    in_play: Sequence[int]
    owes: int

    @property
    def mine(self) -> Pick | None:
        """The person's own pick in the latest round."""
        return picks.pick_of(self.latest, self.person.id)

    @property
    def editing(self) -> Shortlist | None:
        """The version in work."""
        return self._version(is_forward=False)

    @property
    def current(self) -> Shortlist | None:
        """The version put forward last."""
        return self._version(is_forward=True)

    def _version(self, *, is_forward: bool) -> Shortlist | None:
        return next(
            (
                one
                for one in self.versions
                if (one.put_forward_at is not None) is is_forward and one.superseded_at is None
            ),
            None,
        )


def ground(requisition: Requisition, person: Person, owes: int | None = None) -> Ground:
    """Read what a decision stands on; ``owes`` spares asking how many cards the person owes."""
    return Ground(
        requisition=requisition,
        person=person,
        leads=people.leads(requisition.id),
        latest=picks.latest_round(requisition.id),
        versions=queries.versions(requisition.id),
        in_play=in_play_ids(requisition.id),
        owes=len(owed_ids(person.id, requisition.id)) if owes is None else owes,
    )


def of_pick(found: Ground) -> PickFacts:
    """Return what the rules of picking ask about a person in a requisition."""
    lead, mine = found.leads.get(RECRUITER), found.mine
    return PickFacts(
        stage=found.requisition.stage,
        picking=rules.state_of_picking(found.latest),
        lead_recruiter=lead is not None and lead.id == found.person.id,
        invited=mine is not None and is_asked(found.requisition.id, found.person),
        sealed=mine is not None and mine.sealed_at is not None,
        owes=found.owes,
        in_play=len(found.in_play),
        list_in_work=found.editing is not None,
    )


def is_asked(requisition_id: int, person: Person) -> bool:
    """Say whether a person still has the part by which they were asked to pick."""
    return Permission.SEE_SCORES in rights_in(requisition_id, person)


def of_invited(requisition: Requisition, person: Person) -> InvitedFacts:
    """Return what the rules of inviting ask about one person."""
    found = picks.own_pick(requisition.id, person.id)
    parts = {
        membership.part for membership, one in people.members(requisition.id) if one.id == person.id
    }
    return InvitedFacts(
        name=person.name,
        reads=bool(parts & set(picks.READERS)) and is_asked(requisition.id, person),
        active=person.active,
        picks=found is not None,
        leads=Permission.PICK in rights_in(requisition.id, person),
        sealed=found is not None and found.sealed_at is not None,
    )


def of_list(found: Ground, shortlist: Shortlist | None = None) -> ListFacts:
    """Return what the rules of settling ask; of one version, or of the one in work if any."""
    shortlist = shortlist or found.editing
    return ListFacts(
        stage=found.requisition.stage,
        may_settle=Permission.SETTLE in rights_in(found.requisition.id, found.person),
        owes=found.owes,
        picking=rules.state_of_picking(found.latest),
        status=queries.status(shortlist) if shortlist else None,
        earlier=sum(one.put_forward_at is not None for one in found.versions),
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
    seen = ranking_for(requisition, person, at)
    ranked = {row.candidacy_id: row for row in seen.rows}
    in_play = set(in_play_ids(requisition.id))
    everyone = chosen(shortlist)
    departs = start.departures(seen, [one.candidacy_id for one in everyone if one.position])
    named = [
        Named(
            id=one.candidacy_id,
            name=one.name,
            in_play=one.candidacy_id in in_play,
            reason=one.reason,
            doubt=doubt_of(ranked.get(one.candidacy_id)) if one.position else None,
            departs=None
            if start.is_own(one.reason) or not one.reason.strip()
            else departs.get(one.candidacy_id),
        )
        for one in everyone
    ]
    return Proposal(
        finalists=tuple(who for who, one in zip(named, everyone, strict=True) if one.position),
        left_out=tuple(who for who, one in zip(named, everyone, strict=True) if not one.position),
        exception_reason=shortlist.exception_reason or "",
        approvers=tuple(approvers),
    )

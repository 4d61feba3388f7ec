"""Reads of private picks, cut so that nobody sees another's before all may be seen (law L21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.candidates.queries import in_play_ids
from app.db import db
from app.people import queries as people
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import INTERVIEWER, MANAGER, RECRUITER, Permission
from app.scorecards.queries import owes_any, visible_ids
from app.shortlists import rules
from app.shortlists.agreement import Agreement, agreement_of
from app.shortlists.models import Pick, Picking

#: Whoever has one of these takes part in the decision or follows it for hr.
DECIDING = frozenset({Permission.PICK, Permission.SETTLE, Permission.HR})


#: The parts that see marks, so that one may be asked to pick.
READERS = (RECRUITER, MANAGER, INTERVIEWER)


@dataclass(frozen=True, slots=True)
class OtherPick:
    """Somebody else's pick: whether it is sealed, and what is in it once that may be seen."""

    person_id: int
    name: str
    part: str
    sealed_at: datetime | None
    chosen: tuple[int, ...] | None
    leads: bool = True


@dataclass(frozen=True, slots=True)
class Picks:
    """The latest round as one person may see it."""

    picking: Picking
    state: str
    mine: Pick | None
    others: tuple[OtherPick, ...]
    agreement: Agreement | None
    closed_by: str | None

    @property
    def my_choice(self) -> tuple[int, ...]:
        """The candidacies of my own pick, in order."""
        return chosen_in(self.mine) if self.mine else ()

    @property
    def parts(self) -> dict[int, str]:
        """In one word, whose picks the others' are."""
        return {other.person_id: other.part for other in self.others}

    @property
    def names(self) -> dict[int, str]:
        """The names of the others who pick, by person."""
        return {other.person_id: other.name for other in self.others}


def rounds(requisition_id: int) -> Sequence[Picking]:
    """Return every round of picks of a requisition, the latest first."""
    return db.session.scalars(
        select(Picking)
        .where(Picking.requisition_id == requisition_id)
        .order_by(Picking.number.desc())
    ).all()


def latest_round(requisition_id: int) -> Picking | None:
    """Return the latest round of picks of a requisition."""
    return next(iter(rounds(requisition_id)), None)


def own_pick(requisition_id: int, person_id: int) -> Pick | None:
    """Return a person's own pick in the latest round, if they are asked for one."""
    return pick_of(latest_round(requisition_id), person_id)


def pick_of(picking: Picking | None, person_id: int) -> Pick | None:
    """Return a person's own pick in a round."""
    mine = (one for one in (picking.picks if picking else ()) if one.person_id == person_id)
    return next(mine, None)


def picks_for(requisition_id: int, person: Person) -> Picks | None:
    """Return the latest round as a person may see it."""
    owes = owes_any(person.id, requisition_id)
    return seen_by(person, latest_round(requisition_id), people.leads(requisition_id), owes=owes)


def seen_by(
    person: Person, picking: Picking | None, leads: Mapping[str, Person], *, owes: bool
) -> Picks | None:
    """Return a round as a person may see it; nothing to whoever has no part in it.

    What others chose is there only once the round is open, only of picks that were sealed, and
    never while the person ``owes`` a card in this requisition. An interviewer who was asked to
    pick keeps to their own: they may see those they met, and a pick can name others.
    """
    if picking is None:
        return None
    rights = rights_in(picking.requisition_id, person)
    decides = bool(DECIDING & rights)
    if not decides and (Permission.SEE_SCORES not in rights or not pick_of(picking, person.id)):
        return None
    state = rules.state_of_picking(picking)
    shown = decides and state in ("opened", "closed") and not owes
    ids = {one.person_id for one in picking.picks} | {picking.closed_by_id or 0}
    known = {one.id: one.name for one in leads.values()}
    names = known | people.names(ids - {*known, 0})
    parts = {
        leads[part].id: word
        for part, word in ((RECRUITER, "Recruiter"), (MANAGER, "Manager"))
        if part in leads
    }
    others = tuple(
        OtherPick(
            person_id=one.person_id,
            name=names[one.person_id],
            part=parts.get(one.person_id, names[one.person_id]),
            sealed_at=one.sealed_at,
            chosen=chosen_in(one) if shown and one.sealed_at else None,
            leads=one.person_id in parts,
        )
        for one in picking.picks
        if one.person_id != person.id
    )
    return Picks(
        picking=picking,
        state=state,
        mine=pick_of(picking, person.id),
        others=others,
        agreement=_agreement(picking) if shown else None,
        closed_by=names.get(picking.closed_by_id or 0),
    )


def choosable_ids(requisition_id: int, person: Person) -> list[int]:
    """Return those in play whom a person may pick: those whose marks they may see."""
    in_play = in_play_ids(requisition_id)
    if DECIDING & rights_in(requisition_id, person):
        return in_play
    seen = visible_ids(person, requisition_id)
    return [one for one in in_play if one in seen]


def may_be_asked(requisition_id: int, picking: Picking | None) -> list[Person]:
    """Return those of the team who may be asked to pick beside the leads, by name."""
    members = people.members(requisition_id)
    out = {person.id for membership, person in members if membership.is_lead}
    if picking is not None and rules.state_of_picking(picking) == "picking":
        out |= {one.person_id for one in picking.picks}
    found = {
        person.id: person
        for membership, person in members
        if membership.part in READERS and person.active and person.id not in out
    }
    return sorted(found.values(), key=lambda person: (person.name_key, person.id))


def chosen_in(pick: Pick) -> tuple[int, ...]:
    """Return the candidacies of a pick in order."""
    return tuple(choice.candidacy_id for choice in pick.choices)


def _agreement(picking: Picking) -> Agreement:
    return agreement_of(
        {one.person_id: chosen_in(one) for one in picking.picks if one.sealed_at is not None}
    )

"""The decision page as one person sees it: ranking, picks, the list in work, what may be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.candidates import queries as candidates
from app.core.decision import Decision
from app.core.wording import listed
from app.people import queries as people
from app.people.guard import rights_in
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards.queries import Seen, ranking_for
from app.shortlists import facts, picks, queries, rules
from app.shortlists.actions import ListText
from app.shortlists.freezing import doubt_of
from app.shortlists.models import Shortlist
from app.shortlists.picks import Picks

#: With fewer finalists left than this, the next version is proposed (10-domain).
FEW = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """One candidacy as the list shows it: on it with a position, or left out; typed reason."""

    id: int
    name: str
    position: int | None
    reason: str
    in_play: bool
    doubt: str | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Room:
    """All the page shows. ``decides`` is false for whoever only reads the ranking."""

    requisition: Requisition
    seen: Seen
    decides: bool
    owes: int
    in_play: Sequence[int]
    names: Mapping[int, str]
    picks: Picks | None
    picking: str
    may_start_picking: Decision
    may_pick: Decision
    may_close: bool
    leads_picking: bool
    may_be_asked: Sequence[Person]
    discarded: Shortlist | None
    discarded_by: str | None
    left_in_play: int
    from_version: int | None
    next_version: int
    editing: Shortlist | None
    may_start_list: Decision
    may_edit: Decision
    finalists: Sequence[Slot]
    left_out: Sequence[Slot]
    exception_reason: str
    current: Shortlist | None
    current_status: str | None

    @property
    def is_exception(self) -> bool:
        """Whether the list in work has another size than three to five."""
        return bool(self.finalists) and rules.is_exception(len(self.finalists))

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody to decide on, and nothing decided before."""
        return not (self.in_play or self.picks or self.editing or self.current)

    @property
    def few_left(self) -> bool:
        """Whether so many have left the version put forward that the next one is due."""
        if self.current is None:
            return False
        return self.left_in_play < min(FEW, len(queries.order(self.current)))

    @property
    def steps(self) -> list[tuple[str, str]]:
        """The steps of the decision with their states, as the page's progress shows them."""
        opened = self.picking in ("opened", "closed") or self.current is not None
        forward = self.current is not None and self.editing is None
        done = (opened, forward, forward and self.current_status == "approved")
        words = ("Each picks alone", "Agree on names and order", "Sign-off")
        first_open = next((n for n, one in enumerate(done) if not one), len(done))
        return [
            (word, "done" if one else "now" if n == first_open else "")
            for n, (word, one) in enumerate(zip(words, done, strict=True))
        ]


def room(
    requisition: Requisition, person: Person, at: datetime, text: ListText | None = None
) -> Room:
    """Return the decision page for a person; ``text`` is a list they typed and could not save."""
    seen = ranking_for(requisition, person, at)
    ground = facts.ground(requisition, person, seen.waiting_for_you)
    pick_facts, list_facts = facts.of_pick(ground), facts.of_list(ground)
    decides = bool(picks.DECIDING & rights_in(requisition.id, person))
    shown = decides and not pick_facts.owes
    found = picks.seen_by(person, ground.latest, ground.leads, owes=bool(ground.owes))
    editing = ground.editing if shown else None
    current = ground.current if decides else None
    in_play = ground.in_play if shown else []
    chosen = found.my_choice if found else ()
    listed_ids = text.order if text else queries.order(editing) if editing else ()
    everyone = {*in_play, *chosen, *_agreed(found), *listed_ids, *seen.names}
    names = {} if pick_facts.owes else _names(everyone, seen)
    discarded = queries.discarded_last(ground.versions) if shown else None
    leads_picking = shown and pick_facts.lead_recruiter
    base = queries.base(ground.versions, ground.latest)
    slots = _slots(editing, text, in_play, seen, names) if editing else []
    return Room(
        requisition=requisition,
        seen=seen,
        decides=decides,
        owes=pick_facts.owes,
        in_play=in_play,
        names=names,
        picks=found,
        picking=pick_facts.picking,
        may_start_picking=rules.may_start_picking(pick_facts),
        may_pick=rules.may_save_pick(pick_facts, (), ()),
        may_close=pick_facts.lead_recruiter and pick_facts.picking == "picking",
        leads_picking=leads_picking,
        may_be_asked=picks.may_be_asked(requisition.id, ground.latest) if leads_picking else (),
        discarded=discarded,
        discarded_by=_discarded_by(discarded),
        left_in_play=len(set(queries.order(current)) & set(ground.in_play)) if current else 0,
        from_version=base.version if shown and base else None,
        next_version=max((one.version for one in ground.versions), default=0) + 1,
        editing=editing,
        may_start_list=rules.may_start_list(list_facts),
        may_edit=rules.may_edit(list_facts),
        finalists=[slot for slot in slots if slot.position],
        left_out=[slot for slot in slots if not slot.position],
        exception_reason=_exception(editing, text),
        current=current,
        current_status=queries.status(current) if current else None,
    )


def pick_word(found: Picks | None, candidacy_id: int, me_id: int) -> str:
    """Say who picked a candidacy, in the words of a column; empty while picks are not open."""
    if found is None or found.agreement is None:
        return ""
    by = found.agreement.positions.get(candidacy_id, {})
    pickers = len(found.picking.picks)
    if not by:
        return "Neither" if pickers == 2 else "Nobody"
    if len(by) == pickers:
        return "Both" if pickers == 2 else "Everyone"
    return listed("You" if one == me_id else found.parts[one] for one in by)


def _names(candidacy_ids: set[int], seen: Seen) -> dict[int, str]:
    """Return names by candidacy, asking for those alone whom the ranking does not name."""
    others = candidacy_ids - set(seen.names)
    return {**seen.names, **(candidates.names(others) if others else {})}


def _discarded_by(version: Shortlist | None) -> str | None:
    if version is None or version.discarded_by_id is None:
        return None
    return people.names([version.discarded_by_id]).get(version.discarded_by_id)


def _agreed(found: Picks | None) -> Sequence[int]:
    return tuple(found.agreement.positions) if found and found.agreement else ()


def _exception(editing: Shortlist | None, text: ListText | None) -> str:
    if text is not None:
        return text.exception_reason
    return (editing.exception_reason or "") if editing else ""


def _slots(
    editing: Shortlist,
    text: ListText | None,
    in_play: Sequence[int],
    seen: Seen,
    names: Mapping[int, str],
) -> list[Slot]:
    shown = text or ListText(
        queries.order(editing), {line.candidacy_id: line.reason or "" for line in editing.lines}
    )
    order = list(dict.fromkeys(shown.order))
    ranked = {row.candidacy_id: row for row in seen.rows}
    others = [one for one in dict.fromkeys([*ranked, *in_play]) if one not in set(order)]
    return [
        Slot(
            id=one,
            name=names[one],
            position=order.index(one) + 1 if one in order else None,
            reason=shown.reasons.get(one, ""),
            in_play=one in set(in_play),
            doubt=doubt_of(ranked.get(one)),
            rank=ranked[one].standing.position if one in ranked else None,
        )
        for one in [*order, *others]
        if one in names
    ]

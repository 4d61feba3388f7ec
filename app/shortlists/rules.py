"""What may happen to picks and to versions of a shortlist, and why not."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.core.decision import YES, Decision, all_of, no, unless
from app.core.moves import Moves, move
from app.core.wording import listed, plural

FEWEST, MOST = 3, 5
LONGEST_REASON = 2000

PICKING = Moves(
    "round of picks",
    ("not started", "picking", "opened", "closed"),
    {
        "start": move(
            "not started, opened, closed", "picking", "Picking is under way. Seal your picks."
        ),
        "save": move("picking", "picking", "Picking is {state}, so picks can’t be changed."),
        "seal": move("picking", "picking", "Picking is {state}, so there is nothing to seal."),
        "open": move("picking", "opened", "Picking is {state}, so there is nothing to open."),
        "close": move("picking", "closed", "Picking is {state}, so there is nothing to close."),
        "invite": move("picking", "picking", "Picking is {state}, so nobody can be asked to pick."),
        "uninvite": move(
            "picking", "picking", "Picking is {state}, so nobody’s pick can be left out."
        ),
    },
)

VERSION = Moves(
    "shortlist version",
    ("editing", "awaiting sign-off", "approved", "sent back", "superseded", "discarded"),
    {
        "discard": move(
            "editing", "discarded", "Only a list in work is discarded; this version is {state}."
        ),
        "edit": move("editing", "editing", "This version is frozen ({state}). Start a new one."),
        "put forward": move(
            "editing", "awaiting sign-off", "This version was put forward already ({state})."
        ),
        "approve": move("awaiting sign-off", "approved", "This version is {state}."),
        "send back": move("awaiting sign-off", "sent back", "This version is {state}."),
        "supersede": move(
            "awaiting sign-off, approved, sent back", "superseded", "This version is {state}."
        ),
    },
)


class PickingFacts(Protocol):
    """The facts of a round from which its state follows."""

    opened_at: datetime | None
    closed_at: datetime | None


def state_of_picking(picking: PickingFacts | None) -> str:
    """Return the state of a round of picks."""
    if picking is None:
        return "not started"
    if picking.closed_at is not None:
        return "closed"
    return "picking" if picking.opened_at is None else "opened"


class VersionFacts(Protocol):
    """The facts of a version from which, with its chain's, its status follows."""

    put_forward_at: datetime | None
    superseded_at: datetime | None


def status_of_version(version: VersionFacts, chain: str) -> str:
    """Return a version's status; ``chain`` is the status of its sign-offs, none where not asked."""
    if version.put_forward_at is None:
        return "editing" if version.superseded_at is None else "discarded"
    if version.superseded_at is not None or chain == "lapsed":
        return "superseded"
    return {"awaiting": "awaiting sign-off", "sent back": "sent back"}.get(chain, "approved")


@dataclass(frozen=True, slots=True)
class PickFacts:
    """Who acts on a round of picks, and how it stands."""

    stage: str
    picking: str
    lead_recruiter: bool = False
    invited: bool = False
    sealed: bool = False
    owes: int = 0
    in_play: int = 0
    list_in_work: bool = False


def may_start_picking(facts: PickFacts) -> Decision:
    """Say whether a round of private picks may start."""
    return all_of(
        (
            _open(facts.stage),
            unless(
                (facts.lead_recruiter, "The lead recruiter starts picking."),
                (facts.in_play > 0, "There is nobody in play to pick."),
                (
                    not facts.list_in_work,
                    "The list is being settled. Go on, or discard it first.",
                ),
            ),
            PICKING.may("start", facts.picking),
        )
    )


def may_save_pick(facts: PickFacts, chosen: Sequence[int], in_play: Collection[int]) -> Decision:
    """Say whether a draft of a pick may be kept."""
    return _may_pick("save", facts) & _choosable(chosen, in_play)


def may_seal(facts: PickFacts, chosen: Sequence[int], in_play: Collection[int]) -> Decision:
    """Say whether a pick may be sealed for good."""
    fewest = min(FEWEST, len(in_play))
    return (
        _may_pick("seal", facts)
        & _choosable(chosen, in_play)
        & unless(
            (
                fewest <= len(chosen) <= MOST,
                f"Pick {fewest} to {MOST} people. You have {len(chosen)}.",
            )
        )
    )


@dataclass(frozen=True, slots=True)
class InvitedFacts:
    """Somebody who may be asked to pick: do they see marks here, do they pick already, sealed?"""

    name: str
    reads: bool
    active: bool = True
    picks: bool = False
    leads: bool = False
    sealed: bool = False


def may_invite(facts: PickFacts, others: Sequence[InvitedFacts]) -> Decision:
    """Say whether these people of the team may be asked to pick in the round that runs."""
    return (
        PICKING.may("invite", facts.picking)
        & unless((facts.lead_recruiter, "The lead recruiter asks others to pick."))
        & unless((bool(others), "Tick whom you ask to pick."))
        & may_be_invited(others)
    )


def may_be_invited(others: Iterable[InvitedFacts]) -> Decision:
    """Say whether these people may pick at all, beside the two leads."""
    return all_of(
        unless(
            (not one.picks, f"{one.name} picks in this round already."),
            (one.active, f"The account of {one.name} is switched off."),
            (one.reads, f"{one.name} sees no marks here, so has nothing to pick by."),
        )
        for one in others
    )


def may_uninvite(facts: PickFacts, one: InvitedFacts) -> Decision:
    """Say whether somebody asked to pick may be left out again."""
    return PICKING.may("uninvite", facts.picking) & unless(
        (facts.lead_recruiter, "The lead recruiter says who picks."),
        (one.picks, f"{one.name} is not asked to pick in this round."),
        (not one.leads, f"{one.name} leads here, and both leads pick."),
        (not one.sealed, f"{one.name} has sealed, and a sealed pick counts."),
    )


def may_close_picking(facts: PickFacts, reason: str | None) -> Decision:
    """Say whether picking may be closed before all are in."""
    return all_of(
        (
            PICKING.may("close", facts.picking),
            unless((facts.lead_recruiter, "Only the lead recruiter closes picking.")),
            written(reason, "Say why picking closes before everyone is in."),
        )
    )


@dataclass(frozen=True, slots=True)
class ListFacts:
    """Who works on the list of a requisition, and how it stands."""

    stage: str
    may_settle: bool
    owes: int
    picking: str
    status: str | None = None
    earlier: int = 0


def may_start_list(facts: ListFacts) -> Decision:
    """Say whether a new version may be started (``status`` is that of one in work, if any)."""
    return (
        _may_work(facts)
        & unless(
            (facts.status != "editing", "A version is being edited. Go on with that one."),
            (facts.picking != "picking", "Picking is under way. The list is settled after it."),
        )
        & (
            YES
            if facts.earlier or facts.picking in ("opened", "closed")
            else no("Each picks alone first. The list is settled once all picks are open.")
        )
    )


def may_edit(facts: ListFacts) -> Decision:
    """Say whether the list in work may be changed."""
    return VERSION.may("edit", facts.status or "editing") & _may_work(facts)


def may_discard(facts: ListFacts, reason: str | None) -> Decision:
    """Say whether the list in work may be discarded, with a reason."""
    return (
        VERSION.may("discard", facts.status or "editing")
        & _may_work(facts)
        & written(reason, "Say why the list is discarded.")
    )


@dataclass(frozen=True, slots=True)
class Named:
    """One candidacy as a rule speaks of it; ``doubt`` says what its marks lack, if anything.

    ``departs`` says how the list places it otherwise than the marks propose, where its reason is
    still the one the tool began with: then a person has yet to say why.
    """

    id: int
    name: str
    in_play: bool
    reason: str
    doubt: str | None = None
    departs: str | None = None


@dataclass(frozen=True, slots=True)
class Approver:
    """One approver of the policy's chain: may they read what they are to sign?"""

    name: str
    active: bool
    reads: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A list about to be put forward: the order, who is left out, and who is to sign."""

    finalists: tuple[Named, ...]
    left_out: tuple[Named, ...]
    exception_reason: str = ""
    approvers: tuple[Approver, ...] = field(default=())


def may_put_forward(facts: ListFacts, proposal: Proposal) -> Decision:
    """Say whether a list may be put forward and frozen (law L2), naming all that is amiss."""
    if not (may := VERSION.may("put forward", facts.status or "editing")):
        return may
    return all_of(
        (
            _may_work(facts),
            _size(proposal),
            _no_duplicate(proposal.finalists),
            _in_play(proposal.finalists),
            _reasons(proposal),
            _departures((*proposal.finalists, *proposal.left_out)),
            _signable(proposal.approvers),
        )
    )


def is_exception(size: int) -> bool:
    """Say whether a list of this size needs a written exception."""
    return not FEWEST <= size <= MOST


def written(reason: str | None, otherwise: str) -> Decision:
    """Say whether a needed reason is there, and short enough to be kept."""
    return unless((bool((reason or "").strip()), otherwise)) & fits(reason)


def fits(reason: str | None) -> Decision:
    """Say whether a reason is short enough to be kept whole."""
    return unless(
        (len(reason or "") <= LONGEST_REASON, f"Keep a reason under {LONGEST_REASON:,} characters.")
    )


def _open(stage: str) -> Decision:
    return unless((stage == "open", f"This requisition is {_stage(stage)}."))


def _stage(stage: str) -> str:
    return "still a draft. Open it first" if stage == "draft" else stage


def _owes_none(owes: int) -> Decision:
    waits = plural(owes, "candidate waits", "candidates wait")
    return unless((owes == 0, f"{waits} for your card. Hand in your marks first."))


def _may_pick(verb: str, facts: PickFacts) -> Decision:
    return all_of(
        (
            _open(facts.stage),
            unless((facts.invited, "You are not asked to pick in this round.")),
            PICKING.may(verb, facts.picking),
            unless((not facts.sealed, "Your picks are sealed and stay as they are.")),
            _owes_none(facts.owes),
        )
    )


def _choosable(chosen: Sequence[int], in_play: Collection[int]) -> Decision:
    return unless(
        (len(set(chosen)) == len(chosen), "Somebody is picked twice."),
        (set(chosen) <= set(in_play), "Somebody you picked is not in play any more."),
    )


def _may_work(facts: ListFacts) -> Decision:
    return all_of(
        (
            _open(facts.stage),
            unless((facts.may_settle, "Recruiters and hiring managers settle the list.")),
            _owes_none(facts.owes),
        )
    )


def _size(proposal: Proposal) -> Decision:
    size = len(proposal.finalists)
    if not size:
        return no("The list is empty. Put three to five people on it.")
    if not is_exception(size):
        return YES
    return all_of(
        (
            written(
                proposal.exception_reason,
                f"A list has {FEWEST} to {MOST} finalists; this one has {size}. "
                "Write down why, and the exception is signed in a line of its own.",
            ),
            unless(
                (
                    bool(proposal.approvers),
                    f"The policy names nobody to sign a list of {size}. Add an approver first.",
                )
            ),
        )
    )


def _no_duplicate(finalists: Iterable[Named]) -> Decision:
    counts = Counter((one.id, one.name) for one in finalists)
    return all_of(
        no(f"{name} is on the list twice.") for (_, name), count in counts.items() if count > 1
    )


def _in_play(finalists: Iterable[Named]) -> Decision:
    return all_of(
        no(f"{one.name} is not in play any more. Take them off the list.")
        for one in finalists
        if not one.in_play
    )


def _reasons(proposal: Proposal) -> Decision:
    finalists = (
        written(
            one.reason,
            f"{one.name}: {one.doubt}. Say why they are on the list all the same."
            if one.doubt
            else f"Say why {one.name} is on the list.",
        )
        for one in proposal.finalists
    )
    silent = [one.name for one in proposal.left_out if not one.reason.strip()]
    left_out = unless((not silent, f"Say why not: {listed(silent)}."))
    return all_of((*finalists, left_out, *(fits(one.reason) for one in proposal.left_out)))


def _departures(everyone: Iterable[Named]) -> Decision:
    return all_of(
        no(f"{one.name}: {one.departs}. Say why in your own words.")
        for one in everyone
        if one.departs
    )


def _signable(approvers: Iterable[Approver]) -> Decision:
    return all_of(
        unless(
            (one.active, f"{one.name} is asked to sign, but the account is switched off."),
            (
                one.reads or not one.active,
                f"{one.name} is asked to sign, but has no part here. Add them as approver.",
            ),
        )
        for one in approvers
    )

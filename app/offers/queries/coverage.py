"""Whose earlier yes covers an offer that was not sent, and how its sign-offs stand by that."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from app.core.wording import listed
from app.db import db
from app.offers.models import Offer
from app.people.models import Person
from app.requisitions.models import PolicyStep
from app.signoffs import limits, rules
from app.signoffs.limits import Limits, Terms
from app.signoffs.models import Chain, Signoff, Step

KIND = "offer"


@dataclass(frozen=True, slots=True)
class Word:
    """One approver's standing yes with limits, and the version it was given for."""

    signoff: Signoff
    offer: Offer
    limits: Limits


@dataclass(frozen=True, slots=True)
class Standing:
    """How the sign-offs of a version stand, who covers it, and what of it lies outside for whom.

    ``status``: as of its chain, or not required, none, covered, uncovered (a limit has ended).
    """

    status: str
    covered: dict[int, Word]
    outside: tuple[str, ...]
    any_order: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The approvers of offers in some requisitions, and their standing words with limits."""

    approvers: dict[int, dict[int, str]]
    words: dict[int, list[Word]]

    def of(self, offer: Offer, chain: Chain | None, at: datetime) -> Standing:
        """Return how the sign-offs of one offer stand at a moment (law L4)."""
        asked = self.approvers.get(offer.requisition_id, {})
        covered, outside = self._covered(offer, asked, at)
        return Standing(
            _status(chain, asked, covered),
            covered,
            () if chain is not None else outside,
            _any_order(chain, asked, covered),
        )

    def _covered(
        self, offer: Offer, asked: dict[int, str], at: datetime
    ) -> tuple[dict[int, Word], tuple[str, ...]]:
        """Find each approver's latest yes that covers, and what keeps the others' from it."""
        terms, covered, missing = terms_of(offer), {}, {}
        for word in self.words.get(offer.requisition_id, []):
            person_id = word.signoff.approver_id
            if person_id not in asked or word.offer.id == offer.id:
                continue
            found = limits.outside(word.limits, terms_of(word.offer), terms, at)
            if found:
                missing[person_id] = found
            else:
                covered[person_id] = word
        sentences = tuple(
            f"Outside the limits of {asked[one]}: {listed(names)}."
            for one, names in missing.items()
            if one not in covered
        )
        return covered, sentences


def coverage_of(requisition_ids: Iterable[int]) -> Coverage:
    """Read the approvers and the standing words of some requisitions, in two queries."""
    wanted = set(requisition_ids)
    approvers: dict[int, dict[int, str]] = defaultdict(dict)
    for requisition_id, person_id, name in db.session.execute(
        select(PolicyStep.requisition_id, Person.id, Person.name)
        .join(Person, Person.id == PolicyStep.person_id)
        .where(PolicyStep.requisition_id.in_(wanted), PolicyStep.subject_kind == KIND)
        .order_by(PolicyStep.position, PolicyStep.id)
    ):
        approvers[requisition_id][person_id] = name
    words: dict[int, list[Word]] = defaultdict(list)
    for signoff, offer in db.session.execute(
        select(Signoff, Offer)
        .join(Step, Step.id == Signoff.step_id)
        .join(Chain, Chain.id == Step.chain_id)
        .join(Offer, Offer.id == Chain.subject_id)
        .where(
            Chain.subject_kind == KIND,
            Chain.requisition_id.in_(wanted),
            Signoff.decision == "given",
            Signoff.lapsed_at.is_(None),
            Signoff.revoked_at.is_(None),
            or_(
                Signoff.limit_amount.is_not(None),
                Signoff.limit_latest_start_on.is_not(None),
                Signoff.limit_finalists.is_not(None),
                Signoff.limit_order.is_not(None),
                Signoff.limit_until.is_not(None),
            ),
        )
        .order_by(Signoff.decided_at, Signoff.id)
    ):
        words[offer.requisition_id].append(Word(signoff, offer, limits.of(signoff)))
    return Coverage(approvers, words)


def terms_of(offer: Offer) -> Terms:
    """Return what of an offer an approver's limits speak of; the letter counts as it was written.

    Its places ({pay}, {name}) are filled from the other fields, so they alone change nothing.
    """
    return Terms(
        amount=offer.amount,
        currency=offer.currency,
        period=offer.period,
        start_on=offer.start_on,
        finalist=offer.candidacy_id,
        out_of_turn=(offer.out_of_order_reason or "").strip() or None,
        rest=(
            ("title", offer.title),
            ("place of work", offer.location or ""),
            ("benefits", offer.benefits or ""),
            ("letter", offer.letter),
        ),
    )


def last_signed_by(person_id: int, offer: Offer) -> Offer | None:
    """Return the latest earlier version of an offer to the same candidacy that a person signed."""
    return db.session.scalar(
        select(Offer)
        .join(Chain, Chain.subject_id == Offer.id)
        .join(Step, Step.chain_id == Chain.id)
        .join(Signoff, Signoff.step_id == Step.id)
        .where(
            Chain.subject_kind == KIND,
            Offer.candidacy_id == offer.candidacy_id,
            Offer.version < offer.version,
            Signoff.approver_id == person_id,
            Signoff.decision == "given",
        )
        .order_by(Offer.version.desc())
        .limit(1)
    )


def _status(chain: Chain | None, asked: dict[int, str], covered: dict[int, Word]) -> str:
    if chain is None:
        if not asked:
            return "not required"
        return "covered" if set(asked) <= set(covered) else "none"
    status = rules.status_of(chain)
    leaning = {
        one.approver_id
        for step in chain.steps
        for one in step.signoffs
        if one.covered_by_id is not None
    }
    return "uncovered" if status == "approved" and leaning - set(covered) else status


def _any_order(chain: Chain | None, asked: dict[int, str], covered: dict[int, Word]) -> bool:
    """Say whether every approver's limits allow any order."""
    free = {one for one, word in covered.items() if word.limits.order == "any"}
    if chain is not None:
        free |= {
            one.approver_id
            for step in chain.steps
            for one in step.signoffs
            if one.limit_order == "any" and rules.state_of(one) == "given"
        }
    return bool(asked) and set(asked) <= free

"""What a version put forward is frozen with: numbers, reasons, policy, and one fingerprint."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect

from app.checks.queries import readiness
from app.engine import ENGINE_VERSION
from app.people import queries as people
from app.people.permissions import RECRUITER
from app.requisitions.models import Policy, Requirements, Requisition
from app.scorecards.queries import Seen
from app.scorecards.queries.ranking import SEED
from app.scorecards.queries.seen import Row
from app.shortlists.models import Shortlist

Numbers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One candidacy of the list: its position, or none for one left out, and the reason."""

    candidacy_id: int
    candidate_id: int
    name: str
    position: int | None
    reason: str


def numbers_of(
    requisition: Requisition, requirements: Requirements, seen: Seen, chosen: Sequence[Chosen]
) -> Numbers:
    """Return all that the page of a version and its export will ever show, as plain data.

    ``seen`` must be the whole ranking: of someone who owes no card here.
    """
    ranked = {row.candidacy_id: row for row in seen.rows}
    order = list(ranked)
    ready = readiness([one.candidacy_id for one in chosen], requisition.id)
    rows = [
        _row(one, ranked[one.candidacy_id], seen)
        | {
            "references_in": ready[one.candidacy_id].received,
            "references_needed": ready[one.candidacy_id].needed,
        }
        for one in chosen
    ]
    owner = people.lead(requisition.id, RECRUITER)
    return {
        "requisition": {"code": requisition.code, "title": requisition.title},
        "requirements_version": requirements.version,
        "criteria": [
            {"name": one.name, "kind": one.kind, "weight": one.weight, "must_have": one.must_have}
            for one in requirements.criteria
        ],
        "finalists": [row for row in rows if row["position"]],
        "left_out": sorted(
            (row for row in rows if not row["position"]),
            key=lambda row: order.index(row["candidacy_id"]),
        ),
        "ordered_by": seen.ranking.ordered_by,
        "prior_only": seen.ranking.prior_only,
        "notes": list(seen.ranking.notes),
        "owner": owner.name if owner else None,
    }


#: who speaks to candidates, and when, is no number a list was decided by
_NO_NUMBER = ("id", "requisition_id", "hr_speaks_at", "quiet_from", "quiet_until")


def policy_of(policy: Policy, approvers: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Return the policy's numbers and its chain as plain data."""
    columns = inspect(Policy).columns.keys()
    kept = {key: getattr(policy, key) for key in columns if key not in _NO_NUMBER}
    return kept | {
        "shortlist_chain": [{"step": step, "approver": name} for step, name in approvers]
    }


def fingerprint_of(shortlist: Shortlist) -> str:
    """Return the SHA-256 of all that is frozen, written in one canonical way."""
    frozen = {
        "requisition": shortlist.requisition_id,
        "version": shortlist.version,
        "requirements": shortlist.requirements_id,
        "exception": shortlist.exception_reason,
        "engine": shortlist.engine_version,
        "seed": shortlist.seed,
        "policy": shortlist.policy,
        "numbers": shortlist.numbers,
    }
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def freeze(
    shortlist: Shortlist, *, requirements: Requirements, numbers: Numbers, policy: Numbers
) -> None:
    """Write what is frozen into the version, and its fingerprint over it."""
    shortlist.requirements_id = requirements.id
    shortlist.engine_version = ENGINE_VERSION
    shortlist.seed = SEED
    shortlist.numbers = numbers
    shortlist.policy = policy
    shortlist.fingerprint = fingerprint_of(shortlist)


def doubt_of(row: Row | None) -> str | None:
    """Say in words what keeps a candidate out of the proposed set, if their marks do."""
    if row is None:
        return "No marks yet"
    return None if row.standing.status == "complete" else ". ".join(row.doubts)


def _row(one: Chosen, row: Row, seen: Seen) -> Numbers:
    standing, judged = row.standing, row.standing.judged
    lowest = standing.lowest_criterion
    return {
        "candidacy_id": one.candidacy_id,
        "candidate_id": one.candidate_id,
        "name": one.name,
        "position": one.position,
        "reason": one.reason,
        "rank": standing.position,
        "tied": standing.tied,
        "proposed": standing.proposed,
        "status": standing.status,
        "doubt": doubt_of(row),
        "soft_raw": standing.soft_raw,
        "hard_raw": standing.hard_raw,
        "raw": standing.raw,
        "adjusted": judged and judged.adjusted,
        "confidence": judged and judged.p_top,
        "band": (judged and judged.band) or None,
        "rank_low": judged and judged.rank_low,
        "rank_high": judged and judged.rank_high,
        "acceptability": judged and judged.acceptability,
        "coverage": standing.coverage,
        "spread": standing.spread,
        "best": standing.best,
        "worst": standing.worst,
        "raters": standing.raters,
        "recommendations": row.told,
        "lowest_criterion": None if lowest is None else seen.criteria[lowest].name,
        "checks_state": None,
    }

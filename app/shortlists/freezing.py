"""What a version put forward is frozen with: numbers, reasons, policy, and one fingerprint."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect

from app.checks.queries import readiness
from app.core.wording import listed
from app.engine import ENGINE_VERSION, Standing
from app.people import queries as people
from app.people.permissions import RECRUITER
from app.requisitions.models import Policy, Requisition
from app.scorecards.queries import Seen
from app.shortlists.models import Shortlist

Numbers = dict[str, Any]

#: Kept with every version, so that later engines that draw at random can be asked again.
SEED = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """One candidacy of the list: its position, or none for one left out, and the reason."""

    candidacy_id: int
    candidate_id: int
    name: str
    position: int | None
    reason: str


def numbers_of(requisition: Requisition, seen: Seen, chosen: Sequence[Chosen]) -> dict[str, Any]:
    """Return all that the page of a version and its export will ever show, as plain data.

    ``seen`` must be the whole ranking: of someone who owes no card here.
    """
    criteria = {key: criterion.name for key, criterion in seen.criteria.items()}
    ready = readiness([one.candidacy_id for one in chosen], requisition.id)
    rows = [
        _row(one, seen.by_id[one.candidacy_id], criteria)
        | {
            "recommendations": _counted(seen.recommendations.get(one.candidacy_id, ())),
            "references_in": ready[one.candidacy_id].received,
            "references_needed": ready[one.candidacy_id].needed,
        }
        for one in chosen
    ]
    owner = people.lead(requisition.id, RECRUITER)
    return {
        "requisition": {"code": requisition.code, "title": requisition.title},
        "requirements_version": seen.requirements.version,
        "criteria": [
            {"name": one.name, "kind": one.kind, "weight": one.weight, "must_have": one.must_have}
            for one in seen.requirements.criteria
        ],
        "finalists": [row for row in rows if row["position"]],
        "left_out": [row for row in rows if not row["position"]],
        "notes": list(seen.ranking.notes),
        "owner": owner.name if owner else None,
    }


def policy_of(policy: Policy, approvers: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Return the policy's numbers and its chain as plain data."""
    columns = inspect(Policy).columns.keys()
    kept = {key: getattr(policy, key) for key in columns if key not in ("id", "requisition_id")}
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


def freeze(shortlist: Shortlist, *, seen: Seen, numbers: Numbers, policy: Numbers) -> None:
    """Write what is frozen into the version, and its fingerprint over it."""
    shortlist.requirements_id = seen.requirements.id
    shortlist.engine_version = ENGINE_VERSION
    shortlist.seed = SEED
    shortlist.numbers = numbers
    shortlist.policy = policy
    shortlist.fingerprint = fingerprint_of(shortlist)


def doubt_of(standing: Standing | None, criteria: Mapping[int, str]) -> str | None:
    """Say in words what keeps a candidate out of the proposed set, if their marks do."""
    if standing is None or standing.status == "unscored":
        return "not scored"
    if standing.status == "below must-have":
        named = listed(criteria[one] for one in standing.below_must_haves)
        return f"below a must-have ({named})"
    return "incomplete" if standing.status == "incomplete" else None


def _counted(said: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return how often each recommendation was given; who gave it stays with the cards."""
    return dict(Counter(word for _, word in said))


def _row(one: Chosen, standing: Standing, criteria: Mapping[int, str]) -> dict[str, Any]:
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
        "doubt": doubt_of(standing, criteria),
        "soft_raw": standing.soft_raw,
        "hard_raw": standing.hard_raw,
        "raw": standing.raw,
        "adjusted": None,
        "confidence": None,
        "band": None,
        "coverage": standing.coverage,
        "spread": standing.spread,
        "best": standing.best,
        "worst": standing.worst,
        "raters": standing.raters,
        "lowest_criterion": None if lowest is None else criteria[lowest],
        "checks_state": None,
    }

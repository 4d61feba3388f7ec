"""What a person may do, by part in a requisition and by global role (10-domain, "Who may")."""

from collections.abc import Iterable
from enum import Enum


class Permission(Enum):
    """A right. The first three are of the office, the others of one requisition."""

    SIGNED_IN = "be signed in"
    ADMIN = "run accounts and settings"
    HR = "act for hr"
    SEE_REQUISITION = "see the requisition"
    RUN = "run team, stage, import, interviews, asks, files, referees, set aside"
    CRITERIA = "set criteria and weights, excuse a rater"
    SEE_CANDIDATES = "see its candidates"
    BRING = "bring in candidates and their files: an agency recruiter their own"
    SEE_SCORES = "see others' marks and the ranking"
    SEE_FROZEN = "see a version put forward"
    SETTLE = "settle the list and put it forward"
    PICK = "pick in private"
    SEE_REFERENCES = "read referees' words"
    SEE_PAY = "see pay"
    OFFER = "send, withdraw and revise an offer; waive a reference"
    GRANT_TIME = "answer a request for more time"
    SEE_HISTORY = "read the history"


P = Permission
RECRUITER = "recruiter"
MANAGER = "hiring manager"
INTERVIEWER = "interviewer"
APPROVER = "approver"
OBSERVER = "observer"
AGENCY = "agency recruiter"

_MANAGER = frozenset(
    {
        P.SEE_REQUISITION,
        P.CRITERIA,
        P.SEE_CANDIDATES,
        P.SEE_SCORES,
        P.SEE_FROZEN,
        P.SETTLE,
        P.SEE_REFERENCES,
        P.SEE_PAY,
        P.SEE_HISTORY,
    }
)
BY_PART: dict[str, frozenset[Permission]] = {
    RECRUITER: _MANAGER | {P.RUN, P.BRING, P.OFFER},
    MANAGER: _MANAGER,
    INTERVIEWER: frozenset({P.SEE_REQUISITION, P.SEE_CANDIDATES, P.SEE_SCORES}),
    APPROVER: frozenset({P.SEE_REQUISITION, P.SEE_FROZEN}),
    OBSERVER: frozenset({P.SEE_REQUISITION, P.SEE_FROZEN}),
    AGENCY: frozenset({P.SEE_REQUISITION, P.SEE_CANDIDATES, P.BRING}),
}
LEADS = frozenset({P.PICK, P.GRANT_TIME})
HR = (_MANAGER - {P.SETTLE, P.CRITERIA}) | {P.RUN, P.BRING, P.OFFER, P.HR}


def rights_of(parts: Iterable[tuple[str, bool]], *, is_hr: bool) -> frozenset[Permission]:
    """Return the rights in one requisition of (part, is lead) pairs and the hr flag."""
    rights: frozenset[Permission] = HR if is_hr else frozenset()
    for part, leads in parts:
        rights |= BY_PART[part] | (LEADS if leads else frozenset())
    return rights

"""What is done later: reminding a referee, or a candidate who has named nobody, on the day."""

from datetime import datetime

from app.candidates.queries import load_candidacy
from app.checks import actions, rules
from app.checks.queries import load_referee, referees_of, request_of
from app.checks.queries.referees import hiring_facts
from app.history.actions import WORKER
from app.requisitions.queries import get as get_requisition
from app.work.actions import job


@job("checks.remind")
def remind(*, referee_id: int, at: datetime) -> None:
    """Remind a referee whose answer is due, if it is still wanted and nobody just did."""
    found = load_referee(referee_id)
    if found is None:
        return
    referee = found.referee
    state = rules.state(referee, at)
    if rules.may_remind(found.hiring, state, reminded_at=referee.reminded_at, at=at):
        actions.remind(found, by=WORKER, at=at)


@job("checks.remind_candidate")
def remind_candidate(*, candidacy_id: int, at: datetime) -> None:
    """Remind a candidate who has named nobody by the day we said."""
    candidacy, request = load_candidacy(candidacy_id), request_of(candidacy_id)
    requisition = get_requisition(candidacy.requisition_id) if candidacy else None
    if candidacy is None or requisition is None or request is None or referees_of(candidacy_id):
        return
    allowed = rules.may_remind_candidate(
        hiring_facts(requisition, candidacy),
        requested=True,
        reminded_at=request.reminded_at,
        at=at,
    )
    if allowed:
        actions.remind_candidate(candidacy, requisition, by=WORKER, at=at)

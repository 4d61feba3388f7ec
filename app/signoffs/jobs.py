"""What is done later: reminding an approver on the day their answer is due."""

from datetime import datetime

from app.signoffs import letters, rules
from app.signoffs.queries import load, zone_of
from app.work.actions import job


@job("signoffs.remind")
def remind(*, signoff_id: int, at: datetime) -> None:
    """Remind the approver, if their sign-off is still asked."""
    found = load(signoff_id)
    if found is None:
        return
    signoff, chain = found
    if rules.state_of(signoff) == "asked" and rules.status_of(chain) == "awaiting":
        letters.remind(signoff, chain, zone_of(chain.requisition_id), at=at)

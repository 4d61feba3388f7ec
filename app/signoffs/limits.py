"""What an approver states with a yes: how far a later version may go without asking them again."""

from dataclasses import dataclass
from datetime import date, datetime

from app.signoffs.models import Signoff


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one yes. None stated at all: it counts for this version only.

    ``amount`` is in minor units of ``currency`` for ``period``; ``finalists`` names candidacies by
    id, with commas between; ``order`` is signed or any.
    """

    amount: int | None = None
    currency: str | None = None
    period: str | None = None
    latest_start_on: date | None = None
    finalists: str | None = None
    order: str | None = None
    until: datetime | None = None


def write(limits: Limits, signoff: Signoff) -> None:
    """Keep the limits with the sign-off."""
    signoff.limit_amount = limits.amount
    signoff.limit_currency = limits.currency
    signoff.limit_period = limits.period
    signoff.limit_latest_start_on = limits.latest_start_on
    signoff.limit_finalists = limits.finalists
    signoff.limit_order = limits.order
    signoff.limit_until = limits.until


def words(signoff: Signoff) -> str | None:
    """Return the limits of a sign-off as one text; a yes without any is for this version."""
    if signoff.decision != "given":
        return None
    stated = (
        ("amount", signoff.limit_amount),
        ("currency", signoff.limit_currency),
        ("period", signoff.limit_period),
        ("latest start", signoff.limit_latest_start_on),
        ("finalists", signoff.limit_finalists),
        ("order", signoff.limit_order),
        ("until", signoff.limit_until and signoff.limit_until.isoformat()),
    )
    return "; ".join(f"{key} {value}" for key, value in stated if value) or "this version"

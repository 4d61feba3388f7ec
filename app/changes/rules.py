"""Whether a candidacy may end, from where it stands in all."""

from collections.abc import Sequence

from app.core.decision import YES, Decision, no, unless


def may_leave(status: str) -> Decision:
    """Say whether someone may withdraw or be set aside: not once they accepted an offer."""
    if status == "hired":
        return no("They accepted an offer here, so this candidacy cannot end like this.")
    if status in ("withdrawn", "set aside"):
        return no(f"This candidacy has ended already: {status}.")
    return YES


def may_hand_on(without_taker: Sequence[str]) -> Decision:
    """Say whether all that waits for somebody has a taker."""
    return unless(*((False, f"Choose who takes this on: {duty}.") for duty in without_taker))

"""Whether a candidacy may end, from where it stands in all."""

from app.core.decision import YES, Decision, no


def may_leave(status: str) -> Decision:
    """Say whether someone may withdraw or be set aside: not once they accepted an offer."""
    if status == "hired":
        return no("They accepted an offer here, so this candidacy cannot end like this.")
    if status in ("withdrawn", "set aside"):
        return no(f"This candidacy has ended already: {status}.")
    return YES

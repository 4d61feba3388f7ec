"""What may be written to a candidate, and why not."""

from app.core.decision import Decision, unless


def may_write(email: str | None) -> Decision:
    """Say whether there is an address to write to."""
    return unless((bool(email), "We have no e-mail address of theirs. Add one first, or call."))

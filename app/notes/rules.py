"""What may be done with a note once it is written, and why not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.decision import Decision, unless

#: How long its writer may mend a note.
MENDED_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What the rules ask of a note."""

    is_own: bool
    written_at: datetime
    is_withdrawn: bool
    waits: bool = False


def may_correct(note: NoteFacts, at: datetime) -> Decision:
    """Say whether the words may still be mended."""
    return may_withdraw(note) & unless(
        (
            at < note.written_at + MENDED_WITHIN,
            "A note can be mended for ten minutes. Withdraw it and write another.",
        )
    )


def may_withdraw(note: NoteFacts) -> Decision:
    """Say whether it may be marked as withdrawn."""
    return unless(
        (note.is_own, "Only who wrote a note can change it."),
        (not note.is_withdrawn, "This note is withdrawn already."),
    )


def may_answer(note: NoteFacts) -> Decision:
    """Say whether somebody may write down that a follow-up was answered."""
    return unless((note.waits and not note.is_withdrawn, "This note waits for no answer."))


def may_have_come(happened_at: datetime | None, at: datetime) -> Decision:
    """Say whether something may have reached us at that moment: never in the future."""
    return unless((happened_at is None or happened_at <= at, "That moment is still to come."))

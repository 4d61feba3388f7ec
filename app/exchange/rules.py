"""What may happen to a chosen file, and why not."""

from app.core.decision import Decision, unless
from app.core.wording import plural


def may_take(*, bad_rows: int, leave_out: bool, something: bool, as_shown: bool) -> Decision:
    """Say whether a file is taken as it was shown: bad rows only left out where that was said."""
    return unless(
        (as_shown, "Something has changed since you looked. Look again at what is below."),
        (
            leave_out or not bad_rows,
            f"{plural(bad_rows, 'row')} cannot be taken. Leave out what is bad, or mend the file.",
        ),
        (something, "There is nothing in this file to take."),
    )


def may_take_scores(*, bad_cells: int, cards: int, as_shown: bool) -> Decision:
    """Say whether a file of scores is taken: only whole, and only as it was shown."""
    return unless(
        (as_shown, "Something has changed since you looked. Look again at what is below."),
        (
            not bad_cells,
            f"{plural(bad_cells, 'cell')} to mend first. Mend the file, then choose it again.",
        ),
        (bool(cards or bad_cells), "There is nothing in this file to take."),
    )

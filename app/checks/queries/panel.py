"""What the panel thought, by criterion; only of candidacies already cut to the reader."""

from collections.abc import Collection
from fractions import Fraction

from sqlalchemy import func, select

from app.db import db
from app.scorecards.models import Mark, Scorecard

Means = dict[tuple[int, int], Fraction]


def panel_means(candidacy_ids: Collection[int]) -> Means:
    """Return the mean of the submitted marks by (candidacy, criterion), exactly.

    ``candidacy_ids`` must be those whose marks the reader may see (law L1).
    """
    if not candidacy_ids:
        return {}
    rows = db.session.execute(
        select(
            Scorecard.candidacy_id, Mark.criterion_id, func.sum(Mark.value), func.count(Mark.value)
        )
        .join(Mark, Mark.scorecard_id == Scorecard.id)
        .where(
            Scorecard.candidacy_id.in_(candidacy_ids),
            Scorecard.submitted_at.is_not(None),
            Mark.value.is_not(None),
        )
        .group_by(Scorecard.candidacy_id, Mark.criterion_id)
    )
    return {
        (candidacy_id, criterion_id): Fraction(int(total or 0), count)
        for candidacy_id, criterion_id, total, count in rows
    }

"""What one referee said, beside what the panel thought where the reader may know it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from app.checks.models import Referee, ReferenceMark
from app.checks.queries.panel import Means, panel_means
from app.db import db
from app.people.models import Person
from app.requisitions.models import Criterion
from app.scorecards.queries import visible_ids


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion: the panel's mean, the referee's rating (none: could not say), the gap."""

    criterion: Criterion
    panel_mean: float | None
    rating: int | None
    comment: str | None

    @property
    def gap(self) -> float | None:
        """How much higher the referee's rating is than the panel's mean."""
        if self.panel_mean is None or self.rating is None:
            return None
        return self.rating - self.panel_mean


@dataclass(frozen=True, slots=True)
class Said:
    """A reference as it may be read; ``panel_hidden`` while the reader owes a card (law L1)."""

    referee: Referee
    lines: tuple[Compared, ...]
    panel_hidden: bool


def said_by(referee: Referee, requisition_id: int, person: Person) -> Said:
    """Return what a referee said, with the panel's means where the person may see marks."""
    seen = referee.candidacy_id in visible_ids(person, requisition_id)
    means = panel_means({referee.candidacy_id} if seen else (), requisition_id)
    return Said(referee, compare([referee.id], means)[referee.id], not seen)


def compare(referee_ids: Collection[int], means: Means) -> dict[int, tuple[Compared, ...]]:
    """Return the lines of references, criterion by criterion, beside the panel's means."""
    rows = db.session.execute(
        select(ReferenceMark, Criterion, Referee.candidacy_id)
        .join(Criterion, Criterion.id == ReferenceMark.criterion_id)
        .join(Referee, Referee.id == ReferenceMark.referee_id)
        .where(ReferenceMark.referee_id.in_(referee_ids))
        .order_by(Criterion.position, Criterion.id)
    )
    found: dict[int, list[Compared]] = {one: [] for one in referee_ids}
    for mark, criterion, candidacy_id in rows:
        mean = means.get((candidacy_id, criterion.id))
        found[mark.referee_id].append(
            Compared(criterion, None if mean is None else float(mean), mark.value, mark.comment)
        )
    return {one: tuple(lines) for one, lines in found.items()}

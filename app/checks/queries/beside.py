"""What referees said of several candidates, criterion by criterion, to stand beside the panel's."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from app.checks.models import Referee, ReferenceMark
from app.db import db
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class RefereeSaid:
    """One referee's mark on one criterion; none where they could not say."""

    relation: str
    value: int | None
    comment: str | None


def beside(
    candidacy_ids: Collection[int], requisition_id: int, person: Person
) -> dict[tuple[int, int], list[RefereeSaid]]:
    """Return what is in, by (candidacy, criterion); nothing to whoever may not read references.

    ``candidacy_ids`` must be those whose marks the person may see (law L1).
    """
    if not candidacy_ids or Permission.SEE_REFERENCES not in rights_in(requisition_id, person):
        return {}
    rows = db.session.execute(
        select(
            Referee.candidacy_id,
            ReferenceMark.criterion_id,
            Referee.relation,
            ReferenceMark.value,
            ReferenceMark.comment,
        )
        .join(Referee, Referee.id == ReferenceMark.referee_id)
        .where(Referee.candidacy_id.in_(candidacy_ids), Referee.received_at.is_not(None))
        .order_by(Referee.received_at, Referee.id)
    )
    found: dict[tuple[int, int], list[RefereeSaid]] = {}
    for candidacy_id, criterion_id, relation, value, comment in rows:
        said = RefereeSaid(relation, value, comment)
        found.setdefault((candidacy_id, criterion_id), []).append(said)
    return found

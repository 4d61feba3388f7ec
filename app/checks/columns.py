"""The columns of references, once for every file."""

from app.checks.queries import ReferenceRow
from app.core.columns import Column


def _panel_mean(row: ReferenceRow) -> float | None:
    mean = row.line.panel_mean if row.line else None
    return None if mean is None else round(mean, 2)


def _gap(row: ReferenceRow) -> float | None:
    gap = row.line.gap if row.line else None
    return None if gap is None else round(gap, 2)


REFERENCES: tuple[Column[ReferenceRow], ...] = (
    Column("candidate_id", "Candidate", lambda row: row.candidate_id, "number"),
    Column("name", "Name", lambda row: row.name),
    Column("referee", "Referee", lambda row: row.referee.name),
    Column("relation", "Relation", lambda row: row.referee.relation),
    Column("asked_at", "Asked", lambda row: row.referee.asked_at, "moment"),
    Column("due_at", "Due", lambda row: row.referee.due_at, "moment"),
    Column("received_at", "In", lambda row: row.referee.received_at, "moment"),
    Column("state", "State", lambda row: row.state),
    Column("criterion", "Criterion", lambda row: row.line and row.line.criterion.name),
    Column("panel_mean", "Panel's mean", _panel_mean, "number"),
    Column("referee_rating", "Referee", lambda row: row.line and row.line.rating, "number"),
    Column("gap", "Gap", _gap, "number"),
    Column("comment", "Comment", lambda row: row.comment),
)

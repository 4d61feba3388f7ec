"""The columns of sign-offs, once for every file."""

from app.core.columns import Column
from app.signoffs.limits import words
from app.signoffs.queries import SignoffRow

SIGNOFFS: tuple[Column[SignoffRow], ...] = (
    Column("subject", "Subject", lambda row: row.chain.subject_kind),
    Column("version", "Version", lambda row: row.chain.version, "number"),
    Column("step", "Step", lambda row: row.step, "number"),
    Column("rule", "Rule", lambda row: row.rule),
    Column("approver", "Approver", lambda row: row.approver),
    Column("on_behalf_of", "On behalf of", lambda row: row.on_behalf_of),
    Column("interviewed", "Interviewed", lambda row: row.signoff.interviewed, "flag"),
    Column("asked_at", "Asked", lambda row: row.signoff.asked_at, "moment"),
    Column("due_at", "Due", lambda row: row.signoff.due_at, "moment"),
    Column("decision", "Decision", lambda row: row.signoff.decision),
    Column("decided_at", "Decided", lambda row: row.signoff.decided_at, "moment"),
    Column("reason", "Reason", lambda row: row.signoff.reason),
    Column("limits", "Limits", lambda row: words(row.signoff)),
    Column("state", "State", lambda row: row.state),
)
